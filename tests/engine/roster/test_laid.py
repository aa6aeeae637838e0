"""A roster over a real year: every turn takes place, moves by the rule, or is said not to take place."""

import datetime
from collections.abc import Collection
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.calendars.school_holidays import HolidayRegion, shipped_holidays
from doorlezen.calendars.school_year import OwnDays, SchoolDays, school_days
from doorlezen.engine.roster import RosterProblem
from doorlezen.engine.roster.laid import LaidYear, RealYear, day_of_week, lay
from doorlezen.engine.roster.posed.roster_answer import ServedSchool
from doorlezen.engine.roster.posed.roster_problem import VisitTime
from doorlezen.language import InputError
from tests.engine.roster.small import SMALL, at, changed, read

DAY = datetime.date
ONE = datetime.timedelta(days=1)
PROBLEM = read(SMALL)
SERVED = {
    "00AP00": ServedSchool("anne", (VisitTime("mo-am", 1),)),
    "00AR00": ServedSchool("bo", (VisitTime("tu-am", 1), VisitTime("tu-am", 2))),
    "00AS00": ServedSchool("anne", (VisitTime("mo-pm", 1),)),
}
MONDAYS = [DAY(2026, 9, 7) + 7 * at * ONE for at in range(4)]


def year(
    *,
    closed: Collection[tuple[str, DAY]] = (),
    ill: Collection[tuple[str, DAY]] = (),
    weeks: list[DAY] = MONDAYS,
) -> RealYear:
    return RealYear(
        weeks, lambda code, day: (code, day) not in closed, lambda person, day: (person, day) in ill
    )


def told(laid: LaidYear, school: str) -> list[str]:
    """The days of a school, and from which day one moved."""
    return [
        f"{visit.day:%d-%m}" + (f" van {visit.turn.day:%d-%m}" if visit.moved else "")
        for visit in laid.visits
        if visit.turn.school == school
    ]


def test_a_year_without_anything_odd() -> None:
    laid = lay(PROBLEM, SERVED, year())
    assert told(laid, "00AP00") == ["07-09", "14-09", "21-09", "28-09"]
    assert told(laid, "00AR00") == ["08-09", "15-09", "22-09", "29-09"]
    assert told(laid, "00AS00") == ["07-09", "21-09"]
    assert laid.missed == ()
    assert [laid.minutes(code) for code in SERVED] == [(480, 480), (360, 360), (120, 120)]


def test_a_visit_of_every_week_falls_out() -> None:
    laid = lay(PROBLEM, SERVED, year(closed={("00AP00", DAY(2026, 9, 14))}))
    assert told(laid, "00AP00") == ["07-09", "21-09", "28-09"]
    assert [(turn.school, turn.day) for turn in laid.missed] == [("00AP00", DAY(2026, 9, 14))]
    assert laid.minutes("00AP00") == (360, 480)


def test_a_visit_of_every_two_weeks_moves_a_week_where_there_is_room() -> None:
    # in the even weeks Anne does not work on Monday afternoon, so it cannot move there
    study_day = year(closed={("00AS00", DAY(2026, 9, 7))})
    assert told(lay(PROBLEM, SERVED, study_day), "00AS00") == ["21-09"]
    works = read(changed(SMALL, at("people", 0, "weeks", value={})))
    laid = lay(works, SERVED, study_day)
    assert told(laid, "00AS00") == ["14-09 van 07-09", "21-09"]
    assert laid.missed == ()


def test_it_moves_to_no_full_half_day_and_to_none_of_its_own_school() -> None:
    # Bo is at 00AR00 every Tuesday: its other visit is there already
    laid = lay(PROBLEM, SERVED, year(ill={("bo", DAY(2026, 9, 8))}))
    assert told(laid, "00AR00") == ["15-09", "22-09", "29-09"]
    assert laid.minutes("00AR00") == (270, 360)
    one = {"00AR00": ServedSchool("bo", (VisitTime("tu-am", 1), VisitTime("mo-am", 2)))}
    assert told(lay(PROBLEM, one, year(ill={("bo", DAY(2026, 9, 8))})), "00AR00") == [
        "14-09", "15-09 van 08-09", "22-09", "28-09",
    ]  # fmt: skip


def test_the_last_week_has_no_later_one() -> None:
    works = read(changed(SMALL, at("people", 0, "weeks", value={})))
    short = year(closed={("00AS00", DAY(2026, 9, 21))}, weeks=MONDAYS[:3])
    laid = lay(works, SERVED, short)
    assert told(laid, "00AS00") == ["07-09"]
    assert [turn.day for turn in laid.missed] == [DAY(2026, 9, 21)]


def test_who_is_away_all_year_makes_no_visit() -> None:
    laid = lay(
        PROBLEM, SERVED, RealYear(MONDAYS, lambda code, day: True, lambda person, day: person == "anne")
    )
    assert {visit.turn.person for visit in laid.visits} == {"bo"}
    assert len(laid.missed) == 6


def test_the_names_of_half_days() -> None:
    assert [day_of_week(name) for name in ("mo-am", "we-am", "su-pm", "fr")] == [0, 2, 6, 4]
    with pytest.raises(InputError, match="zo-am noemt geen dag van de week"):
        day_of_week("zo-am")


REGION = {"00AP00": HolidayRegion.NOORD, "00AR00": HolidayRegion.ZUID, "00AS00": HolidayRegion.NOORD}


@st.composite
def years(draw: st.DrawFn) -> tuple[RosterProblem, dict[str, SchoolDays], set[tuple[str, DAY]], list[DAY]]:
    """A real school year with study days, people who are away, and an Anne who works more or less."""
    days = {}
    for code, region in REGION.items():
        study = draw(st.lists(st.integers(0, 300), max_size=20))
        own = [OwnDays(DAY(2026, 8, 31) + at * ONE, DAY(2026, 8, 31) + at * ONE, "studiedag") for at in study]
        days[code] = school_days(shipped_holidays(), year="2026-2027", region=region, own=own)
    away = {
        (person, DAY(2026, 8, 24) + at * ONE)
        for person in ("anne", "bo")
        for at in draw(st.sets(st.integers(0, 330), max_size=60))
    }
    weeks = [week.monday for week in days["00AP00"].weeks()]
    minutes = draw(st.sampled_from([60, 100, 150, 210]))
    room = {"mo-am": 120 + minutes, "mo-pm": minutes}
    problem = read(
        changed(SMALL, at("people", 0, "half_days", value=room), at("people", 0, "weeks", value={}))
    )
    return problem, days, away, weeks


@given(years())
def test_every_turn_is_accounted_for_and_every_rule_is_kept(
    drawn: tuple[RosterProblem, dict[str, SchoolDays], set[tuple[str, DAY]], list[DAY]],
) -> None:
    problem, days, away, weeks = drawn
    laid = lay(
        problem,
        SERVED,
        RealYear(weeks, lambda code, day: days[code].holds(day), lambda one, day: (one, day) in away),
    )
    turns = [visit.turn for visit in laid.visits] + list(laid.missed)
    assert len(turns) == len(set(turns))
    asked = sum(
        len(range(time.phase - 1, len(weeks), visit.every))
        for code, one in SERVED.items()
        for visit, time in zip(problem.school[code].visits, one.visits, strict=True)
    )
    assert len(turns) == asked
    at_once: dict[tuple[str, DAY, str], list[tuple[str, int]]] = {}
    for visit in laid.visits:
        turn = visit.turn
        assert days[turn.school].holds(visit.day)
        assert (turn.person, visit.day) not in away
        assert visit.day.weekday() == day_of_week(turn.half_day)
        assert 0 <= (visit.day - turn.day).days < 7 * turn.every * 4  # weeks without school lie between
        at_once.setdefault((turn.person, visit.day, turn.half_day), []).append((turn.school, turn.minutes))
        if not visit.moved:
            continue
        assert turn.every > 1
        assert not days[turn.school].holds(turn.day) or (turn.person, turn.day) in away
    for (person, _, half_day), there in at_once.items():
        codes = [code for code, _ in there]
        assert len(set(codes)) == len(codes) <= 3
        path = min(
            sum(problem.travel.between(one, other) or 0 for one, other in pairwise(way))
            for way in permutations(codes)
        )
        assert sum(minutes for _, minutes in there) + path <= problem.person[person].half_days[half_day]
    for turn in laid.missed:
        assert not days[turn.school].holds(turn.day) or (turn.person, turn.day) in away


@given(years())
def test_equal_input_gives_equal_years(
    drawn: tuple[RosterProblem, dict[str, SchoolDays], set[tuple[str, DAY]], list[DAY]],
) -> None:
    problem, days, away, weeks = drawn
    real = RealYear(weeks, lambda code, day: days[code].holds(day), lambda one, day: (one, day) in away)
    other_way = dict(reversed(SERVED.items()))
    assert lay(problem, SERVED, real) == lay(problem, other_way, real)
