"""Writing a problem as its file: doorlezen-problem/1, or /2 where it has a school and a fund per year."""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from doorlezen.documents.fields import LARGEST_NUMBER
from doorlezen.engine.allocation.posed.formats import PROBLEM, PROBLEM_OF_YEARS
from doorlezen.engine.allocation.posed.problem import Cost, Fund, Option, Problem, School
from doorlezen.engine.allocation.posed.requirements import REQUIRED, FieldRole, InYears, MaxDrop, Requirement
from doorlezen.language import InputError, t

Document = dict[str, Any]


def write_problem(problem: Problem, *, indent: int | None = 1) -> bytes:
    """The bytes of the problem file, which `read_problem` reads as this very problem.

    ``indent`` None: on one line, for a problem of thousands of schools. Raises InputError for a number that
    is too large to be read.
    """
    document = _document(problem)
    _refuse_too_large(document)
    separators = (",", ":") if indent is None else None
    text = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)
    return (text + "\n").encode()


def _refuse_too_large(value: Any) -> None:
    """Raise InputError for a number that the reader would refuse."""
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            _refuse_too_large(part)
        elif isinstance(part, int | float) and abs(part) > LARGEST_NUMBER:
            raise InputError("problem", t("is te groot ({value})", value=part))


def _document(problem: Problem) -> Document:
    first = [school for school in problem.schools if problem.year_of(school.code) == problem.school_year]
    if not problem.per_year:
        head: Document = {"format": PROBLEM, "title": problem.title, "school_year": problem.school_year}
    else:
        head = {
            "format": PROBLEM_OF_YEARS,
            "title": problem.title,
            "school_years": list(problem.school_years),
        }
    weights = {year: problem.year_weights.get(year, 1) for year in problem.school_years}
    return {
        **head,
        "schools": [_school(problem, school, weights) for school in first],
        "menus": {name: [_option(option) for option in menu] for name, menu in problem.menus.items()},
        "capacity_quarters": _one(problem, problem.capacity, short=False),
        **({"year_weights": _one(problem, weights)} if problem.per_year else {}),
        "funds": [_fund(problem, name, funds) for name, funds in problem.purses.items()],
        "requirements": [_requirement(problem, demand) for demand in problem.requirements],
    }


def _one(problem: Problem, values: Mapping[str, Any], *, short: bool = True) -> Any:
    """One value where it holds in every year (and ``short``), else a value per year."""
    first = next(iter(values.values()), None)
    if not problem.per_year or (short and all(value == first for value in values.values())):
        return first
    return dict(values)


def _number(score: Decimal | None) -> float | None:
    # the shortest float writes a published decimal back exactly; it is read as Decimal again
    return None if score is None else float(score)


def _school(problem: Problem, school: School, weights: Mapping[str, int]) -> Document:
    code = problem.plain(school.code)
    of = {year: problem.school[problem.named(year, code)] for year in problem.school_years}
    return {
        "code": code,
        "name": school.name,
        "municipality": school.municipality,
        "pupils": _one(problem, {year: own.pupils for year, own in of.items()}),
        "score": _one(problem, {year: _number(own.score) for year, own in of.items()}),
        "collaboration": _one(problem, {year: own.collaboration for year, own in of.items()}),
        "last_year_quarters": school.last_year_quarters,
        # the weight of a year is in the school's; where that is 0 nothing is left of it
        "weight": _one(problem, {year: own.weight // (weights[year] or 1) for year, own in of.items()}),
        "menu": _one(problem, {year: own.menu for year, own in of.items()}),
    }


def _option(option: Option) -> Document:
    cost = {bouwsteen: _cost(cost) for bouwsteen, cost in sorted(option.cost.items())}
    return {"id": option.id, "quarters": option.quarters, "cost": cost, "points": option.points}


def _cost(cost: Cost) -> Document:
    parts = {"fixed": cost.fixed, "per_pupil": cost.per_pupil}
    return {key: cents for key, cents in parts.items() if cents}


def _fund(problem: Problem, name: str, funds: Sequence[Fund]) -> Document:
    of = {problem.year_of(fund.id): fund for fund in funds}
    first = funds[0]
    document: Document = {
        "id": name,
        "name": first.name,
        "cents": _one(problem, {year: fund.cents for year, fund in of.items()}, short=False),
        "schools": _codes(problem, [problem.plain(code) for code in first.schools]),
        "bouwstenen": list(first.bouwstenen),
    }
    if problem.per_year:
        on = {year: "all" if of[year].carry_over is None else of[year].carry_over for year in of}
        document["carry_over"] = _one(problem, {year: on[year] for year in problem.school_years[:-1]}) or 0
    limits = {
        key: _one(problem, {year: getattr(fund, key) for year, fund in of.items()})
        for key in ("max_cents_per_school", "max_cents_per_pupil")
    }
    return document | {key: value for key, value in {**limits, "use": first.use}.items() if value is not None}


def _codes(problem: Problem, codes: Iterable[str]) -> Any:
    named = tuple(codes)
    return "all" if named == problem.codes else list(named)


def _requirement(problem: Problem, demand: Requirement) -> Document:
    own = {"id": demand.id, "by": demand.by, "text": demand.text}
    if isinstance(demand, MaxDrop):
        limit = {"quarters": demand.quarters} if demand.percent is None else {"percent": demand.percent}
        asks: Document = {"kind": demand.kind, "schools": _codes(problem, demand.schools), **limit}
        return {**own, **asks, "years": _years(problem, demand.years)}
    if isinstance(demand, InYears):
        return {**own, **_asks(problem, demand.demand), "years": _years(problem, demand.years)}
    return {**own, **_asks(problem, demand)}


def _asks(problem: Problem, demand: Requirement) -> Document:
    """The fields of a kind, each by its own name; what says nothing but its default is left out."""
    asks: Document = {"kind": demand.kind}
    for key, field in demand.fields.items():
        value = getattr(demand, key)
        if field.part in {FieldRole.SCHOOLS, FieldRole.AMONG}:
            value = _codes(problem, value)
        if field.default is REQUIRED or value != field.default:
            asks[key] = list(value) if isinstance(value, tuple) else value
    return asks


def _years(problem: Problem, years: Sequence[str]) -> Any:
    return "all" if tuple(years) == problem.school_years else list(years)
