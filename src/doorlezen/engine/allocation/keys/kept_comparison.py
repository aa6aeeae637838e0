"""A comparison of verdeelsleutels as plain data, to be kept: choices and what was proven, no figures.

The figures are plain arithmetic on the choices, so they are made again where it is read.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from doorlezen.engine.allocation.keys.compare import Comparison, Division
from doorlezen.engine.allocation.keys.figures import figures_of
from doorlezen.engine.allocation.keys.frontier import Frontier, FrontierPoint
from doorlezen.engine.allocation.keys.registry import KEYS
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.solving.pursuit import Reached


def as_kept(comparison: Comparison, frontier: Frontier | None) -> dict[str, Any]:
    """As JSON can hold it. Every key has a plan; ``frontier`` None: it was not asked for."""
    return {
        "keys": [_division(division) for division in comparison.divisions],
        "frontier": None if frontier is None else [_point(point) for point in frontier.points],
    }


def _division(division: Division) -> dict[str, Any]:
    assert division.plan is not None
    return {
        "key": division.key.id,
        "choices": dict(division.plan.choices),
        "bound": division.plan.bound,
        "reached": [[goal.goal, goal.value, goal.bound] for goal in division.reached],
        "other_than_need": division.other_than_need,
    }


def _point(point: FrontierPoint) -> dict[str, Any]:
    return {
        "reached": point.reached,
        "lowest": [point.lowest.numerator, point.lowest.denominator],
        "proven": point.proven,
        "bound": point.bound,
        "choices": point.choices,
    }


def read_kept(problem: Problem, kept: Mapping[str, Any]) -> tuple[Comparison, Frontier | None]:
    """What was kept of a comparison of this problem. The plans hold no payments; a key that is gone is left
    out."""
    divisions = tuple(_read_division(problem, one) for one in kept["keys"] if one["key"] in KEYS)
    points = kept["frontier"]
    frontier = None if points is None else Frontier(tuple(_read_point(problem, one) for one in points))
    return Comparison(divisions, infeasible=False), frontier


def _read_division(problem: Problem, one: Mapping[str, Any]) -> Division:
    figures = figures_of(problem, one["choices"])
    plan = Plan(
        problem_sha256=problem.sha256,
        status="optimal" if one["bound"] == figures.value else "feasible",
        objective=figures.value,
        bound=one["bound"],
        seconds=0.0,
        choices=one["choices"],
        payments=(),
        requirements={},
    )
    reached = tuple(Reached(*goal) for goal in one["reached"])
    return Division(KEYS[one["key"]], plan, reached, figures, one["other_than_need"])


def _read_point(problem: Problem, one: Mapping[str, Any]) -> FrontierPoint:
    figures = figures_of(problem, one["choices"])
    return FrontierPoint(
        reached=one["reached"],
        lowest=Fraction(*one["lowest"]),
        proven=one["proven"],
        value=figures.value,
        bound=one["bound"],
        choices=one["choices"],
        figures=figures,
    )
