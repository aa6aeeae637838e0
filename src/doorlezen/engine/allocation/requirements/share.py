"""``min_share``: these schools get at least a percentage of the quarter-hours among those schools."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from doorlezen.engine.allocation.fields import Fields
from doorlezen.engine.allocation.requirements.base import Known, Outcome, Requirement, Row, Space


@dataclass(frozen=True)
class MinShare(Requirement):
    kind = "min_share"
    schools: tuple[str, ...]
    among: tuple[str, ...]
    percent: int

    @classmethod
    def read(cls, fields: Fields, known: Known, **own: str) -> Self:
        return cls(
            **own,
            schools=fields.names_or_all("schools", known.schools),
            among=fields.names_or_all("among", known.schools),
            percent=fields.whole("percent"),
        )

    def rows(self, space: Space) -> Iterator[Row]:
        theirs = [term for code in self.schools for term in space.quarters(code, 100)]
        of_all = [term for code in self.among for term in space.quarters(code, -self.percent)]
        yield Row(theirs + of_all, 0)

    def holds(self, outcome: Outcome) -> bool:
        theirs = sum(outcome.quarters[code] for code in self.schools)
        of_all = sum(outcome.quarters[code] for code in self.among)
        return 100 * theirs >= self.percent * of_all
