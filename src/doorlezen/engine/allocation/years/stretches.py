"""What a purse can pay over the years, as limits on stretches of years (docs/years.md, "The model")."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doorlezen.engine.allocation.years.problem import FundYears


class Stretch(NamedTuple):
    """In these years in a row, together, a purse pays at most so many cents."""

    years: tuple[str, ...]
    cents: int


def stretches(fund: FundYears, years: Sequence[str]) -> Iterator[Stretch]:
    """Every stretch that says something: what came in, and what may have come along from the year before.

    A year without a limit is in none; all the others are.
    """
    for first in range(len(years)):
        together = fund.may_go_on(years[first - 1]) if first else 0
        if together is None:
            continue  # whatever was left came along: the stretch that began earlier says it all
        for last in range(first, len(years)):
            cents = fund.cents[years[last]]
            if cents is None:
                break
            together += cents
            yield Stretch(tuple(years[first : last + 1]), together)
            if fund.may_go_on(years[last]) == 0:
                break  # a stretch that passes here says no more than its two halves
