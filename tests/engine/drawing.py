"""Small random problems, as the JSON that a file would hold: every fund limit, every kind of demand."""

import json
from typing import Any

from hypothesis import strategies as st

BOUWSTENEN = ("expertise", "collectie")
small = st.integers(0, 3)


@st.composite
def problems(draw: st.DrawFn, *, most_demands: int = 4) -> dict[str, Any]:
    """A problem of 1 to 3 schools, 1 to 3 funds and at most ``most_demands`` demands; often tight."""
    schools = [f"0{index}AA00" for index in range(draw(st.integers(1, 3)))]
    funds = ["scheme", "gemeente", "library"][: draw(st.integers(1, 3))]
    in_order = draw(st.booleans())
    return {
        "format": "doorlezen-problem/1",
        "title": "drawn",
        "school_year": "2026-2027",
        "schools": [_school(draw, code) for code in schools],
        "menus": {name: _menu(draw) for name in ("a", "b")},
        "capacity_quarters": draw(st.none() | st.integers(0, 12)),
        "funds": [
            _fund(draw, fund, schools) | ({"use": draw(st.integers(1, 3))} if in_order else {})
            for fund in funds
        ],
        "requirements": [
            _demand(draw, f"r{index}", schools, funds) for index in range(draw(st.integers(0, most_demands)))
        ],
    }


def as_bytes(problem: dict[str, Any]) -> bytes:
    return json.dumps(problem).encode()


def _school(draw: st.DrawFn, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"School {code}",
        "municipality": "0281",
        "pupils": draw(small),
        "score": draw(st.none() | st.just(1.5)),
        "collaboration": draw(st.booleans()),
        "last_year_quarters": draw(st.integers(0, 8)),
        "weight": draw(small),
        "menu": draw(st.sampled_from("ab")),
    }


def _menu(draw: st.DrawFn) -> list[dict[str, Any]]:
    options = [{"id": "none", "quarters": 0, "cost": {}, "points": 0}]
    if draw(st.booleans()) and draw(st.booleans()):
        options = []
    for name in ("some", "more")[: draw(st.integers(1, 2))]:
        parts = draw(st.sets(st.sampled_from(BOUWSTENEN)))
        cost = {part: draw(_costs) for part in sorted(parts)}
        option = {
            "id": name,
            "quarters": draw(st.integers(0, 6)),
            "cost": cost,
            "points": draw(st.integers(0, 9)),
        }
        options.append(option)
    return options


_costs = st.fixed_dictionaries({}, optional={"fixed": small, "per_pupil": st.integers(0, 1)})


def _fund(draw: st.DrawFn, name: str, schools: list[str]) -> dict[str, Any]:
    fund: dict[str, Any] = {
        "id": name,
        "name": name,
        "cents": draw(st.none() | st.integers(0, 8)),
        "schools": _codes(draw, schools),
        "bouwstenen": draw(st.sampled_from([["expertise"], ["collectie"], ["expertise", "collectie"]])),
    }
    if draw(st.booleans()):
        fund["max_cents_per_school"] = draw(st.none() | st.integers(0, 4))
    if draw(st.booleans()):
        fund["max_cents_per_pupil"] = draw(st.none() | small)
    return fund


def _codes(draw: st.DrawFn, schools: list[str]) -> Any:
    return draw(st.just("all") | st.lists(st.sampled_from(schools), unique=True))


def _demand(draw: st.DrawFn, name: str, schools: list[str], funds: list[str]) -> dict[str, Any]:
    percent = st.sampled_from([0, 1, 25, 33, 50, 75, 100, 120])
    some_funds = st.lists(st.sampled_from(funds), unique=True)
    codes = _codes(draw, schools)
    kind = draw(st.sampled_from(sorted(FIELDS)))
    drawn = {
        "schools": codes,
        "quarters": st.integers(0, 6),
        "percent": percent,
        "count": small,
        "at_least_quarters": st.integers(0, 4),
        "cents": st.integers(0, 6),
        "funds": some_funds,
        "own_funds": some_funds,
        "scope": st.sampled_from(["each", "total"]),
        "bouwstenen": st.sampled_from(["all", ["expertise"], ["expertise", "collectie"]]),
    }
    demand: dict[str, Any] = {"id": name, "by": "0281", "text": f"demand {name}", "kind": kind}
    for field in FIELDS[kind]:
        if field == "among":
            demand[field] = _codes(draw, schools)
        elif field.endswith("?"):
            if draw(st.booleans()):
                value = drawn[field[:-1]]
                demand[field[:-1]] = draw(value) if isinstance(value, st.SearchStrategy) else value
        else:
            value = drawn[field]
            demand[field] = draw(value) if isinstance(value, st.SearchStrategy) else value
    return demand


FIELDS = {
    "min_quarters": ("schools", "quarters"),
    "max_quarters": ("schools", "quarters"),
    "keep": ("schools", "percent"),
    "min_share": ("schools", "among", "percent"),
    "reach": ("schools", "count", "at_least_quarters?"),
    "at_most_schools": ("schools", "count"),
    "equal_treatment": ("schools", "percent"),
    "spend_at_least": ("funds", "cents", "schools?", "bouwstenen?"),
    "spend_at_most": ("funds", "cents", "schools?", "bouwstenen?"),
    "cofinance": ("schools", "own_funds", "percent", "scope"),
}
