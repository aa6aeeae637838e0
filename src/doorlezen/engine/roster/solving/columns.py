"""The prices of schools from the ways that are known by now: Dantzig and Wolfe's master, a linear program.

Floating point: its prices are only proposals, out of which a bound is worked out in whole numbers.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from doorlezen.engine.roster.solving.pairs import Pairs

Column = tuple[int, frozenset[int]]
"""A person with the schools of one way."""


class ProposedSchools(NamedTuple):
    """The value of the best mix of known ways, and the price of each school in it."""

    value: float
    prices: Sequence[float]


class Columns:
    """One way per person, each school once; GLOP goes on from the last answer when ways are added."""

    def __init__(self, pairs: Pairs, dear: int) -> None:
        """``dear``: what it costs in the mix when a school that must be served is not."""
        from ortools.math_opt.python import mathopt

        self._pairs = pairs
        self.worth: dict[Column, int] = {}
        self._model: Any = mathopt.Model()
        self._model.objective.is_maximize = True
        self._of_person = [self._model.add_linear_constraint(lb=0, ub=1) for _ in pairs.of]
        self._of_school = []
        for school in pairs.problem.schools:
            row = self._model.add_linear_constraint(lb=1 if school.must else 0, ub=1)
            if school.must:
                missed = self._model.add_variable(lb=0)
                self._model.objective.set_linear_coefficient(missed, -dear)
                row.set_coefficient(missed, 1)
            self._of_school.append(row)
        self._solver: Any = mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)

    def add(self, person: int, schools: frozenset[int]) -> bool:
        """Learn a way; whether it was new."""
        if (person, schools) in self.worth or not schools:
            return False
        worth = self.worth[person, schools] = worth_of(self._pairs, person, schools)
        column = self._model.add_variable(lb=0)
        self._model.objective.set_linear_coefficient(column, worth)
        self._of_person[person].set_coefficient(column, 1)
        for school in schools:
            self._of_school[school].set_coefficient(column, 1)
        return True

    def propose(self) -> ProposedSchools | None:
        """The best mix of what is known; None where the solver gave none."""
        answer = self._solver.solve()
        if not answer.has_dual_feasible_solution() or not answer.has_primal_feasible_solution():
            return None
        prices = answer.dual_values(self._of_school)
        return ProposedSchools(answer.objective_value(), prices)


def worth_of(pairs: Pairs, person: int, schools: frozenset[int]) -> int:
    """What these schools bring with this person, at most; exactly that where one is alone in each slot."""
    problem, who = pairs.problem, pairs.problem.people[person]
    own = pairs.of[person]
    minutes = sum(own[school].minutes for school in schools)
    over = max(0, minutes - who.target_minutes * problem.cycle_weeks)
    return sum(own[school].worth for school in schools) - problem.weights.over_target * over
