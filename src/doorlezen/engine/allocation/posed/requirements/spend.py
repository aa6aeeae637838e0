"""``spend_at_least`` and ``spend_at_most``: how much of these funds goes to these schools and bouwstenen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doorlezen.engine.allocation.posed.requirements.base import (
    ALL,
    Apart,
    Field,
    FieldRole,
    Outcome,
    Requirement,
    Row,
    Space,
)

if TYPE_CHECKING:
    from doorlezen.engine.allocation.posed.problem import Fund, Problem


def _fields(cents: FieldRole) -> dict[str, Field]:
    return {
        "funds": Field(FieldRole.FUNDS),
        "cents": Field(cents),
        "schools": Field(FieldRole.SCHOOLS, ALL),
        "bouwstenen": Field(FieldRole.BOUWSTENEN, None),
    }


@dataclass(frozen=True)
class _Spend(Requirement):
    gives_way = "cents"
    funds: tuple[str, ...]
    cents: int
    schools: tuple[str, ...]
    bouwstenen: tuple[str, ...] | None
    """None: all of them."""

    def about(self, funds: Mapping[str, "Fund"]) -> frozenset[str]:
        return super().about(funds) & {code for name in self.funds for code in funds[name].schools}

    def _spent(self, outcome: Outcome) -> int:
        return outcome.money(self.schools, self.funds, self.bouwstenen)


@dataclass(frozen=True)
class SpendAtLeast(_Spend):
    kind = "spend_at_least"
    apart = Apart.TOGETHER
    fields = _fields(FieldRole.CENTS_AT_LEAST)

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row([(1, pay) for pay in space.payments(self.funds, self.schools, self.bouwstenen)], self.cents)

    def holds(self, outcome: Outcome) -> bool:
        return self._spent(outcome) >= self.cents


@dataclass(frozen=True)
class SpendAtMost(_Spend):
    kind = "spend_at_most"
    apart = Apart.FEWER
    fields = _fields(FieldRole.CENTS_AT_MOST)

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row(
            [(-1, pay) for pay in space.payments(self.funds, self.schools, self.bouwstenen)], -self.cents
        )

    def loosest(self, problem: "Problem") -> int:
        return max(self.cents, sum(problem.dearest(code) for code in self.schools))

    def holds(self, outcome: Outcome) -> bool:
        return self._spent(outcome) <= self.cents
