"""A conflict of a roster is minimal, as brute force sees it; the feasibility is asked of a plain function."""

import json
from typing import Any

from hypothesis import event, given

from doorlezen.engine.roster import read_roster_problem, write_roster_problem
from doorlezen.engine.roster.knots import demands_of, minimal_conflict_of_roster, under
from doorlezen.engine.roster.posed.roster_problem import RosterProblem
from tests.engine.roster.roster_brute import RosterBrute
from tests.engine.roster.roster_drawing import as_bytes, roster_problems
from tests.engine.roster.small import SMALL, at, changed, read
from tests.examples import problem_examples


def possible(problem: RosterProblem) -> bool:
    """Whether there is a roster, by brute force over the file that this problem is."""
    return RosterBrute(json.loads(write_roster_problem(problem))).best() is not None


@problem_examples(150)
@given(roster_problems(demanding=True))
def test_a_conflict_cannot_hold_and_can_without_any_one_of_it(drawn: dict[str, Any]) -> None:
    brute, problem = RosterBrute(drawn), read_roster_problem(as_bytes(drawn))
    assert frozenset(demands_of(problem)) == brute.demands
    event(f"a roster: {brute.best() is not None}")
    if brute.best() is not None:
        return
    asked: list[frozenset[str]] = []

    def by_brute_force(less: RosterProblem) -> bool:
        asked.append(frozenset(demands_of(less)))
        assert less.weights.minute == 0
        return brute.best(asked[-1]) is not None

    conflict = frozenset(minimal_conflict_of_roster(problem, by_brute_force))
    assert conflict
    assert brute.best(conflict) is None
    for demand in conflict:
        assert brute.best(conflict - {demand}) is not None
    assert len(asked) <= 1 + 2 * len(conflict) * len(brute.demands)


def test_what_is_left_of_a_problem_under_some_of_its_demands() -> None:
    problem = read(SMALL)
    assert demands_of(problem) == ("must:00AR00", "fixed:00AR00", "fixed:00AS00")
    left = under(problem, ["fixed:00AR00"])
    assert demands_of(left) == ("fixed:00AR00",)
    assert left.sha256 == ""
    assert under(problem, demands_of(problem)).schools == problem.schools


def test_a_school_that_must_with_somebody_who_may_not_is_its_own_knot() -> None:
    problem = read(changed(SMALL, at("schools", 1, "fixed", "person", value="anne")))
    assert minimal_conflict_of_roster(problem, possible) == ("fixed:00AR00", "must:00AR00")
