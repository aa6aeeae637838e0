"""Who gets what, out of which money, under whose demands: problem in, proven plan out.

problem = read_problem(data)
plan = solve(problem, with_prices=True)
assert check(problem, plan) == []
"""

from doorlezen.engine.allocation.check import check
from doorlezen.engine.allocation.cpsat import Effort
from doorlezen.engine.allocation.plan import Payment, Plan, Price, read_plan, write_plan
from doorlezen.engine.allocation.problem import Cost, Fund, Option, Problem, School, read_problem
from doorlezen.engine.allocation.solve import Progress, solve

__all__ = [
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
]
