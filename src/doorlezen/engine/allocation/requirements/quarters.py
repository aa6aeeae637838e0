"""``min_quarters`` and ``max_quarters``: every school has at least, or at most, so many quarter-hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from doorlezen.engine.allocation.fields import Fields
from doorlezen.engine.allocation.requirements.base import Known, Outcome, Requirement, Row, Space


@dataclass(frozen=True)
class _Quarters(Requirement):
    schools: tuple[str, ...]
    quarters: int

    @classmethod
    def read(cls, fields: Fields, known: Known, **own: str) -> Self:
        return cls(
            **own, schools=fields.names_or_all("schools", known.schools), quarters=fields.whole("quarters")
        )


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

    def holds(self, outcome: Outcome) -> bool:
        return all(outcome.quarters[code] <= self.quarters for code in self.schools)
