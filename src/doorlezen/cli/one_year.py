"""Reading one school year: a problem of one, or one year of several beside the others as they are planned."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doorlezen.cli.explain import years_of
from doorlezen.cli.solving import read_bytes
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


def one_year(path: Path, plan: Path | None, year: str | None) -> OneYear:
    """The problem of this file, or this year of it beside the other years of that plan. Raises InputError."""
    from doorlezen.engine.allocation import check, read_plan, read_problem, write_plan
    from doorlezen.engine.allocation.explain.each_year import joined
    from doorlezen.engine.allocation.explain.focus import focus_on_year

    of = read_problem(read_bytes(path), name=path.name)
    if not of.per_year:
        if plan is not None or year is not None:
            what = t("dit probleem heeft één schooljaar; laat --plan en --year weg")
            raise InputError(path.name, what)
        return OneYear(of, write_plan, beside=False)
    if plan is None or year is None:
        what = t(
            "dit probleem heeft meer schooljaren; noem een plan en een jaar, zoals --plan plan.json --year "
            "2026-2027. De andere jaren blijven dan zoals gepland"
        )
        raise InputError(path.name, what)
    [year] = years_of(of, [year])
    made = read_plan(read_bytes(plan), name=plan.name)
    if wrong := check(of, made):
        raise InputError(plan.name, t("Dit plan klopt niet: {wrong}", wrong=wrong[0]))
    if not made.choices:
        raise InputError(plan.name, t("hierin is geen plan, dus de andere jaren liggen niet vast"))
    alone, _ = focus_on_year(of, made, year)
    return OneYear(alone, lambda own: write_plan(joined(of, made, year, own)), beside=True)
