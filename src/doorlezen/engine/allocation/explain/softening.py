"""Softer demands: the one number in a demand that can give way, and how far it can.

Every kind has one whole number that says how strict it is, and a loosest value at which it asks nothing. On
the way there each value is softer than the one before: an outcome that meets a demand meets every softer one.

| kind | number | softer is | why an outcome that met it still does |
|---|---|---|---|
| min_quarters | quarters | lower | quarters(s) ≥ q stays true for a smaller q; 0 asks nothing |
| max_quarters | quarters | higher | quarters(s) ≤ q stays true for a larger q; |
| | | | the longest option asks nothing |
| keep, min_share, equal_treatment, cofinance | percent | lower | the right-hand side is percent × an amount |
| | | | that is never below 0, so it only shrinks; 0 asks nothing |
| reach | count | lower | as many schools are reached as before; 0 asks nothing |
| at_most_schools | count | higher | as many schools are served as before; all of them asks nothing |
| spend_at_least | cents | lower | as much is spent as before; 0 asks nothing |
| spend_at_most | cents | higher | as above; what the dearest options cost asks nothing |
| drop_in_quarters | quarters | higher | no more is lost than before; all there is to lose asks nothing |
| drop_in_percent | percent | higher | as above; 100 asks nothing |

So whether something is possible under a demand changes at most once from strict to soft: bisection is exact.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Outcome, Requirement


@dataclass(frozen=True)
class Scale:
    """The number of a demand that can give way: its name, as demanded, and where it asks nothing any more."""

    parameter: str
    demanded: int
    loosest: int

    @property
    def steps(self) -> int:
        """How many values softer than the demanded one there are."""
        return abs(self.loosest - self.demanded)

    def value(self, step: int) -> int:
        """The number after so many steps towards softer."""
        return self.demanded + (step if self.loosest > self.demanded else -step)


_LOWER = {
    "min_quarters": "quarters",
    "keep": "percent",
    "min_share": "percent",
    "equal_treatment": "percent",
    "cofinance": "percent",
    "reach": "count",
    "spend_at_least": "cents",
}
_HIGHER: dict[str, tuple[str, Callable[[Problem, Any], int]]] = {
    "max_quarters": ("quarters", lambda problem, demand: _longest(problem, demand.schools)),
    "at_most_schools": ("count", lambda _problem, demand: len(demand.schools)),
    "spend_at_most": ("cents", lambda problem, demand: _dearest(problem, demand.schools)),
    # demands of one year beside others (years/beside.py)
    "drop_in_quarters": (
        "quarters",
        lambda problem, demand: max(
            _longest(problem, demand.schools),
            max((demand.beside.before[code] for code in demand.schools), default=0),
        ),
    ),
    "drop_in_percent": ("percent", lambda _problem, _demand: 100),
}


def scale_of(problem: Problem, demand: Requirement) -> Scale:
    """How far a demand of this problem can give way. Raises KeyError for a kind that is not listed here."""
    if demand.kind in _LOWER:
        parameter = _LOWER[demand.kind]
        return Scale(parameter, getattr(demand, parameter), 0)
    parameter, loosest = _HIGHER[demand.kind]
    demanded = getattr(demand, parameter)
    return Scale(parameter, demanded, max(demanded, loosest(problem, demand)))


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


def _longest(problem: Problem, schools: tuple[str, ...]) -> int:
    return max((option.quarters for code in schools for option in problem.options(code)), default=0)


def _dearest(problem: Problem, schools: tuple[str, ...]) -> int:
    return sum(
        max(sum(problem.cost(code, option).values()) for option in problem.options(code)) for code in schools
    )
