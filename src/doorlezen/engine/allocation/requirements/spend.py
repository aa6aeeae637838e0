"""``spend_at_least`` and ``spend_at_most``: how much of these funds goes to these schools and bouwstenen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from doorlezen.engine.allocation.fields import Fields
from doorlezen.engine.allocation.requirements.base import Known, Outcome, Requirement, Row, Space


@dataclass(frozen=True)
class _Spend(Requirement):
    funds: tuple[str, ...]
    cents: int
    schools: tuple[str, ...]
    bouwstenen: tuple[str, ...] | None
    """None: all of them."""

    @classmethod
    def read(cls, fields: Fields, known: Known, **own: str) -> Self:
        return cls(
            **own,
            funds=fields.names("funds", known.funds),
            cents=fields.whole("cents"),
            schools=fields.names_or_all("schools", known.schools)
            if fields.has("schools")
            else tuple(known.schools),
            bouwstenen=None
            if not fields.has("bouwstenen") or fields.is_all("bouwstenen")
            else fields.names("bouwstenen"),
        )

    def _spent(self, outcome: Outcome) -> int:
        return outcome.money(self.schools, self.funds, self.bouwstenen)


@dataclass(frozen=True)
class SpendAtLeast(_Spend):
    kind = "spend_at_least"

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row([(1, pay) for pay in space.payments(self.funds, self.schools, self.bouwstenen)], self.cents)

    def holds(self, outcome: Outcome) -> bool:
        return self._spent(outcome) >= self.cents


@dataclass(frozen=True)
class SpendAtMost(_Spend):
    kind = "spend_at_most"

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row(
            [(-1, pay) for pay in space.payments(self.funds, self.schools, self.bouwstenen)], -self.cents
        )

    def holds(self, outcome: Outcome) -> bool:
        return self._spent(outcome) <= self.cents
