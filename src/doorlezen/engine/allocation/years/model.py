"""The linear model of several years: that of one year for every school and fund in every year, tied.

What ties the years is the money that goes on and the demands over years. Money that goes on needs no
variable: what a purse can pay is told by its stretches of years (docs/years.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Row, Term
from doorlezen.engine.allocation.years.names import at
from doorlezen.engine.allocation.years.problem import FundYears, YearsProblem
from doorlezen.engine.allocation.years.stretches import stretches


class YearsModel(Model):
    """The variables and rows of a problem of several years, under the names that `at` gives."""

    def __init__(self, problem: YearsProblem) -> None:
        self.years = problem
        super().__init__(unfolded(problem))

    def rows(self) -> Iterator[Row]:
        """The rules that always hold: those of every year, and the money that may go on between them."""
        yield from super().rows()
        for year in self.years.school_years:
            capacity = self.years.capacity_quarters[year]
            if capacity is not None:
                codes = [at(year, school.code) for school in self.years.schools]
                yield Row([term for code in codes for term in self.quarters(code)], None, capacity)
        for fund in self.years.funds:
            yield from self._stretches(fund)

    def _stretches(self, fund: FundYears) -> Iterator[Row]:
        """In no stretch of years more is paid than there can be. A year by itself: see `unfolded`."""
        for stretch in stretches(fund, self.years.school_years):
            terms = [term for year in stretch.years for term in self._paid_by(fund, year)]
            if len(stretch.years) > 1 and terms:
                yield Row(terms, None, stretch.cents)

    def _paid_by(self, fund: FundYears, year: str) -> Sequence[Term]:
        codes = [at(year, code) for code in fund.schools]
        return [(1, pay) for pay in self.payments([at(year, fund.id)], codes, None)]


def unfolded(problem: YearsProblem) -> Problem:
    """All years side by side as one year: a school and a fund per year, without what ties the years.

    A school's weight counts its year; a fund holds the most that can be in it that year.
    """
    schools = []
    funds = []
    for year in problem.school_years:
        for school in problem.schools:
            weight = school.weight[year] * problem.year_weights[year]
            schools.append(replace(school.in_year(year), code=at(year, school.code), weight=weight))
    for fund in problem.funds:
        for year, cents in fullest(fund, problem.school_years).items():
            codes = tuple(at(year, code) for code in fund.schools)
            funds.append(replace(fund.in_year(year, cents), id=at(year, fund.id), schools=codes))
    return Problem(
        problem.title,
        " ".join(problem.school_years),
        tuple(schools),
        problem.menus,
        None,
        tuple(funds),
        problem.requirements,
        problem.sha256,
    )


def fullest(fund: FundYears, years: Sequence[str]) -> dict[str, int | None]:
    """The most that can be in the purse in each year, in cents: as if nothing was paid before."""
    holds: dict[str, int | None] = {}
    brought = 0
    for year in years:
        cents, most = fund.cents[year], fund.may_go_on(year)
        holds[year] = None if cents is None else cents + brought
        left = 0 if cents is None else cents + brought
        brought = left if most is None else min(left, most)
    return holds
