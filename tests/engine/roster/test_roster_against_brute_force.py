"""The best roster, its proof and a conflict, against every roster there is: as one program and by prices."""

from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster import RosterProblem, check_roster, read_roster_problem, solve
from doorlezen.engine.roster.posed.rostered import rostered
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.roster_search import FoundRoster, Search
from doorlezen.engine.roster.solving.whole_numbers import WholeNumbers
from tests.engine.roster.roster_brute import RosterBrute
from tests.engine.roster.roster_drawing import as_bytes, roster_problems
from tests.examples import problem_examples


@st.composite
def one_a_slot(draw: st.DrawFn, *, demanding: bool = False) -> dict[str, Any]:
    """A drawn problem in which two visits never fit in one slot."""
    problem = draw(roster_problems(demanding=demanding))
    longest = max(
        [minutes for person in problem["people"] for minutes in person["half_days"].values()]
        + [
            minutes
            for person in problem["people"]
            for changed in person.get("weeks", {}).values()
            for minutes in changed.values()
        ],
        default=0,
    )
    for school in problem["schools"]:
        for visit in school["visits"]:
            visit["minutes"] = max(visit["minutes"], longest // 2 + 1)
    return problem


def searched(problem: RosterProblem, *, few: int) -> FoundRoster:
    return Search(Pairs(problem), Effort(), lambda _best, _bound: None).run(few=few)


@pytest.mark.parametrize("few", [0, 10**6], ids=["by prices", "as one program"])
@problem_examples(150)
@given(drawn=st.one_of(one_a_slot(), roster_problems(), one_a_slot(demanding=True)))
def test_the_best_roster_is_the_best_of_all(few: int, drawn: dict[str, Any]) -> None:
    problem, best = read_roster_problem(as_bytes(drawn)), RosterBrute(drawn).best()
    found = searched(problem, few=few)
    event(f"a roster: {best is not None}, worth something: {bool(best)}")
    assert found.infeasible == (best is None)
    assert found.objective == best
    if found.served is not None:
        assert found.bound == best
        made = rostered(problem, found.served, bound=best, proven=True)
        assert made.objective == best
        assert check_roster(problem, made) == []


@problem_examples(60)
@given(roster_problems(demanding=True))
def test_what_is_answered_is_proven_and_what_cannot_be_is_said(drawn: dict[str, Any]) -> None:
    problem, brute = read_roster_problem(as_bytes(drawn)), RosterBrute(drawn)
    roster = solve(problem, workers=1)
    event(roster.status)
    if (best := brute.best()) is not None:
        assert (roster.status, roster.objective, roster.bound, roster.gap) == ("optimal", best, best, 0.0)
        assert check_roster(problem, roster) == []
        return
    assert (roster.status, roster.objective) == ("infeasible", None)
    conflict = frozenset(roster.conflict or ())
    assert brute.best(conflict) is None
    assert all(brute.best(conflict - {demand}) is not None for demand in conflict)


def test_limits_that_no_value_lies_between_are_impossible_and_not_an_error() -> None:
    program = WholeNumbers()
    program.row([(1, program.variable())], 2, 1)
    assert program.maximise(Effort()).infeasible


@pytest.mark.parametrize("few", [0, 10**6], ids=["by prices", "as one program"])
def test_a_school_that_brings_nothing_may_lie_on_the_way_to_one_that_must_be_served(few: int) -> None:
    schools = [("00AA00", 60, True), ("01AA00", 60, False), ("02AA00", 30, False)]
    whole_week = {"mo-am": 120, "mo-pm": 120, "tu-am": 120}
    problem: dict[str, Any] = {
        "format": "doorlezen-roster-problem/1", "title": "Onderweg", "school_year": "2026-2027",
        "cycle_weeks": 1, "half_days": list(whole_week),
        "people": [
            {"id": name, "name": name, "half_days": whole_week, "max_minutes": 300, "target_minutes": target,
             "competences": [], "not_at": [], "wishes": {}}
            for name, target in (("p1", 0), ("p2", 100))
        ],
        "schools": [
            {"code": code, "name": code, "municipality": "0281", "half_days": "all", "competences": [],
             "visits": [{"minutes": minutes, "every": 1}], "last_year": None, "must": must, "fixed": None}
            for code, minutes, must in schools
        ],
        "travel": {
            "places": ["p1", "p2", *(code for code, _, _ in schools)],
            "minutes": [
                [0, 5, 5, 5, 5], [5, 0, 20, 5, 5], [5, 20, 0, 5, 5], [5, 5, 5, 0, 5], [5, 5, 5, 5, 0],
            ],
        },
        "weights": {"minute": 0, "continuity": 0, "travel": 1, "wish": 0, "over_target": 1},
    }  # fmt: skip
    found = searched(read_roster_problem(as_bytes(problem)), few=few)
    assert (found.objective, found.bound, RosterBrute(problem).best()) == (-30, -30, -30)
