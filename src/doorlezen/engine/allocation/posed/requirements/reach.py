"""``reach`` and ``at_most_schools``: how many of these schools get something at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from doorlezen.engine.allocation.posed.requirements.base import (
    Apart,
    Choice,
    Field,
    FieldRole,
    Outcome,
    Requirement,
    Row,
    Space,
    Term,
)

if TYPE_CHECKING:
    from doorlezen.engine.allocation.posed.problem import Problem


def _served(space: Space, schools: tuple[str, ...], least: int, factor: int) -> list[Term]:
    return [
        (factor, Choice(code, option.id))
        for code in schools
        for option in space.options(code)
        if option.quarters >= least
    ]


@dataclass(frozen=True)
class AtLeastSchools(Requirement):
    kind = "reach"
    apart = Apart.TOGETHER
    gives_way = "count"
    fields = {
        "schools": Field(FieldRole.SCHOOLS),
        "count": Field(FieldRole.COUNT_AT_LEAST),
        "at_least_quarters": Field(FieldRole.QUARTERS, 1),
    }
    schools: tuple[str, ...]
    count: int
    at_least_quarters: int

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row(_served(space, self.schools, self.at_least_quarters, 1), self.count)

    def holds(self, outcome: Outcome) -> bool:
        served = [code for code in self.schools if outcome.quarters[code] >= self.at_least_quarters]
        return len(served) >= self.count


@dataclass(frozen=True)
class AtMostSchools(Requirement):
    kind = "at_most_schools"
    apart = Apart.FEWER
    gives_way = "count"
    fields = {"schools": Field(FieldRole.SCHOOLS), "count": Field(FieldRole.COUNT_AT_MOST)}
    schools: tuple[str, ...]
    count: int

    def rows(self, space: Space) -> Iterator[Row]:
        yield Row(_served(space, self.schools, 1, -1), -self.count)

    def loosest(self, problem: "Problem") -> int:
        return max(self.count, len(self.schools))

    def holds(self, outcome: Outcome) -> bool:
        return sum(outcome.quarters[code] > 0 for code in self.schools) <= self.count
