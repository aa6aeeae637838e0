"""Two plans side by side: what they come to, and which schools get more, less, for the first time or no more.

What is told of the schools adds up to the difference between the sums, and so does the money per purse.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from doorlezen.reports.purse_styles import PURSES, Kind
from doorlezen.reports.story import SchoolRow, Story


@dataclass(frozen=True)
class SchoolChange:
    """A school that gets another number of quarter-hours a week; 0 where it is not in that plan.

    ``row``: the school in the plan that is there now, or else in the one before; ``here``: whether it is in
    the plan that is there now.
    """

    row: SchoolRow
    before: int
    now: int
    here: bool

    @property
    def quarters(self) -> int:
        """So many quarter-hours more, or less."""
        return self.now - self.before


@dataclass(frozen=True)
class Beside:
    """A figure in two plans; None where it has no limit, or is not known."""

    before: int | None
    now: int | None

    @property
    def change(self) -> int | None:
        """So much more, or less; None where one of the two is not known."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True)
class Compared:
    """A plan (``now``) beside another (``before``)."""

    before: Story
    now: Story

    @property
    def quarters(self) -> Beside:
        """Quarter-hours a week of all schools together."""
        return Beside(self.before.sums.quarters, self.now.sums.quarters)

    @property
    def reached(self) -> Beside:
        """Schools that get hours."""
        return Beside(self.before.sums.reached, self.now.sums.reached)

    @property
    def cents(self) -> Beside:
        """What it costs a school year."""
        return Beside(self.before.sums.cents, self.now.sums.cents)

    @cached_property
    def left(self) -> dict[Kind, Beside]:
        """Cents that are left of each kind of purse, of those with a total, in the order of the legend. Where
        a plan has no purse of a kind, nothing of it is left."""
        before, now = left_by_kind(self.before), left_by_kind(self.now)
        kinds = [kind for kind in PURSES if kind in before or kind in now]
        return {kind: Beside(_left(before, kind, self.before), _left(now, kind, self.now)) for kind in kinds}

    @property
    def unlimited(self) -> dict[Kind, Beside]:
        """Cents that are paid by each kind of purse without a total, such as what schools pay for themselves:
        of these nothing is left, so what changes shows here alone."""
        before, now = self.before.sums.by_kind, self.now.sums.by_kind
        return {
            kind: Beside(before.get(kind, 0), now.get(kind, 0))
            for kind in PURSES
            if (kind in before or kind in now) and kind not in self.left
        }

    @cached_property
    def changes(self) -> tuple[SchoolChange, ...]:
        """Every school that gets another number of hours: those that gain most first."""
        before, now = _rows(self.before), _rows(self.now)
        found = [
            SchoolChange(
                now[code] if code in now else before[code],
                before[code].quarters if code in before else 0,
                now[code].quarters if code in now else 0,
                code in now,
            )
            for code in before | now
        ]
        moved = [change for change in found if change.quarters]
        return tuple(sorted(moved, key=lambda change: (-change.quarters, change.row.name, change.row.code)))

    @property
    def gaining(self) -> tuple[SchoolChange, ...]:
        """Schools that get more, the most first."""
        return tuple(change for change in self.changes if change.quarters > 0)

    @property
    def losing(self) -> tuple[SchoolChange, ...]:
        """Schools that get less, the most first."""
        return tuple(reversed([change for change in self.changes if change.quarters < 0]))

    @property
    def added(self) -> tuple[SchoolChange, ...]:
        """Schools that get hours now and did not before."""
        return tuple(change for change in self.gaining if not change.before)

    @property
    def dropped(self) -> tuple[SchoolChange, ...]:
        """Schools that got hours before and do not now."""
        return tuple(change for change in self.losing if not change.now)


def left_by_kind(story: Story) -> dict[Kind, int]:
    """Cents that are left of all purses of a kind together; only of those that have a total."""
    left: dict[Kind, int] = {}
    for fund in story.funds:
        if fund.left is not None:
            left[fund.kind] = left.get(fund.kind, 0) + fund.left
    return left


def _left(left: dict[Kind, int], kind: Kind, story: Story) -> int | None:
    """What is left of a kind of purse; None where there is one, and none of them has a total."""
    return left.get(kind) if any(fund.kind == kind for fund in story.funds) else 0


def _rows(story: Story) -> dict[str, SchoolRow]:
    schools: Iterable[SchoolRow] = (row for gemeente in story.gemeenten for row in gemeente.schools)
    return {row.code: row for row in schools}
