"""A problem: who could get what, out of which money, under whose demands, for one school year or several.

The formats are docs/formats.md (doorlezen-problem/1 and /2). Hours are quarter-hours per school week, money
is euro cents per school year. Over several years a school is a school per year, and so is a fund (`names`):
what plans, checks or explains one year then does so for several.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from doorlezen.engine.allocation.posed.names import apart, at
from doorlezen.engine.allocation.posed.requirements import Requirement


@dataclass(frozen=True, slots=True)
class Cost:
    """What one bouwsteen of an option costs: ``fixed`` cents plus ``per_pupil`` cents for every pupil."""

    fixed: int = 0
    per_pupil: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a school can get: quarter-hours a week, cost per bouwsteen, points of use."""

    id: str
    quarters: int
    cost: Mapping[str, Cost]
    points: int


@dataclass(frozen=True, slots=True)
class School:
    """A vestiging as the plan sees it, in one year. ``score`` is None where it is unknown.

    ``last_year_quarters``: its hours before the plan begins. ``weight`` counts that of the year.
    """

    code: str
    name: str
    municipality: str
    pupils: int
    score: Decimal | None
    collaboration: bool
    last_year_quarters: int
    weight: int
    menu: str


@dataclass(frozen=True, slots=True)
class Fund:
    """A purse in one year: pays the bouwstenen it names at the schools it names, within its limits.

    ``cents``: what comes in (None: no limit); ``carry_over``: the most of what is left that goes on to the
    next year (None: all of it). ``use``: where it stands in the order in which the library wants its money
    spent, 1 first; None where the problem states no order, and then narrow money goes first.
    """

    id: str
    name: str
    cents: int | None
    schools: tuple[str, ...]
    bouwstenen: tuple[str, ...]
    max_cents_per_school: int | None = None
    max_cents_per_pupil: int | None = None
    use: int | None = None
    carry_over: int | None = 0

    def limit_at(self, school: School) -> int | None:
        """The most that this fund may pay at one school, in cents; None where it sets no such limit."""
        limits = [self.max_cents_per_school]
        if self.max_cents_per_pupil is not None:
            limits.append(self.max_cents_per_pupil * school.pupils)
        return min((limit for limit in limits if limit is not None), default=None)

    @property
    def may_go_on(self) -> int | None:
        """The most that may go on to the next year; None: all that is left. Of a year without a limit: 0."""
        return 0 if self.cents is None else self.carry_over


@dataclass(frozen=True)
class Problem:
    """Everything a plan must decide. ``sha256`` is of the file's bytes (empty where there was no file).

    ``capacity``: the quarter-hours of all people in each school year (None: no limit). ``per_year``: schools
    and funds have their school year in their names. ``year_weights``: what the points of a year count for,
    where that is not 1; the weights of the schools have it in them.
    """

    title: str
    school_years: tuple[str, ...]
    schools: tuple[School, ...]
    menus: Mapping[str, tuple[Option, ...]]
    capacity: Mapping[str, int | None]
    funds: tuple[Fund, ...]
    requirements: tuple[Requirement, ...]
    sha256: str = ""
    per_year: bool = False
    year_weights: Mapping[str, int] = field(default_factory=dict)

    @property
    def school_year(self) -> str:
        """The school year, of several the first."""
        return self.school_years[0]

    @property
    def capacity_quarters(self) -> int | None:
        """The quarter-hours of all people in the school year, of several the first. None: no limit."""
        return self.capacity[self.school_year]

    @cached_property
    def next_year(self) -> Mapping[str, str]:
        """The school year after each but the last."""
        return dict(pairwise(self.school_years))

    @cached_property
    def school(self) -> Mapping[str, School]:
        """The schools by code."""
        return {school.code: school for school in self.schools}

    @cached_property
    def fund(self) -> Mapping[str, Fund]:
        """The funds by id."""
        return {fund.id: fund for fund in self.funds}

    @cached_property
    def purses(self) -> Mapping[str, tuple[Fund, ...]]:
        """By the plain id of each purse: the funds that it is, year after year."""
        purses: dict[str, tuple[Fund, ...]] = {}
        for fund in self.funds:
            name = self.plain(fund.id)
            purses[name] = (*purses.get(name, ()), fund)
        return purses

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The plain codes of the schools, each once."""
        return tuple(dict.fromkeys(self.plain(code) for code in self.school))

    def paying(self, code: str) -> tuple[str, ...]:
        """The plain ids of the purses that may pay a school, called as in the file, in some year."""
        names = {self.named(year, code) for year in self.school_years}
        return tuple(
            purse
            for purse, funds in self.purses.items()
            if any(not names.isdisjoint(fund.schools) for fund in funds)
        )

    def plain(self, name: str) -> str:
        """What the file calls a school or fund."""
        return apart(name)[1] if self.per_year else name

    def named(self, year: str, name: str) -> str:
        """The name of a school or fund of the file in a school year."""
        return at(year, name) if self.per_year else name

    def year_of(self, name: str) -> str:
        """The school year of a school or fund."""
        return apart(name)[0] if self.per_year else self.school_year

    def options(self, code: str) -> tuple[Option, ...]:
        """What the school with this code can choose from."""
        return self.menus[self.school[code].menu]

    def option(self, code: str, option_id: str) -> Option:
        """The option of a school by its id. Raises KeyError where its menu has no such option."""
        for option in self.options(code):
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def cost(self, code: str, option: Option) -> dict[str, int]:
        """What an option costs at this school: cents per bouwsteen, only where there is a cost."""
        pupils = self.school[code].pupils
        cents = {bouwsteen: cost.fixed + cost.per_pupil * pupils for bouwsteen, cost in option.cost.items()}
        return {bouwsteen: amount for bouwsteen, amount in cents.items() if amount}

    def longest(self, code: str) -> int:
        """The most quarter-hours that this school can choose."""
        return max(option.quarters for option in self.options(code))

    def dearest(self, code: str) -> int:
        """The cents that its dearest option costs at this school."""
        return max(sum(self.cost(code, option).values()) for option in self.options(code))

    def value(self, choices: Mapping[str, str]) -> int:
        """Σ weight × points of these options, by code."""
        return sum(
            self.school[code].weight * self.option(code, chosen).points for code, chosen in choices.items()
        )

    def alone_in(self, year: str) -> "Problem":
        """The schools and funds of one of several years, named as in the file; the demands as they are."""
        plain = self.plain
        return replace(
            self,
            school_years=(year,),
            schools=tuple(
                replace(school, code=plain(school.code))
                for school in self.schools
                if self.year_of(school.code) == year
            ),
            capacity={year: self.capacity[year]},
            funds=tuple(
                replace(fund, id=plain(fund.id), schools=tuple(map(plain, fund.schools)))
                for fund in self.funds
                if self.year_of(fund.id) == year
            ),
            per_year=False,
            year_weights={},
        )

    def with_capacity(self, capacity: Mapping[str, int | None] | None) -> "Problem":
        """The problem with these people; a year that is not there, or None: no limit."""
        return replace(self, capacity={year: (capacity or {}).get(year) for year in self.school_years})
