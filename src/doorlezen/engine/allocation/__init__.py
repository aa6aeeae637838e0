"""Who gets what, out of which money, under whose demands: problem in, proven plan out.

problem = read_problem(data)
plan = solve(problem, with_prices=True)
assert check(problem, plan) == []
"""

from doorlezen.engine.allocation.posed.check import check
from doorlezen.engine.allocation.posed.plan import Carried, Payment, Plan, Price, read_plan, write_plan
from doorlezen.engine.allocation.posed.problem import Cost, Fund, Option, Problem, School
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.engine.allocation.posed.writing import write_problem
from doorlezen.engine.allocation.solving.solve import Progress, solve
from doorlezen.engine.effort import Effort

__all__ = [
    "Carried",
    "Cost",
    "Effort",
    "Fund",
    "Option",
    "Payment",
    "Plan",
    "Price",
    "Problem",
    "Progress",
    "School",
    "check",
    "read_plan",
    "read_problem",
    "solve",
    "write_plan",
    "write_problem",
]
