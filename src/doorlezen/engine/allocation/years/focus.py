"""One year of a plan as a problem of its own: all other years stay as they are planned.

The plans of that problem are exactly the ways to plan this year anew while every choice and payment of the
other years holds. So an exact answer about it is an exact answer about the whole, for as long as nothing
changes in other years. Weights count the year, so that a point is worth the same in every year.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from doorlezen.engine.allocation.plan import Plan
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Requirement
from doorlezen.engine.allocation.requirements.keep import Keep
from doorlezen.engine.allocation.years.beside import Beside, KeepSinceStart, drop_beside
from doorlezen.engine.allocation.years.carrying import carried
from doorlezen.engine.allocation.years.demands import InYears, MaxDrop
from doorlezen.engine.allocation.years.plan import YearPayment, YearsPlan
from doorlezen.engine.allocation.years.problem import FundYears, YearsProblem
from doorlezen.engine.allocation.years.stretches import stretches


def focus(problem: YearsProblem, plan: YearsPlan, year: str) -> tuple[Problem, Plan]:
    """The problem of this year, and what the plan does in it. The plan must be one that `check_years` passes.

    A fund holds the most that it may pay in this year so that what it pays in other years still holds.
    ``last_year_quarters`` are the hours of the year before in the plan.
    """
    beside = _beside(problem, plan, year)
    paid = Counter[tuple[str, str]]()
    for row in plan.payments:
        paid[row.fund, row.year] += row.cents
    money = {fund.id: _most(fund, problem.school_years, year, paid) for fund in problem.funds}
    alone = problem.in_year(year, money)
    weight = problem.year_weights[year]
    schools = tuple(
        replace(school, weight=weight * school.weight, last_year_quarters=beside.before[school.code])
        for school in alone.schools
    )
    demands = tuple(_demands(problem, year, beside))
    own = plan.in_year(year)
    of = replace(alone, schools=schools, requirements=demands, sha256=problem.sha256)
    value = _value(of, own)
    proven = plan.status == "optimal"
    return of, replace(
        own,
        problem_sha256=plan.problem_sha256,
        objective=value,
        bound=value if proven else None,
        requirements={demand.id: True for demand in demands},
    )


def joined(problem: YearsProblem, plan: YearsPlan, year: str, alone: Plan) -> YearsPlan:
    """The plan of all years with this year as in ``alone``, a plan of the problem that `focus` gives."""
    others = tuple(row for row in plan.payments if row.year != year)
    payments = tuple(sorted([*others, *(YearPayment(year, *row) for row in alone.payments)]))
    of, own = focus(problem, plan, year)
    objective = (plan.objective or 0) - (own.objective or 0) + _value(of, alone)
    return replace(
        plan,
        status="optimal" if objective == plan.bound else "feasible",
        objective=objective,
        choices={**plan.choices, year: dict(alone.choices)},
        payments=payments,
        carried=carried(problem, payments),
        prices=None,
    )


def _beside(problem: YearsProblem, plan: YearsPlan, year: str) -> Beside:
    hours = partial(_hours, problem, plan)
    start = {school.code: school.last_year_quarters for school in problem.schools}
    before = next((earlier for earlier, later in problem.next_year.items() if later == year), None)
    after = problem.next_year.get(year)
    return Beside(start, start if before is None else hours(before), None if after is None else hours(after))


def _hours(problem: YearsProblem, plan: YearsPlan, year: str) -> dict[str, int]:
    return {code: problem.quarters(year, code, option) for code, option in plan.choices[year].items()}


def _most(fund: FundYears, years: tuple[str, ...], year: str, paid: Counter[tuple[str, str]]) -> int | None:
    """The most that the fund may pay in this year while it pays what is planned in the others."""
    return min(
        (
            stretch.cents - sum(paid[fund.id, other] for other in stretch.years if other != year)
            for stretch in stretches(fund, years)
            if year in stretch.years
        ),
        default=None,
    )


def _demands(problem: YearsProblem, year: str, beside: Beside) -> Iterator[Requirement]:
    """Every demand that this year has a part in, as it is for this year."""
    for demand in problem.requirements:
        if isinstance(demand, MaxDrop):
            if (drop := drop_beside(demand, year, beside)) is not None:
                yield drop
        elif isinstance(demand, InYears) and year in demand.years:
            of_year = demand.demand
            if isinstance(of_year, Keep):
                of_year = KeepSinceStart(**vars(of_year), beside=beside)
            yield of_year


def _value(of: Problem, alone: Plan) -> int:
    return sum(
        of.school[code].weight * of.option(code, option).points for code, option in alone.choices.items()
    )
