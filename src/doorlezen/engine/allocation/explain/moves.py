"""What changes for whom between two plans: hours and euros per school."""

from collections.abc import Mapping
from dataclasses import dataclass

from doorlezen.engine.allocation.posed.problem import Problem


@dataclass(frozen=True)
class Move:
    """A school that gets something else: quarter-hours a week and cents a year, before and after."""

    school: str
    municipality: str
    quarters_before: int
    quarters_after: int
    cents_before: int
    cents_after: int

    @property
    def quarters(self) -> int:
        """Quarter-hours a week more, or less."""
        return self.quarters_after - self.quarters_before

    @property
    def cents(self) -> int:
        """Cents a year more, or less."""
        return self.cents_after - self.cents_before


def moves(problem: Problem, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Move, ...]:
    """Every school whose option differs between two sets of choices, in the order of the problem."""
    return tuple(
        Move(
            school.code,
            school.municipality,
            problem.option(school.code, before[school.code]).quarters,
            problem.option(school.code, after[school.code]).quarters,
            cost_of(problem, school.code, before[school.code]),
            cost_of(problem, school.code, after[school.code]),
        )
        for school in problem.schools
        if before[school.code] != after[school.code]
    )


def cost_of(problem: Problem, code: str, option: str) -> int:
    """What an option costs at this school, over all bouwstenen, in cents."""
    return sum(problem.cost(code, problem.option(code, option)).values())
