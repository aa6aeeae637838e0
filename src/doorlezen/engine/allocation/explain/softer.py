"""A demand of a conflict made softer: how far it must give way before there is a plan."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from doorlezen.engine.allocation.explain.softening import softened, step_met
from doorlezen.engine.allocation.requirements import Outcome, Requirement, Scale


@dataclass(frozen=True)
class Softer:
    """A demand of the conflict made softer. ``value``: the nearest value of its number at which there is a
    plan; None where dropping the demand alone gives none, and then ``remaining`` is a minimal set of other
    demands that still cannot hold together. ``objective``: the best value of the changed problem."""

    id: str
    scale: Scale
    value: int | None
    objective: int | None
    remaining: tuple[str, ...]


Demands = Sequence[Requirement]


class Knot(ABC):
    """A problem without a plan, as its ways out are sought: of one school year, of several, of a country."""

    demands: Demands

    @abstractmethod
    def scale(self, demand: Requirement) -> Scale:
        """How far a demand can give way."""

    @abstractmethod
    def outcome(self, demands: Demands) -> Outcome | None:
        """What some plan under these demands does; None: there provably is none. Raises OutOfTimeError."""

    @abstractmethod
    def clash(self, demands: Demands) -> tuple[str, ...]:
        """A minimal set of these demands, under which there is no plan. Raises OutOfTimeError."""

    @abstractmethod
    def verified(self, demands: Demands) -> int:
        """The value of a plan under these demands, solved and checked. Raises OutOfTimeError."""


def soften(knot: Knot, name: str) -> Softer:
    """How soft this demand must be, by bisection. Raises OutOfTimeError.

    Each plan that is found also tells, without a solve, which stricter values it meets.
    """
    demand = next(demand for demand in knot.demands if demand.id == name)
    scale = knot.scale(demand)
    others = [other for other in knot.demands if other is not demand]
    outcome = knot.outcome(others)
    if outcome is None:
        return Softer(name, scale, None, None, knot.clash(others))

    def instead(step: int) -> Demands:
        softer = softened(demand, scale, step)
        return [softer if other is demand else other for other in knot.demands]

    strict, soft = 0, step_met(demand, scale, outcome)
    while soft - strict > 1:
        middle = (strict + soft) // 2
        outcome = knot.outcome(instead(middle))
        if outcome is None:
            strict = middle
        else:
            soft = min(middle, step_met(demand, scale, outcome))
    return Softer(name, scale, scale.value(soft), knot.verified(instead(soft)), ())
