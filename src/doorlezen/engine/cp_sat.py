"""CP-SAT run so that it can be watched and stopped: exact whole-number arithmetic, a proof is a proof."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ortools.sat.python import cp_model_helper


def run(
    parameters: "cp_model_helper.SatParameters",
    model: "cp_model_helper.CpModelProto",
    stop: threading.Event,
    progress: Callable[[int | None, int], None] | None,
) -> Any:
    """Solve in a thread of its own, so that this one stays awake for Ctrl-C and for `stop`.

    The solver is used as ``cp_model.CpSolver`` uses it: that one would import pandas too, for half a second.
    """
    from ortools.sat.python import cp_model_helper

    solver: Any = cp_model_helper.SolveWrapper()
    solver.set_parameters(parameters)
    watcher = _watch(solver, progress) if progress else None
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(solver.solve(model)), daemon=True)
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
        if watcher is not None:
            solver.clear_solution_callback(watcher)
    return answers[0]


def _watch(
    solver: "cp_model_helper.SolveWrapper", progress: Callable[[int | None, int], None]
) -> "cp_model_helper.SolutionCallback":
    from ortools.sat.python import cp_model_helper

    best: list[int | None] = [None]

    class Watcher(cp_model_helper.SolutionCallback):
        def OnSolutionCallback(self) -> None:  # noqa: N802
            best[0] = round(self.ObjectiveValue())
            progress(best[0], round(self.BestObjectiveBound()))

    watcher = Watcher()
    solver.add_solution_callback(watcher)
    solver.add_best_bound_callback(lambda bound: progress(best[0], round(bound)))
    return watcher
