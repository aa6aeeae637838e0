"""What a solver found as a plan that can be written down, and that the check agrees with."""

from doorlezen.engine.allocation.posed.carrying import carried
from doorlezen.engine.allocation.posed.check import check
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Values
from doorlezen.engine.allocation.solving.spending import money_by_place


def planned(model: Model, values: Values, bound: int | None) -> Plan:
    """The plan of these values, re-checked."""
    return checked(model.problem, written(model, values, bound))


def written(model: Model, values: Values, bound: int | None) -> Plan:
    """The plan of these values, which meets every demand; ``optimal`` where its value is the bound."""
    problem = model.problem
    choices, payments = model.choices(values), model.payments_made(values)
    value = problem.value(choices)
    return Plan(
        problem.sha256,
        "optimal" if value == bound else "feasible",
        value,
        bound,
        0.0,
        choices,
        payments,
        {demand.id: True for demand in problem.requirements},
        carried=carried(problem, payments),
        money_by_use=money_by_place(problem, choices, payments),
    )


def checked(problem: Problem, plan: Plan) -> Plan:
    """The plan itself; AssertionError where the check refuses it."""
    if wrong := check(problem, plan):
        raise AssertionError(f"the engine made a plan that its own check refuses: {wrong[:3]}")
    return plan
