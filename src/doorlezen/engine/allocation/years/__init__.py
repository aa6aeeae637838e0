"""Several school years at once: money that ends or starts, hours that may not drop too fast, money kept.

problem = read_years(data)  # doorlezen-problem/2, or version 1 as a plan of one year
plan = solve_years(problem)
assert check_years(problem, plan) == []
"""

from doorlezen.engine.allocation.years.check import check_years
from doorlezen.engine.allocation.years.extend import extend
from doorlezen.engine.allocation.years.plan import YearsPlan, read_years_plan, write_years_plan
from doorlezen.engine.allocation.years.problem import YearsProblem, from_one_year
from doorlezen.engine.allocation.years.read import is_years, read_years
from doorlezen.engine.allocation.years.solve import solve_years

__all__ = [
    "YearsPlan",
    "YearsProblem",
    "check_years",
    "extend",
    "from_one_year",
    "is_years",
    "read_years",
    "read_years_plan",
    "solve_years",
    "write_years_plan",
]
