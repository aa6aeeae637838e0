"""Reading one school year: a problem of one, or one year of several beside the others as they are planned."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doorlezen.cli.plan import read_bytes
from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Plan, Problem


@dataclass(frozen=True)
class OneYear:
    """The problem of one school year, and how a plan of it is written as a file.

    ``beside``: whether it is one of several years; then a plan is written with the other years as planned.
    """

    problem: "Problem"
    written: "Callable[[Plan], bytes]"
    beside: bool


def read_one_year(data: bytes, path: Path) -> "Problem":
    """The problem in these bytes, which must be of one school year. Raises InputError."""
    from doorlezen.engine.allocation import read_problem
    from doorlezen.engine.allocation.years import is_years

    if is_years(data, name=path.name):
        what = t(
            "dit probleem heeft meer schooljaren, en deze vraag gaat over één; gebruik een probleem van "
            "alleen dat jaar, zoals doorlezen problem build het maakt"
        )
        raise InputError(path.name, what)
    return read_problem(data, name=path.name)


def one_year(path: Path, plan: Path | None, year: str | None) -> OneYear:
    """The problem of this file, or this year of it beside the other years of that plan. Raises InputError."""
    from doorlezen.engine.allocation import read_problem, write_plan
    from doorlezen.engine.allocation.years import is_years

    data = read_bytes(path)
    if not is_years(data, name=path.name):
        if plan is not None or year is not None:
            what = t("dit probleem heeft één schooljaar; laat --plan en --year weg")
            raise InputError(path.name, what)
        return OneYear(read_problem(data, name=path.name), write_plan, beside=False)
    if plan is None or year is None:
        what = t(
            "dit probleem heeft meer schooljaren; noem een plan en een jaar, zoals --plan plan.json --year "
            "2026-2027. De andere jaren blijven dan zoals gepland"
        )
        raise InputError(path.name, what)
    return _beside(data, path.name, plan, year)


def _beside(data: bytes, name: str, plan: Path, year: str) -> OneYear:
    from doorlezen.engine.allocation.years import check_years, read_years, read_years_plan, write_years_plan
    from doorlezen.engine.allocation.years.focus import focus, joined

    of = read_years(data, name=name)
    if year not in of.school_years:
        known = ", ".join(of.school_years)
        raise InputError("--year", t("{name} bestaat niet; kies uit {known}", name=year, known=known))
    made = read_years_plan(read_bytes(plan), name=plan.name)
    if wrong := check_years(of, made):
        raise InputError(plan.name, t("Dit plan klopt niet: {wrong}", wrong=wrong[0]))
    if not made.choices:
        raise InputError(plan.name, t("hierin is geen plan, dus de andere jaren liggen niet vast"))
    alone, _ = focus(of, made, year)
    return OneYear(alone, lambda own: write_years_plan(joined(of, made, year, own)), beside=True)
