"""``spend_at_least`` and ``spend_at_most``: how much of these funds goes to these schools and bouwstenen."""

from collections.abc import Iterator
from dataclasses import dataclass

from doorlezen.engine.allocation.requirements.base import ALL, Field, Outcome, Part, Requirement, Row, Space


def _fields(cents: Part) -> dict[str, Field]:
    return {
        "funds": Field(Part.FUNDS),
        "cents": Field(cents),
        "schools": Field(Part.SCHOOLS, ALL),
        "bouwstenen": Field(Part.BOUWSTENEN, None),
    }


@dataclass(frozen=True)
class _Spend(Requirement):
    funds: tuple[str, ...]
    cents: int
    schools: tuple[str, ...]
    bouwstenen: tuple[str, ...] | None
    """None: all of them."""

    def _spent(self, outcome: Outcome) -> int:
        return outcome.money(self.schools, self.funds, self.bouwstenen)


@dataclass(frozen=True)
class SpendAtLeast(_Spend):
    kind = "spend_at_least"
    fields = _fields(Part.CENTS_AT_LEAST)

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row([(1, pay) for pay in space.payments(self.funds, self.schools, self.bouwstenen)], self.cents)

    def holds(self, outcome: Outcome) -> bool:
        return self._spent(outcome) >= self.cents


@dataclass(frozen=True)
class SpendAtMost(_Spend):
    kind = "spend_at_most"
    fields = _fields(Part.CENTS_AT_MOST)

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row(
            [(-1, pay) for pay in space.payments(self.funds, self.schools, self.bouwstenen)], -self.cents
        )

    def holds(self, outcome: Outcome) -> bool:
        return self._spent(outcome) <= self.cents
