"""Writing a roster problem as its file: a person, a school and a row of travel each on a line of its own."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from doorlezen.engine.roster.posed.roster_problem import (
    FixedPart,
    RosterPerson,
    RosterProblem,
    RosterSchool,
)
from doorlezen.engine.roster.posed.roster_reading import ROSTER_PROBLEM

Document = dict[str, Any]


def write_roster_problem(problem: RosterProblem) -> bytes:
    """The bytes of the file, which `read_roster_problem` reads as this very problem: equal problems are equal
    files.
    """
    head = {
        "format": ROSTER_PROBLEM,
        "title": problem.title,
        "school_year": problem.school_year,
        "cycle_weeks": problem.cycle_weeks,
        "half_days": list(problem.half_days),
    }
    travel = (
        f'{{"places": {_line(problem.travel.places)},\n  "minutes": {_lines(problem.travel.minutes, 3)}}}'
    )
    parts = {
        **{key: _line(value) for key, value in head.items()},
        "people": _lines(map(_person, problem.people), 2),
        "schools": _lines((_school(problem, school) for school in problem.schools), 2),
        "travel": travel,
        "weights": _line(asdict(problem.weights)),
    }
    text = ",\n".join(f' "{key}": {value}' for key, value in parts.items())
    return f"{{\n{text}\n}}\n".encode()


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[Any], indent: int) -> str:
    lines = [" " * indent + _line(value) for value in values]
    return "[\n" + ",\n".join(lines) + "]" if lines else "[]"


def _person(person: RosterPerson) -> Document:
    weeks = {str(week): dict(minutes) for week, minutes in person.weeks.items()}
    return {
        "id": person.id,
        "name": person.name,
        "half_days": dict(person.half_days),
        "max_minutes": person.max_minutes,
        "target_minutes": person.target_minutes,
        "competences": list(person.competences),
        "not_at": list(person.not_at),
        "wishes": dict(sorted(person.wishes.items())),
    } | ({"weeks": weeks} if weeks else {})


def _school(problem: RosterProblem, school: RosterSchool) -> Document:
    return {
        "code": school.code,
        "name": school.name,
        "municipality": school.municipality,
        "half_days": "all" if school.half_days == problem.half_days else list(school.half_days),
        "competences": list(school.competences),
        "visits": [visit._asdict() for visit in school.visits],
        "last_year": school.last_year,
        "must": school.must,
        "fixed": None if school.fixed is None else _fixed(school.fixed),
    }


def _fixed(fixed: FixedPart) -> Document:
    parts: Document = {} if fixed.person is None else {"person": fixed.person}
    if fixed.visits is not None:
        parts["visits"] = [time._asdict() for time in fixed.visits]
    return parts
