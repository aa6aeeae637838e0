"""The ways out of a conflict: each demand made softer, and more means; one driver for every kind of knot."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from doorlezen.engine.allocation.explain.softening import softened, step_met
from doorlezen.engine.allocation.posed.requirements import Outcome, Requirement, Scale
from doorlezen.engine.allocation.solving.values import OutOfTimeError

T = TypeVar("T")


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


@dataclass(frozen=True)
class More:
    """More means: cents in one more purse that may pay anything, and quarter-hours a week more."""

    cents: int
    quarters: int
    objective: int


@dataclass(frozen=True)
class MoreOverYears(More):
    """More means over the years: ``cents`` and ``quarters`` are sums; in which year how much is beside them.

    Only years that need more are named.
    """

    cents_in: Mapping[str, int]
    quarters_in: Mapping[str, int]


@dataclass(frozen=True)
class ConflictAnswer:
    """A minimal set of demands that cannot hold together (empty: the means alone allow no plan), and the
    ways out. ``money`` and ``people`` are None where no amount of it alone is enough; ``both`` (the fewest
    quarter-hours, then the fewest cents) is told only where neither is, and None where that is not enough.

    ``gap``: each objective is that of a plan at most this share below the best (0.0: of the best one)."""

    demands: tuple[str, ...]
    softer: tuple[Softer, ...]
    money: More | None
    people: More | None
    both: More | None
    gap: float = 0.0


NotReached = list[tuple[str, str]]
Demands = Sequence[Requirement]


@dataclass
class StillNoneError(Exception):
    """There is no plan yet; these demands clash."""

    conflict: tuple[str, ...]


class Knot(ABC):
    """A problem without a plan, as its ways out are sought: as a whole, or in one part of a country."""

    demands: Demands
    gap = 0.0
    partial = False
    """Whether some of the ways out are told where the time was too short for others."""

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
        """The value of a plan under these demands, solved and checked. Raises as `money`."""

    @abstractmethod
    def money(self) -> More | None:
        """The least money that is enough alone; None: no amount is. Raises OutOfTimeError, StillNoneError."""

    @abstractmethod
    def people(self) -> More | None:
        """The least time that is enough alone; None: no amount is. Raises OutOfTimeError."""

    @abstractmethod
    def both(self) -> More | None:
        """The least time with which some money is enough, then the least money. Raises OutOfTimeError."""


def ways_out(knot: Knot, conflict: Iterable[str]) -> tuple[ConflictAnswer, NotReached]:
    """The ways out, and those that were not found or verified in time. Raises OutOfTimeError."""
    names = tuple(conflict)
    not_reached: NotReached = []

    def reached(what: str, which: str, find: Callable[[], T | None]) -> T | None:
        try:
            return find()
        except (OutOfTimeError, StillNoneError):
            if not knot.partial:
                raise
            not_reached.append((what, which))
            return None

    softer = [reached("softer", name, partial(_soften, knot, name)) for name in names]
    money, people = reached("money", "", knot.money), reached("people", "", knot.people)
    neither = money is None and people is None and not {("money", ""), ("people", "")} & set(not_reached)
    both = reached("both", "", knot.both) if neither else None
    told = tuple(answer for answer in softer if answer is not None)
    return ConflictAnswer(names, told, money, people, both, knot.gap), not_reached


def _soften(knot: Knot, name: str) -> Softer:
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
    try:
        return Softer(name, scale, scale.value(soft), knot.verified(instead(soft)), ())
    except StillNoneError as still:
        if name in still.conflict:
            raise OutOfTimeError from still  # softer still may be enough: that is not known
        return Softer(name, scale, None, None, still.conflict)
