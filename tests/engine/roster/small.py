"""A small roster problem by hand: two people, three schools, two weeks; every key of the format is in it."""

import copy
import json
from collections.abc import Callable
from typing import Any

from doorlezen.engine.roster import RosterProblem, read_roster_problem

SMALL: dict[str, Any] = {
    "format": "doorlezen-roster-problem/1",
    "title": "Een klein voorbeeld",
    "school_year": "2026-2027",
    "cycle_weeks": 2,
    "half_days": ["mo-am", "mo-pm", "tu-am"],
    "people": [
        {
            "id": "anne",
            "name": "Anne Vos",
            "half_days": {"mo-am": 210, "mo-pm": 150},
            "max_minutes": 300,
            "target_minutes": 200,
            "competences": ["leesconsulent", "meertalig"],
            "not_at": ["00AR00"],
            "wishes": {"00AP00": 3},
            "weeks": {"2": {"mo-pm": 0}},
        },
        {
            "id": "bo",
            "name": "Bo Maas",
            "half_days": {"tu-am": 240, "mo-am": 100},
            "max_minutes": 240,
            "target_minutes": 240,
            "competences": ["leesconsulent"],
            "not_at": [],
            "wishes": {"00AP00": -2, "00AR00": 0},
        },
    ],
    "schools": [
        {
            "code": "00AP00",
            "name": "Wereldwijs",
            "municipality": "0637",
            "half_days": "all",
            "competences": ["leesconsulent"],
            "visits": [{"minutes": 120, "every": 1}],
            "last_year": "anne",
            "must": False,
            "fixed": None,
        },
        {
            "code": "00AR00",
            "name": "De Maasparel",
            "municipality": "1641",
            "half_days": ["tu-am", "mo-am"],
            "competences": ["leesconsulent"],
            "visits": [{"minutes": 90, "every": 2}, {"minutes": 90, "every": 2}],
            "last_year": "bo",
            "must": True,
            "fixed": {"person": "bo"},
        },
        {
            "code": "00AS00",
            "name": "De Wilg",
            "municipality": "1641",
            "half_days": "all",
            "competences": ["leesconsulent", "meertalig"],
            "visits": [{"minutes": 60, "every": 2}],
            "last_year": None,
            "must": False,
            "fixed": {"person": "anne", "visits": [{"half_day": "mo-pm", "phase": 1}]},
        },
    ],
    "travel": {
        "places": ["anne", "bo", "00AP00", "00AR00", "00AS00"],
        "minutes": [
            [0, 30, 10, 20, None],
            [30, 0, 25, 15, 40],
            [10, 25, 0, 12, 20],
            [20, 15, 12, 0, 9],
            [None, 40, 20, 9, 0],
        ],
    },
    "weights": {"minute": 1000, "continuity": 60000, "travel": 10, "wish": 500, "over_target": 300},
}


def read(document: Any) -> RosterProblem:
    return read_roster_problem(json.dumps(document).encode(), name="p.json")


def at(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one field of a document."""

    def change(document: dict[str, Any]) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def without(*path: Any) -> Callable[[dict[str, Any]], None]:
    """A change that takes one field out."""

    def change(document: dict[str, Any]) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


def changed(document: dict[str, Any], *changes: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """A copy of a document with these changes."""
    made = copy.deepcopy(document)
    for change in changes:
        change(made)
    return made
