"""Somebody who can visit several schools in a slot: each visit's time, and each set of schools in a slot."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from doorlezen.engine.roster.posed.roster_problem import VisitTime
from doorlezen.engine.roster.posed.shortest import MOST_SCHOOLS, path_minutes, round_trip_minutes
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.whole_numbers import WholeNumbers

Part = tuple[int, int]
"""A school and the number of one of its visits."""

MOST_SETS = 150_000
"""Sets of schools in slots: with more, a program takes longer to make than it may take to solve."""


class _Together(NamedTuple):
    """Visits in one slot: the minutes of the way through, and of the way from home and back."""

    parts: tuple[Part, ...]
    path: int
    trip: int


class Sharing:
    """The rows of one person. ``served``: the variable of each school that this person could serve.

    ``worked`` and ``travel``: the terms (factor, variable) of the minutes between schools and of the trips.
    """

    def __init__(self, program: WholeNumbers, pairs: Pairs, person: int, served: Mapping[int, int]) -> None:
        self._program, self._pairs = program, pairs
        self._name = pairs.problem.people[person].id
        self.times: dict[tuple[Part, VisitTime], int] = {}
        self.worked: list[tuple[int, int]] = []
        self.travel: list[tuple[int, int]] = []
        in_slot: defaultdict[int, dict[Part, int]] = defaultdict(dict)
        for school, variable in served.items():
            asked = pairs.problem.schools[school].visits
            for visit, options in enumerate(pairs.of[person][school].times):
                chosen = []
                for time in options:
                    at = self.times[(school, visit), time] = program.variable()
                    chosen.append((1, at))
                    for slot in pairs.problem.slots_of[asked[visit].every, time]:
                        in_slot[slot][school, visit] = at
                program.row([*chosen, (-1, variable)], 0, 0)
        known: dict[tuple[int, ...], tuple[int | None, int | None]] = {}
        for slot, present in sorted(in_slot.items()):
            self._slot(present, pairs.problem.room[self._name][slot], known)

    def _slot(
        self,
        present: Mapping[Part, int],
        room: int,
        known: dict[tuple[int, ...], tuple[int | None, int | None]],
    ) -> None:
        """One set of visits at most; each visit is there where its time says so."""
        chosen = []
        with_part = defaultdict(list)
        for together in self._sets(sorted(present), room, known):
            at = self._program.variable()
            chosen.append(at)
            self.worked.append((together.path, at))
            self.travel.append((together.trip, at))
            for part in together.parts:
                with_part[part].append((1, at))
        self._program.at_most_one(chosen)
        for part, variable in present.items():
            self._program.row([*with_part[part], (-1, variable)], 0, 0)

    def _sets(
        self, parts: list[Part], room: int, known: dict[tuple[int, ...], tuple[int | None, int | None]]
    ) -> list[_Together]:
        """Every set of visits of different schools that fits."""
        schools, travel = self._pairs.problem.schools, self._pairs.problem.travel
        minutes = {part: schools[part[0]].visits[part[1]].minutes for part in parts}
        sets = []
        for size in range(1, MOST_SCHOOLS + 1):
            for few in combinations(parts, size):
                visited = tuple(school for school, _ in few)
                left = room - sum(minutes[part] for part in few)
                if left < 0 or len(set(visited)) < size:
                    continue
                if visited not in known:
                    codes = [schools[school].code for school in visited]
                    known[visited] = (
                        path_minutes(travel, codes),
                        round_trip_minutes(travel, self._name, codes),
                    )
                path, trip = known[visited]
                if path is not None and trip is not None and path <= left:
                    sets.append(_Together(few, path, trip))
        return sets


def small_enough(pairs: Pairs, allowed: Sequence[Collection[int]]) -> bool:
    """Whether the program in which each person could serve the ``allowed`` schools is made in a moment."""
    sets = 0
    for person, schools in enumerate(allowed):
        if not pairs.alone[person]:
            in_slot = _parts_in_slots(pairs, person, schools)
            sets += sum(comb(count, few) for count in in_slot.values() for few in range(1, MOST_SCHOOLS + 1))
    return sets <= MOST_SETS


def _parts_in_slots(pairs: Pairs, person: int, schools: Collection[int]) -> Counter[int]:
    """By slot how many visits could be there."""
    problem, own = pairs.problem, pairs.of[person]
    return Counter(
        slot
        for school in schools
        for visit, options in zip(problem.schools[school].visits, own[school].times, strict=True)
        for time in options
        for slot in problem.slots_of[visit.every, time]
    )
