"""From a problem to a plan: the best there is, proven, the same on every run, and re-checked."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.check import check
from doorlezen.engine.allocation.conflict import minimal_conflict
from doorlezen.engine.allocation.cpsat import Effort, Found, Solver
from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.parts.decompose import Decomposition, parts_of
from doorlezen.engine.allocation.parts.split import Parts
from doorlezen.engine.allocation.plan import Plan, Price
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.program import Program, Values
from doorlezen.engine.allocation.requirements import Choice, Row, Term
from doorlezen.engine.allocation.tidy import narrow_money_first, tidy
from doorlezen.engine.allocation.values import BestValues, OutOfTimeError, prices

# In the solver's own unit of work, so that the same file comes out on every machine: what one worker tries
# before all of them are called, and what is spent on choosing among plans of equal value.
ALONE = 4.0
AMONG_EQUALS = 2.0


@dataclass(frozen=True)
class Progress:
    """What the engine is doing: the stage, the best value so far, the bound, and prices known of all."""

    stage: str
    best: int | None = None
    bound: int | None = None
    done: int = 0
    of: int = 0


Watcher = Callable[[Progress], None]


def solve(
    problem: Problem,
    *,
    effort: Effort | None = None,
    with_prices: bool = False,
    progress: Watcher | None = None,
) -> Plan:
    """Find the plan with the largest Σ weight × points, prove it, and re-check it with `check`.

    Plans of equal value: the one nearest to last year's hours, then the one that gives schools few purses.
    With a deadline, a gap or a stop the plan may be ``feasible`` (with a true bound) or ``unknown``; prices
    that could not all be computed in time are left out (None), and so is a conflict that is not yet minimal.
    Raises InputError where the numbers are too large for exact arithmetic.
    """
    started = time.monotonic()
    effort = effort or Effort(workers=os.cpu_count() or 1)
    tell = progress or (lambda _: None)
    model = Model(problem)
    program = model.program(problem.requirements)
    parts = parts_of(program)
    found = _search(model, program, parts, effort, tell)
    if found.infeasible:
        plan = _without_plan(model, effort, tell)
    elif found.values is None:
        plan = Plan(problem.sha256, "unknown", None, None, 0.0, {}, (), {})
    else:
        plan = _with_plan(model, program, parts, found, effort, tell)
    if with_prices:
        plan = replace(plan, prices=_prices(model, found, plan, effort, tell))
    plan = replace(plan, seconds=time.monotonic() - started)
    if wrong := check(problem, plan):
        raise AssertionError(f"the engine made a plan that its own check refuses: {wrong[:3]}")
    return plan


def _search(model: Model, program: Program, parts: Parts | None, effort: Effort, tell: Watcher) -> Found:
    """The best plan under all demands, by its parts where there are many, else as a whole."""

    def moved(best: int | None, bound: int) -> None:
        tell(Progress("plan", best, bound))

    hint = None
    if parts is not None:
        found = Decomposition(program, parts, model.objective(), effort, moved).run()
        if found.values is not None and (effort.over or _close_enough(found, effort)):
            return found
        hint = found
    return _best_of(_search_whole(model, program, hint, effort, moved), hint)


def _search_whole(
    model: Model,
    program: Program,
    hint: Found | None,
    effort: Effort,
    moved: Callable[[int | None, int], None],
) -> Found:
    """First one worker, for the same answer every time, then all of them."""
    solver = Solver(program)
    objective = model.objective()
    if hint is not None and hint.values is not None:
        solver.hint(hint.values)
        return solver.maximise(objective, effort, progress=moved)
    alone = replace(effort, workers=1)
    found = solver.maximise(objective, alone, progress=moved, quick=True)
    if not _enough(found, effort):
        found = solver.maximise(objective, alone, progress=moved, work=ALONE)
    if not _enough(found, effort):
        if found.values is not None:
            solver.hint(found.values)
        found = solver.maximise(objective, effort, progress=moved)
    return found


def _best_of(found: Found, other: Found | None) -> Found:
    """The better plan and the lower bound of two answers to the same question."""
    if other is None or found.infeasible:
        return found
    bounds = [answer.bound for answer in (found, other) if answer.bound is not None]
    best = max((found, other), key=lambda a: -1 if a.objective is None else a.objective)
    if best.objective is None:
        best = found if found.values is not None else other
    return replace(best, bound=min(bounds, default=None))


def _enough(found: Found, effort: Effort) -> bool:
    return found.infeasible or found.proven or effort.over or _close_enough(found, effort)


def _close_enough(found: Found, effort: Effort) -> bool:
    if found.objective is None or found.bound is None:
        return False
    return found.bound - found.objective <= effort.gap * abs(found.objective)


def _with_plan(
    model: Model, program: Program, parts: Parts | None, found: Found, effort: Effort, tell: Watcher
) -> Plan:
    assert found.values is not None
    values = found.values
    if found.proven and not effort.over:
        tell(Progress("equals", found.objective, found.bound))
        values = _nearest_to_last_year(model, program, found, effort)
    tell(Progress("purses", found.objective, found.bound))
    tidiness = None
    if parts is None:
        narrow_first = narrow_money_first(model.problem.funds)
        values, tidiness = tidy(program, values, narrow_first, replace(effort, workers=1))
    return Plan(
        model.problem.sha256,
        "optimal" if found.proven else "feasible",
        found.objective,
        found.bound,
        0.0,
        model.choices(values),
        model.payments_made(values),
        {demand.id: True for demand in model.problem.requirements},
        tidiness=tidiness,
    )


def _nearest_to_last_year(model: Model, program: Program, found: Found, effort: Effort) -> Values:
    """Among plans of the same value the one that moves the fewest quarter-hours from last year."""
    assert found.values is not None
    nearest = Solver(program)
    nearest.add(Row(model.objective(), found.objective))
    nearest.hint(found.values)
    towards = nearest.maximise(_towards_last_year(model), replace(effort, workers=1), work=AMONG_EQUALS)
    return towards.values or found.values


def _towards_last_year(model: Model) -> list[Term]:
    """Minus the quarter-hours by which schools move from last year."""
    return [
        (-abs(option.quarters - school.last_year_quarters), Choice(school.code, option.id))
        for school in model.problem.schools
        for option in model.options(school.code)
    ]


def _without_plan(model: Model, effort: Effort, tell: Watcher) -> Plan:
    tell(Progress("conflict"))
    try:
        conflict = minimal_conflict(model, effort)
    except OutOfTimeError:
        conflict = None
    return Plan(model.problem.sha256, "infeasible", None, None, 0.0, {}, (), {}, conflict=conflict)


def _prices(model: Model, found: Found, plan: Plan, effort: Effort, tell: Watcher) -> dict[str, Price] | None:
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
            done=lambda done, of: tell(Progress("prices", plan.objective, plan.bound, done, of)),
        )
    except OutOfTimeError:
        return None
