"""A conflict: the cheapest ways out, each tried by solving the changed problem and checking its plan."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.check import check
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import (
    least_free_money,
    least_people,
    with_free_purse,
    with_people,
)
from doorlezen.engine.allocation.explain.softer import Demands, Knot, Softer, soften
from doorlezen.engine.allocation.model import Model
from doorlezen.engine.allocation.parts.clash import conflict_by_parts
from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Outcome, Requirement, Scale
from doorlezen.engine.allocation.solve import solve
from doorlezen.engine.allocation.values import OutOfTimeError


@dataclass(frozen=True)
class More:
    """More means: cents in one more purse that may pay anything, and quarter-hours a week more."""

    cents: int
    quarters: int
    objective: int


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


def explain_conflict(exact: Exact, conflict: Iterable[str]) -> ConflictAnswer:
    """The ways out of a problem that has no plan. Raises OutOfTimeError."""
    names = tuple(conflict)
    knot = _OneYear(exact)
    softer = tuple(soften(knot, name) for name in names)
    cents, quarters = least_free_money(exact), least_people(exact)
    money = None if cents is None else _more(exact, cents, 0)
    people = None if quarters is None else _more(exact, 0, quarters)
    both = _both(exact) if money is None and people is None else None
    return ConflictAnswer(names, softer, money, people, both)


class _OneYear(Knot):
    """A problem of one school year without a plan."""

    def __init__(self, exact: Exact) -> None:
        self.exact = exact
        self.demands = exact.problem.requirements

    def scale(self, demand: Requirement) -> Scale:
        return demand.scale(self.exact.problem)

    def outcome(self, demands: Demands) -> Outcome | None:
        found = self.exact.nearest(self._under(demands))
        return None if found is None else Model(self.exact.problem).outcome(found.values)

    def clash(self, demands: Demands) -> tuple[str, ...]:
        return conflict_by_parts(self._under(demands), self.exact.effort)

    def verified(self, demands: Demands) -> int:
        return _verified(self.exact, self._under(demands))

    def _under(self, demands: Demands) -> Problem:
        return replace(self.exact.problem, requirements=tuple(demands))


def _both(exact: Exact) -> More | None:
    """The fewest quarter-hours with which some money is enough, and then the fewest cents."""
    purse, _ = with_free_purse(exact.problem, None)
    quarters = least_people(Exact(purse, None, exact.effort))
    if quarters is None:
        return None
    cents = least_free_money(Exact(with_people(exact.problem, quarters), None, exact.effort))
    return None if cents is None else _more(exact, cents, quarters)


def _more(exact: Exact, cents: int, quarters: int) -> More:
    changed = with_people(exact.problem, quarters)
    if cents:
        changed, _ = with_free_purse(changed, cents)
    return More(cents, quarters, _verified(exact, changed))


def _verified(exact: Exact, changed: Problem) -> int:
    """The best value of a changed problem, from a plan that was solved and checked. Raises OutOfTimeError."""
    changed = replace(changed, sha256="")
    plan = solve(changed, effort=exact.effort)
    if plan.status != "optimal" or plan.objective is None:
        if exact.effort.over:
            raise OutOfTimeError
        raise AssertionError("a way out that gives no plan")
    assert check(changed, plan) == []
    return plan.objective
