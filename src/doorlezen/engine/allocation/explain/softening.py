"""Softer demands: how far the number that can give way must do so (`Requirement.gives_way`)."""

from collections.abc import Callable
from dataclasses import replace

from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Outcome, Requirement, Scale


def softened(demand: Requirement, scale: Scale, step: int) -> Requirement:
    """The demand after so many steps towards softer (0: as demanded)."""
    return demand.with_number(scale.parameter, scale.value(step))


def in_place(problem: Problem, demand: Requirement) -> Problem:
    """The problem with this demand in the place of the one with the same id."""
    return replace(
        problem,
        requirements=tuple(demand if old.id == demand.id else old for old in problem.requirements),
    )


def first_step(scale: Scale, holds: Callable[[int], bool]) -> int:
    """The smallest number of steps at which ``holds`` is true, when it is true at the last one."""
    strict, soft = -1, scale.steps
    while soft - strict > 1:
        middle = (strict + soft) // 2
        if holds(middle):
            soft = middle
        else:
            strict = middle
    return soft


def step_met(demand: Requirement, scale: Scale, outcome: Outcome) -> int:
    """The fewest steps after which this outcome meets the demand: plain arithmetic, no solve."""
    return first_step(scale, lambda step: softened(demand, scale, step).holds(outcome))
