"""The check finds every kind of lie in a roster. Nothing here needs a solver."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from doorlezen.engine.roster import (
    Roster,
    RosterTerms,
    ServedSchool,
    VisitTime,
    check_roster,
    read_roster,
    read_roster_problem,
)
from doorlezen.engine.roster.posed.rostered import rostered
from tests.engine.roster.small import SMALL, at, changed, read

PROBLEM = read(SMALL)
ANNE = ServedSchool("anne", (VisitTime("mo-am", 1),))
BO = ServedSchool("bo", (VisitTime("tu-am", 1), VisitTime("tu-am", 2)))
SERVED = {"00AP00": ANNE, "00AR00": BO}
VALUE = 420 * 1000 + 2 * 60000 + 3 * 500 - 100 * 10
RIGHT = rostered(PROBLEM, SERVED, bound=None, proven=True)


def test_a_right_roster_has_nothing_wrong() -> None:
    assert RIGHT.objective == VALUE
    assert check_roster(PROBLEM, RIGHT) == []


NONE: dict[str, Any] = {
    "objective": None,
    "bound": None,
    "gap": None,
    "schools": {},
    "unserved": (),
    "terms": None,
}
LIES: list[tuple[dict[str, Any], list[str]]] = [
    ({"problem_sha256": "0" * 64}, ["het rooster hoort bij een ander probleem, niet bij dit"]),
    ({"unserved": ()}, ["school 00AS00 ontbreekt, ook bij de scholen zonder bezoeken"]),
    (
        {"unserved": ("00AS00", "00AP00")},
        ["school 00AP00 staat bij de scholen met en bij die zonder bezoeken"],
    ),
    ({"unserved": ("00AS00", "99ZZ99")}, ["school 99ZZ99 hoort niet bij dit probleem"]),
    (
        {"schools": {**SERVED, "99ZZ99": ANNE}},
        ["school 99ZZ99 hoort niet bij dit probleem"],
    ),
    (
        {"schools": {**SERVED, "00AP00": ServedSchool("cas", ANNE.visits)}},
        ["school 00AP00: cas bestaat niet"],
    ),
    (
        {"schools": {**SERVED, "00AR00": ServedSchool("bo", BO.visits[:1])}},
        ["school 00AR00: het aantal bezoeken is 1, gevraagd is 2"],
    ),
    (
        {"schools": {**SERVED, "00AP00": ServedSchool("anne", (VisitTime("su-am", 1),))}},
        ["school 00AP00: dagdeel su-am bestaat niet"],
    ),
    (
        {"schools": {**SERVED, "00AP00": ServedSchool("anne", (VisitTime("mo-am", 2),))}},
        ["school 00AP00: een bezoek begint in week 2; hooguit in week 1"],
    ),
    ({"terms": None}, [f"{key} is {sum_}, het rooster zegt None" for key, sum_ in zip(
        RosterTerms._fields, RosterTerms(420, 2, 3, 100, 0), strict=True)]),
    ({"terms": RosterTerms(420, 2, 3, 99, 0)}, ["travel is 100, het rooster zegt 99"]),
    ({"objective": VALUE + 1}, [f"de waarde is {VALUE}, het rooster zegt {VALUE + 1}"]),
    (
        {"bound": VALUE - 1, "status": "feasible", "gap": -1 / VALUE},
        [f"de bovengrens {VALUE - 1} ligt onder de waarde {VALUE}"],
    ),
    (
        {"bound": 2 * VALUE, "gap": 1.0},
        ["een bewezen rooster heeft een bovengrens gelijk aan zijn waarde"],
    ),
    (
        {"bound": 2 * VALUE, "status": "feasible"},
        ["het verschil met de bovengrens is 1.0, het rooster zegt 0.0"],
    ),
    (
        {"bound": None, "status": "feasible"},
        ["het verschil met de bovengrens is None, het rooster zegt 0.0"],
    ),
    ({"conflict": ("must:00AR00",)}, ["een rooster heeft geen conflict"]),
    (
        {"status": "unknown"},
        ["de status is unknown, maar er staan scholen of een waarde in"],
    ),
    (NONE | {"status": "unknown", "conflict": ()}, [
        "een onhaalbaar probleem heeft een conflict, en alleen dat",
        "conflict: zonder een school die moet is er altijd een rooster, een leeg",
    ]),
    (NONE | {"status": "infeasible"}, ["een onhaalbaar probleem heeft een conflict, en alleen dat"]),
    (
        NONE | {"status": "infeasible", "conflict": ("must:00AR00", "must:00AP00", "fixed:99ZZ99")},
        [
            "conflict: must:00AP00 staat niet in het probleem",
            "conflict: fixed:99ZZ99 staat niet in het probleem",
        ],
    ),
    (
        NONE | {"status": "infeasible", "conflict": ("fixed:00AR00",)},
        ["conflict: zonder een school die moet is er altijd een rooster, een leeg"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lie", "said"), LIES)
def test_every_lie_of_a_roster_is_found(lie: dict[str, Any], said: list[str]) -> None:
    assert check_roster(PROBLEM, replace(RIGHT, **lie)) == said


@pytest.mark.parametrize("status", ["unknown", "infeasible"])
def test_that_there_is_none_may_be_right(status: str) -> None:
    none = replace(RIGHT, **NONE, status=status)
    conflict = ("fixed:00AR00", "must:00AR00") if status == "infeasible" else None
    assert check_roster(PROBLEM, replace(none, conflict=conflict)) == []


Change = Callable[[dict[str, Any]], None]
BROKEN: list[tuple[list[Change], list[str]]] = [
    (
        [at("schools", 0, "competences", value=["dyslexie"])],
        ["school 00AP00: anne heeft competentie dyslexie niet"],
    ),
    ([at("people", 0, "not_at", value=["00AP00"])], ["school 00AP00: anne gaat daar niet heen"]),
    ([at("schools", 0, "half_days", value=["tu-am"])], ["school 00AP00 kan niet op mo-am"]),
    (
        [at("schools", 0, "fixed", value={"person": "bo"})],
        ["school 00AP00: vast staat bo, niet anne"],
    ),
    (
        [at("schools", 0, "fixed", value={"visits": [{"half_day": "mo-pm", "phase": 1}]})],
        ["school 00AP00: bezoek 1 staat vast op mo-pm vanaf week 1"],
    ),
    (
        [at("people", 0, "weeks", value={"2": {"mo-am": 0}})],
        ["anne, week 2, mo-am: werkt dan niet, maar gaat naar 00AP00"],
    ),
    (
        [at("people", 0, "half_days", "mo-am", value=119)],
        [
            "anne, week 1, mo-am: 120 minuten bij en tussen 00AP00, er zijn er 119",
            "anne, week 2, mo-am: 120 minuten bij en tussen 00AP00, er zijn er 119",
        ],
    ),
    (
        [at("people", 0, "max_minutes", value=119)],
        ["anne: 240 minuten in de cyclus, het contract heeft er 238"],
    ),
    (
        [at("schools", 2, "must", value=True)],
        ["school 00AS00 moet bezoeken krijgen, en krijgt ze niet"],
    ),
]


@pytest.mark.parametrize(("changes", "said"), BROKEN)
def test_every_rule_that_is_broken_is_named_with_school_person_and_slot(
    changes: list[Change], said: list[str]
) -> None:
    problem = read(changed(SMALL, *changes))
    assert check_roster(problem, replace(RIGHT, problem_sha256=problem.sha256)) == said


def _one_slot(*minutes: int, travel: int | None = 5) -> dict[str, Any]:
    """So many schools, all by bo on one morning of one week."""
    codes = [f"0{number}AP00" for number in range(len(minutes))]
    places = ["bo", *codes]
    return {
        **SMALL,
        "cycle_weeks": 1,
        "people": [{**SMALL["people"][1], "wishes": {}}],
        "schools": [
            {
                **SMALL["schools"][0],
                "code": code,
                "visits": [{"minutes": length, "every": 1}],
                "last_year": None,
            }
            for code, length in zip(codes, minutes, strict=True)
        ],
        "travel": {
            "places": places,
            "minutes": [[0 if a == b else 7 if "bo" in (a, b) else travel for b in places] for a in places],
        },
    }


def _all_at_once(document: dict[str, Any]) -> tuple[Any, Roster]:
    problem = read(document)
    served = {school.code: ServedSchool("bo", (VisitTime("tu-am", 1),)) for school in problem.schools}
    minutes = sum(school.visits[0].minutes for school in problem.schools)
    terms = RosterTerms(minutes, 0, 0, 0, 0)
    return problem, Roster(problem.sha256, "feasible", 0, None, None, 0.0, served, (), terms)


def _rules(wrong: list[str]) -> list[str]:
    """Without what is said of terms and value."""
    return [line for line in wrong if "het rooster zegt" not in line]


def test_a_slot_holds_visits_and_the_shortest_way_between_them() -> None:
    assert _rules(check_roster(*_all_at_once(_one_slot(110, 60, 60)))) == []
    assert _rules(check_roster(*_all_at_once(_one_slot(111, 60, 60)))) == [
        "bo, week 1, tu-am: 241 minuten bij en tussen 00AP00, 01AP00, 02AP00, er zijn er 240",
        "bo: 241 minuten in de cyclus, het contract heeft er 240",
    ]


def test_a_fourth_school_in_a_slot_is_too_many() -> None:
    assert _rules(check_roster(*_all_at_once(_one_slot(10, 10, 10, 10)))) == [
        "bo, week 1, tu-am: meer dan 3 scholen (00AP00, 01AP00, 02AP00, 03AP00)"
    ]


def test_where_there_is_no_way_there_is_no_slot() -> None:
    assert _rules(check_roster(*_all_at_once(_one_slot(60, 60, travel=None)))) == [
        "bo, week 1, tu-am: er is geen weg langs 00AP00, 01AP00"
    ]
    far = _one_slot(60)
    far["travel"]["minutes"] = [[0, None], [None, 0]]
    assert _rules(check_roster(*_all_at_once(far))) == [
        "bo, week 1, tu-am: er is geen weg van huis langs 00AP00 en terug"
    ]


def test_two_visits_of_a_school_never_share_a_slot() -> None:
    document = _one_slot(60)
    document["schools"][0]["visits"] *= 2
    problem = read(json.loads(json.dumps(document)))
    served = {"00AP00": ServedSchool("bo", (VisitTime("tu-am", 1), VisitTime("tu-am", 1)))}
    roster = Roster(problem.sha256, "feasible", 0, None, None, 0.0, served, (), RosterTerms(120, 0, 0, 14, 0))
    assert _rules(check_roster(problem, roster)) == [
        "bo, week 1, tu-am: twee bezoeken van school 00AP00 tegelijk"
    ]


def test_the_example_of_the_format_is_a_right_roster_of_its_problem() -> None:
    text = (Path(__file__).parent.parent.parent.parent / "docs" / "roster.md").read_text()
    first, second = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    problem = read_roster_problem(first.encode())
    assert check_roster(problem, read_roster(second.replace("5f0c…", problem.sha256).encode())) == []
