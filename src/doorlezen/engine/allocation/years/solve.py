"""From a problem of several years to its best plan, proven, the same on every run, and re-checked."""

import os
import time
from dataclasses import replace

from doorlezen.engine.allocation.conflict import minimal_conflict
from doorlezen.engine.allocation.cpsat import Effort, Found
from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.search import (
    Progress,
    Watcher,
    known_conflict,
    known_prices,
    nearest_to_last_year,
    search_whole,
)
from doorlezen.engine.allocation.tidy import tidy
from doorlezen.engine.allocation.years.carrying import carried
from doorlezen.engine.allocation.years.check import check_years
from doorlezen.engine.allocation.years.model import YearsModel
from doorlezen.engine.allocation.years.names import apart
from doorlezen.engine.allocation.years.plan import YearPayment, YearsPlan
from doorlezen.engine.allocation.years.problem import YearsProblem


def solve_years(
    problem: YearsProblem,
    *,
    effort: Effort | None = None,
    with_prices: bool = False,
    progress: Watcher | None = None,
) -> YearsPlan:
    """Find the plan with the largest Σ years Σ weight × points, prove it, and re-check it with `check_years`.

    Plans of equal value: the one nearest to the hours before the plan begins, then the one that gives schools
    few purses. Time limits, prices and conflicts as in `doorlezen.engine.allocation.solve`.
    Raises InputError where the numbers are too large for exact arithmetic.
    """
    started = time.monotonic()
    effort = effort or Effort(workers=os.cpu_count() or 1)
    tell = progress or (lambda _: None)
    model = YearsModel(problem)
    program = model.program(problem.requirements)
    found = search_whole(model, program, effort, tell)
    if found.infeasible:
        conflict = known_conflict(lambda: minimal_conflict(model, effort), tell)
        plan = _without_plan(problem, "infeasible", conflict)
    elif found.values is None:
        plan = _without_plan(problem, "unknown", None)
    else:
        plan = _with_plan(model, found, _settled(model, program, found, effort, tell))
    if with_prices:
        plan = replace(plan, prices=known_prices(model, found, effort, tell))
    plan = replace(plan, seconds=time.monotonic() - started)
    if wrong := check_years(problem, plan):
        raise AssertionError(f"the engine made a plan that its own check refuses: {wrong[:3]}")
    return plan


def _settled(model: YearsModel, program: Program, found: Found, effort: Effort, tell: Watcher) -> Values:
    """Of the plans of this value the one that moves the fewest hours, paid from few purses."""
    values = nearest_to_last_year(model, program, found, effort, tell)
    tell(Progress("purses", found.objective, found.bound))
    return tidy(program, values, model.problem.funds, replace(effort, workers=1)).values


def _without_plan(problem: YearsProblem, status: str, conflict: tuple[str, ...] | None) -> YearsPlan:
    return YearsPlan(problem.sha256, status, None, None, 0.0, {}, (), (), {}, conflict=conflict)


def _with_plan(model: YearsModel, found: Found, values: Values) -> YearsPlan:
    problem = model.years
    choices: dict[str, dict[str, str]] = {year: {} for year in problem.school_years}
    for name, option in model.choices(values).items():
        year, code = apart(name)
        choices[year][code] = option
    payments = tuple(
        YearPayment(*apart(paid.fund), apart(paid.school)[1], paid.bouwsteen, paid.cents)
        for paid in model.payments_made(values)
    )
    return YearsPlan(
        problem.sha256,
        "optimal" if found.proven else "feasible",
        found.objective,
        found.bound,
        0.0,
        choices,
        payments,
        carried(problem, payments),
        {demand.id: True for demand in problem.requirements},
    )
