"""Demands over several years: every kind of one year, in the years it names, and ``max_drop``.

What they ask is written down about schools and funds in a year, under the names that `at` gives them; so they
are posed and judged by the same means as those of one year.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

from doorlezen.engine.allocation.posed.names import at
from doorlezen.engine.allocation.posed.requirements.base import (
    Apart,
    Field,
    FieldRole,
    Known,
    Outcome,
    Requirement,
    Row,
    Scale,
    Space,
)
from doorlezen.language import t

if TYPE_CHECKING:
    from doorlezen.documents.fields import Fields
    from doorlezen.engine.allocation.posed.problem import Fund, Problem

_NAMES = (FieldRole.SCHOOLS, FieldRole.AMONG, FieldRole.FUNDS)
"""What a field of a demand is about where it names schools or funds."""


def _in_year(demand: Requirement, year: str) -> Requirement:
    """The demand about the schools and funds of that year."""
    per_year: dict[str, Any] = {
        key: tuple(at(year, name) for name in getattr(demand, key))
        for key, field in demand.fields.items()
        if field.part in _NAMES
    }
    return replace(demand, **per_year)


@dataclass(frozen=True)
class InYears(Requirement):
    """A demand of one year that must hold in each of these years on its own: in ``parts``, one per year."""

    kind = "in_years"
    fields = {}
    demand: Requirement
    years: tuple[str, ...]
    parts: tuple[Requirement, ...]

    @classmethod
    def of(cls, demand: Requirement, years: Iterable[str]) -> Self:
        """The demand, which names schools and funds as its file does, in these years."""
        named = tuple(years)
        parts = tuple(_in_year(demand, year) for year in named)
        return cls(demand.id, demand.by, demand.text, demand, named, parts)

    @property
    def apart(self) -> Apart:
        return self.demand.apart

    @property
    def gives_way(self) -> str:
        return self.demand.gives_way

    def about(self, funds: Mapping[str, "Fund"]) -> frozenset[str]:
        return frozenset(code for part in self.parts for code in part.about(funds))

    def only(self, schools: Collection[str], funds: Collection[str]) -> Self:
        return replace(self, parts=tuple(part.only(schools, funds) for part in self.parts))

    def scale(self, problem: "Problem") -> Scale:
        return max((part.scale(problem) for part in self.parts), key=lambda scale: scale.steps)

    def with_number(self, name: str, value: int) -> Self:
        parts = tuple(part.with_number(name, value) for part in self.parts)
        return replace(self, demand=self.demand.with_number(name, value), parts=parts)

    def rows(self, space: Space) -> Iterator[Row]:
        for part in self.parts:
            yield from part.rows(space)

    def holds(self, outcome: Outcome) -> bool:
        return all(part.holds(outcome) for part in self.parts)


@dataclass(frozen=True)
class MaxDrop(Requirement):
    """``max_drop``: no school loses more than so many quarter-hours, or percent, from one year to the next.

    ``schools`` and ``years`` are as in the file; ``steps`` are pairs (a school the year before, and in the
    year), None before the first year: last_year_quarters. Either ``quarters`` or ``percent`` is given.
    """

    kind = "max_drop"
    fields = {
        "schools": Field(FieldRole.SCHOOLS),
        "quarters": Field(FieldRole.QUARTERS, None),
        "percent": Field(FieldRole.PERCENT, None),
    }
    apart = Apart.FEWER
    schools: tuple[str, ...]
    years: tuple[str, ...]
    steps: tuple[tuple[str | None, str], ...]
    quarters: int | None
    percent: int | None

    @classmethod
    def read(cls, fields: "Fields", known: Known, **own: str) -> Self:
        years = _years(fields, known.school_years)
        schools = fields.names_or_all("schools", known.schools)
        quarters, percent = fields.whole_or_null("quarters"), fields.whole_or_null("percent")
        if (quarters is None) == (percent is None):
            fields.refuse("quarters", t("geef óf quarters, óf percent: hoeveel eraf mag"))
        if percent is not None and percent > 100:
            fields.refuse("percent", t("moet hoogstens 100 zijn, niet {value}", value=percent))
        steps = tuple(
            (None if before is None else at(before, code), at(year, code))
            for before, year in pairwise([None, *known.school_years])
            if year in years
            for code in schools
        )
        return cls(**own, schools=schools, years=years, steps=steps, quarters=quarters, percent=percent)

    @property
    def gives_way(self) -> str:
        return "quarters" if self.percent is None else "percent"

    def about(self, funds: Mapping[str, "Fund"]) -> frozenset[str]:
        return frozenset(code for step in self.steps for code in step if code is not None)

    def only(self, schools: Collection[str], funds: Collection[str]) -> Self:
        inside = {None, *schools}
        steps = tuple(step for step in self.steps if inside.issuperset(step))
        return replace(self, steps=steps)

    def loosest(self, problem: "Problem") -> int:
        if self.percent is not None:
            return 100
        most = (
            problem.school[code].last_year_quarters if before is None else problem.longest(before)
            for before, code in self.steps
        )
        return max(self.quarters or 0, *most, 0)

    def rows(self, space: Space) -> Iterator[Row]:
        kept, lost = (1, self.quarters) if self.percent is None else (100 - self.percent, 0)
        whole = 1 if self.percent is None else 100
        for before, code in self.steps:
            now = space.quarters(code, whole)
            if before is None:
                yield Row(now, kept * space.school[code].last_year_quarters - (lost or 0))
            else:
                yield Row(now + space.quarters(before, -kept), -(lost or 0))

    def holds(self, outcome: Outcome) -> bool:
        return all(
            self._gentle(
                outcome.last_year_quarters[code] if before is None else outcome.quarters[before],
                outcome.quarters[code],
            )
            for before, code in self.steps
        )

    def _gentle(self, before: int, now: int) -> bool:
        if self.percent is not None:
            return 100 * (before - now) <= self.percent * before
        return self.quarters is not None and before - now <= self.quarters


def read_over_years(
    fields: "Fields", known: Known, kinds: Mapping[str, type[Requirement]], **own: str
) -> Requirement:
    """Read the rest of a demand of a problem of several years. Raises InputError."""
    kind = fields.one_of("kind", [*kinds, MaxDrop.kind])
    if kind == MaxDrop.kind:
        return MaxDrop.read(fields, known, **own)
    years = _years(fields, known.school_years)
    return InYears.of(kinds[kind].read(fields, known, **own), years)


def _years(fields: "Fields", school_years: Sequence[str]) -> tuple[str, ...]:
    """The years of a demand, in their own order; all of them where it does not say."""
    if not fields.has("years"):
        return tuple(school_years)
    named = fields.names_or_all("years", school_years)
    return tuple(year for year in school_years if year in named)
