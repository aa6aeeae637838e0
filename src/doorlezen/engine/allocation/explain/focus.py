"""A part of a problem as a problem of its own: everything elsewhere stays as it is in the plan.

The part is some schools of a large problem, or one year of several. The means are what the plan leaves for
it: of a shared fund what it does not pay elsewhere or take along, of the people likewise. A demand that is
about schools elsewhere too counts with what those get. So an exact answer about this problem is an exact
answer about the whole, for as long as nothing changes elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from doorlezen.engine.allocation.posed.carrying import stretches
from doorlezen.engine.allocation.posed.plan import Payment, Plan
from doorlezen.engine.allocation.posed.problem import Fund, Option, Problem, School
from doorlezen.engine.allocation.posed.requirements import (
    Apart,
    Choice,
    Outcome,
    Pay,
    Requirement,
    Row,
    Scale,
    Space,
    Term,
)
from doorlezen.engine.allocation.programs.program import Values


def focus(problem: Problem, plan: Plan, schools: Iterable[str]) -> tuple[Problem, Plan]:
    """The problem of these schools of one year, and what the plan does there."""
    inside = frozenset(schools)
    part = replace(
        problem,
        schools=tuple(school for school in problem.schools if school.code in inside),
        funds=tuple(_funds(problem, plan, inside)),
        requirements=tuple(_requirements(_Beyond(problem, plan, inside))),
    )
    used: Counter[str] = Counter()
    for code, chosen in plan.choices.items():
        if code not in inside:
            used[problem.year_of(code)] += problem.option(code, chosen).quarters
    choices = {code: option for code, option in plan.choices.items() if code in inside}
    own = replace(
        plan,
        objective=problem.value(choices),
        bound=None,
        choices=choices,
        payments=tuple(payment for payment in plan.payments if payment.school in inside),
        requirements={},
        prices=None,
    )
    left = {year: None if most is None else most - used[year] for year, most in problem.capacity.items()}
    return part.with_capacity(left), own


def focus_on_year(problem: Problem, plan: Plan, year: str) -> tuple[Problem, Plan]:
    """One of several school years, with the names of the file; the plan must be one that `check` passes.

    A fund holds the most that it may pay in this year so that what it pays in other years still holds.
    ``last_year_quarters`` are the hours of the year before in the plan. Demands are as they are for this
    year: ``keep`` is about the hours before the plan begins, in every year.
    """
    inside = frozenset(code for code in problem.school if problem.year_of(code) == year)
    part, own = focus(problem, plan, inside)
    beyond = _Beyond(problem, plan, inside, year)
    before = _year_before(problem, plan, year)
    plain = problem.plain
    demands = tuple(
        Elsewhere(demand.id, demand.by, demand.text, demand, beyond)
        for demand in problem.requirements
        if not demand.about(problem.fund).isdisjoint(inside)
    )
    alone = part.alone_in(year)
    of = replace(
        alone,
        schools=tuple(replace(school, last_year_quarters=before[school.code]) for school in alone.schools),
        requirements=demands,
    )
    return of, replace(
        own,
        bound=own.objective if plan.status == "optimal" else None,
        choices={plain(code): option for code, option in own.choices.items()},
        payments=tuple(
            payment._replace(fund=plain(payment.fund), school=plain(payment.school))
            for payment in own.payments
        ),
        requirements={demand.id: True for demand in demands},
        carried=None,
        money_by_use=None,
    )


def _year_before(problem: Problem, plan: Plan, year: str) -> dict[str, int]:
    """What each school, as in the file, gets in the year before; of the first: had before the plan begins."""
    before = {later: earlier for earlier, later in problem.next_year.items()}.get(year)
    if before is None:
        return {problem.plain(school.code): school.last_year_quarters for school in problem.schools}
    earlier = {code: problem.named(before, code) for code in problem.codes}
    return {code: problem.option(name, plan.choices[name]).quarters for code, name in earlier.items()}


def _funds(problem: Problem, plan: Plan, inside: frozenset[str]) -> Iterator[Fund]:
    """The funds of these schools, each with the most that it may pay there beside what is planned."""
    elsewhere: Counter[str] = Counter()
    for payment in plan.payments:
        if payment.school not in inside:
            elsewhere[payment.fund] += payment.cents
    for purse in problem.purses.values():
        for fund in purse:
            if inside.isdisjoint(fund.schools):
                continue
            left = (
                stretch.cents - sum(elsewhere[name] for name in stretch.funds)
                for stretch in stretches(purse)
                if fund.id in stretch.funds
            )
            codes = tuple(code for code in fund.schools if code in inside)
            yield replace(fund, cents=min(left, default=None), schools=codes, carry_over=0)


def _requirements(beyond: "_Beyond") -> Iterator[Requirement]:
    """Every demand that these schools have a part in, as it is for them."""
    inside, funds = beyond.inside, beyond.problem.fund
    for demand in beyond.problem.requirements:
        about = demand.about(funds)
        if about.isdisjoint(inside):
            continue
        if about <= inside or demand.apart is Apart.EACH:
            yield demand.only(inside, funds)
        else:
            yield Elsewhere(demand.id, demand.by, demand.text, demand, beyond)


@dataclass(frozen=True, eq=False)
class _Beyond:
    """What the schools elsewhere get and are paid.

    ``year``: the schools inside are those of this year, and are called as in the file.
    """

    problem: Problem
    plan: Plan
    inside: frozenset[str]
    year: str | None = None

    def here(self, name: str) -> str:
        """What a school or fund of the whole is called inside."""
        return name if self.year is None else self.problem.plain(name)

    def whole(self, name: str) -> str:
        """What a school or fund inside is called in the whole."""
        return name if self.year is None else self.problem.named(self.year, name)

    @cached_property
    def values(self) -> Values:
        taken: dict[Choice | Pay, int] = {
            Choice(*choice): 1 for choice in self.plan.choices.items() if choice[0] not in self.inside
        }
        return taken | {Pay(row.fund, row.school, row.bouwsteen): row.cents for row in self.payments}

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        return tuple(row for row in self.plan.payments if row.school not in self.inside)


@dataclass(frozen=True)
class Elsewhere(Requirement):
    """A demand that is also about schools elsewhere, which do not change."""

    kind = "elsewhere"
    fields = {}
    apart = Apart.TOGETHER
    demand: Requirement
    beyond: _Beyond

    @property
    def gives_way(self) -> str:
        return self.demand.gives_way

    def about(self, funds: Mapping[str, Fund]) -> frozenset[str]:
        inside = self.demand.about(self.beyond.problem.fund) & self.beyond.inside
        return frozenset(map(self.beyond.here, inside))

    def scale(self, problem: Problem) -> Scale:
        return self.demand.scale(self.beyond.problem)

    def with_number(self, name: str, value: int) -> Self:
        return replace(self, demand=self.demand.with_number(name, value))

    def rows(self, space: Space) -> Iterator[Row]:
        beyond = self.beyond
        for row in self.demand.rows(_Whole(space, beyond)):
            fixed = sum(factor * beyond.values[v] for factor, v in row.terms if v.school not in beyond.inside)
            terms = [(factor, self._here(v)) for factor, v in row.terms if v.school in beyond.inside]
            if terms:
                least = None if row.least is None else row.least - fixed
                most = None if row.most is None else row.most - fixed
                yield Row(terms, least, most)

    def _here(self, variable: Choice | Pay) -> Choice | Pay:
        here = self.beyond.here
        if isinstance(variable, Pay):
            return variable._replace(fund=here(variable.fund), school=here(variable.school))
        return variable._replace(school=here(variable.school))

    def holds(self, outcome: Outcome) -> bool:
        problem, whole = self.beyond.problem, self.beyond.whole
        choices = self.beyond.plan.choices
        quarters = {code: problem.option(code, option).quarters for code, option in choices.items()}
        return self.demand.holds(
            Outcome(
                quarters | {whole(code): hours for code, hours in outcome.quarters.items()},
                {school.code: school.pupils for school in problem.schools},
                {school.code: school.last_year_quarters for school in problem.schools},
                [
                    *self.beyond.payments,
                    *(
                        (whole(fund), whole(code), what, cents)
                        for fund, code, what, cents in outcome.payments
                    ),
                ],
            )
        )


class _Whole:
    """The variables of some schools, and for all others the one choice and the payments of the plan."""

    def __init__(self, space: Space, beyond: _Beyond) -> None:
        self._space = space
        self._beyond = beyond
        self.school: Mapping[str, School] = beyond.problem.school

    def options(self, code: str) -> Sequence[Option]:
        problem = self._beyond.problem
        if code in self._beyond.inside:
            return problem.options(code)
        return [problem.option(code, self._beyond.plan.choices[code])]

    def quarters(self, code: str, factor: int = 1) -> list[Term]:
        return [(factor * option.quarters, Choice(code, option.id)) for option in self.options(code)]

    def spent(self, code: str, factor: int = 1) -> list[Term]:
        cost = self._beyond.problem.cost
        return [
            (factor * sum(cost(code, option).values()), Choice(code, option.id))
            for option in self.options(code)
        ]

    def payments(
        self, funds: Iterable[str], schools: Iterable[str], bouwstenen: Iterable[str] | None
    ) -> list[Pay]:
        names, codes = set(funds), set(schools)
        named = None if bouwstenen is None else sorted(set(bouwstenen))
        here, whole = self._beyond.here, self._beyond.whole
        own = {
            here(name) for name in names if self._beyond.year in (None, self._beyond.problem.year_of(name))
        }
        inside = self._space.payments(sorted(own), sorted(map(here, codes & self._beyond.inside)), named)
        outside = [
            Pay(row.fund, row.school, row.bouwsteen)
            for row in self._beyond.payments
            if row.fund in names and row.school in codes and (named is None or row.bouwsteen in named)
        ]
        return [Pay(whole(pay.fund), whole(pay.school), pay.bouwsteen) for pay in inside] + outside
