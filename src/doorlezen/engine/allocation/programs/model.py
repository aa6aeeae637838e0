"""The linear model of a problem of one year or several: variables, rows and objective, before any solver.

One 0/1 variable per school × option, one whole-cents variable per fund × school × bouwsteen that it may pay.
docs/engine.md writes the model out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doorlezen.engine.allocation.posed.carrying import fullest, stretches
from doorlezen.engine.allocation.posed.plan import Payment
from doorlezen.engine.allocation.posed.problem import Option, Problem, School
from doorlezen.engine.allocation.posed.requirements import (
    Choice,
    Outcome,
    Pay,
    Requirement,
    Row,
    Term,
)
from doorlezen.engine.allocation.programs.program import Program, Values, simplify


class Model:
    """The variables and rows of a problem. Demands are kept apart, so that any set of them can be posed."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.school: Mapping[str, School] = problem.school
        self._cost: dict[Choice, dict[str, int]] = {
            Choice(school.code, option.id): problem.cost(school.code, option)
            for school in problem.schools
            for option in problem.options(school.code)
        }
        self._holds: dict[str, int | None] = {}
        for purse in problem.purses.values():
            self._holds |= fullest(purse)
        self.most: dict[Pay, int] = self._payments()
        self._pays: defaultdict[tuple[str, str], list[Pay]] = defaultdict(list)
        for pay in self.most:
            self._pays[pay.fund, pay.school].append(pay)

    def _payments(self) -> dict[Pay, int]:
        """Every payment that may be made, with the most it can be: the dearest option or a fund's limit."""
        dearest: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for choice, cost in self._cost.items():
            at_school = dearest[choice.school]
            for bouwsteen, cents in cost.items():
                at_school[bouwsteen] = max(cents, at_school.get(bouwsteen, 0))
        most: dict[Pay, int] = {}
        for fund in self.problem.funds:
            for code in fund.schools:
                holds = self._holds[fund.id]
                limits = [limit for limit in (holds, fund.limit_at(self.school[code])) if limit is not None]
                for bouwsteen in fund.bouwstenen:
                    if needed := dearest[code].get(bouwsteen):
                        most[Pay(fund.id, code, bouwsteen)] = min([needed, *limits])
        return most

    # What the demands see (requirements.Space) ------------------------------------------------------------

    def options(self, code: str) -> Sequence[Option]:
        """What this school can choose from."""
        return self.problem.options(code)

    def quarters(self, code: str, factor: int = 1) -> list[Term]:
        """``factor`` × the quarter-hours that this school gets."""
        return [(factor * option.quarters, Choice(code, option.id)) for option in self.options(code)]

    def spent(self, code: str, factor: int = 1) -> list[Term]:
        """``factor`` × all the money that goes to this school, in cents."""
        chosen = (Choice(code, option.id) for option in self.options(code))
        return [(factor * sum(self._cost[choice].values()), choice) for choice in chosen]

    def payments(
        self, funds: Iterable[str], schools: Iterable[str], bouwstenen: Iterable[str] | None
    ) -> list[Pay]:
        """The payments by these funds at these schools for these bouwstenen (None: all of them)."""
        codes, named = list(schools), None if bouwstenen is None else set(bouwstenen)
        return [
            pay
            for fund in funds
            for code in codes
            for pay in self._pays.get((fund, code), ())
            if named is None or pay.bouwsteen in named
        ]

    # What a solver needs ----------------------------------------------------------------------------------

    def program(self, requirements: Iterable[Requirement]) -> Program:
        """The whole problem under these demands, simplified."""
        rows = [*self.rows(), *(row for requirement in requirements for row in requirement.rows(self))]
        return simplify(Program(list(self.menus()), self.most, rows))

    def menus(self) -> Iterator[list[Choice]]:
        """Per school the choices of which exactly one is made."""
        for school in self.problem.schools:
            yield [Choice(school.code, option.id) for option in self.options(school.code)]

    def objective(self) -> list[Term]:
        """What is maximised: weight × points of every choice."""
        return [
            (school.weight * option.points, Choice(school.code, option.id))
            for school in self.problem.schools
            for option in self.options(school.code)
        ]

    def rows(self) -> Iterator[Row]:
        """The rules that always hold: every cent is paid, no fund pays too much, the people suffice."""
        yield from self._every_cent_is_paid()
        yield from self._no_fund_pays_too_much()
        year_of = self.problem.year_of
        for year, capacity in self.problem.capacity.items():
            if capacity is not None:
                codes = [school.code for school in self.problem.schools if year_of(school.code) == year]
                yield Row([term for code in codes for term in self.quarters(code)], None, capacity)
        yield from self._no_purse_pays_what_is_gone()

    def _every_cent_is_paid(self) -> Iterator[Row]:
        due: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for choice, cost in self._cost.items():
            for bouwsteen, cents in cost.items():
                due[choice.school, bouwsteen].append((-cents, choice))
        paid: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        for pay in self.most:
            paid[pay.school, pay.bouwsteen].append((1, pay))
        for key, terms in due.items():
            yield Row(paid[key] + terms, 0, 0)

    def _no_fund_pays_too_much(self) -> Iterator[Row]:
        for fund in self.problem.funds:
            everything: list[Term] = []
            for code in fund.schools:
                here: list[Term] = [(1, pay) for pay in self._pays.get((fund.id, code), ())]
                limit = fund.limit_at(self.school[code])
                if limit is not None and len(here) > 1:
                    yield Row(here, None, limit)
                everything += here
            holds = self._holds[fund.id]
            if holds is not None and everything:
                yield Row(everything, None, holds)

    def _no_purse_pays_what_is_gone(self) -> Iterator[Row]:
        """In no years in a row a purse pays more than there can be; in one year see its fund."""
        for purse in self.problem.purses.values():
            schools = {fund.id: fund.schools for fund in purse}
            for stretch in stretches(purse):
                terms: list[Term] = [
                    (1, pay) for fund in stretch.funds for pay in self.payments([fund], schools[fund], None)
                ]
                if len(stretch.funds) > 1 and terms:
                    yield Row(terms, None, stretch.cents)

    # What the variables say -------------------------------------------------------------------------------

    def choices(self, values: Values) -> dict[str, str]:
        """The option that every school gets, by code."""
        return {
            choice.school: choice.option for menu in self.menus() for choice in menu if values.get(choice)
        }

    def payments_made(self, values: Values) -> tuple[Payment, ...]:
        """Every payment above 0 cents, sorted."""
        return tuple(sorted(Payment(*pay, values[pay]) for pay in self.most if values.get(pay)))

    def outcome(self, values: Values) -> Outcome:
        """What these values do, for the demands to judge."""
        schools = self.problem.schools
        return Outcome(
            quarters={
                code: self.problem.option(code, option).quarters
                for code, option in self.choices(values).items()
            },
            pupils={school.code: school.pupils for school in schools},
            last_year_quarters={school.code: school.last_year_quarters for school in schools},
            payments=self.payments_made(values),
        )
