"""Solving a model with CP-SAT: exact whole-number arithmetic, so that a proof is a proof."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doorlezen.engine.allocation.program import Program, Values, total
from doorlezen.engine.allocation.requirements import Choice, Pay, Row, Term
from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


QUICK_SECONDS = 3.0

# The solver counts in 64 bits; beyond this a sum could overflow.
LARGEST_SUM = 2**62


@dataclass
class Effort:
    """How hard to try. ``deadline`` is on the monotonic clock; `stop` may be set from anywhere."""

    gap: float = 0.0
    deadline: float | None = None
    workers: int = 1
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the deadline, never below 0; None without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        return self.stop.is_set() or self.seconds_left == 0.0


@dataclass(frozen=True)
class Found:
    """What the solver found: values of every variable (None: none found) and a true upper bound.

    ``infeasible``: there is provably nothing to find. ``bound`` is None where none is known yet.
    """

    values: Values | None
    objective: int | None
    bound: int | None
    infeasible: bool

    @property
    def proven(self) -> bool:
        """Whether the values are provably the best."""
        return self.objective is not None and self.objective == self.bound


class Solver:
    """One program in CP-SAT. A variable that the program does not have is 0."""

    def __init__(self, program: Program) -> None:
        from ortools.sat.python import cp_model

        self.cp = cp_model.CpModel()
        self._most = program.most
        self.variables: dict[Choice | Pay, cp_model.IntVar] = {}
        for menu in program.menus:
            for choice in menu:
                self.variables[choice] = self.cp.new_bool_var("")
            self.cp.add_exactly_one(self.variables[choice] for choice in menu)
        for pay, most in program.most.items():
            self.variables[pay] = self.cp.new_int_var(0, most, "")
        for row in program.rows:
            self.add(row)

    def sum(self, terms: Sequence[Term]) -> "cp_model.LinearExpr":
        """The linear expression of these terms. Raises InputError where it could grow too large."""
        from ortools.sat.python import cp_model

        known = [(self.variables[v], factor, v) for factor, v in terms if factor and v in self.variables]
        if sum(abs(factor) * self._largest(v) for _, factor, v in known) >= LARGEST_SUM:
            raise InputError("problem", t("de getallen zijn te groot om er exact mee te rekenen"))
        return cp_model.LinearExpr.weighted_sum([v for v, _, _ in known], [factor for _, factor, _ in known])

    def _largest(self, variable: Choice | Pay) -> int:
        return self._most[variable] if isinstance(variable, Pay) else 1

    def add(self, row: Row) -> None:
        """Pose one rule."""
        expression = self.sum(row.terms)
        if row.least is not None and row.most is not None:
            self.cp.add_linear_constraint(expression, row.least, row.most)
        elif row.least is not None:
            self.cp.add(expression >= row.least)
        elif row.most is not None:
            self.cp.add(expression <= row.most)

    def hint(self, values: Values) -> None:
        """Tell where a good answer may lie."""
        for variable, handle in self.variables.items():
            self.cp.add_hint(handle, values.get(variable, 0))

    def maximise(
        self,
        terms: Sequence[Term],
        effort: Effort,
        *,
        progress: Callable[[int | None, int], None] | None = None,
        work: float | None = None,
        quick: bool = False,
    ) -> Found:
        """Search for the best values of ``terms`` within the effort; stops at once when asked to.

        ``progress`` is called with (best so far, bound) whenever one of them moves. ``work`` limits the work
        in the solver's own machine-independent unit, so that equal input gives equal output. ``quick``:
        without the solver's presolve, which on a problem of one library costs more than it saves; such a
        search gives up after a few seconds, since without presolve it may also go astray.
        Raises InputError where the numbers are too large for exact arithmetic.
        """
        from ortools.sat.python import cp_model

        self.cp.maximize(self.sum(terms))
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = effort.workers
        if effort.workers == 1:
            # payments make these models nearly linear programs; several workers try this of themselves
            parameters.linearization_level = 2
        parameters.random_seed = 1
        parameters.catch_sigint_signal = False
        parameters.relative_gap_limit = effort.gap
        if effort.seconds_left is not None:
            parameters.max_time_in_seconds = effort.seconds_left
        if work is not None:
            parameters.max_deterministic_time = work
        if quick:
            parameters.cp_model_presolve = False
            parameters.max_time_in_seconds = min(QUICK_SECONDS, parameters.max_time_in_seconds)
        status = _run(solver, self.cp, effort.stop, progress)
        if status == cp_model.INFEASIBLE:
            return Found(None, None, None, infeasible=True)
        # a maximum is stored negated, in whole numbers: no rounding lies between the solver's proof and ours
        bound = -int(solver.response_proto.inner_objective_lower_bound)
        if status == cp_model.UNKNOWN:
            return Found(None, None, None, infeasible=False)
        values = {variable: int(solver.value(handle)) for variable, handle in self.variables.items()}
        objective = total(terms, values)
        return Found(values, objective, bound, infeasible=False)


def _run(
    solver: "cp_model.CpSolver",
    cp: "cp_model.CpModel",
    stop: threading.Event,
    progress: Callable[[int | None, int], None] | None,
) -> "cp_model.CpSolverStatus":
    """Solve in a thread of its own, so that this one stays awake for Ctrl-C and for `stop`."""
    answers: list[cp_model.CpSolverStatus] = []
    watcher = _watch(solver, progress) if progress else None
    thread = threading.Thread(target=lambda: answers.append(solver.solve(cp, watcher)), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.05)
            if stop.is_set():
                solver.stop_search()
    finally:
        while thread.is_alive():
            solver.stop_search()
            thread.join(0.05)
    return answers[0]


def _watch(
    solver: "cp_model.CpSolver", progress: Callable[[int | None, int], None]
) -> "cp_model.CpSolverSolutionCallback":
    from ortools.sat.python import cp_model

    best: list[int | None] = [None]

    class Watcher(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            best[0] = round(self.objective_value)
            progress(best[0], round(self.best_objective_bound))

    solver.best_bound_callback = lambda bound: progress(best[0], round(bound))
    return Watcher()
