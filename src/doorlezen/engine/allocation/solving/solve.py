"""From a problem of one year or several to a plan: the best, proven, the same on every run, re-checked."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.cpsat import Found
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values
from doorlezen.engine.allocation.solving.parts.clash import conflict_by_parts
from doorlezen.engine.allocation.solving.parts.decompose import Decomposition, parts_of
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.allocation.solving.parts.tidying import tidy_parts
from doorlezen.engine.allocation.solving.planned import checked, written
from doorlezen.engine.allocation.solving.relaxation import Relaxation, relaxed
from doorlezen.engine.allocation.solving.search import (
    Progress,
    Watcher,
    close_enough,
    known_conflict,
    known_prices,
    nearest_to_last_year,
    search_whole,
)
from doorlezen.engine.allocation.solving.tidy import tidy
from doorlezen.engine.allocation.solving.uncollected import uncollected
from doorlezen.engine.effort import Effort

__all__ = ["Progress", "Watcher", "solve"]


@uncollected()
def solve(
    problem: Problem,
    *,
    effort: Effort | None = None,
    with_prices: bool = False,
    few_purses: bool = True,
    progress: Watcher | None = None,
) -> Plan:
    """Find the plan with the largest Σ weight × points over all years, prove it, and re-check it with
    `check`.

    Plans of equal value: the one nearest to last year's hours, then the one that spends the money in the
    stated order, then the one that gives schools few purses.
    With a deadline, a gap or a stop the plan may be ``feasible`` (with a true bound) or ``unknown``; prices
    that could not all be computed in time are left out (None); where there is no plan, and no time to say
    which demands are to blame, it is ``unknown``.
    Without ``few_purses`` that last choice, which takes longest, is not made: the schools get the same, and
    the funds of each place in the order pay the same, but which of them pays at which school is as it comes.
    Raises InputError where the numbers are too large for exact arithmetic.
    """
    started = time.monotonic()
    effort = effort or Effort(workers=os.cpu_count() or 1)
    tell = progress or (lambda _: None)
    model = Model(problem)
    program = model.program(problem.requirements)
    parts = parts_of(program)
    found = _search(model, program, parts, effort, tell)
    relaxation = None
    if found.objective is not None and found.assured is None:
        relaxation = relaxed(program, model.objective())
    found = looked_at_again(found, relaxation)
    with ThreadPoolExecutor(max_workers=1) as beside:
        # what demands cost does not depend on which of the best plans is taken: both at once
        prices = beside.submit(known_prices, model, found, effort, tell) if with_prices else None
        plan = _answer(model, program, parts, found, relaxation, effort, tell, few=few_purses)
        if prices is not None:
            plan = replace(plan, prices=prices.result())
    return checked(problem, replace(plan, seconds=time.monotonic() - started))


def _search(model: Model, program: Program, parts: Parts | None, effort: Effort, tell: Watcher) -> Found:
    """The best plan under all demands, by its parts where there are many, else as a whole."""
    if parts is None:
        return search_whole(model, program, effort, tell)

    def moved(best: int | None, bound: int) -> None:
        tell(Progress("plan", best, bound))

    found = Decomposition(program, parts, model.objective(), effort, moved).run()
    if found.values is not None and (effort.over or close_enough(found, effort)):
        return found
    return _best_of(search_whole(model, program, effort, tell, start=found.values), found)


def _best_of(found: Found, other: Found) -> Found:
    """The better plan and the lower bound of two answers to the same question."""
    if found.infeasible:
        return found
    bounds = [answer.bound for answer in (found, other) if answer.bound is not None]
    best = other if found.objective is None else found
    if found.objective is not None and other.objective is not None and other.objective > found.objective:
        best = other
    return replace(best, bound=min(bounds, default=None), assured=found.assured or other.assured)


def looked_at_again(found: Found, relaxation: Relaxation | None) -> Found:
    """With a bound from prices of the linear relaxation, in whole numbers, where no solver's word counts."""
    assured = found.assured if relaxation is None else relaxation.bound
    if found.objective is None or found.bound is None or assured is None:
        return found
    if assured < found.objective:
        raise AssertionError("a plan is worth more than there can be: the model or a solver is wrong")
    return replace(found, assured=assured, bound=min(assured, found.bound))


def _answer(
    model: Model,
    program: Program,
    parts: Parts | None,
    found: Found,
    relaxation: Relaxation | None,
    effort: Effort,
    tell: Watcher,
    *,
    few: bool,
) -> Plan:
    if found.infeasible:
        conflict = known_conflict(lambda: conflict_by_parts(model.problem, effort), tell)
        status = "unknown" if conflict is None else "infeasible"
        return replace(_no_plan(model.problem), status=status, conflict=conflict)
    if found.values is None:
        return _no_plan(model.problem)
    if relaxation is not None and found.proven and found.objective is not None:
        equals = relaxation.worth(found.objective)
    else:
        equals = program
    values = nearest_to_last_year(model, equals, found, effort, tell)
    plan = _paid(model, program, parts, values, found, effort, tell, few=few)
    return replace(plan, assured=found.assured)


def _paid(
    model: Model,
    program: Program,
    parts: Parts | None,
    values: Values,
    found: Found,
    effort: Effort,
    tell: Watcher,
    *,
    few: bool,
) -> Plan:
    tell(Progress("purses", found.objective, found.bound))
    funds = model.problem.funds
    if parts is None:
        tidied = tidy(program, values, funds, replace(effort, workers=1), few=few)
    else:
        tidied = tidy_parts(parts, values, funds, effort)
    return replace(
        written(model, tidied.values, found.bound),
        tidiness=tidied.tidiness,
        money_at_least=None if tidied.ordered is None else tidied.ordered.at_least,
    )


def _no_plan(problem: Problem) -> Plan:
    carried = () if problem.per_year else None
    return Plan(problem.sha256, "unknown", None, None, 0.0, {}, (), {}, carried=carried)
