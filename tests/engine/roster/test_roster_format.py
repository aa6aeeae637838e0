"""The files of a roster: strict, every refusal names its field, and written as they were read."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from doorlezen.engine.roster import (
    AskedVisit,
    FixedPart,
    Roster,
    RosterPerson,
    RosterSchool,
    RosterTerms,
    RosterWeights,
    ServedSchool,
    VisitTime,
    read_roster,
    read_roster_problem,
    write_roster,
    write_roster_problem,
)
from doorlezen.language import InputError
from tests.engine.roster.small import SMALL, at, changed, read, without

Change = Callable[[dict[str, Any]], None]


def test_a_good_file_is_read_to_the_letter() -> None:
    problem = read(SMALL)
    assert (problem.title, problem.school_year, problem.cycle_weeks) == (
        "Een klein voorbeeld",
        "2026-2027",
        2,
    )
    assert problem.half_days == ("mo-am", "mo-pm", "tu-am")
    assert problem.people == (
        RosterPerson(
            id="anne",
            name="Anne Vos",
            half_days={"mo-am": 210, "mo-pm": 150},
            max_minutes=300,
            target_minutes=200,
            competences=("leesconsulent", "meertalig"),
            not_at=("00AR00",),
            wishes={"00AP00": 3},
            weeks={2: {"mo-pm": 0}},
        ),
        RosterPerson(
            id="bo",
            name="Bo Maas",
            half_days={"mo-am": 100, "tu-am": 240},
            max_minutes=240,
            target_minutes=240,
            competences=("leesconsulent",),
            not_at=(),
            wishes={"00AP00": -2, "00AR00": 0},
        ),
    )
    assert problem.schools[1:] == (
        RosterSchool(
            code="00AR00",
            name="De Maasparel",
            municipality="1641",
            half_days=("mo-am", "tu-am"),
            competences=("leesconsulent",),
            visits=(AskedVisit(90, 2), AskedVisit(90, 2)),
            last_year="bo",
            must=True,
            fixed=FixedPart("bo"),
        ),
        RosterSchool(
            code="00AS00",
            name="De Wilg",
            municipality="1641",
            half_days=("mo-am", "mo-pm", "tu-am"),
            competences=("leesconsulent", "meertalig"),
            visits=(AskedVisit(60, 2),),
            last_year=None,
            must=False,
            fixed=FixedPart("anne", (VisitTime("mo-pm", 1),)),
        ),
    )
    assert problem.travel.between("anne", "00AS00") is None
    assert problem.travel.between("00AR00", "bo") == 15
    assert problem.weights == RosterWeights(
        minute=1000, continuity=60000, travel=10, wish=500, over_target=300
    )
    assert len(problem.sha256) == 64


def test_slots_room_and_times_are_known_once() -> None:
    problem = read(SMALL)
    assert [tuple(slot) for slot in problem.slots] == [
        (week, half_day) for week in (1, 2) for half_day in ("mo-am", "mo-pm", "tu-am")
    ]
    assert problem.room == {"anne": (210, 150, 0, 210, 0, 0), "bo": (100, 0, 240, 100, 0, 240)}
    assert problem.slots_of[1, VisitTime("mo-pm", 1)] == (1, 4)
    assert problem.slots_of[2, VisitTime("tu-am", 2)] == (5,)
    assert problem.times == {
        ("anne", "00AP00"): ((VisitTime("mo-am", 1),),),
        ("bo", "00AP00"): ((VisitTime("tu-am", 1),),),
        ("bo", "00AR00"): (tuple(VisitTime(day, phase) for day in ("mo-am", "tu-am") for phase in (1, 2)),)
        * 2,
        ("anne", "00AS00"): ((VisitTime("mo-pm", 1),),),
    }
    assert problem.minutes_of(problem.school["00AP00"]) == 240
    assert problem.minutes_of(problem.school["00AR00"]) == 180


def test_a_problem_is_written_as_it_was_read_and_equal_problems_are_equal_files() -> None:
    problem = read(SMALL)
    written = write_roster_problem(problem)
    again = read_roster_problem(written)
    assert again == replace(problem, sha256=again.sha256)
    assert write_roster_problem(again) == written
    turned = changed(
        SMALL,
        at("people", 1, "half_days", value={"mo-am": 100, "tu-am": 240}),
        at("people", 1, "wishes", value={"00AR00": 0, "00AP00": -2}),
        at("schools", 1, "half_days", value=["mo-am", "tu-am"]),
        at("schools", 0, "half_days", value=["tu-am", "mo-pm", "mo-am"]),
    )
    assert write_roster_problem(read(turned)) == written
    assert json.loads(written)["schools"][0]["half_days"] == "all"


REFUSED: list[tuple[Change, str]] = [
    (at("format", value="doorlezen-roster/1"), "format: moet doorlezen-roster-problem/1 zijn"),
    (at("kleur", value=1), "kleur: deze sleutel bestaat hier niet"),
    (without("weights"), "weights: ontbreekt"),
    (at("school_year", value="2026-2028"), "school_year: moet een schooljaar zijn"),
    (at("cycle_weeks", value=3), "cycle_weeks: 3 bestaat niet; kies uit 1, 2, 4"),
    (at("cycle_weeks", value=2.0), "cycle_weeks: moet een geheel getal zijn"),
    (at("half_days", value=[]), "half_days: moet 1 tot en met 21 dagdelen hebben"),
    (at("half_days", value=[str(day) for day in range(22)]), "half_days: moet 1 tot en met 21 dagdelen"),
    (at("half_days", 1, value="mo-am"), 'half_days[1]: "mo-am" staat er twee keer'),
    (at("people", 1, "id", value="anne"), "people[1].id: 'anne' staat er twee keer"),
    (at("people", 1, "half_days", "zo-am", value=1), "people[1].half_days.zo-am: dit dagdeel komt in dit"),
    (at("people", 1, "half_days", "mo-am", value=-1), "people[1].half_days.mo-am: moet minstens 0 zijn"),
    (at("people", 1, "half_days", value=[]), "people[1].half_days: moet een object zijn"),
    (at("people", 1, "max_minutes", value="12"), "people[1].max_minutes: moet een geheel getal zijn"),
    (at("people", 1, "max_minutes", value=True), "people[1].max_minutes: moet een geheel getal zijn"),
    (without("people", 1, "target_minutes"), "people[1].target_minutes: ontbreekt"),
    (at("people", 1, "competences", value="lezen"), "people[1].competences: moet een lijst zijn"),
    (at("people", 0, "not_at", 0, value="99ZZ99"), 'people[0].not_at[0]: "99ZZ99" komt in dit bestand niet'),
    (at("people", 0, "wishes", "99ZZ99", value=1), "people[0].wishes.99ZZ99: deze school komt in dit"),
    (at("people", 0, "wishes", "00AP00", value=6), "people[0].wishes.00AP00: moet hooguit 5 zijn, niet 6"),
    (at("people", 0, "wishes", "00AP00", value=-6), "people[0].wishes.00AP00: moet minstens -5 zijn, niet"),
    (at("people", 0, "weeks", "3", value={}), "people[0].weeks.3: deze week is er niet; er zijn er 2"),
    (at("people", 0, "weeks", "02", value={}), "people[0].weeks.02: deze week is er niet; er zijn er 2"),
    (at("people", 0, "weeks", "1", value={"zo-am": 1}), "people[0].weeks.1.zo-am: dit dagdeel komt in dit"),
    (at("people", 0, "weken", value={}), "people[0].weken: deze sleutel bestaat hier niet"),
    (at("schools", 1, "code", value="00AP00"), "schools[1].code: '00AP00' staat er twee keer"),
    (at("schools", 1, "code", value="anne"), "schools[1].code: 'anne' is ook het id van iemand"),
    (at("schools", 0, "half_days", value="some"), 'schools[0].half_days: moet "all" of een lijst zijn'),
    (at("schools", 1, "half_days", 0, value="zo-am"), 'schools[1].half_days[0]: "zo-am" komt in dit'),
    (at("schools", 0, "visits", value=[]), "schools[0].visits: moet minstens één bezoek hebben"),
    (at("schools", 0, "visits", 0, "minutes", value=0), "schools[0].visits[0].minutes: moet minstens 1 zijn"),
    (at("schools", 0, "visits", 0, "every", value=4), "schools[0].visits[0].every: 4 bestaat niet; kies"),
    (at("schools", 0, "visits", 0, "every", value=0), "schools[0].visits[0].every: 0 bestaat niet; kies"),
    (at("schools", 0, "last_year", value="cas"), "schools[0].last_year: 'cas' komt in dit bestand niet voor"),
    (at("schools", 0, "last_year", value=7), "schools[0].last_year: moet een tekst zijn"),
    (at("schools", 0, "must", value=None), "schools[0].must: moet true of false zijn"),
    (without("schools", 0, "fixed"), "schools[0].fixed: ontbreekt"),
    (at("schools", 0, "fixed", value=[]), "schools[0].fixed: moet een object zijn"),
    (at("schools", 1, "fixed", "person", value="cas"), "schools[1].fixed.person: 'cas' komt in dit bestand"),
    (at("schools", 1, "fixed", "person", value=None), "schools[1].fixed.person: moet een tekst zijn"),
    (at("schools", 1, "fixed", "visits", value=[]), "schools[1].fixed.visits: moet 2 bezoeken hebben, net"),
    (at("schools", 2, "fixed", "visits", 0, "half_day", value="zo"), "schools[2].fixed.visits[0].half_day:"),
    (at("schools", 2, "fixed", "visits", 0, "phase", value=3), "schools[2].fixed.visits[0].phase: moet"),
    (at("schools", 2, "fixed", "visits", 0, "phase", value=0), "schools[2].fixed.visits[0].phase: moet"),
    (at("schools", 2, "fixed", "who", value="bo"), "schools[2].fixed.who: deze sleutel bestaat hier niet"),
    (at("travel", "places", 0, value="cas"), 'travel.places[0]: "cas" komt in dit bestand niet voor'),
    (at("travel", "places", value=["anne"]), "travel.places: 'bo' ontbreekt"),
    (at("travel", "minutes", value=[]), "travel.minutes: moet een lijst van 5 rijen zijn"),
    (at("travel", "minutes", 1, value=[1]), "travel.minutes[1]: moet een lijst van 5 getallen zijn"),
    (at("travel", "minutes", 1, 0, value=31), "travel.minutes[1][0]: moet gelijk zijn aan minutes[0][1]"),
    (at("travel", "minutes", 1, 0, value=None), "travel.minutes[1][0]: moet gelijk zijn aan minutes[0][1]"),
    (at("travel", "minutes", 1, 0, value=30.5), "travel.minutes[1][0]: moet een geheel getal zijn"),
    (at("travel", "minutes", 1, 0, value=-1), "travel.minutes[1][0]: moet minstens 0 zijn"),
    (at("weights", "wish", value=-1), "weights.wish: moet minstens 0 zijn"),
    (at("weights", "zeal", value=1), "weights.zeal: deze sleutel bestaat hier niet"),
    (without("weights", "travel"), "weights.travel: ontbreekt"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "what"), REFUSED, ids=[what for _, what in REFUSED])
def test_whatever_is_wrong_is_refused_with_the_path_of_its_field(change: Change, what: str) -> None:
    with pytest.raises(InputError) as refused:
        read(changed(SMALL, change))
    assert str(refused.value).startswith(f"p.json: {what}")


def test_numbers_that_no_solver_can_count_are_refused() -> None:
    huge = changed(
        SMALL, at("weights", "minute", value=10**12), at("schools", 0, "visits", 0, "minutes", value=10**9)
    )
    with pytest.raises(InputError, match="te groot om er exact mee te rekenen"):
        read(huge)


def test_nan_and_a_key_that_stands_twice_are_refused() -> None:
    text = json.dumps(SMALL)
    for wrong in (text.replace('"minute": 1000', '"minute": NaN'), '{"title": "x", ' + text[1:]):
        with pytest.raises(InputError):
            read_roster_problem(wrong.encode())


ROSTER = Roster(
    problem_sha256="ab" * 32,
    status="feasible",
    objective=-5,
    bound=20,
    gap=5.0,
    seconds=1.23456,
    schools={
        "00AR00": ServedSchool("bo", (VisitTime("tu-am", 1), VisitTime("tu-am", 2))),
        "00AP00": ServedSchool("anne", (VisitTime("mo-am", 1),)),
    },
    unserved=("00BC00", "00AS00"),
    terms=RosterTerms(420, 2, -3, 81, 0),
)


def test_a_roster_is_written_in_one_way_and_read_as_it_was() -> None:
    written = write_roster(ROSTER)
    document = json.loads(written)
    assert list(document) == [
        *(
            "format",
            "problem_sha256",
            "status",
            "objective",
            "bound",
            "gap",
            "seconds",
            "schools",
            "unserved",
        ),
        *("terms", "conflict"),
    ]
    assert document["format"] == "doorlezen-roster/1"
    assert document["seconds"] == 1.235
    assert list(document["schools"]) == ["00AP00", "00AR00"]
    assert document["schools"]["00AP00"] == {"person": "anne", "visits": [{"half_day": "mo-am", "phase": 1}]}
    assert document["unserved"] == ["00AS00", "00BC00"]
    assert document["terms"] == {
        "minutes": 420,
        "continuity": 2,
        "wish": -3,
        "travel": 81,
        "over_target": 0,
    }
    again = read_roster(written)
    assert again == replace(ROSTER, seconds=1.235, unserved=("00AS00", "00BC00"))
    assert write_roster(again) == written


def test_that_there_is_none_is_read_and_written_too() -> None:
    none = replace(
        ROSTER,
        status="infeasible",
        objective=None,
        bound=None,
        gap=None,
        schools={},
        unserved=(),
        terms=None,
        conflict=("must:00AR00", "fixed:00AR00"),
        seconds=0.0,
    )
    assert read_roster(write_roster(none)) == replace(none, conflict=("fixed:00AR00", "must:00AR00"))


NOT_A_ROSTER: list[tuple[Change, str]] = [
    (at("format", value="doorlezen-plan/1"), "format: moet doorlezen-roster/1 zijn, niet 'doorlezen-plan/1'"),
    (at("status", value="good"), 'status: "good" bestaat niet; kies uit optimal, feasible, infeasible,'),
    (at("objective", value="1"), "objective: moet een geheel getal of null zijn"),
    (at("bound", value=1.5), "bound: moet een geheel getal of null zijn"),
    (at("gap", value="0"), "gap: moet een getal of null zijn"),
    (at("schools", value=[]), "schools: moet een object zijn"),
    (at("schools", "00AP00", value=None), "schools.00AP00: moet een object zijn"),
    (at("schools", "00AP00", "person", value=""), "schools.00AP00.person: moet een tekst zijn"),
    (at("schools", "00AP00", "visits", 0, "phase", value=0), "schools.00AP00.visits[0].phase: moet"),
    (at("schools", "00AP00", "visits", 0, "week", value=1), "schools.00AP00.visits[0].week: deze sleutel"),
    (at("schools", "00AP00", "note", value="x"), "schools.00AP00.note: deze sleutel bestaat hier niet"),
    (at("unserved", 1, value="00AS00"), 'unserved[1]: "00AS00" staat er twee keer'),
    (at("terms", "minutes", value=1.0), "terms.minutes: moet een geheel getal zijn"),
    (at("terms", "hours", value=1), "terms.hours: deze sleutel bestaat hier niet"),
    (at("conflict", value="must:00AP00"), "conflict: moet een lijst zijn"),
    (without("conflict"), "conflict: ontbreekt"),
    (at("more", value=1), "more: deze sleutel bestaat hier niet"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "what"), NOT_A_ROSTER, ids=[what for _, what in NOT_A_ROSTER])
def test_whatever_is_wrong_in_a_roster_is_refused_with_the_path_of_its_field(
    change: Change, what: str
) -> None:
    document = changed(json.loads(write_roster(ROSTER)), change)
    with pytest.raises(InputError) as refused:
        read_roster(json.dumps(document).encode(), name="r.json")
    assert str(refused.value).startswith(f"r.json: {what}")


@pytest.mark.parametrize("name", ["klein", "rivierengebied", "rijnmond-250"])
def test_rosters_over_real_schools_are_read_and_written(shared: Path, name: str) -> None:
    problem = read_roster_problem((shared / "rosters" / f"{name}.json").read_bytes())
    again = read_roster_problem(write_roster_problem(problem))
    assert again == replace(problem, sha256=again.sha256)
    assert {"klein": (10, 2), "rivierengebied": (94, 14), "rijnmond-250": (250, 52)}[name] == (
        len(problem.schools),
        len(problem.people),
    )
