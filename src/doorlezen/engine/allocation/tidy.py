"""Tidy money: of all ways to pay for the same choices, one in which each school has few purses.

An accountant reads every split. HiGHS proposes which purse pays at which school; the cents themselves are
then found in whole numbers by CP-SAT, so that no rounding enters a payment.
"""

from collections import defaultdict

from doorlezen.engine.allocation.cpsat import Effort, Solver
from doorlezen.engine.allocation.model import Model, Values
from doorlezen.engine.allocation.requirements import Choice, Pay, Requirement, Row

# Where to stop looking for fewer purses: within a share of the fewest there can be, or after so many
# branch-and-bound nodes. No seconds, so that equal input gives equal payments on every machine.
GAP = 0.05
NODES = 1
EXACT_WORK = 1.0

Purse = tuple[str, str]


def tidy(model: Model, requirements: tuple[Requirement, ...], values: Values, effort: Effort) -> Values:
    """The same choices, paid from fewer purses; ``values`` itself where nothing better is found."""
    if effort.over or not any(values[pay] for pay in model.most):
        return values
    rows = [*model.rows(), *(row for demand in requirements for row in demand.rows(model))]
    purses = _propose(model, rows, values)
    if purses is None:
        return values
    solver = Solver(model, requirements)
    for variable in solver.variables:
        if isinstance(variable, Choice):
            solver.add(Row([(1, variable)], values[variable], values[variable]))
        elif (variable.fund, variable.school) not in purses:
            solver.add(Row([(1, variable)], 0, 0))
    found = solver.maximise([], effort, deterministic_time=EXACT_WORK)
    if found.values is None or _purses(model, found.values) >= _purses(model, values):
        return values
    return found.values


def _purses(model: Model, values: Values) -> int:
    """How many times a purse pays at a school."""
    return len({(pay.fund, pay.school) for pay in model.most if values[pay]})


def _propose(model: Model, rows: list[Row], values: Values) -> set[Purse] | None:
    """Which purse pays at which school, by a mixed-integer program with the choices fixed."""
    from ortools.math_opt.python import mathopt

    program = mathopt.Model()
    open_pays = _open_pays(model, values)
    cents = {pay: program.add_variable(lb=0, ub=most) for pay, most in open_pays.items()}
    used: dict[Purse, mathopt.Variable] = {}
    together: defaultdict[Purse, list[Pay]] = defaultdict(list)
    for pay in open_pays:
        together[pay.fund, pay.school].append(pay)
    for purse, pays in together.items():
        used[purse] = program.add_binary_variable()
        for pay in pays:
            program.add_linear_constraint(cents[pay] <= open_pays[pay] * used[purse])
    for row in rows:
        paying = [(factor, cents[v]) for factor, v in row.terms if isinstance(v, Pay) and v in cents]
        fixed = sum(factor * values[v] for factor, v in row.terms if isinstance(v, Choice))
        if paying:
            least = float("-inf") if row.least is None else row.least - fixed
            most = float("inf") if row.most is None else row.most - fixed
            total = mathopt.fast_sum(factor * variable for factor, variable in paying)
            program.add_linear_constraint(lb=least, ub=most, expr=total)
    program.minimize(mathopt.fast_sum(used.values()))
    result = mathopt.solve(
        program,
        mathopt.SolverType.HIGHS,
        params=mathopt.SolveParameters(node_limit=NODES, relative_gap_tolerance=GAP),
    )
    if not result.has_primal_feasible_solution():
        return None
    chosen = result.variable_values(list(used.values()))
    return {purse for purse, value in zip(used, chosen, strict=True) if value > 0.5}


def _open_pays(model: Model, values: Values) -> dict[Pay, int]:
    """The payments that the choices leave open, with the most that each can be."""
    due: dict[tuple[str, str], int] = {}
    for code, option in model.choices(values).items():
        for bouwsteen, cents in model.problem.cost(code, model.problem.option(code, option)).items():
            due[code, bouwsteen] = cents
    return {
        pay: min(most, due[pay.school, pay.bouwsteen])
        for pay, most in model.most.items()
        if (pay.school, pay.bouwsteen) in due
    }
