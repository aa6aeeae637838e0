"""``cofinance``: own funds pay at least a percentage of all money, per school or over all of them."""

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
    Term,
)


@dataclass(frozen=True)
class Cofinance(Requirement):
    kind = "cofinance"
    gives_way = "percent"
    fields = {
        "schools": Field(FieldRole.SCHOOLS),
        "own_funds": Field(FieldRole.FUNDS),
        "percent": Field(FieldRole.PERCENT),
        "scope": Field(FieldRole.SCOPE),
    }
    schools: tuple[str, ...]
    own_funds: tuple[str, ...]
    percent: int
    scope: str

    @property
    def apart(self) -> Apart:
        return Apart.EACH if self.scope == "each" else Apart.TOGETHER

    def _groups(self) -> list[tuple[str, ...]]:
        return [(code,) for code in self.schools] if self.scope == "each" else [self.schools]

    def rows(self, space: Space) -> Iterator[Row]:
        for schools in self._groups():
            own: list[Term] = [(100, pay) for pay in space.payments(self.own_funds, schools, None)]
            of_all = [term for code in schools for term in space.spent(code, -self.percent)]
            yield Row(own + of_all, 0)

    def holds(self, outcome: Outcome) -> bool:
        return all(
            100 * outcome.money(schools, self.own_funds) >= self.percent * outcome.money(schools)
            for schools in self._groups()
        )
