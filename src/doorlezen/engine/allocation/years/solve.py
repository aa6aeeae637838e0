"""From a problem of several years to its best plan, proven, the same on every run, and re-checked."""

import os
import time
from collections.abc import Callable
from dataclasses import replace

from doorlezen.engine.allocation.conflict import minimal_conflict
from doorlezen.engine.allocation.cpsat import Effort, Found, Solver
from doorlezen.engine.allocation.plan import Price
from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.requirements import Choice, Row, Term
from doorlezen.engine.allocation.solve import Progress, Watcher
from doorlezen.engine.allocation.tidy import narrow_money_first, tidy
from doorlezen.engine.allocation.values import BestValues, OutOfTimeError, prices
from doorlezen.engine.allocation.years.check import check_years
from doorlezen.engine.allocation.years.model import YearsModel
from doorlezen.engine.allocation.years.names import apart
from doorlezen.engine.allocation.years.plan import Carried, YearPayment, YearsPlan
from doorlezen.engine.allocation.years.problem import YearsProblem

# In the solver's own unit of work, as in one year: what one worker tries before all are called, and what is
# spent on choosing among plans of equal value.
ALONE = 4.0
AMONG_EQUALS = 2.0


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
    found = _search(model, program, effort, tell)
    if found.infeasible:
        tell(Progress("conflict"))
        plan = _without_plan(problem, "infeasible", _conflict(model, effort))
    elif found.values is None:
        plan = _without_plan(problem, "unknown", None)
    else:
        plan = _with_plan(model, found, _settled(model, program, found, effort, tell))
    if with_prices:
        plan = replace(plan, prices=_prices(model, found, effort, tell))
    plan = replace(plan, seconds=time.monotonic() - started)
    if wrong := check_years(problem, plan):
        raise AssertionError(f"the engine made a plan that its own check refuses: {wrong[:3]}")
    return plan


def _search(model: YearsModel, program: Program, effort: Effort, tell: Watcher) -> Found:
    """First one worker, for the same answer every time, then all of them."""

    def moved(best: int | None, bound: int) -> None:
        tell(Progress("plan", best, bound))

    solver, objective = Solver(program), model.objective()
    alone = replace(effort, workers=1)
    found = solver.maximise(objective, alone, progress=moved, quick=True)
    if not _enough(found, effort):
        found = solver.maximise(objective, alone, progress=moved, work=ALONE)
    if not _enough(found, effort):
        if found.values is not None:
            solver.hint(found.values)
        found = solver.maximise(objective, effort, progress=moved)
    return found


def _enough(found: Found, effort: Effort) -> bool:
    if found.infeasible or found.proven or effort.over:
        return True
    if found.objective is None or found.bound is None:
        return False
    return found.bound - found.objective <= effort.gap * abs(found.objective)


def _settled(model: YearsModel, program: Program, found: Found, effort: Effort, tell: Watcher) -> Values:
    """Of the plans of this value the one that moves the fewest hours, paid from few purses."""
    assert found.values is not None
    values, alone = found.values, replace(effort, workers=1)
    if found.proven and not effort.over:
        tell(Progress("equals", found.objective, found.bound))
        nearest = Solver(program)
        nearest.add(Row(model.objective(), found.objective))
        nearest.hint(values)
        values = nearest.maximise(_towards_before(model), alone, work=AMONG_EQUALS).values or values
    tell(Progress("purses", found.objective, found.bound))
    # of funds over the years the order is that of each year: narrow money pays first in every one
    return tidy(program, values, narrow_money_first(model.problem.funds), alone)[0]


def _towards_before(model: YearsModel) -> list[Term]:
    """Minus the quarter-hours by which schools move from those before the plan begins, in every year."""
    return [
        (-abs(option.quarters - school.last_year_quarters), Choice(school.code, option.id))
        for school in model.problem.schools
        for option in model.options(school.code)
    ]


def _without_plan(problem: YearsProblem, status: str, conflict: tuple[str, ...] | None) -> YearsPlan:
    return YearsPlan(problem.sha256, status, None, None, 0.0, {}, (), (), {}, conflict=conflict)


def _conflict(model: YearsModel, effort: Effort) -> tuple[str, ...] | None:
    try:
        return minimal_conflict(model, effort)
    except OutOfTimeError:
        return None


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


def carried(problem: YearsProblem, payments: tuple[YearPayment, ...]) -> tuple[Carried, ...]:
    """What every fund takes along from each year: all that is left and may go on."""
    rows = []
    for fund in problem.funds:
        brought = 0
        for year in problem.next_year:
            cents, most = fund.cents[year], fund.may_go_on(year)
            paid = sum(row.cents for row in payments if (row.year, row.fund) == (year, fund.id))
            left = 0 if cents is None else cents + brought - paid
            brought = left if most is None else min(left, most)
            if brought:
                rows.append(Carried(year, fund.id, brought))
    return tuple(sorted(rows))


def _prices(
    model: YearsModel, found: Found, effort: Effort, tell: Callable[[Progress], None]
) -> dict[str, Price] | None:
    values = BestValues(model, effort)
    if found.infeasible:
        values.record(values.all_demands(), None)
    elif found.proven and found.values is not None:
        values.record(values.all_demands(), found.objective)
        values.add_plan(found.values)
    try:
        return prices(
            values,
            workers=effort.workers,
            done=lambda done, of: tell(Progress("prices", found.objective, found.bound, done, of)),
        )
    except OutOfTimeError:
        return None
