"""``keep``: every school keeps at least a percentage of last year's quarter-hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from doorlezen.engine.allocation.fields import Fields
from doorlezen.engine.allocation.requirements.base import Known, Outcome, Requirement, Row, Space


@dataclass(frozen=True)
class Keep(Requirement):
    kind = "keep"
    schools: tuple[str, ...]
    percent: int

    @classmethod
    def read(cls, fields: Fields, known: Known, **own: str) -> Self:
        return cls(
            **own, schools=fields.names_or_all("schools", known.schools), percent=fields.whole("percent")
        )

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.schools:
            yield Row(space.quarters(code, 100), self.percent * space.school[code].last_year_quarters)

    def holds(self, outcome: Outcome) -> bool:
        return all(
            100 * outcome.quarters[code] >= self.percent * outcome.last_year_quarters[code]
            for code in self.schools
        )
