"""``min_share``: these schools get at least a percentage of the quarter-hours among those schools."""

from collections.abc import Iterator
from dataclasses import dataclass

from doorlezen.engine.allocation.posed.requirements.base import (
    Apart,
    Field,
    FieldRole,
    Outcome,
    Requirement,
    Row,
    Space,
)


@dataclass(frozen=True)
class MinShare(Requirement):
    kind = "min_share"
    apart = Apart.TOGETHER
    gives_way = "percent"
    fields = {
        "schools": Field(FieldRole.SCHOOLS),
        "among": Field(FieldRole.AMONG),
        "percent": Field(FieldRole.PERCENT),
    }
    schools: tuple[str, ...]
    among: tuple[str, ...]
    percent: int

    def rows(self, space: Space) -> Iterator[Row]:
        theirs = [term for code in self.schools for term in space.quarters(code, 100)]
        of_all = [term for code in self.among for term in space.quarters(code, -self.percent)]
        yield Row(theirs + of_all, 0)

    def holds(self, outcome: Outcome) -> bool:
        theirs = sum(outcome.quarters[code] for code in self.schools)
        of_all = sum(outcome.quarters[code] for code in self.among)
        return 100 * theirs >= self.percent * of_all
