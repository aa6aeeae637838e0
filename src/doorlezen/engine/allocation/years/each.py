"""A plan of several years as a plan of each year, for readers: what there was, and what was done with it.

Nothing is decided or judged here. ``last_year_quarters`` of a later year is what the plan gives the year
before; a fund holds what came in and what it brought along. The demands of a year are those that name it.
"""

from collections import Counter
from dataclasses import replace

from doorlezen.engine.allocation.plan import Plan
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Requirement
from doorlezen.engine.allocation.years.demands import InYears, MaxDrop
from doorlezen.engine.allocation.years.plan import YearsPlan
from doorlezen.engine.allocation.years.problem import YearsProblem


def each_year(problem: YearsProblem, plan: YearsPlan) -> list[tuple[Problem, Plan]]:
    """Every school year as a problem and its plan; where there is no plan the first year alone, unplanned."""
    if not plan.choices:
        first = problem.school_years[0]
        came_in = {fund.id: fund.cents[first] for fund in problem.funds}
        demands = tuple(_of_one_year(demand) for demand in problem.requirements)
        alone = replace(plan.in_year(first), problem_sha256=plan.problem_sha256, conflict=plan.conflict)
        return [(replace(problem.in_year(first, came_in), requirements=demands), alone)]
    brought = Counter[tuple[str, str]]()
    for row in plan.carried:
        brought[problem.next_year[row.year], row.fund] += row.cents
    years = []
    before = {school.code: school.last_year_quarters for school in problem.schools}
    for year in problem.school_years:
        holds = {
            fund.id: None if (cents := fund.cents[year]) is None else cents + brought[year, fund.id]
            for fund in problem.funds
        }
        of = problem.in_year(year, holds)
        demands = tuple(_of_one_year(demand) for demand in problem.requirements if _names(demand, year))
        schools = tuple(replace(school, last_year_quarters=before[school.code]) for school in of.schools)
        of = replace(of, schools=schools, requirements=demands, sha256=problem.sha256)
        years.append((of, _alone(of, plan)))
        before = {code: of.option(code, option).quarters for code, option in plan.choices[year].items()}
    return years


def _alone(of: Problem, plan: YearsPlan) -> Plan:
    """The plan of one year, with its own part of the value (years of equal weight)."""
    alone = plan.in_year(of.school_year)
    value = sum(
        of.school[code].weight * of.option(code, option).points for code, option in alone.choices.items()
    )
    return replace(
        alone,
        problem_sha256=plan.problem_sha256,
        objective=value,
        bound=value if plan.status == "optimal" else None,
        requirements={demand.id: plan.requirements[demand.id] for demand in of.requirements},
    )


def _names(demand: Requirement, year: str) -> bool:
    if isinstance(demand, InYears):
        return year in demand.years
    return isinstance(demand, MaxDrop) and any(year == into for _, into in demand.steps)


def _of_one_year(demand: Requirement) -> Requirement:
    return demand.demand if isinstance(demand, InYears) else demand
