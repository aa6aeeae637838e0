"""Linear and mixed-integer programs in HiGHS, through MathOpt: floating point, so only ever a proposal.

The model is handed over as arrays: for a country that takes a tenth of the time of adding row by row.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from ortools.math_opt.model_pb2 import ModelProto

INFINITY = float("inf")


class Answer(NamedTuple):
    """The values of the variables, the proven bound, and for a linear program the price of every row."""

    values: Sequence[float]
    prices: Sequence[float]
    bound: float


class Highs:
    """A program being written down: variables and rows are numbered from 0 in the order of their making."""

    def __init__(self) -> None:
        self._most: list[float] = []
        self._whole: list[bool] = []
        self._least_of_row: list[float] = []
        self._most_of_row: list[float] = []
        self._ends: list[int] = []
        self._terms: list[tuple[float, int]] = []

    def variable(self, most: float = INFINITY, *, whole: bool = False) -> int:
        """A variable from 0 to ``most``; its number."""
        self._most.append(most)
        self._whole.append(whole)
        return len(self._most) - 1

    def row(self, terms: Iterable[tuple[float, int]], least: float | None, most: float | None) -> int:
        """The sum of factor × variable lies between ``least`` and ``most`` (None: no limit); its number."""
        self._terms.extend(terms)
        self._ends.append(len(self._terms))
        self._least_of_row.append(-INFINITY if least is None else least)
        self._most_of_row.append(INFINITY if most is None else most)
        return len(self._ends) - 1

    def maximise(
        self,
        terms: Iterable[tuple[float, int]],
        *,
        gap: float | None = None,
        nodes: int | None = None,
        seconds: float | None = None,
    ) -> Answer | None:
        """The best values of ``terms``, within a relative gap, so many nodes or seconds; None where none was
        found.
        """
        from ortools.math_opt import callback_pb2, model_parameters_pb2, parameters_pb2
        from ortools.math_opt.core.python import solver
        from ortools.math_opt.solution_pb2 import SOLUTION_STATUS_FEASIBLE

        limits = parameters_pb2.SolveParametersProto(relative_gap_tolerance=gap, node_limit=nodes)
        if seconds is not None:
            limits.time_limit.FromMilliseconds(int(1000 * seconds))
        # what mathopt.solve does, without its objects for every variable and row, and without importing them
        answer = solver.solve(
            self._written(list(terms)),
            parameters_pb2.SOLVER_TYPE_HIGHS,
            parameters_pb2.SolverInitializerProto(),
            limits,
            model_parameters_pb2.ModelSolveParametersProto(),
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
        if not answer.solutions or not answer.solutions[0].HasField("primal_solution"):
            return None
        best = answer.solutions[0]
        if best.primal_solution.feasibility_status != SOLUTION_STATUS_FEASIBLE:
            return None
        prices = [0.0] * len(self._ends)
        if not any(self._whole) and best.dual_solution.feasibility_status == SOLUTION_STATUS_FEASIBLE:
            prices = _dense(best.dual_solution.dual_values, len(self._ends))
        return Answer(
            _dense(best.primal_solution.variable_values, len(self._most)),
            prices,
            answer.termination.objective_bounds.dual_bound,
        )

    def _written(self, terms: Sequence[tuple[float, int]]) -> "ModelProto":
        """The program as arrays, each variable at most once in a row."""
        import numpy as np
        from ortools.math_opt.model_pb2 import ModelProto

        model = ModelProto()
        model.variables.ids.extend(range(len(self._most)))
        model.variables.lower_bounds.extend([0.0] * len(self._most))
        model.variables.upper_bounds.extend(self._most)
        model.variables.integers.extend(self._whole)
        rows = model.linear_constraints
        rows.ids.extend(range(len(self._ends)))
        rows.lower_bounds.extend(self._least_of_row)
        rows.upper_bounds.extend(self._most_of_row)
        row_of = np.zeros(len(self._terms), dtype=np.int64)
        np.add.at(row_of, [end for end in self._ends[:-1] if end < len(row_of)], 1)
        at = np.cumsum(row_of) * len(self._most) + np.array(
            [column for _, column in self._terms], dtype=np.int64
        )
        places, factors = _combined(at, np.array([factor for factor, _ in self._terms], dtype=np.float64))
        model.linear_constraint_matrix.row_ids.extend((places // len(self._most)).tolist())
        model.linear_constraint_matrix.column_ids.extend((places % len(self._most)).tolist())
        model.linear_constraint_matrix.coefficients.extend(factors.tolist())
        wanted, worth = _combined(
            np.array([column for _, column in terms], dtype=np.int64),
            np.array([factor for factor, _ in terms], dtype=np.float64),
        )
        model.objective.maximize = True
        model.objective.linear_coefficients.ids.extend(wanted.tolist())
        model.objective.linear_coefficients.values.extend(worth.tolist())
        return model


def _combined(
    places: "npt.NDArray[np.int64]", factors: "npt.NDArray[np.float64]"
) -> "tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]":
    """The places in order, each once, without those that count 0."""
    import numpy as np

    once, where = np.unique(places, return_inverse=True)
    sums = np.bincount(where, weights=factors, minlength=len(once)) if len(once) else factors
    counts = sums != 0
    return once[counts], sums[counts]


def _dense(sparse: Any, length: int) -> list[float]:
    """A list from 0 to ``length``, of which ``sparse`` has some numbers with their values."""
    values = [0.0] * length
    for number, value in zip(sparse.ids, sparse.values, strict=True):
        values[number] = value
    return values
