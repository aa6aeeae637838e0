"""Demands over several years: every kind of one year, in the years it names, and ``max_drop``.

In these demands schools and funds are seen per year, under the names that `at` gives them; so they are
posed and judged by the same means as those of one year.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Self

from doorlezen.documents.fields import Fields
from doorlezen.engine.allocation.requirements import KINDS, Known, Outcome, Requirement, Row, Space
from doorlezen.engine.allocation.requirements.base import Apart, Field, Part
from doorlezen.engine.allocation.years.names import at
from doorlezen.language import t

NAMED_PER_YEAR = (Part.SCHOOLS, Part.AMONG, Part.FUNDS)
"""What a field of a demand is about where it names schools or funds."""


@dataclass(frozen=True)
class InYears(Requirement):
    """A demand of one year that must hold in each of these years on its own."""

    kind = "in_years"
    fields = {}
    demand: Requirement
    years: tuple[str, ...]

    @property
    def apart(self) -> Apart:
        return self.demand.apart

    @property
    def gives_way(self) -> str:
        return self.demand.gives_way

    def with_number(self, name: str, value: int) -> Self:
        return replace(self, demand=self.demand.with_number(name, value))

    def rows(self, space: Space) -> Iterator[Row]:
        for year in self.years:
            yield from _in_year(self.demand, year).rows(space)

    def holds(self, outcome: Outcome) -> bool:
        return all(_in_year(self.demand, year).holds(outcome) for year in self.years)


@dataclass(frozen=True)
class MaxDrop(Requirement):
    """``max_drop``: no school loses more than so many quarter-hours, or percent, from one year to the next.

    ``steps`` are pairs (the year before, the year); None before the first year: last_year_quarters.
    Either ``quarters`` or ``percent`` is given.
    """

    kind = "max_drop"
    fields = {"schools": Field(Part.SCHOOLS)}
    apart = Apart.EACH
    schools: tuple[str, ...]
    steps: tuple[tuple[str | None, str], ...]
    quarters: int | None
    percent: int | None

    @property
    def gives_way(self) -> str:
        return "quarters" if self.percent is None else "percent"

    @classmethod
    def read(cls, fields: Fields, known: Known, **own: str) -> Self:
        into = _years(fields, known.school_years)
        steps = tuple(
            (before, year) for before, year in pairwise([None, *known.school_years]) if year in into
        )
        schools = fields.names_or_all("schools", known.schools)
        quarters, percent = fields.whole_or_null("quarters"), fields.whole_or_null("percent")
        if (quarters is None) == (percent is None):
            fields.refuse("quarters", t("geef óf quarters, óf percent: hoeveel eraf mag"))
        if percent is not None and percent > 100:
            fields.refuse("percent", t("moet hoogstens 100 zijn, niet {value}", value=percent))
        return cls(**own, schools=schools, steps=steps, quarters=quarters, percent=percent)

    def rows(self, space: Space) -> Iterator[Row]:
        kept, lost = (1, self.quarters) if self.percent is None else (100 - self.percent, 0)
        whole = 1 if self.percent is None else 100
        for before, year in self.steps:
            for code in self.schools:
                now = space.quarters(at(year, code), whole)
                if before is None:
                    last = space.school[at(year, code)].last_year_quarters
                    yield Row(now, kept * last - (lost or 0))
                else:
                    yield Row(now + space.quarters(at(before, code), -kept), -(lost or 0))

    def holds(self, outcome: Outcome) -> bool:
        return all(
            self._gentle(
                outcome.last_year_quarters[at(year, code)]
                if before is None
                else outcome.quarters[at(before, code)],
                outcome.quarters[at(year, code)],
            )
            for before, year in self.steps
            for code in self.schools
        )

    def _gentle(self, before: int, now: int) -> bool:
        if self.percent is not None:
            return 100 * (before - now) <= self.percent * before
        return self.quarters is not None and before - now <= self.quarters


def read_demand(fields: Fields, schools: list[str], funds: list[str], school_years: list[str]) -> Requirement:
    """Read one demand of a problem of several years. Raises InputError with the path of what is wrong."""
    own = {key: fields.text(key) for key in ("id", "by", "text")}
    known = Known(schools, funds, school_years)
    kind = fields.one_of("kind", [*KINDS, MaxDrop.kind])
    demand: Requirement
    if kind == MaxDrop.kind:
        demand = MaxDrop.read(fields, known, **own)
    else:
        years = _years(fields, known.school_years)
        demand = InYears(**own, demand=KINDS[kind].read(fields, known, **own), years=years)
    fields.close()
    return demand


def _years(fields: Fields, school_years: Sequence[str]) -> tuple[str, ...]:
    """The years of a demand, in their own order; all of them where it does not say."""
    if not fields.has("years"):
        return tuple(school_years)
    named = fields.names_or_all("years", school_years)
    return tuple(year for year in school_years if year in named)


def _in_year(demand: Requirement, year: str) -> Requirement:
    """The demand about the schools and funds of that year."""
    per_year: dict[str, Any] = {
        key: tuple(at(year, name) for name in getattr(demand, key))
        for key, field in demand.fields.items()
        if field.part in NAMED_PER_YEAR
    }
    return replace(demand, **per_year)
