"""A small library to report on: two gemeenten, six schools, five purses, real plans made by the engine."""

import json
import time
from functools import cache
from typing import Any

from doorlezen.engine.allocation import Effort, Plan, Problem, read_plan, read_problem, solve, write_plan
from doorlezen.planning.sources import FilledValue, SourceFile, Sources
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from tests.words import HALF

NASTY = (
    '"De Aanhaler" \'s ochtends',
    "#panic() *vet* _schuin_ $x$ <label> @ref \\ `raw` // weg",
    "<b>Vet</b> & Co <svg/onload=x>",
    "=HYPERLINK(0;1)",
    "مدرسة الأمل ‮omgekeerd",
    "Basisschool 😀 De Zon ★ 学校",
    "L" + "a" * 199,
    "+1 plus",
    "-1 min",
    "@SUM(A1)",
    "regel\neen\ttab\x1b[31mrood\x00",
)
"""Names as files may hold them."""


def document(**changes: Any) -> dict[str, Any]:
    """The problem as a JSON value; ``changes`` replace fields at the top."""
    schools = [
        ("01AA00", "De Wijzer", "0281", 120, 80.5, 8),
        ("02BB00", "Openbare Basisschool Het Kompas", "0281", 250, 0, 4),
        ("03CC00", "Sint Joris", "0281", 61, None, 0),
        ("04DD00", "De Regenboog", "0216", 205, 410.25, 4),
        ("05EE00", "De Vlieger", "0216", 310, 12.07, 16),
        ("06FF00", "De Bron", "0216", 90, 0, 8),
    ]
    options = [(0, 0, 0), (4, 248_000, 500), (8, 496_000, 800), (12, 744_050, 950)]
    return {
        "format": "doorlezen-problem/1",
        "title": "Proefgebied",
        "school_year": "2026-2027",
        "schools": [
            {
                "code": code,
                "name": name,
                "municipality": municipality,
                "pupils": pupils,
                "score": score,
                "collaboration": True,
                "last_year_quarters": last,
                "weight": pupils + int(score or 0),
                "menu": "all",
            }
            for code, name, municipality, pupils, score, last in schools
        ],
        "menus": {
            "all": [
                {
                    "id": f"{quarters}q",
                    "quarters": quarters,
                    "cost": {
                        "expertise": {"fixed": cents},
                        "collectie": {"per_pupil": 131},
                        "netwerk-en-beleid": {"fixed": 20_000},
                    }
                    if quarters
                    else {},
                    "points": points,
                }
                for quarters, cents, points in options
            ]
        },
        "capacity_quarters": 37,
        "funds": [
            {
                "id": "mbv2",
                "name": "Impulsregeling",
                "cents": 900_000,
                "schools": ["01AA00", "04DD00", "05EE00"],
                "bouwstenen": ["expertise"],
                "max_cents_per_school": 400_000,
            },
            {"id": "gem-0281", "name": "Subsidie Tiel", "cents": 700_000, **_for("0281", schools)},
            {"id": "gem-0216", "name": "Subsidie Culemborg", "cents": 800_000, **_for("0216", schools)},
            {
                "id": "school",
                "name": "Bijdrage van de school",
                "cents": None,
                "schools": "all",
                "bouwstenen": ["collectie"],
                "max_cents_per_pupil": 131,
            },
            {"id": "potje", "name": "Kinderfonds", "cents": 300_000, **_for("0281", schools)},
        ],
        "requirements": [
            {
                "id": "r1",
                "by": "0281",
                "text": HALF,
                "kind": "keep",
                "schools": "all",
                "percent": 50,
            },
            {
                "id": "r2",
                "by": "library",
                "text": "Niemand krijgt meer dan drie uur",
                "kind": "max_quarters",
                "schools": "all",
                "quarters": 12,
            },
            {
                "id": "r3",
                "by": "Provincie",
                "text": "Minstens vier scholen worden bereikt",
                "kind": "reach",
                "schools": "all",
                "count": 4,
            },
        ],
        **changes,
    }


def _for(municipality: str, schools: list[Any]) -> dict[str, Any]:
    return {
        "schools": [school[0] for school in schools if school[2] == municipality],
        "bouwstenen": ["expertise", "collectie", "netwerk-en-beleid"],
    }


def renamed(names: tuple[str, ...]) -> dict[str, Any]:
    """The problem with these names, in turn, for schools, funds and demands."""
    value = document()
    for key, field in (
        ("schools", "name"),
        ("funds", "name"),
        ("requirements", "text"),
        ("requirements", "by"),
    ):
        for index, item in enumerate(value[key]):
            item[field] = names[index % len(names)]
    return value


def as_bytes(value: dict[str, Any]) -> bytes:
    """A JSON value as the bytes of a file; odd characters as escapes, as they may come."""
    return json.dumps(value).encode()


def problem_of(value: dict[str, Any] | None = None) -> Problem:
    return read_problem(as_bytes(document() if value is None else value))


@cache
def solved(data: bytes) -> bytes:
    """The bytes of the best plan, with prices, for the bytes of a small problem."""
    return write_plan(solve(read_problem(data), with_prices=True))


@cache
def quickly_solved(data: bytes) -> bytes:
    """The bytes of the best plan found in a few seconds: a report cares that it is valid, not best."""
    return write_plan(solve(read_problem(data), effort=Effort(gap=0.01, deadline=time.monotonic() + 4)))


def plan_of(value: dict[str, Any] | None = None) -> Plan:
    return read_plan(solved(as_bytes(document() if value is None else value)))


def conflicting() -> dict[str, Any]:
    """The problem with two demands that cannot be met together."""
    least = {"id": "r4", "by": "0281", "text": "Elke school krijgt een uur", "kind": "min_quarters"}
    most = {"id": "r5", "by": "library", "text": "Hooguit twee scholen", "kind": "at_most_schools"}
    demands = [*document()["requirements"], {**least, "schools": "all", "quarters": 4}]
    return document(requirements=[*demands, {**most, "schools": "all", "count": 2}])


def sources_of(problem: Problem, **changes: Any) -> Sources:
    values: dict[str, Any] = {
        "library": "Bibliotheek Proef",
        "problem_sha256": problem.sha256,
        "gemeenten": {"0281": "Tiel", "0216": "Culemborg"},
        "scheme": "mbv2-doorontwikkeling-po",
        "editions": (
            SourceFile("CBS", "Achterstandsscores", "CC BY 4.0", "2019-10-01", "scores.xlsx", "ab" * 32),
        ),
        "parameters": (FilledValue("Uurtarief", "€ 62", "Begroting", "2026-01-15", "Ans de Boer"),),
        "notes": ("Het register is van 2019.",),
    }
    return Sources(**{**values, **changes})


def story_of(value: dict[str, Any] | None = None, **sources: Any) -> Story:
    """The story of the best plan of a problem, with sources."""
    problem = problem_of(value)
    return tell(problem, plan_of(value), sources_of(problem, **sources))
