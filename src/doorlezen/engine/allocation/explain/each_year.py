"""Several school years and each of them apart: for readers, and to plan one anew."""

from collections import Counter
from dataclasses import replace

from doorlezen.engine.allocation.explain.focus import focus_on_year
from doorlezen.engine.allocation.posed.carrying import carried
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import InYears, MaxDrop, Requirement
from doorlezen.engine.allocation.solving.spending import money_by_place


def each_year(problem: Problem, plan: Plan) -> list[tuple[Problem, Plan]]:
    """A plan that `check` found right, as a plan of each school year, for readers; of one year itself.

    ``last_year_quarters`` of a later year is what the plan gives the year before; a fund holds what came in
    and what it brought along; the demands of a year are those that name it. Where there is no plan the first
    year alone, unplanned.
    """
    if not problem.per_year:
        return [(problem, plan)]
    if not plan.choices:
        return [(problem.alone_in(problem.school_year), replace(plan, carried=None))]
    brought: Counter[str] = Counter()
    for name, cents in plan.carried or ():
        brought[problem.named(problem.next_year[problem.year_of(name)], problem.plain(name))] += cents
    years = []
    for year in problem.school_years:
        of, alone = focus_on_year(problem, plan, year)
        holds = {
            problem.plain(fund.id): None if fund.cents is None else fund.cents + brought[fund.id]
            for fund in problem.funds
            if problem.year_of(fund.id) == year
        }
        named = {demand.id for demand in demands_of_year(problem, year)}
        demands = tuple(demand for demand in of.requirements if demand.id in named)
        of = replace(
            of,
            funds=tuple(replace(fund, cents=holds[fund.id]) for fund in of.funds),
            requirements=demands,
        )
        said = {name: plan.requirements[name] for name in alone.requirements if name in named}
        years.append((of, replace(alone, requirements=said)))
    return years


def demands_of_year(problem: Problem, year: str) -> list[Requirement]:
    """The demands that name this school year; of one year all of them."""
    return [
        demand
        for demand in problem.requirements
        if not isinstance(demand, InYears | MaxDrop) or year in demand.years
    ]


def joined(problem: Problem, plan: Plan, year: str, alone: Plan) -> Plan:
    """The plan of all years with this year as in ``alone``, a plan of what `focus_on_year` gives."""

    def named(name: str) -> str:
        return problem.named(year, name)

    choices = {**plan.choices, **{named(code): option for code, option in alone.choices.items()}}
    others = [row for row in plan.payments if problem.year_of(row.fund) != year]
    own = [row._replace(fund=named(row.fund), school=named(row.school)) for row in alone.payments]
    payments = tuple(sorted([*others, *own]))
    value = problem.value(choices)
    return replace(
        plan,
        status="optimal" if value == plan.bound else "feasible",
        objective=value,
        choices=choices,
        payments=payments,
        carried=carried(problem, payments),
        money_by_use=money_by_place(problem, choices, payments),
        prices=None,
    )
