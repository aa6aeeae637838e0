"""Two plans side by side: what becomes of each school, gemeente and purse, adding up to the cent.

Told of two stories as their reader sees them, so that nothing is compared that this reader does not see. What
people want to know at once stands in `compared`; this is the whole of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from doorlezen.documents.sheets import Kind, SheetColumn
from doorlezen.language import money, t
from doorlezen.reports.story import SchoolRow, Story


@dataclass(frozen=True)
class Amounts:
    """Quarter-hours a week and cents a year, in the one plan and in the other. None: not in that plan."""

    quarters_before: int | None
    quarters_after: int | None
    cents_before: int | None
    cents_after: int | None

    @property
    def quarters(self) -> int:
        """Quarter-hours more in the other plan."""
        return (self.quarters_after or 0) - (self.quarters_before or 0)

    @property
    def cents(self) -> int:
        """Cents more in the other plan."""
        return (self.cents_after or 0) - (self.cents_before or 0)

    @classmethod
    def added(cls, rows: Iterable["Amounts"]) -> "Amounts":
        """What these come to together."""
        rows = tuple(rows)
        return cls(
            sum(row.quarters_before or 0 for row in rows),
            sum(row.quarters_after or 0 for row in rows),
            sum(row.cents_before or 0 for row in rows),
            sum(row.cents_after or 0 for row in rows),
        )


@dataclass(frozen=True)
class DifferenceRow:
    """A school, a gemeente or a purse: ``code``, ``name``, for a school the name of its ``gemeente``.

    ``paid``: of a school, cents that each purse pays more (or less) there; only what differs.
    """

    code: str
    name: str
    amounts: Amounts
    gemeente: str = ""
    paid: tuple[tuple[str, int], ...] = ()

    @property
    def moves(self) -> bool:
        """Whether hours or euros differ, or it is in one of the plans only."""
        amounts = self.amounts
        in_one = (amounts.quarters_before is None) != (amounts.quarters_after is None)
        return bool(in_one or amounts.quarters or amounts.cents)


@dataclass(frozen=True)
class PlanDifference:
    """Every school of the two, every gemeente and every purse, each in order of code."""

    schools: tuple[DifferenceRow, ...]
    gemeenten: tuple[DifferenceRow, ...]
    purses: tuple[DifferenceRow, ...]

    @cached_property
    def moved(self) -> tuple[DifferenceRow, ...]:
        """The schools whose hours or euros differ: those that lose most hours first."""
        moving = [row for row in self.schools if row.moves]
        return tuple(sorted(moving, key=lambda row: (row.amounts.quarters, row.amounts.cents, row.code)))

    @cached_property
    def others(self) -> tuple[DifferenceRow, ...]:
        """The schools that get the same for the same amount."""
        return tuple(row for row in self.schools if not row.moves)

    @cached_property
    def paid_by_others(self) -> tuple[DifferenceRow, ...]:
        """Of those the schools where other purses pay."""
        return tuple(row for row in self.others if row.paid)

    @cached_property
    def all(self) -> Amounts:
        """Both plans as a whole."""
        return Amounts.added(row.amounts for row in self.schools)


def difference_of(before: Story, after: Story) -> PlanDifference:
    """What ``after`` does otherwise than ``before``; they may be about other years, schools and purses."""
    names = {row.code: row.name for story in (before, after) for row in story.gemeenten}
    was, now = _schools(before), _schools(after)
    purses = {fund.id: fund.name for story in (before, after) for fund in story.funds}
    schools = tuple(
        DifferenceRow(
            code,
            (now.get(code) or was[code]).name,
            _amounts(was.get(code), now.get(code)),
            names[(now.get(code) or was[code]).gemeente],
            _paid(was.get(code), now.get(code), purses),
        )
        for code in sorted({*was, *now})
    )
    return PlanDifference(schools, _gemeenten(before, after, names), _purses(before, after, purses))


def _schools(story: Story) -> dict[str, SchoolRow]:
    return {school.code: school for row in story.gemeenten for school in row.schools}


def _amounts(was: SchoolRow | None, now: SchoolRow | None) -> Amounts:
    return Amounts(
        None if was is None else was.quarters,
        None if now is None else now.quarters,
        None if was is None else was.cents,
        None if now is None else now.cents,
    )


def _gemeenten(before: Story, after: Story, names: Mapping[str, str]) -> tuple[DifferenceRow, ...]:
    """By where a school lies in each plan: where gemeenten merged, a school leaves the one for the other."""
    was, now = ({row.code: row.sums for row in story.gemeenten} for story in (before, after))
    return tuple(
        DifferenceRow(
            code,
            names[code],
            Amounts(
                was[code].quarters if code in was else None,
                now[code].quarters if code in now else None,
                was[code].cents if code in was else None,
                now[code].cents if code in now else None,
            ),
        )
        for code in sorted(names)
    )


def _purses(before: Story, after: Story, names: Mapping[str, str]) -> tuple[DifferenceRow, ...]:
    was, now = (_paid_in(_schools(story).values()) for story in (before, after))
    in_was, in_now = ({fund.id for fund in story.funds} for story in (before, after))
    return tuple(
        DifferenceRow(
            purse,
            names[purse],
            Amounts(
                None, None, was[purse] if purse in in_was else None, now[purse] if purse in in_now else None
            ),
        )
        for purse in sorted(names)
    )


def _paid(
    was: SchoolRow | None, now: SchoolRow | None, names: Mapping[str, str]
) -> tuple[tuple[str, int], ...]:
    before, after = _paid_in([was] if was else []), _paid_in([now] if now else [])
    return tuple(
        (names[purse], after[purse] - before[purse])
        for purse in sorted({*before, *after})
        if after[purse] != before[purse]
    )


def _paid_in(schools: Iterable[SchoolRow]) -> Counter[str]:
    paid: Counter[str] = Counter()
    for school in schools:
        for row in school.paid:
            paid[row.fund] += row.cents
    return paid


def hour_columns(was: str, now: str) -> list[SheetColumn[DifferenceRow]]:
    """Hours in the plan called ``was``, in the one called ``now``, and the difference."""
    week = t("uur per week")
    return [
        _column(was, lambda amounts: amounts.quarters_before, "hours", week),
        _column(now, lambda amounts: amounts.quarters_after, "hours", week),
        SheetColumn(t("verschil"), lambda row: row.amounts.quarters, "change", unit=week, key="quarters"),
    ]


def euro_columns(was: str, now: str) -> list[SheetColumn[DifferenceRow]]:
    """Euros in the one plan, in the other, and the difference."""
    year = t("euro per jaar")
    return [
        _column(was, lambda amounts: amounts.cents_before, "euro", year),
        _column(now, lambda amounts: amounts.cents_after, "euro", year),
        SheetColumn(t("verschil"), lambda row: row.amounts.cents, "euro", unit=year, key="cents"),
    ]


def _column(
    head: str, read: Callable[[Amounts], int | None], kind: Kind, unit: str
) -> SheetColumn[DifferenceRow]:
    def of(row: DifferenceRow) -> object:
        found = read(row.amounts)
        return t("niet hierin") if found is None else found

    return SheetColumn(head, of, kind, unit=unit)


def paid_column() -> SheetColumn[DifferenceRow]:
    """Which purses pay more or less at a school, in words."""

    def of(row: DifferenceRow) -> str:
        return "; ".join(f"{name} {'+' if cents > 0 else ''}{money(cents)}" for name, cents in row.paid)

    return SheetColumn(t("wie er anders betaalt"), of, width=60)


def summed(name: str, rows: Sequence[DifferenceRow]) -> DifferenceRow:
    """These rows as one row."""
    return DifferenceRow("", name, Amounts.added(row.amounts for row in rows))
