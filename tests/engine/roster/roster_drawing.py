"""Small random roster problems, as the JSON that a file would hold: every rule, often tight."""

import json
from typing import Any

from hypothesis import strategies as st

MOST_ASSIGNMENTS = 2_500
HALF_DAYS = ("mo-am", "mo-pm", "tu-am")


@st.composite
def roster_problems(draw: st.DrawFn, *, demanding: bool = False) -> dict[str, Any]:
    """A problem of 1 to 4 schools, 1 or 2 people and 1 or 2 weeks; ``demanding``: with much that must."""
    half_days = list(HALF_DAYS[: draw(st.integers(1, 3))])
    weeks = draw(st.integers(1, 2))
    ids = ["p1", "p2"][: draw(st.integers(1, 2))]
    codes = [f"0{index}AA00" for index in range(draw(st.integers(1, 4)))]
    schools = [_school(draw, code, ids, half_days, weeks, demanding=demanding) for code in codes]
    while _assignments(schools, len(ids), len(half_days)) > MOST_ASSIGNMENTS:
        codes.remove(schools.pop()["code"])
    return {
        "format": "doorlezen-roster-problem/1",
        "title": "drawn",
        "school_year": "2026-2027",
        "cycle_weeks": weeks,
        "half_days": half_days,
        "people": [_person(draw, name, codes, half_days, weeks) for name in ids],
        "schools": schools,
        "travel": {"places": [*ids, *codes], "minutes": _matrix(draw, len(ids) + len(codes))},
        "weights": {
            "minute": draw(st.integers(0, 3)),
            "continuity": draw(st.sampled_from([0, 40, 100])),
            "travel": draw(st.integers(0, 3)),
            "wish": draw(st.sampled_from([0, 5, 30])),
            "over_target": draw(st.integers(0, 4)),
        },
    }


def as_bytes(document: dict[str, Any]) -> bytes:
    return json.dumps(document).encode()


def _assignments(schools: list[dict[str, Any]], people: int, half_days: int) -> int:
    number = 1
    for school in schools:
        ways = people
        for visit in school["visits"]:
            ways *= half_days * visit["every"]
        number *= 1 + ways
    return number


def _matrix(draw: st.DrawFn, size: int) -> list[list[int | None]]:
    rows: list[list[int | None]] = [[0] * size for _ in range(size)]
    for one in range(size):
        for other in range(one):
            rows[one][other] = rows[other][one] = draw(st.sampled_from([5, 0, 10, 20, 30, None]))
    return rows


def _person(draw: st.DrawFn, name: str, codes: list[str], half_days: list[str], weeks: int) -> dict[str, Any]:
    minutes = st.dictionaries(st.sampled_from(half_days), st.sampled_from([120, 60, 90, 100, 150, 0]))
    person: dict[str, Any] = {
        "id": name,
        "name": f"Persoon {name}",
        "half_days": {half_day: draw(st.sampled_from([120, 90, 150, 200])) for half_day in half_days},
        "max_minutes": draw(st.sampled_from([300, 0, 60, 100, 150, 200])),
        "target_minutes": draw(st.sampled_from([50, 0, 100, 200])),
        "competences": draw(st.sampled_from([["a", "b"], ["a"], []])),
        "not_at": draw(st.just([]) | st.lists(st.sampled_from(codes), unique=True, max_size=1)),
        "wishes": draw(st.dictionaries(st.sampled_from(codes), st.integers(-5, 5))),
    }
    if draw(st.booleans()):
        person["half_days"] = draw(minutes)
    if draw(st.booleans()):
        person["weeks"] = draw(st.dictionaries(st.sampled_from([str(w + 1) for w in range(weeks)]), minutes))
    return person


def _school(
    draw: st.DrawFn, code: str, ids: list[str], half_days: list[str], weeks: int, *, demanding: bool
) -> dict[str, Any]:
    visits = [
        {
            "minutes": draw(st.sampled_from([60, 30, 90, 45])),
            "every": draw(st.integers(1, weeks)),
        }
        for _ in range(draw(st.sampled_from([1, 1, 2])))
    ]
    fixed: dict[str, Any] | None = None
    if draw(st.integers(0, 3)) <= demanding:
        fixed = {"person": draw(st.sampled_from(ids))} if draw(st.booleans()) else {}
        if draw(st.booleans()):
            fixed["visits"] = [
                {"half_day": draw(st.sampled_from(half_days)), "phase": draw(st.integers(1, visit["every"]))}
                for visit in visits
            ]
    return {
        "code": code,
        "name": f"School {code}",
        "municipality": "0281",
        "half_days": draw(st.just("all") | st.lists(st.sampled_from(half_days), unique=True)),
        "competences": draw(st.sampled_from([[], ["a"], ["a", "b"]])),
        "visits": visits,
        "last_year": draw(st.none() | st.sampled_from(ids)),
        "must": draw(st.integers(0, 3)) <= (2 if demanding else 0),
        "fixed": fixed,
    }
