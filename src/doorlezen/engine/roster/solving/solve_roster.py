"""From a roster problem to a roster: the best, proven, re-checked."""

import os
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.check_roster import check_roster
from doorlezen.engine.roster.knots import minimal_conflict_of_roster
from doorlezen.engine.roster.posed.roster_answer import Roster
from doorlezen.engine.roster.posed.roster_problem import RosterProblem
from doorlezen.engine.roster.posed.rostered import no_roster, rostered
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.roster_search import FoundRoster, Search


class RosterProgress(NamedTuple):
    """What is being done (``roster`` or ``conflict``), the best value so far, and the bound."""

    stage: str
    best: int | None = None
    bound: int | None = None


class _OutOfTimeError(Exception):
    """There was no time to tell whether there is a roster."""


def solve(
    problem: RosterProblem,
    *,
    gap: float = 0.0,
    time_limit: float | None = None,
    workers: int | None = None,
    stop: threading.Event | None = None,
    progress: Callable[[RosterProgress], None] | None = None,
) -> Roster:
    """Find the roster of the most value, prove it, and re-check it with `check_roster`.

    ``gap``: stop when at most this share below the best. ``time_limit`` in seconds. ``workers``: all cores
    unless told otherwise. ``stop`` may be set from anywhere: the best roster so far comes back at once, with
    a true bound. Then, or with a gap or a limit, the roster may be ``feasible``, or ``unknown`` where none
    was found yet or where nobody could say in time what clashes.
    """
    started = time.monotonic()
    effort = Effort(
        gap=gap,
        deadline=None if time_limit is None else started + time_limit,
        workers=workers or os.cpu_count() or 1,
        stop=stop or threading.Event(),
    )
    tell = progress or (lambda _: None)
    pairs = Pairs(problem)
    found = Search(pairs, effort, lambda best, bound: tell(RosterProgress("roster", best, bound))).run()
    roster = _answer(problem, found, effort, tell, started)
    if wrong := check_roster(problem, roster):
        raise AssertionError(f"a roster that is wrong: {wrong[0]}")
    return roster


def _answer(
    problem: RosterProblem,
    found: FoundRoster,
    effort: Effort,
    tell: Callable[[RosterProgress], None],
    started: float,
) -> Roster:
    if found.served is not None:
        return rostered(
            problem,
            found.served,
            bound=found.bound,
            proven=found.proven,
            seconds=time.monotonic() - started,
        )
    conflict = None
    if found.infeasible:
        tell(RosterProgress("conflict"))
        conflict = _conflict(problem, effort)
    return no_roster(
        problem,
        conflict=conflict,
        bound=None if found.infeasible else found.bound,
        seconds=time.monotonic() - started,
    )


def _conflict(problem: RosterProblem, effort: Effort) -> tuple[str, ...] | None:
    """What cannot hold together; None where the time was over before it was minimal."""

    def possible(less: RosterProblem) -> bool:
        found = Search(Pairs(less), effort, lambda _best, _bound: None).run()
        if found.served is None and not found.infeasible:
            raise _OutOfTimeError
        return found.served is not None

    try:
        return minimal_conflict_of_roster(problem, possible)
    except _OutOfTimeError:
        return None
