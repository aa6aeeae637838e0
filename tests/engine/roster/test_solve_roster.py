"""Solving a roster from the outside: known problems, stopping, a gap, progress."""

import os
import threading
import time
from pathlib import Path

import pytest

from doorlezen.engine.roster import (
    RosterProblem,
    RosterProgress,
    check_roster,
    read_roster_problem,
    solve,
    write_roster,
)
from tests.engine.roster.small import SMALL, read

SHARED = Path(os.environ.get("DOORLEZEN_SHARED", "shared")) / "rosters"


def shared(name: str) -> RosterProblem:
    file = SHARED / name
    if not file.is_file():
        pytest.skip("the known problems are not on this machine")
    return read_roster_problem(file.read_bytes())


def test_ten_schools_and_two_people() -> None:
    roster = solve(shared("klein.json"), workers=1)
    assert (roster.status, roster.objective, roster.bound) == ("optimal", 3_032_600, 3_032_600)


@pytest.mark.long
def test_the_river_area_is_proven_the_best() -> None:
    roster = solve(shared("rivierengebied.json"), workers=2)
    assert (roster.status, roster.objective, roster.bound) == ("optimal", 26_561_640, 26_561_640)


@pytest.mark.long
def test_a_large_region_is_within_a_thousandth() -> None:
    problem = shared("rijnmond-250.json")
    roster = solve(problem, workers=2, gap=0.001)
    assert check_roster(problem, roster) == []
    assert roster.gap is not None
    assert roster.gap <= 0.001


def test_who_stops_at_once_gets_a_true_answer() -> None:
    stop = threading.Event()
    stop.set()
    problem = shared("rivierengebied.json")
    started = time.process_time()
    roster = solve(problem, stop=stop)
    assert time.process_time() - started < 5
    assert check_roster(problem, roster) == []
    assert roster.status in {"feasible", "unknown"}
    assert roster.bound is None or roster.bound >= 26_561_640


def test_progress_tells_best_and_bound_that_come_together() -> None:
    told: list[RosterProgress] = []
    roster = solve(shared("klein.json"), workers=1, progress=told.append)
    assert told
    assert {one.stage for one in told} == {"roster"}
    assert all(one.bound is None or one.bound >= (roster.objective or 0) for one in told)
    assert told[-1].best == roster.objective


def test_the_same_problem_gives_the_same_file() -> None:
    problem = read(SMALL)
    first, second = (write_roster(solve(problem, workers=1)) for _ in range(2))
    assert [line for line in first.splitlines() if b"seconds" not in line] == [
        line for line in second.splitlines() if b"seconds" not in line
    ]
