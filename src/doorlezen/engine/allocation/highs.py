"""Linear and mixed-integer programs in HiGHS, through MathOpt: floating point, so only ever a proposal.

The model is handed over as arrays: for a country that takes a tenth of the time of adding row by row.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

INFINITY = float("inf")


class Answer(NamedTuple):
    """The values of the variables, the proven bound, and for a linear program the price of every row."""

    values: Sequence[float]
    prices: Sequence[float]
    bound: float


class Highs:
    """A program being written down: variables and rows are numbered from 0 in the order of their making."""

    def __init__(self) -> None:
        from ortools.math_opt import model_pb2

        self._model = model_pb2.ModelProto()
        self._columns = 0
        self._rows = 0
        self._any_integer = False

    def variable(self, most: float = INFINITY, *, whole: bool = False) -> int:
        """A variable from 0 to ``most``; its number."""
        variables = self._model.variables
        variables.ids.append(self._columns)
        variables.lower_bounds.append(0.0)
        variables.upper_bounds.append(most)
        variables.integers.append(whole)
        self._any_integer |= whole
        self._columns += 1
        return self._columns - 1

    def row(self, terms: Iterable[tuple[float, int]], least: float | None, most: float | None) -> int:
        """The sum of factor × variable lies between ``least`` and ``most`` (None: no limit); its number."""
        constraints, matrix = self._model.linear_constraints, self._model.linear_constraint_matrix
        constraints.ids.append(self._rows)
        constraints.lower_bounds.append(-INFINITY if least is None else least)
        constraints.upper_bounds.append(INFINITY if most is None else most)
        for column, factor in _combined(terms):
            matrix.row_ids.append(self._rows)
            matrix.column_ids.append(column)
            matrix.coefficients.append(factor)
        self._rows += 1
        return self._rows - 1

    def maximise(
        self, terms: Iterable[tuple[float, int]], *, gap: float | None = None, nodes: int | None = None
    ) -> Answer | None:
        """The best values of ``terms``, within a relative gap or so many nodes; None where none was found."""
        from ortools.math_opt.python import mathopt

        objective = self._model.objective
        objective.maximize = True
        combined = _combined(terms)
        objective.linear_coefficients.ids.extend(column for column, _ in combined)
        objective.linear_coefficients.values.extend(factor for _, factor in combined)
        result = mathopt.solve(
            mathopt.Model.from_model_proto(self._model),
            mathopt.SolverType.HIGHS,
            params=mathopt.SolveParameters(relative_gap_tolerance=gap, node_limit=nodes),
        )
        if not result.has_primal_feasible_solution():
            return None
        values = {variable.id: value for variable, value in result.variable_values().items()}
        prices: dict[int, float] = {}
        if not self._any_integer and result.has_dual_feasible_solution():
            prices = {row.id: price for row, price in result.dual_values().items()}
        return Answer(
            [values[column] for column in range(self._columns)],
            [prices.get(row, 0.0) for row in range(self._rows)],
            result.termination.objective_bounds.dual_bound,
        )


def _combined(terms: Iterable[tuple[float, int]]) -> list[tuple[int, float]]:
    """The columns in order, each once, without those that count 0."""
    columns: dict[int, float] = {}
    for factor, column in terms:
        columns[column] = columns.get(column, 0.0) + factor
    return [(column, factor) for column, factor in sorted(columns.items()) if factor]
