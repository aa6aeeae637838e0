"""From a problem of one year to one of several, every year the same: a start to write the differences in."""

import json
from decimal import Decimal
from typing import Any

from doorlezen.documents.fields import parse
from doorlezen.engine.allocation.problem import read_problem
from doorlezen.engine.allocation.years.problem import FORMAT


def extend(data: bytes, count: int, *, name: str = "problem") -> bytes:
    """The bytes of a problem of ``count`` school years, the first that of this problem of version 1.

    What often differs is written out per year: the people, and the money of every fund. Nothing goes on from
    one year to the next. Raises InputError where the bytes are no problem of version 1.
    """
    first = int(read_problem(data, name=name).school_year[:4])
    years = [f"{year}-{year + 1}" for year in range(first, first + count)]
    document: dict[str, Any] = parse(data, name=name)
    problem = {
        "format": FORMAT,
        "title": document["title"],
        "school_years": years,
        "schools": document["schools"],
        "menus": document["menus"],
        "capacity_quarters": dict.fromkeys(years, document.get("capacity_quarters")),
        "year_weights": 1,
        "funds": [
            {**fund, "cents": dict.fromkeys(years, fund.get("cents")), "carry_over": 0}
            for fund in document["funds"]
        ],
        "requirements": [{**demand, "years": "all"} for demand in document["requirements"]],
    }
    return (json.dumps(problem, ensure_ascii=False, indent=1, default=_number) + "\n").encode()


def _number(value: Decimal) -> float:
    # at most ten digits, so it leaves a float exactly as it came in
    return float(value)
