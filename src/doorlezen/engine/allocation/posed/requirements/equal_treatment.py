"""``equal_treatment``: no school has less than a percentage of any other's quarter-hours per pupil."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

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
class EqualTreatment(Requirement):
    kind = "equal_treatment"
    apart = Apart.FEWER
    gives_way = "percent"
    fields = {"schools": Field(FieldRole.SCHOOLS), "percent": Field(FieldRole.PERCENT)}
    schools: tuple[str, ...]
    percent: int

    def rows(self, space: Space) -> Iterator[Row]:
        for a, b in permutations(self.schools, 2):
            one = space.quarters(a, 100 * space.school[b].pupils)
            other = space.quarters(b, -self.percent * space.school[a].pupils)
            yield Row(one + other, 0)

    def holds(self, outcome: Outcome) -> bool:
        return all(
            100 * outcome.quarters[a] * outcome.pupils[b]
            >= self.percent * outcome.quarters[b] * outcome.pupils[a]
            for a in self.schools
            for b in self.schools
            if a != b
        )
