"""Problems of several years for the tests: a small one by hand, and the river area over three years."""

import copy
from collections.abc import Callable
from typing import Any

from tests.engine.test_problem_format import GOOD

YEARS = ["2025-2026", "2026-2027", "2027-2028"]


def over_years(document: dict[str, Any], years: list[str]) -> dict[str, Any]:
    """A problem of version 1 with every year the same, as version 2."""
    second = copy.deepcopy(document)
    del second["school_year"]
    return {**second, "format": "doorlezen-problem/2", "school_years": list(years)}


def good() -> dict[str, Any]:
    """GOOD over three years; the scheme ends after the first, and what is left of it may go on."""
    document = over_years(GOOD, YEARS)
    document["funds"][0] |= {"cents": dict(zip(YEARS, (1_602_000, 0, 0), strict=True)), "carry_over": "all"}
    return document


def river_over_years(document: dict[str, Any]) -> dict[str, Any]:
    """The river area over three years: the scheme ends after year 1, structural money starts in year 3.

    What is left of the scheme may be spent a year later, of the library's own money at most € 20.000 goes on,
    and no school with a score loses more than an hour and a half from one year to the next.
    """
    document = over_years(document, YEARS)
    funds = {fund["id"]: fund for fund in document["funds"]}
    scheme = funds["mbv2"]["cents"]
    funds["mbv2"] |= {
        "cents": dict(zip(YEARS, (scheme, 0, 0), strict=True)),
        "carry_over": dict(zip(YEARS[:-1], ("all", 0), strict=True)),
    }
    funds["library"]["carry_over"] = 2_000_000
    structural = {**funds["mbv2"], "id": "structural", "name": "Structureel geld", "carry_over": 0}
    structural["cents"] = dict(zip(YEARS, (0, 0, scheme * 3 // 4), strict=True))
    document["funds"].append(structural)
    with_score = [
        s["code"] for s in document["schools"] if s["score"] and s["score"] > 0 and s["collaboration"]
    ]
    for demand in document["requirements"]:
        if demand["kind"] == "cofinance":
            demand["years"] = YEARS[:1]
    document["requirements"].append(
        {
            "id": "gently",
            "by": "library",
            "text": "Geen school met een score verliest meer dan anderhalf uur per jaar",
            "kind": "max_drop",
            "schools": with_score,
            "quarters": 6,
        }
    )
    return document


def put(path: str, value: Any) -> Callable[[Any], None]:
    """Something that puts a value at ``schools.0.pupils`` of a document."""

    def change(document: Any) -> None:
        *into, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        for key in into:
            document = document[key]
        document[last] = value

    return change
