"""When somebody visits these schools, where no two of them share a slot: exactly, or not at all."""

from collections.abc import Iterable
from typing import NamedTuple

from doorlezen.engine.roster.posed.roster_problem import VisitTime
from doorlezen.engine.roster.solving.pairs import Pairs

Times = tuple[VisitTime, ...]


class _Visit(NamedTuple):
    """One visit to be placed: the slots that each of its times takes, as bits."""

    school: int
    options: tuple[tuple[int, VisitTime], ...]


class Placing:
    """The half-days of one person who visits one school in a slot."""

    def __init__(self, pairs: Pairs, person: int) -> None:
        self._pairs, self._person = pairs, person
        self._visits: dict[int, tuple[_Visit, ...]] = {}
        self._known: dict[frozenset[int], bool] = {}

    def visits(self, school: int) -> tuple[_Visit, ...]:
        """The visits of a school with their times."""
        if school not in self._visits:
            problem = self._pairs.problem
            asked = problem.schools[school].visits
            times = self._pairs.of[self._person][school].times
            self._visits[school] = tuple(
                _Visit(
                    school,
                    tuple(
                        (sum(1 << slot for slot in problem.slots_of[visit.every, time]), time)
                        for time in options
                    ),
                )
                for visit, options in zip(asked, times, strict=True)
            )
        return self._visits[school]

    def fits(self, schools: frozenset[int]) -> bool:
        """Whether all visits of these schools have a slot of their own."""
        if schools not in self._known:
            self._known[schools] = self.place(sorted(schools)) is not None
        return self._known[schools]

    def place(self, schools: Iterable[int]) -> dict[int, Times] | None:
        """When each visit is, in the order of the problem; None where they do not fit."""
        visits = [visit for school in schools for visit in self.visits(school)]
        chosen: list[VisitTime | None] = [None] * len(visits)
        if not _placed(visits, set(range(len(visits))), 0, chosen, set()):
            return None
        times: dict[int, Times] = {}
        for visit, time in zip(visits, chosen, strict=True):
            assert time is not None
            times[visit.school] = (*times.get(visit.school, ()), time)
        return times

    def reach(self, school: int) -> list[tuple[int, int]]:
        """For each visit: all slots in which it could be, as bits, and how many it takes."""
        return [
            (_union(slots for slots, _ in visit.options), visit.options[0][0].bit_count())
            for visit in self.visits(school)
        ]


def _union(sets: Iterable[int]) -> int:
    union = 0
    for one in sets:
        union |= one
    return union


def _placed(
    visits: list[_Visit],
    left: set[int],
    used: int,
    chosen: list[VisitTime | None],
    failed: set[tuple[frozenset[int], int]],
) -> bool:
    """Place what is left, the visit with the fewest possible times first. Fills ``chosen``."""
    if not left:
        return True
    here = (frozenset(left), used)
    if here in failed:
        return False
    free = {number: [o for o in visits[number].options if not o[0] & used] for number in left}
    number = min(left, key=lambda one: (len(free[one]), one))
    left.discard(number)
    for slots, time in free[number]:
        chosen[number] = time
        if _placed(visits, left, used | slots, chosen, failed):
            return True
    left.add(number)
    failed.add(here)
    return False
