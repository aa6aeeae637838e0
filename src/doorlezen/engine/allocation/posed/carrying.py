"""What a purse can pay over the years, and what it takes along (docs/years.md, "The model").

A purse here is its funds, year after year (`Problem.purses`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from doorlezen.engine.allocation.posed.plan import Carried, Payment
from doorlezen.engine.allocation.posed.problem import Fund, Problem


class Stretch(NamedTuple):
    """These funds, a purse in years in a row, together pay at most so many cents."""

    funds: tuple[str, ...]
    cents: int


def stretches(purse: Sequence[Fund]) -> Iterator[Stretch]:
    """Every stretch that says something: what came in, and what may have come along from the year before.

    A year without a limit is in none; all the others are.
    """
    for first in range(len(purse)):
        together = purse[first - 1].may_go_on if first else 0
        if together is None:
            continue  # whatever was left came along: the stretch that began earlier says it all
        for last in range(first, len(purse)):
            cents = purse[last].cents
            if cents is None:
                break
            together += cents
            yield Stretch(tuple(fund.id for fund in purse[first : last + 1]), together)
            if purse[last].may_go_on == 0:
                break  # a stretch that passes here says no more than its two halves


def fullest(purse: Sequence[Fund]) -> dict[str, int | None]:
    """The most that can be in the purse in each year, by fund, in cents: as if nothing was paid before."""
    return {fund.id: holds for fund, holds, _ in _followed(purse, Counter())}


def carried(problem: Problem, payments: Iterable[Payment]) -> tuple[Carried, ...] | None:
    """What every fund takes along to the next year: all that is left and may go on. None: no years."""
    if not problem.per_year:
        return None
    paid: Counter[str] = Counter()
    for payment in payments:
        paid[payment.fund] += payment.cents
    rows = [
        Carried(fund.id, onward)
        for purse in problem.purses.values()
        for fund, _, onward in list(_followed(purse, paid))[:-1]
        if onward
    ]
    return tuple(sorted(rows))


def _followed(purse: Sequence[Fund], paid: Counter[str]) -> Iterator[tuple[Fund, int | None, int]]:
    """Per year the fund, what is in it, and what goes on from it, as a bookkeeper writes it down."""
    brought = 0
    for fund in purse:
        holds = None if fund.cents is None else fund.cents + brought
        left = 0 if holds is None else holds - paid[fund.id]
        brought = left if fund.may_go_on is None else min(left, fund.may_go_on)
        yield fund, holds, brought
