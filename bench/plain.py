"""The alternatives we measure against: the same model given as it is to one solver, with nothing of ours."""

import datetime

from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Choice, Row
from doorlezen.engine.allocation.programs.model import Model


def _rows(model: Model, demands: frozenset[str] | None) -> list[Row]:
    chosen = [d for d in model.problem.requirements if demands is None or d.id in demands]
    return [*model.rows(), *(row for demand in chosen for row in demand.rows(model))]


def cp_sat(
    problem: Problem,
    *,
    seconds: float,
    workers: int = 2,
    gap: float = 0.0,
    demands: frozenset[str] | None = None,
) -> tuple[float | None, float]:
    """One CP-SAT model, default parameters but for these. Returns (best value or None, upper bound)."""
    from ortools.sat.python import cp_model

    model, cp = Model(problem), cp_model.CpModel()
    variables = {choice: cp.new_bool_var("") for menu in model.menus() for choice in menu}
    variables |= {pay: cp.new_int_var(0, most, "") for pay, most in model.most.items()}
    for menu in model.menus():
        cp.add_exactly_one(variables[choice] for choice in menu)
    for row in _rows(model, demands):
        total = sum(factor * variables[v] for factor, v in row.terms)
        if row.least is not None:
            cp.add(total >= row.least)
        if row.most is not None:
            cp.add(total <= row.most)
    cp.maximize(sum(factor * variables[v] for factor, v in model.objective()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.relative_gap_limit = gap
    status = solver.solve(cp)
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return (solver.objective_value if found else None), solver.best_objective_bound


def highs(problem: Problem, *, seconds: float, gap: float = 0.0) -> tuple[float | None, float]:
    """One mixed-integer program in HiGHS through MathOpt. Returns (best value or None, upper bound).

    In floating point, with HiGHS' own tolerances: the value is for comparison, not for payment.
    """
    from ortools.math_opt.python import mathopt

    model, program = Model(problem), mathopt.Model()
    variables = {choice: program.add_binary_variable() for menu in model.menus() for choice in menu}
    variables |= {pay: program.add_variable(lb=0, ub=most) for pay, most in model.most.items()}
    for menu in model.menus():
        program.add_linear_constraint(mathopt.fast_sum(variables[Choice(*choice)] for choice in menu) == 1)
    for row in _rows(model, None):
        total = mathopt.fast_sum(factor * variables[v] for factor, v in row.terms)
        least = float("-inf") if row.least is None else row.least
        most = float("inf") if row.most is None else row.most
        program.add_linear_constraint(lb=least, ub=most, expr=total)
    program.maximize(mathopt.fast_sum(factor * variables[v] for factor, v in model.objective()))
    limits = mathopt.SolveParameters(
        time_limit=datetime.timedelta(seconds=seconds), relative_gap_tolerance=gap
    )
    result = mathopt.solve(program, mathopt.SolverType.HIGHS, params=limits)
    best = result.objective_value() if result.has_primal_feasible_solution() else None
    return best, result.termination.objective_bounds.dual_bound
