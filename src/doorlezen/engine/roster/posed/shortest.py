"""The shortest way through the schools of one slot, by trying every order: there are at most three."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations

from doorlezen.engine.roster.posed.roster_problem import TravelTimes

MOST_SCHOOLS = 3
"""More schools than this are not visited in one slot."""


def path_minutes(travel: TravelTimes, codes: Sequence[str]) -> int | None:
    """The minutes of the shortest path through these schools, not from or to home; None: there is none."""
    return _shortest(travel, permutations(codes))


def round_trip_minutes(travel: TravelTimes, home: str, codes: Sequence[str]) -> int | None:
    """The minutes of the shortest way home → these schools → home; None: there is none."""
    return _shortest(travel, ((home, *order, home) for order in permutations(codes)))


def _shortest(travel: TravelTimes, ways: Iterable[Sequence[str]]) -> int | None:
    best: int | None = None
    for way in ways:
        minutes = 0
        for one, other in pairwise(way):
            leg = travel.between(one, other)
            if leg is None:
                break
            minutes += leg
        else:
            best = minutes if best is None else min(best, minutes)
    return best


def shortest_order(travel: TravelTimes, home: str, codes: Sequence[str]) -> tuple[str, ...]:
    """These schools in the order of the shortest path through them; of equal ones that with the shorter ways
    from home and back, then the first by code. As given where there is no path."""
    best: tuple[int, int, tuple[str, ...]] | None = None
    for order in permutations(sorted(codes)):
        path, trip = _shortest(travel, [order]), _shortest(travel, [(home, *order, home)])
        if path is not None and (best is None or (path, trip or 0, order) < best):
            best = path, trip or 0, order
    return tuple(codes) if best is None else best[2]
