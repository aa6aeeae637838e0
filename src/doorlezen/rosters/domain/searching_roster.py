"""The search for a roster: what a worker does. A worse roster never takes the place of a better one."""

import threading
from collections import deque

from django_scopes import scopes_disabled

from doorlezen.desk import work
from doorlezen.engine.roster import (
    Roster,
    RosterProblem,
    RosterProgress,
    check_roster,
    read_roster,
    read_roster_problem,
    solve,
    write_roster,
)
from doorlezen.language import InputError, t
from doorlezen.rosters.models import RosterSearch, TeamRoster

WORKERS = 1
"""Of the processors of the worker: who reads pages needs them too."""


def search_roster(row: int, *, stop: threading.Event) -> None:
    """Find the roster of a problem by the number of its search, and keep it.

    Once ``stop`` is set, or somebody stops it, the search ends, and what it had by then is kept.
    """
    with scopes_disabled():
        mine = work.begin(RosterSearch, row)
        if mine is None:
            return
        roster = TeamRoster.objects.get(pk=mine.roster_id)
        latest: deque[RosterProgress] = deque(maxlen=1)
        with work.listening(mine, stop, lambda: _how_far(latest)) as heard:
            found = _found(bytes(roster.problem), mine.seconds, heard, latest)
        with work.ending(mine) as row_now:
            if row_now is None:
                return
            if isinstance(found, InputError):
                work.end(row_now, "refuse", line=str(found))
                return
            _keep(roster.pk, found)
            if heard.is_set() and found.status in {"feasible", "unknown"}:
                work.give_back(row_now)
            else:
                work.end(row_now, "finish")


def _found(
    data: bytes, seconds: int | None, stop: threading.Event, latest: deque[RosterProgress]
) -> Roster | InputError:
    try:
        problem = read_roster_problem(data)
        found = solve(problem, time_limit=seconds, workers=WORKERS, stop=stop, progress=latest.append)
    except InputError as wrong:
        return wrong
    return right(problem, found)


def right(problem: RosterProblem, found: Roster) -> Roster | InputError:
    """A roster as it was found, where the check (which shares no code with the search) says that it is
    right; otherwise why it is not kept."""
    wrong = check_roster(problem, found)
    if not wrong:
        return found
    return InputError("", t("het gevonden rooster klopt niet en is niet bewaard: {why}", why=wrong[0]))


def _keep(pk: int, found: Roster) -> None:
    """Take it over where nothing is there that fits what is asked now, or it says more than that."""
    roster = TeamRoster.objects.select_for_update(of=("self",)).get(pk=pk)
    if found.status == "unknown" or found.problem_sha256 != roster.problem_sha256:
        return
    if roster.answer is not None:
        kept = read_roster(bytes(roster.answer))
        if kept.problem_sha256 == roster.problem_sha256 and not says_more(found, kept):
            return
    roster.answer = write_roster(found)
    roster.save(update_fields=["answer"])


def says_more(found: Roster, kept: Roster) -> bool:
    """Whether a roster is worth more than the one that is kept, or is proven to be nearer to the best."""
    if found.objective is None or kept.objective is None:
        return kept.objective is None
    if found.objective != kept.objective:
        return found.objective > kept.objective
    return found.bound is not None and (kept.bound is None or found.bound < kept.bound)


def _how_far(latest: deque[RosterProgress]) -> object:
    if not latest:
        return None
    stage, best, bound = latest[0]
    return {"stage": stage, "best": best, "bound": bound}
