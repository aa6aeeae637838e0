"""Why this plan, and not another: exact answers, each re-computed by solving a changed problem.

told = explain(problem, plan, Questions(schools=["00AP00"]))
"""

from doorlezen.engine.allocation.explain.answers import explain
from doorlezen.engine.allocation.explain.bounds import Bounds
from doorlezen.engine.allocation.explain.demands import Cheaper, DemandAnswer
from doorlezen.engine.allocation.explain.extra import Extra
from doorlezen.engine.allocation.explain.funds import FundAnswer, Keeps, Point
from doorlezen.engine.allocation.explain.knot import ConflictAnswer, More, MoreOverYears, Softer
from doorlezen.engine.allocation.explain.limits import Limit
from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.engine.allocation.explain.people import Block, PeopleAnswer
from doorlezen.engine.allocation.explain.questions import Explanation, Questions
from doorlezen.engine.allocation.explain.schools import SchoolAnswer
from doorlezen.engine.allocation.posed.requirements import Scale

__all__ = [
    "Block",
    "Bounds",
    "Cheaper",
    "ConflictAnswer",
    "DemandAnswer",
    "Explanation",
    "Extra",
    "FundAnswer",
    "Keeps",
    "Limit",
    "More",
    "MoreOverYears",
    "Move",
    "PeopleAnswer",
    "Point",
    "Questions",
    "Scale",
    "SchoolAnswer",
    "Softer",
    "explain",
]
