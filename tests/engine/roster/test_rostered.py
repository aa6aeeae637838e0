"""What a solver builds a roster from: the ways between schools, the five terms, one order of equal visits."""

from dataclasses import replace

import pytest

from doorlezen.engine.roster import (
    AskedVisit,
    FixedPart,
    Roster,
    RosterTerms,
    ServedSchool,
    TravelTimes,
    VisitTime,
)
from doorlezen.engine.roster.posed.rostered import arranged, no_roster, rostered, schools_by_slot
from doorlezen.engine.roster.posed.shortest import path_minutes, round_trip_minutes
from tests.engine.roster.small import SMALL, read

PROBLEM = read(SMALL)
TRAVEL = TravelTimes(
    ("home", "a", "b", "c"),
    ((0, 5, 50, None), (5, 0, 7, 30), (50, 7, 0, 4), (None, 30, 4, 0)),
)


def test_the_shortest_path_is_the_best_order_and_never_one_that_is_not_there() -> None:
    assert path_minutes(TRAVEL, []) == 0
    assert path_minutes(TRAVEL, ["a"]) == 0
    assert path_minutes(TRAVEL, ["c", "a"]) == 30
    assert path_minutes(TRAVEL, ["c", "a", "b"]) == 11  # c b a
    assert round_trip_minutes(TRAVEL, "home", ["a"]) == 10
    assert round_trip_minutes(TRAVEL, "home", ["c"]) is None
    assert round_trip_minutes(TRAVEL, "home", ["c", "b"]) is None
    assert round_trip_minutes(TRAVEL, "home", ["c", "b", "a"]) == 50 + 4 + 30 + 5
    alone = TravelTimes(("a", "b"), ((0, None), (None, 0)))
    assert path_minutes(alone, ["a", "b"]) is None


SERVED = {
    "00AP00": ServedSchool("anne", (VisitTime("mo-am", 1),)),
    "00AR00": ServedSchool("bo", (VisitTime("tu-am", 2), VisitTime("tu-am", 1))),
}


def test_the_terms_are_the_five_sums_and_a_proven_roster_has_its_value_as_bound() -> None:
    roster = rostered(PROBLEM, SERVED, bound=None, proven=True, seconds=0.5)
    # twice 120 and twice 90 minutes; both keep their school; there and back four times; anne is 400 at target
    assert roster.terms == RosterTerms(420, 2, 3, 2 * 20 + 2 * 30, 0)
    value = 420 * 1000 + 2 * 60000 + 3 * 500 - 100 * 10
    assert (roster.objective, roster.bound, roster.gap, roster.status) == (value, value, 0.0, "optimal")
    assert roster.unserved == ("00AS00",)
    assert roster.schools["00AR00"].visits == (VisitTime("tu-am", 1), VisitTime("tu-am", 2))
    assert rostered(PROBLEM, SERVED, bound=value + 1).status == "feasible"
    assert rostered(PROBLEM, SERVED, bound=None).gap is None


def test_work_over_the_target_counts_the_way_between_schools() -> None:
    problem = replace(
        PROBLEM,
        people=tuple(replace(person, target_minutes=150, not_at=()) for person in PROBLEM.people),
    )
    served = {
        "00AP00": ServedSchool("anne", (VisitTime("mo-am", 1),)),
        "00AR00": ServedSchool("anne", (VisitTime("mo-am", 1), VisitTime("tu-am", 1))),
    }
    roster = rostered(problem, served, bound=None)
    assert roster.terms is not None
    assert roster.terms.over_target == 240 + 180 + 12 - 300
    assert schools_by_slot(problem, served) == {
        ("anne", 0): ["00AP00", "00AR00"],
        ("anne", 3): ["00AP00"],
        ("anne", 2): ["00AR00"],
    }


def test_a_way_that_is_not_there_is_no_roster() -> None:
    with pytest.raises(ValueError, match="no way for anne"):
        rostered(PROBLEM, {"00AS00": ServedSchool("anne", (VisitTime("mo-pm", 1),))}, bound=None)


def test_visits_that_are_alike_stand_in_the_order_of_the_week_unless_they_are_fixed() -> None:
    school = replace(
        PROBLEM.school["00AR00"], visits=(AskedVisit(90, 2), AskedVisit(60, 2), AskedVisit(90, 2))
    )
    problem = replace(PROBLEM, schools=(school,))
    times = (VisitTime("tu-am", 1), VisitTime("mo-pm", 1), VisitTime("mo-am", 2))
    served = ServedSchool("bo", times)
    assert arranged(problem, "00AR00", served).visits == times[::-1]
    fixed = replace(problem, schools=(replace(school, fixed=FixedPart(None, times)),))
    assert arranged(fixed, "00AR00", served) == served


def test_no_roster_is_infeasible_with_its_conflict_or_unknown() -> None:
    assert no_roster(PROBLEM, conflict=None, bound=7, seconds=1.0) == Roster(
        PROBLEM.sha256, "unknown", None, 7, None, 1.0, {}, (), None, None
    )
    assert no_roster(PROBLEM, conflict=("must:00AR00",)).status == "infeasible"
