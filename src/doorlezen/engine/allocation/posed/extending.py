"""From a problem of one year to one of several, every year the same."""

from dataclasses import replace

from doorlezen.engine.allocation.posed.names import at
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import InYears
from doorlezen.language import InputError, t


def extend(problem: Problem, count: int, *, name: str = "problem") -> Problem:
    """A problem of ``count`` school years, every year the same: a start to write the differences in.

    Nothing goes on from one year to the next. Raises InputError where it is of several years already.
    """
    if problem.per_year:
        raise InputError(name, t("dit probleem is al een van meer jaren"))
    first = int(problem.school_year[:4])
    years = tuple(f"{year}-{year + 1}" for year in range(first, first + count))
    return replace(
        problem,
        school_years=years,
        schools=tuple(replace(s, code=at(year, s.code)) for year in years for s in problem.schools),
        capacity=dict.fromkeys(years, problem.capacity_quarters),
        funds=tuple(
            replace(fund, id=at(year, fund.id), schools=tuple(at(year, code) for code in fund.schools))
            for fund in problem.funds
            for year in years
        ),
        requirements=tuple(InYears.of(demand, years) for demand in problem.requirements),
        sha256="",
        per_year=True,
    )
