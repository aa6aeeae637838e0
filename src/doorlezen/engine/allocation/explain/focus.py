"""A part of a large problem as a problem of its own: everything elsewhere stays as it is in the plan.

The means are what the plan leaves for these schools: of a shared fund what it does not pay elsewhere, of the
people likewise. A demand that is about schools elsewhere too counts with what those get. So an exact answer
about this problem is an exact answer about the whole, for as long as nothing changes elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from doorlezen.engine.allocation.plan import Payment, Plan
from doorlezen.engine.allocation.problem import Fund, Option, Problem, School
from doorlezen.engine.allocation.program import Values
from doorlezen.engine.allocation.requirements import (
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


def focus(problem: Problem, plan: Plan, schools: Iterable[str]) -> tuple[Problem, Plan]:
    """The problem of these schools, and what the plan does there."""
    inside = frozenset(schools)
    here = tuple(payment for payment in plan.payments if payment.school in inside)
    paid = Counter[str]()
    for payment in plan.payments:
        if payment.school not in inside:
            paid[payment.fund] += payment.cents
    funds = tuple(
        replace(
            fund,
            cents=None if fund.cents is None else fund.cents - paid[fund.id],
            schools=tuple(code for code in fund.schools if code in inside),
        )
        for fund in problem.funds
        if not inside.isdisjoint(fund.schools)
    )
    used = sum(problem.option(code, o).quarters for code, o in plan.choices.items() if code not in inside)
    capacity = None if problem.capacity_quarters is None else problem.capacity_quarters - used
    part = replace(
        problem,
        schools=tuple(school for school in problem.schools if school.code in inside),
        funds=funds,
        capacity_quarters=capacity,
        requirements=tuple(_requirements(problem, plan, inside)),
    )
    choices = {code: option for code, option in plan.choices.items() if code in inside}
    value = sum(
        problem.school[code].weight * problem.option(code, option).points for code, option in choices.items()
    )
    own = replace(
        plan, objective=value, bound=None, choices=choices, payments=here, requirements={}, prices=None
    )
    return part, own


def _requirements(problem: Problem, plan: Plan, inside: frozenset[str]) -> Iterator[Requirement]:
    """Every demand that these schools have a part in, as it is for them."""
    beyond = _Beyond(problem, plan, inside)
    for demand in problem.requirements:
        about = demand.about(problem.fund)
        if about.isdisjoint(inside):
            continue
        if about <= inside or demand.apart is Apart.EACH:
            yield demand.only(inside, problem.fund)
        else:
            yield Elsewhere(demand.id, demand.by, demand.text, demand, beyond)


@dataclass(frozen=True, eq=False)
class _Beyond:
    """What the schools elsewhere get and are paid."""

    problem: Problem
    plan: Plan
    inside: frozenset[str]

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
        return self.demand.about(self.beyond.problem.fund) & self.beyond.inside

    def scale(self, problem: Problem) -> Scale:
        return self.demand.scale(self.beyond.problem)

    def with_number(self, name: str, value: int) -> Self:
        return replace(self, demand=self.demand.with_number(name, value))

    def rows(self, space: Space) -> Iterator[Row]:
        known = self.beyond.values
        for row in self.demand.rows(_Whole(space, self.beyond)):
            fixed = sum(factor * known[v] for factor, v in row.terms if v.school not in self.beyond.inside)
            terms = [(factor, v) for factor, v in row.terms if v.school in self.beyond.inside]
            if terms:
                least = None if row.least is None else row.least - fixed
                most = None if row.most is None else row.most - fixed
                yield Row(terms, least, most)

    def holds(self, outcome: Outcome) -> bool:
        problem, beyond = self.beyond.problem, self.beyond
        quarters = {
            code: problem.option(code, option).quarters for code, option in beyond.plan.choices.items()
        }
        whole = Outcome(
            quarters | dict(outcome.quarters),
            {school.code: school.pupils for school in problem.schools},
            {school.code: school.last_year_quarters for school in problem.schools},
            [*beyond.payments, *outcome.payments],
        )
        return self.demand.holds(whole)


class _Whole:
    """The variables of some schools, and for all others the one choice and the payments of the plan."""

    def __init__(self, space: Space, beyond: _Beyond) -> None:
        self._space = space
        self._beyond = beyond
        self.school: Mapping[str, School] = beyond.problem.school

    def options(self, code: str) -> Sequence[Option]:
        if code in self._beyond.inside:
            return self._space.options(code)
        return [self._beyond.problem.option(code, self._beyond.plan.choices[code])]

    def quarters(self, code: str, factor: int = 1) -> list[Term]:
        if code in self._beyond.inside:
            return self._space.quarters(code, factor)
        return [(factor * option.quarters, Choice(code, option.id)) for option in self.options(code)]

    def spent(self, code: str, factor: int = 1) -> list[Term]:
        if code in self._beyond.inside:
            return self._space.spent(code, factor)
        cost = self._beyond.problem.cost
        return [
            (factor * sum(cost(code, option).values()), Choice(code, option.id))
            for option in self.options(code)
        ]

    def payments(
        self, funds: Iterable[str], schools: Iterable[str], bouwstenen: Iterable[str] | None
    ) -> list[Pay]:
        names, codes = set(funds), set(schools)
        named = None if bouwstenen is None else set(bouwstenen)
        inside = self._space.payments(
            sorted(names), sorted(codes & self._beyond.inside), None if named is None else sorted(named)
        )
        outside = [
            Pay(row.fund, row.school, row.bouwsteen)
            for row in self._beyond.payments
            if row.fund in names and row.school in codes and (named is None or row.bouwsteen in named)
        ]
        return inside + outside
