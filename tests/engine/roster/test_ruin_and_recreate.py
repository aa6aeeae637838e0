"""A roster soon where schools share half-days: always right, never worth more than the best there is."""

import json
import time
from typing import Any

import pytest
from hypothesis import given

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster import check_roster, read_roster_problem, solve
from doorlezen.engine.roster.posed.rostered import rostered
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.placing import Placing
from doorlezen.engine.roster.solving.ruin_and_recreate import good_rosters
from doorlezen.engine.roster.solving.school_assigning import Assigning
from doorlezen.engine.roster.solving.slot_sharing import MOST_SETS, small_enough
from tests.engine.roster.made_team import made_problem
from tests.engine.roster.roster_brute import RosterBrute
from tests.engine.roster.roster_drawing import as_bytes, roster_problems

NOTHING_EVER = 10**12


def with_short_visits(schools: int, people: int, seed: int) -> dict[str, Any]:
    """A made team of which two or three schools fit in a half-day, and the contracts with them."""
    problem = json.loads(json.dumps(made_problem(schools, people, seed)))
    for school in problem["schools"]:
        for visit in school["visits"]:
            visit["minutes"] = visit["minutes"] * 2 // 5
    for person in problem["people"]:
        for key in ("max_minutes", "target_minutes"):
            person[key] = person[key] * 2 // 5
    return problem


@given(problem=roster_problems())
def test_every_roster_that_is_told_is_right_and_at_most_the_best(problem: dict[str, Any]) -> None:
    posed = read_roster_problem(as_bytes(problem))
    told = list(good_rosters(Pairs(posed), Effort(), tries=30))
    best = RosterBrute(problem).best()
    values = [value for _, value in told]
    assert values == sorted(set(values))
    for served, value in told:
        roster = rostered(posed, served, bound=NOTHING_EVER)
        assert (roster.objective, check_roster(posed, roster)) == (value, [])
        assert best is not None
        assert value <= best


@given(problem=roster_problems())
def test_it_goes_on_from_a_roster_that_is_given(problem: dict[str, Any]) -> None:
    posed = read_roster_problem(as_bytes(problem))
    known = solve(posed)
    if known.objective is None:
        return
    found = good_rosters(Pairs(posed), Effort(), tries=3, begin=known.schools)
    told = [value for _, value in found]
    assert told == [known.objective]


@pytest.mark.parametrize(("schools", "people", "seed"), [(20, 4, 1), (60, 10, 2), (120, 18, 3)])
def test_short_visits_get_a_roster_in_seconds(schools: int, people: int, seed: int) -> None:
    posed = read_roster_problem(as_bytes(with_short_visits(schools, people, seed)))
    began = time.monotonic()
    roster = solve(posed, time_limit=3, gap=0.02)
    assert time.monotonic() - began < 20  # of which a busy machine may take most
    assert roster.objective is not None
    assert roster.bound is None or roster.bound >= roster.objective
    assert len(roster.schools) > schools // 2


def test_a_program_whose_time_was_over_before_it_began_says_nothing_of_a_bound() -> None:
    posed = read_roster_problem(as_bytes(with_short_visits(20, 3, 4)))
    pairs = Pairs(posed)
    assigning = Assigning(pairs, [Placing(pairs, person) for person in range(len(pairs.of))])
    answer = assigning.maximise(Effort(deadline=time.monotonic() + 0.001))
    best = solve(posed, time_limit=2).objective
    assert best is not None
    assert answer.bound is None or answer.bound >= best


def test_what_is_too_large_to_make_in_a_moment_is_known_beforehand() -> None:
    posed = read_roster_problem(as_bytes(with_short_visits(120, 18, 3)))
    pairs = Pairs(posed)
    nobody: list[list[int]] = [[] for _ in pairs.of]
    assert (small_enough(pairs, pairs.of), small_enough(pairs, nobody)) == (False, True)
    assert MOST_SETS < 10**6


def test_also_where_nobody_shares_a_half_day_something_is_there_when_the_time_is_over_at_once() -> None:
    posed = read_roster_problem(as_bytes(made_problem(90, 14, 5)))
    roster = solve(posed, time_limit=0.6)
    assert roster.objective is not None
    assert len(roster.schools) > 40


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_school_that_is_reached_past_another_goes_out_with_it(seed: int) -> None:
    problem = with_short_visits(30, 5, seed)
    people = {person["id"] for person in problem["people"]}
    places, minutes = problem["travel"]["places"], problem["travel"]["minutes"]
    for row, one in enumerate(places):
        for column, other in enumerate(places):
            if one in people and other not in people and (row + column) % 2:
                minutes[row][column] = minutes[column][row] = None
    posed = read_roster_problem(as_bytes(problem))
    told = list(good_rosters(Pairs(posed), Effort(), tries=200))
    assert told
    for served, value in told:
        roster = rostered(posed, served, bound=NOTHING_EVER)
        assert (roster.objective, check_roster(posed, roster)) == (value, [])
