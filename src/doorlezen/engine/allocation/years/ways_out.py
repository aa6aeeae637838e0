"""A conflict over several years: the cheapest ways out, each tried by solving the changed problem anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.conflict import minimal_conflict
from doorlezen.engine.allocation.cpsat import Effort
from doorlezen.engine.allocation.explain.prover import PATIENCE, Prover
from doorlezen.engine.allocation.explain.softer import Demands, Knot, soften
from doorlezen.engine.allocation.explain.ways_out import ConflictAnswer, More
from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.requirements import Outcome, Pay, Requirement, Row, Scale, Term
from doorlezen.engine.allocation.values import OutOfTimeError
from doorlezen.engine.allocation.years.demands import InYears, MaxDrop
from doorlezen.engine.allocation.years.model import YearsModel
from doorlezen.engine.allocation.years.names import at
from doorlezen.engine.allocation.years.problem import FundYears, YearsProblem
from doorlezen.engine.allocation.years.solve import solve_years


@dataclass(frozen=True)
class MoreOverYears(More):
    """More means over the years: ``cents`` and ``quarters`` are sums; in which year how much is beside them.

    Only years that need more are named.
    """

    cents_in: Mapping[str, int]
    quarters_in: Mapping[str, int]


def explain_years_conflict(
    problem: YearsProblem, conflict: Iterable[str], *, effort: Effort, patience: float = PATIENCE
) -> ConflictAnswer:
    """The ways out of a problem of several years that has no plan. Raises OutOfTimeError."""
    names = tuple(conflict)
    knot = _Years(problem, Prover(effort, patience))
    softer = tuple(soften(knot, name) for name in names)
    cents, quarters = knot.least_money({}), knot.least_people(any_money=False)
    money = None if cents is None else knot.more(cents, {})
    people = None if quarters is None else knot.more({}, quarters)
    both = None
    if money is None and people is None and (quarters := knot.least_people(any_money=True)) is not None:
        cents = knot.least_money(quarters)
        both = None if cents is None else knot.more(cents, quarters)
    return ConflictAnswer(names, softer, money, people, both)


class _Years(Knot):
    """A problem of several school years without a plan."""

    def __init__(self, problem: YearsProblem, prover: Prover) -> None:
        self.problem = problem
        self.prover = prover
        self.demands = problem.requirements

    def scale(self, demand: Requirement) -> Scale:
        problem = self.problem
        if isinstance(demand, MaxDrop):
            return _scale_of_drop(problem, demand)
        assert isinstance(demand, InYears)
        nothing = {fund.id: None for fund in problem.funds}
        scales = [demand.demand.scale(problem.in_year(year, nothing)) for year in demand.years]
        return max(scales, key=lambda scale: scale.steps)

    def outcome(self, demands: Demands) -> Outcome | None:
        model = YearsModel(self._under(demands))
        values = self.prover.solve(model.program(demands), [], quick=True)
        return None if values is None else model.outcome(values)

    def clash(self, demands: Demands) -> tuple[str, ...]:
        return minimal_conflict(YearsModel(self._under(demands)), self.prover.effort)

    def verified(self, demands: Demands) -> int:
        return self._solved(self._under(demands))

    def least_money(self, quarters: Mapping[str, int]) -> dict[str, int] | None:
        """The fewest cents over all years in a purse that may pay anything, by the year in which they pay."""
        problem, purse = _with_purse(_with_people(self.problem, quarters), None)
        model = YearsModel(problem)
        pays: dict[str, list[Pay]] = {
            year: [pay for pay in model.most if pay.fund == at(year, purse)] for year in problem.school_years
        }
        terms: list[Term] = [(-1, pay) for own in pays.values() for pay in own]
        found = self.prover.solve(model.program(problem.requirements), terms)
        return None if found is None else _above_0({y: _sum(found, own) for y, own in pays.items()})

    def least_people(self, *, any_money: bool) -> dict[str, int] | None:
        """The fewest quarter-hours a week more, added up over the years, by year. ``any_money``: with that
        purse, however much it pays."""
        problem = _with_purse(self.problem, None)[0] if any_money else self.problem
        limits = {year: most for year, most in problem.capacity_quarters.items() if most is not None}
        model = YearsModel(replace(problem, capacity_quarters=dict.fromkeys(problem.school_years)))
        program = model.program(problem.requirements)
        extra = {year: Pay("", at(year, ""), "") for year in limits}
        most, rows = dict(program.most), list(program.rows)
        for year, limit in limits.items():
            hours = [term for s in problem.schools for term in model.quarters(at(year, s.code))]
            most[extra[year]] = sum(factor for factor, _ in hours)
            rows.append(Row([*hours, (-1, extra[year])], None, limit))
        terms: list[Term] = [(-1, more) for more in extra.values()]
        found = self.prover.solve(Program(program.menus, most, rows), terms)
        return None if found is None else _above_0({year: found[more] for year, more in extra.items()})

    def more(self, cents: Mapping[str, int], quarters: Mapping[str, int]) -> MoreOverYears:
        """These means more, verified."""
        changed = _with_people(self.problem, quarters)
        if cents:
            changed, _ = _with_purse(changed, cents)
        value = self._solved(changed)
        return MoreOverYears(
            sum(cents.values()), sum(quarters.values()), value, cents_in=cents, quarters_in=quarters
        )

    def _under(self, demands: Demands) -> YearsProblem:
        return replace(self.problem, requirements=tuple(demands))

    def _solved(self, changed: YearsProblem) -> int:
        plan = solve_years(replace(changed, sha256=""), effort=self.prover.effort)
        if plan.status != "optimal" or plan.objective is None:
            if self.prover.effort.over:
                raise OutOfTimeError
            raise AssertionError("a way out that gives no plan")
        return plan.objective


def _scale_of_drop(problem: YearsProblem, demand: MaxDrop) -> Scale:
    if demand.percent is not None:
        return Scale("percent", demand.percent, 100, "percent")
    assert demand.quarters is not None, "a drop is in quarters or in percent"
    schools = [problem.school[code] for code in demand.schools]
    most = [school.last_year_quarters for school in schools]
    most += [
        option.quarters
        for school in schools
        for year in problem.school_years
        for option in problem.menus[school.menu[year]]
    ]
    return Scale("quarters", demand.quarters, max(demand.quarters, *most, 0), "quarters")


def _with_purse(problem: YearsProblem, cents: Mapping[str, int] | None) -> tuple[YearsProblem, str]:
    """The problem with one more purse that may pay anything anywhere, and its id. None: without a limit."""
    purse = "extra"
    while purse in {fund.id for fund in problem.funds}:
        purse += "+"
    bouwstenen = {name for menu in problem.menus.values() for option in menu for name in option.cost}
    years = problem.school_years
    fund = FundYears(
        purse,
        purse,
        tuple(problem.school),
        tuple(sorted(bouwstenen)),
        cents={year: None if cents is None else cents.get(year, 0) for year in years},
        max_cents_per_school=dict.fromkeys(years),
        max_cents_per_pupil=dict.fromkeys(years),
        carry_over=dict.fromkeys(years[:-1], 0),
    )
    return replace(problem, funds=(*problem.funds, fund)), purse


def _with_people(problem: YearsProblem, quarters: Mapping[str, int]) -> YearsProblem:
    capacity = {
        year: None if most is None else most + quarters.get(year, 0)
        for year, most in problem.capacity_quarters.items()
    }
    return replace(problem, capacity_quarters=capacity)


def _sum(values: Values, pays: Iterable[Pay]) -> int:
    return sum(values[pay] for pay in pays)


def _above_0(amounts: Mapping[str, int]) -> dict[str, int]:
    return {year: amount for year, amount in amounts.items() if amount}
