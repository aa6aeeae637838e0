"""``keep``: every school keeps at least a percentage of last year's quarter-hours."""

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
class Keep(Requirement):
    kind = "keep"
    apart = Apart.EACH
    gives_way = "percent"
    fields = {"schools": Field(FieldRole.SCHOOLS), "percent": Field(FieldRole.PERCENT)}
    schools: tuple[str, ...]
    percent: int

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.schools:
            yield Row(space.quarters(code, 100), self.percent * space.school[code].last_year_quarters)

    def holds(self, outcome: Outcome) -> bool:
        return all(
            100 * outcome.quarters[code] >= self.percent * outcome.last_year_quarters[code]
            for code in self.schools
        )
