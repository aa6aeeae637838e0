"""``min_quarters`` and ``max_quarters``: every school has at least, or at most, so many quarter-hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doorlezen.engine.allocation.posed.requirements.base import (
    Apart,
    Field,
    FieldRole,
    Outcome,
    Requirement,
    Row,
    Space,
)

if TYPE_CHECKING:
    from doorlezen.engine.allocation.posed.problem import Problem


@dataclass(frozen=True)
class _Quarters(Requirement):
    apart = Apart.EACH
    gives_way = "quarters"
    fields = {"schools": Field(FieldRole.SCHOOLS), "quarters": Field(FieldRole.QUARTERS)}
    schools: tuple[str, ...]
    quarters: int


@dataclass(frozen=True)
class MinQuarters(_Quarters):
    kind = "min_quarters"

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.schools:
            yield Row(space.quarters(code), self.quarters)

    def holds(self, outcome: Outcome) -> bool:
        return all(outcome.quarters[code] >= self.quarters for code in self.schools)


@dataclass(frozen=True)
class MaxQuarters(_Quarters):
    kind = "max_quarters"

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.schools:
            yield Row(space.quarters(code, -1), -self.quarters)

    def loosest(self, problem: "Problem") -> int:
        return max(self.quarters, *(problem.longest(code) for code in self.schools), 0)

    def holds(self, outcome: Outcome) -> bool:
        return all(outcome.quarters[code] <= self.quarters for code in self.schools)
