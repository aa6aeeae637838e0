"""The steps that every plan takes, over one year or several: search, equals, conflict, prices."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.posed.plan import Price
from doorlezen.engine.allocation.posed.requirements import Choice, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Found, Solver
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values
from doorlezen.engine.allocation.solving.values import BestValues, OutOfTimeError, prices
from doorlezen.engine.effort import Effort

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


def search_whole(
    model: Model, program: Program, effort: Effort, tell: Watcher, *, start: Values | None = None
) -> Found:
    """The best plan of a program as a whole, from ``start`` where a plan is known.

    First one worker, for the same answer every time, then all of them.
    """

    def moved(best: int | None, bound: int) -> None:
        tell(Progress("plan", best, bound))

    solver, objective = Solver(program), model.objective()
    if start is not None:
        solver.hint(start)
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


def _enough(found: Found, effort: Effort) -> bool:
    return found.infeasible or found.proven or effort.over or close_enough(found, effort)


def close_enough(found: Found, effort: Effort) -> bool:
    """Whether the gap that is asked for is reached."""
    if found.objective is None or found.bound is None:
        return False
    return found.bound - found.objective <= effort.gap * abs(found.objective)


def nearest_to_last_year(
    model: Model, program: Program, found: Found, effort: Effort, tell: Watcher
) -> Values:
    """Of plans of a proven value the one that moves the fewest quarter-hours from last year.

    ``program``: at least what a plan of that value can choose.
    """
    assert found.values is not None
    if not found.proven or effort.over:
        return found.values
    tell(Progress("equals", found.objective, found.bound))
    nearest = Solver(program)
    nearest.add(Row(model.objective(), found.objective))
    nearest.hint(found.values)
    wish, alone = _towards_last_year(model), replace(effort, workers=1)
    towards = nearest.maximise(wish, alone, work=AMONG_EQUALS, quick=True)
    if not towards.proven and not effort.over:
        towards = nearest.maximise(wish, alone, work=AMONG_EQUALS)
    return towards.values or found.values


def _towards_last_year(model: Model) -> list[Term]:
    """Minus the quarter-hours by which schools move from last year; where that is the same, how many move."""
    schools = model.problem.schools
    terms: list[Term] = []
    for school in schools:
        for option in model.options(school.code):
            moved = abs(option.quarters - school.last_year_quarters)
            terms.append((-(len(schools) + 1) * moved - bool(moved), Choice(school.code, option.id)))
    return terms


def known_conflict(find: Callable[[], tuple[str, ...]], tell: Watcher) -> tuple[str, ...] | None:
    """The minimal conflict that this finds; None where the time was over before it was minimal."""
    tell(Progress("conflict"))
    try:
        return find()
    except OutOfTimeError:
        return None


def known_prices(model: Model, found: Found, effort: Effort, tell: Watcher) -> dict[str, Price] | None:
    """The price of every demand, from what is known; None where the time was over before all were."""
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
