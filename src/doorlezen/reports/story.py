"""The story of a plan: every figure that is shown, computed once, whatever shows it.

Hours are quarter-hours per school week, money is euro cents per school year, scores are as published.
"""

import datetime
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple, TypeVar

from doorlezen.planning.sources import Sources
from doorlezen.reports.prices import PriceTag
from doorlezen.reports.purse_styles import PURSES, Kind

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
Group = Literal["with-score", "without-score", "unknown-score"]
Key = TypeVar("Key", bound=Hashable)


class Paid(NamedTuple):
    """A fund of this kind pays ``cents`` of a bouwsteen at a school."""

    fund: str
    kind: Kind
    bouwsteen: str
    cents: int


@dataclass(frozen=True)
class SchoolRow:
    """What one school gets. Without a plan: no hours, no cost."""

    code: str
    name: str
    gemeente: str
    pupils: int
    score: Decimal | None
    quarters: int
    last_year_quarters: int
    cost: Mapping[str, int]
    paid: tuple[Paid, ...]

    @property
    def group(self) -> Group:
        """Whether the school has an achterstandsscore above 0."""
        if self.score is None:
            return "unknown-score"
        return "with-score" if self.score > 0 else "without-score"

    @property
    def change(self) -> int:
        """Quarter-hours more (or less) than last year."""
        return self.quarters - self.last_year_quarters

    @property
    def cents(self) -> int:
        """What the school's option costs in all."""
        return sum(self.cost.values())

    @cached_property
    def by_kind(self) -> Mapping[Kind, int]:
        """Cents per kind of purse, in the order of the legend; only kinds that pay."""
        paid = sums((row.kind, row.cents) for row in self.paid)
        return {kind: paid[kind] for kind in PURSES if kind in paid}

    @property
    def need(self) -> tuple[bool, Fraction, int, str]:
        """A key that sorts schools from most to least need: score per pupil, then pupils, then code.

        Schools whose score is unknown come last.
        """
        per_pupil = Fraction(self.score or 0) / max(self.pupils, 1)
        return (self.score is None, -per_pupil, -self.pupils, self.code)


@dataclass(frozen=True)
class Sums:
    """What a number of schools add up to."""

    schools: int
    with_score: int
    unknown_score: int
    reached: int
    reached_with_score: int
    pupils: int
    score: Decimal
    quarters: int
    last_year_quarters: int
    cents: int
    cost: Mapping[str, int]
    by_kind: Mapping[Kind, int]

    @classmethod
    def of(cls, rows: Iterable[SchoolRow]) -> "Sums":
        """Add up these schools."""
        rows = tuple(rows)
        kinds = sums(pair for row in rows for pair in row.by_kind.items())
        return cls(
            schools=len(rows),
            with_score=sum(row.group == "with-score" for row in rows),
            unknown_score=sum(row.group == "unknown-score" for row in rows),
            reached=sum(row.quarters > 0 for row in rows),
            reached_with_score=sum(row.quarters > 0 and row.group == "with-score" for row in rows),
            pupils=sum(row.pupils for row in rows),
            score=sum((row.score or Decimal(0) for row in rows), Decimal(0)),
            quarters=sum(row.quarters for row in rows),
            last_year_quarters=sum(row.last_year_quarters for row in rows),
            cents=sum(row.cents for row in rows),
            cost=sums(pair for row in rows for pair in row.cost.items()),
            by_kind={kind: kinds[kind] for kind in PURSES if kind in kinds},
        )

    @property
    def change(self) -> int:
        """Quarter-hours more (or less) than last year."""
        return self.quarters - self.last_year_quarters


class Flow(NamedTuple):
    """A step of the money's way: from a fund, through a bouwsteen, to a group of schools."""

    fund: str
    bouwsteen: str
    group: Group
    cents: int
    schools: int


@dataclass(frozen=True)
class GemeenteRow:
    """One gemeente: its schools in order of need, and what they add up to."""

    code: str
    name: str
    schools: tuple[SchoolRow, ...]
    flows: tuple[Flow, ...]

    @cached_property
    def sums(self) -> Sums:
        """The sums over its schools."""
        return Sums.of(self.schools)


class Left(NamedTuple):
    """Why a fund has money left: all that it may pay is paid without later funds; it goes last and is not
    needed; it pays all that it may at each school where later ones pay; or a ``demand`` (its id, "" where
    several do so together) wants others to pay."""

    cause: Literal["all-paid", "not-needed", "school-limit", "demand"]
    demand: str = ""


@dataclass(frozen=True)
class FundRow:
    """One fund: what it holds (None: no limit set), spends in all and in each gemeente.

    ``why_left``: why not all of it could be spent, where something is left (`left_over.why_left`).
    """

    id: str
    name: str
    kind: Kind
    cents: int | None
    spent: int
    schools: int
    in_gemeente: Mapping[str, int]
    why_left: Left | None = None

    @property
    def left(self) -> int | None:
        """Cents not spent; None where the fund has no limit of its own."""
        return None if self.cents is None else self.cents - self.spent


@dataclass(frozen=True)
class DemandRow:
    """One demand: who makes it (``by`` as a reader calls them), in their words, and its price.

    ``party``: who makes it as the problem writes it, such as the code of a gemeente. ``number``: its place in
    the problem, from 1.
    """

    id: str
    by: str
    text: str
    met: bool | None
    price: PriceTag | None
    party: str = ""
    number: int = 0


@dataclass(frozen=True)
class Story:
    """A plan as it is told. ``conflict``: the demands of a minimal set that cannot hold together, an empty
    tuple when none is to blame, None when there is no conflict. ``part``: only some of its schools are told
    of (`seen`), so what a fund holds and has left, for all schools together, is not. ``one_of_years``: a
    year of a plan of several; prices are of all years together."""

    title: str
    school_year: str
    status: Status
    objective: int | None
    bound: int | None
    capacity_quarters: int | None
    bouwstenen: tuple[str, ...]
    gemeenten: tuple[GemeenteRow, ...]
    funds: tuple[FundRow, ...]
    demands: tuple[DemandRow, ...]
    conflict: tuple[DemandRow, ...] | None
    problem_sha256: str
    sources: Sources | None
    part: bool = False
    one_of_years: bool = False

    @property
    def first_day(self) -> datetime.date:
        """The first day of the school year: 1 August."""
        return datetime.date(int(self.school_year[:4]), 8, 1)

    @property
    def has_plan(self) -> bool:
        """Whether there are choices and payments to show."""
        return self.status in {"optimal", "feasible"}

    @property
    def priced(self) -> bool:
        """Whether the plan file holds prices."""
        return any(demand.price for demand in self.demands)

    @property
    def in_hours(self) -> bool:
        """Whether price tags show hours."""
        return any(demand.price.in_hours for demand in self.demands if demand.price)

    @property
    def invented(self) -> bool:
        """Whether this is a made-up library."""
        return self.sources is not None and self.sources.invented

    @property
    def library(self) -> str:
        """The library's name; empty where no sources are known."""
        return self.sources.library if self.sources else ""

    @cached_property
    def sums(self) -> Sums:
        """The sums over all schools."""
        return Sums.of(row for gemeente in self.gemeenten for row in gemeente.schools)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of purse that pay something, in the order of the legend."""
        return tuple(self.sums.by_kind)

    @cached_property
    def fund(self) -> Mapping[str, FundRow]:
        """The funds by id."""
        return {fund.id: fund for fund in self.funds}


def sums(pairs: Iterable[tuple[Key, int]]) -> dict[Key, int]:
    """Add up amounts per key, in order of first appearance."""
    total: Counter[Key] = Counter()
    for key, amount in pairs:
        total[key] += amount
    return dict(total)
