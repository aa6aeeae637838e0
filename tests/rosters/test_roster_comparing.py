"""Two rosters side by side: which schools differ in what, people before and after, what was asked."""

import dataclasses
from typing import cast

import pytest

from doorlezen.engine.roster import (
    AskedVisit,
    Roster,
    RosterPerson,
    RosterProblem,
    RosterSchool,
    RosterWeights,
    ServedSchool,
    TravelTimes,
    VisitTime,
)
from doorlezen.engine.roster.posed.rostered import rostered
from doorlezen.rosters.domain.roster_comparing import (
    AskedOtherwise,
    RosterDifference,
    SideLoad,
    compare_rosters,
    compared_first,
    last_year_of,
    side_of,
)
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.rosters.models import RosterSearch, TeamRoster
from doorlezen.web.pages.rosters.roster_difference_words import asked_otherwise_told, difference_told

DAYS = ("mo-am", "tu-am", "th-pm")
CODES = ("99AA00", "99AA01", "99AA02")


def a_person(name: str, **values: object) -> RosterPerson:
    made = RosterPerson(name, name, dict.fromkeys(DAYS, 240), 480, 480, (), (), {})
    return dataclasses.replace(made, **values)  # type: ignore[arg-type]


def a_school(code: str, *visits: AskedVisit, last_year: str | None = None) -> RosterSchool:
    asked = visits or (AskedVisit(60, 1),)
    return RosterSchool(code, f"School {code[-1]}", "9901", DAYS, (), asked, last_year, False, None)


def a_problem(*schools: RosterSchool, people: tuple[RosterPerson, ...] = (), weeks: int = 2) -> RosterProblem:
    team = people or (a_person("p1"), a_person("p2"))
    places = (*(one.id for one in team), *(one.code for one in schools))
    ways = tuple(tuple(0 if row == column else 10 for column in places) for row in places)
    weights = RosterWeights(1000, 1, 1, 1, 1)
    return RosterProblem("x", "2026-2027", weeks, DAYS, team, schools, TravelTimes(places, ways), weights)


def kept(problem: RosterProblem, **served: tuple[str, *tuple[tuple[str, int], ...]]) -> KeptRoster:
    """A roster of this problem; ``served`` by code who comes, and when each visit is."""
    schools = {
        code.strip("_"): ServedSchool(person, tuple(VisitTime(*time) for time in times))
        for code, (person, *times) in served.items()
    }
    answer: Roster = rostered(problem, schools, bound=None)
    return KeptRoster(
        TeamRoster(pk=1, school_year="2026-2027"), cast(RosterSearch, None), problem, answer, {}
    )


def difference(before: KeptRoster, after: KeptRoster) -> RosterDifference:
    return compare_rosters(side_of(before), side_of(after))


def test_each_kind_of_difference_is_counted_once_and_equal_schools_only_as_a_number() -> None:
    problem = a_problem(*map(a_school, CODES))
    before = kept(
        problem, _99AA00=("p1", ("mo-am", 1)), _99AA01=("p1", ("tu-am", 1)), _99AA02=("p2", ("th-pm", 1))
    )
    after = kept(
        problem, _99AA00=("p2", ("mo-am", 1)), _99AA01=("p1", ("th-pm", 1)), _99AA02=("p2", ("th-pm", 1))
    )
    found = difference(before, after)
    assert ([one.code for one in found.changed], found.same, found.kinds) == (
        ["99AA00", "99AA01"],
        1,
        (1, 1, 0, 0, 0),
    )
    assert not found.asked
    assert difference_told(found) == (
        "Bij 2 van de 3 scholen verandert iets: 1 krijgt iemand anders, 1 een ander moment."
    )
    # four weeks: p1 loses an hour a week of visits and a way home and back of twenty minutes
    people = {one.id: (one.before, one.after) for one in found.people}
    assert people["p1"] == (SideLoad(2, 480, 1920, 160), SideLoad(1, 240, 1920, 80))
    assert people["p2"] == (SideLoad(1, 240, 1920, 80), SideLoad(2, 480, 1920, 160))


def test_a_roster_beside_itself_changes_nothing() -> None:
    one = kept(a_problem(*map(a_school, CODES)), _99AA00=("p1", ("mo-am", 1)))
    found = difference(one, one)
    assert (found.changed, found.same, bool(found.asked)) == ((), 1, False)
    assert difference_told(found).startswith("Er verandert niets")


def test_a_school_that_comes_in_and_one_that_falls_out() -> None:
    problem = a_problem(*map(a_school, CODES))
    found = difference(
        kept(problem, _99AA00=("p1", ("mo-am", 1))), kept(problem, _99AA01=("p1", ("mo-am", 1)))
    )
    assert (found.kinds, found.same) == ((0, 0, 0, 1, 1), 0)
    assert "bij 1 komt iemand die er niet kwam, bij 1 komt niemand meer." in difference_told(found)


def test_cycles_of_another_length_are_laid_over_the_same_four_weeks() -> None:
    one = kept(a_problem(a_school(CODES[0]), weeks=1), _99AA00=("p1", ("mo-am", 1)))
    four = kept(a_problem(a_school(CODES[0]), weeks=4), _99AA00=("p1", ("mo-am", 1)))
    found = difference(one, four)
    assert (found.changed, found.before.loads, found.before.travel) == ((), found.after.loads, 80)


def test_what_was_asked_otherwise_is_told_first() -> None:
    before = a_problem(a_school(CODES[0]), a_school(CODES[1]))
    people = (a_person("p1", max_minutes=300), a_person("p3"))
    after = a_problem(a_school(CODES[0], AskedVisit(90, 2)), a_school(CODES[2]), people=people)
    found = difference(kept(before, _99AA00=("p1", ("mo-am", 1))), kept(after, _99AA00=("p1", ("mo-am", 1))))
    assert found.asked == AskedOtherwise(
        ("p3",), ("p2",), ("p1",), ("School 2",), ("School 1",), ("School 0",)
    )
    assert asked_otherwise_told(found.asked, str.upper) == [
        "Nieuw in het team: P3.",
        "Niet meer in het team: P2.",
        "Andere uren, dagdelen, deskundigheid of wensen: P1.",
        "Scholen die erbij kwamen: School 2.",
        "Scholen die niet meer meedoen: School 1.",
        "Scholen die iets anders vragen: School 0.",
    ]
    # 60 minutes a week became 90 every other week: another time as well as other hours
    assert found.kinds == (0, 1, 1, 0, 0)


def test_last_year_knows_who_came_and_no_more() -> None:
    problem = a_problem(
        a_school(CODES[0], last_year="p1"), a_school(CODES[1], last_year="p2"), a_school(CODES[2])
    )
    now = kept(
        problem, _99AA00=("p1", ("mo-am", 1)), _99AA01=("p1", ("tu-am", 1)), _99AA02=("p1", ("th-pm", 1))
    )
    found = compare_rosters(last_year_of(now), side_of(now))
    assert ([one.code for one in found.changed], found.same) == (["99AA01", "99AA02"], 1)
    assert (found.kinds, found.before_known, found.before.continuity) == ((1, 0, 0, 1, 0), False, None)
    assert found.after.continuity == 1


@pytest.mark.parametrize(
    ("begun_from", "expected"), [(None, 4), (2, 2), (9, 4)], ids=["published", "begun-from", "gone"]
)
def test_without_a_choice_it_stands_beside_what_it_was_made_of_or_what_is_published(
    begun_from: int | None, expected: int
) -> None:
    row = TeamRoster(pk=1, school_year="2026-2027", begun_from_id=begun_from)
    others = [
        TeamRoster(pk=2, school_year="2026-2027", state="draft"),
        TeamRoster(pk=3, school_year="2024-2025", state="published"),
        TeamRoster(pk=4, school_year="2025-2026", state="published"),
        TeamRoster(pk=5, school_year="2027-2028", state="published"),
    ]
    mine = dataclasses.replace(kept(a_problem()), row=row)
    first = compared_first(mine, others)
    assert first is not None
    assert first.pk == expected
    assert compared_first(mine, [others[3]]) is None
