"""Per colleague: what a 4-hour block of consultant time a week more or less would do."""

from dataclasses import dataclass

from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import with_people
from doorlezen.engine.allocation.explain.moves import Move, moves

BLOCK = 16
"""Four hours a week, in quarter-hours."""


@dataclass(frozen=True)
class Block:
    """So many quarter-hours more or fewer: the exact best value (None: no plan) and who gets what instead."""

    quarters: int
    value: int | None
    moved: tuple[Move, ...]


@dataclass(frozen=True)
class PeopleAnswer:
    """``capacity``: the quarter-hours that there are, None where no limit is set; ``used`` by this plan."""

    capacity: int | None
    used: int
    value: int
    blocks: tuple[Block, ...]


def explain_people(exact: Exact, *, block: int = BLOCK) -> PeopleAnswer:
    """Explain the consultant time, by ``block`` quarter-hours more and fewer. Raises OutOfTimeError."""
    assert exact.plan is not None
    problem, choices = exact.problem, exact.plan.choices
    used = sum(problem.option(code, chosen).quarters for code, chosen in choices.items())
    value = exact.best(problem)
    assert value is not None
    capacity = problem.capacity_quarters
    if capacity is None:
        return PeopleAnswer(None, used, value, ())
    changes = [-min(block, capacity), block] if capacity else [block]
    return PeopleAnswer(capacity, used, value, tuple(_block(exact, quarters) for quarters in changes))


def _block(exact: Exact, quarters: int) -> Block:
    assert exact.plan is not None
    found = exact.nearest(with_people(exact.problem, {exact.problem.school_year: quarters}))
    if found is None:
        return Block(quarters, None, ())
    return Block(quarters, found.value, moves(exact.problem, exact.plan.choices, found.choices))
