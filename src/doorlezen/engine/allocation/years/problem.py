"""A problem of several school years (doorlezen-problem/2, docs/formats.md), and each of its years apart.

Hours are quarter-hours per school week, money is euro cents per school year.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from doorlezen.engine.allocation.problem import Fund, Option, Problem, School
from doorlezen.engine.allocation.requirements import Requirement
from doorlezen.engine.allocation.years.demands import InYears

FORMAT = "doorlezen-problem/2"


@dataclass(frozen=True, slots=True)
class SchoolYears:
    """A vestiging over the years. What may differ per year is a mapping from the school year."""

    code: str
    name: str
    municipality: str
    last_year_quarters: int
    pupils: Mapping[str, int]
    score: Mapping[str, Decimal | None]
    collaboration: Mapping[str, bool]
    weight: Mapping[str, int]
    menu: Mapping[str, str]

    def in_year(self, year: str) -> School:
        """The school as a plan of this year alone sees it."""
        return School(
            self.code,
            self.name,
            self.municipality,
            self.pupils[year],
            self.score[year],
            self.collaboration[year],
            self.last_year_quarters,
            self.weight[year],
            self.menu[year],
        )


@dataclass(frozen=True, slots=True)
class FundYears:
    """A purse over the years: what comes in each year, and how much of what is left goes on to the next.

    ``cents``: None is a year without a limit. ``carry_over`` has every year but the last: the most that goes
    on to the next year, None for all that is left. From a year without a limit nothing goes on.
    """

    id: str
    name: str
    schools: tuple[str, ...]
    bouwstenen: tuple[str, ...]
    cents: Mapping[str, int | None]
    max_cents_per_school: Mapping[str, int | None]
    max_cents_per_pupil: Mapping[str, int | None]
    carry_over: Mapping[str, int | None]
    use: int | None = None

    def in_year(self, year: str, cents: int | None) -> Fund:
        """The fund as a plan of this year alone sees it, with so much in it."""
        return Fund(
            self.id,
            self.name,
            cents,
            self.schools,
            self.bouwstenen,
            self.max_cents_per_school[year],
            self.max_cents_per_pupil[year],
            self.use,
        )

    def may_go_on(self, year: str) -> int | None:
        """The most that may go on from this year to the next; None: all that is left."""
        return 0 if self.cents[year] is None else self.carry_over.get(year, 0)


@dataclass(frozen=True)
class YearsProblem:
    """Everything a plan of several years must decide.

    The demands see schools and funds per year (`doorlezen.engine.allocation.years.names`). ``year_weights``
    tell how heavily the points of a year count. ``sha256`` is of the file's bytes ("" where there was none).
    """

    title: str
    school_years: tuple[str, ...]
    schools: tuple[SchoolYears, ...]
    menus: Mapping[str, tuple[Option, ...]]
    capacity_quarters: Mapping[str, int | None]
    year_weights: Mapping[str, int]
    funds: tuple[FundYears, ...]
    requirements: tuple[Requirement, ...]
    sha256: str = ""

    @cached_property
    def next_year(self) -> Mapping[str, str]:
        """The school year after each but the last."""
        return dict(pairwise(self.school_years))

    @cached_property
    def school(self) -> Mapping[str, SchoolYears]:
        """The schools by code."""
        return {school.code: school for school in self.schools}

    def quarters(self, year: str, code: str, option_id: str) -> int:
        """The quarter-hours of an option that a school has in a year. Raises KeyError where it has not."""
        for option in self.menus[self.school[code].menu[year]]:
            if option.id == option_id:
                return option.quarters
        raise KeyError(option_id)

    def in_year(self, year: str, cents: Mapping[str, int | None]) -> Problem:
        """One year apart, with so much money in each fund (by id) and without the demands."""
        return Problem(
            self.title,
            year,
            tuple(school.in_year(year) for school in self.schools),
            self.menus,
            self.capacity_quarters[year],
            tuple(fund.in_year(year, cents[fund.id]) for fund in self.funds),
            (),
        )


def from_one_year(problem: Problem) -> YearsProblem:
    """A problem of version 1 as one of several years: its own year and no other."""
    year = problem.school_year
    schools = tuple(
        SchoolYears(
            school.code,
            school.name,
            school.municipality,
            school.last_year_quarters,
            {year: school.pupils},
            {year: school.score},
            {year: school.collaboration},
            {year: school.weight},
            {year: school.menu},
        )
        for school in problem.schools
    )
    funds = tuple(
        FundYears(
            fund.id,
            fund.name,
            fund.schools,
            fund.bouwstenen,
            {year: fund.cents},
            {year: fund.max_cents_per_school},
            {year: fund.max_cents_per_pupil},
            {},
            fund.use,
        )
        for fund in problem.funds
    )
    demands = tuple(
        InYears(demand.id, demand.by, demand.text, demand, (year,)) for demand in problem.requirements
    )
    return YearsProblem(
        problem.title,
        (year,),
        schools,
        problem.menus,
        {year: problem.capacity_quarters},
        {year: 1},
        funds,
        demands,
        problem.sha256,
    )
