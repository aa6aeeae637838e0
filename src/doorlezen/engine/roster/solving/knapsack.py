"""What somebody could serve at most, given a price for each school: a knapsack, in whole numbers.

Looked at: the minutes of the contract, and how many slots there are. Not looked at: which half-day, and the
way between schools. So the best value is a true upper bound, and mostly the very best.
"""

from collections.abc import Callable, Mapping, Sequence
from math import gcd
from typing import TYPE_CHECKING, NamedTuple

from doorlezen.engine.roster.solving.pairs import Pair, Pairs

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Table = npt.NDArray[np.int64]

MOST_STEPS = 240
"""A contract is counted in at most so many steps; where minutes are odder, they are rounded in favour."""

MOST_STATES = 20_000
NEVER = -(2**61)


class Way(NamedTuple):
    """Some schools for one person, and their value at the prices that were asked."""

    value: int
    schools: frozenset[int]


class Loss(NamedTuple):
    """How much value is lost at least with a school, and without it."""

    taken: int
    left: int


class _Path(NamedTuple):
    """A beginning of a way: the first so many schools decided, with the room that is left."""

    at: int
    room: tuple[int, ...]
    value: int
    schools: tuple[int, ...]


class SchoolSizes(NamedTuple):
    """How much of each resource there is, and what each school takes of it."""

    room: tuple[int, ...]
    takes: Mapping[int, tuple[int, ...]]


class Knapsack:
    """One person. `fill` with a profit per school; then ask `best`, `ways` and `losses`."""

    def __init__(self, pairs: Pairs, person: int) -> None:
        import numpy as np

        problem, who = pairs.problem, pairs.problem.people[person]
        self.pairs = pairs.of[person]
        limit = who.max_minutes * problem.cycle_weeks
        common = max(1, gcd(*(pair.minutes for pair in self.pairs.values())))
        unit = common * max(1, -(-limit // (common * MOST_STEPS)))
        slots = _slots(pairs, person)
        minutes = {school: pair.minutes // unit for school, pair in self.pairs.items()}
        whole = SchoolSizes((limit // unit,), {school: (size,) for school, size in minutes.items()})
        columns = [whole, *slots]
        self.sizes = _within(columns)
        room = self.sizes.room
        target, weight = who.target_minutes * problem.cycle_weeks, problem.weights.over_target
        over = [-weight * max(0, (room[0] - left) * unit - target) for left in range(room[0] + 1)]
        shape = tuple(most + 1 for most in room)
        self._end = np.broadcast_to(
            np.array(over, dtype=np.int64).reshape((-1,) + (1,) * (len(room) - 1)), shape
        )
        self._items: list[tuple[int, int]] = []
        self._tables: list[Table] = []

    def fill(self, profit: Callable[[int, Pair], int], *, all_of_them: bool = False) -> int:
        """Reckon with these profits; the best value. Not ``all_of_them``: only schools that bring some."""
        import numpy as np

        room, takes = self.sizes
        asked = ((profit(school, pair), school) for school, pair in self.pairs.items())
        items = [item for item in asked if (all_of_them or item[0] > 0) and _fits_in(takes[item[1]], room)]
        self._items = sorted(items, key=lambda item: (-item[0] / max(1, takes[item[1]][0]), item[1]))
        table: Table = np.ascontiguousarray(self._end)
        self._tables = [table]
        for worth, school in reversed(self._items):
            shifted = table[_less(takes[school], room)] + worth
            table = table.copy()
            part = table[_more(takes[school])]
            np.maximum(part, shifted, out=part)
            self._tables.append(table)
        self._tables.reverse()
        return int(self._tables[0][room])

    def ways(self, least: int, *, most: int, steps: int) -> tuple[list[Way], bool]:
        """Ways of at least this value; whether those are all, which needs at most ``most`` and ``steps``."""
        found: list[Way] = []
        paths: list[_Path] = [_Path(0, self.sizes.room, 0, ())]
        while paths and len(found) < most and steps > 0:
            steps -= 1
            at, room, value, schools = paths.pop()
            if at == len(self._items):
                found.append(Way(value + int(self._tables[at][room]), frozenset(schools)))
                continue
            worth, school = self._items[at]
            takes, after = self.sizes.takes[school], self._tables[at + 1]
            if value + int(after[room]) >= least:
                paths.append(_Path(at + 1, room, value, schools))
            if _fits_in(takes, room):
                rest = tuple(one - other for one, other in zip(room, takes, strict=True))
                if value + worth + int(after[rest]) >= least:
                    paths.append(_Path(at + 1, rest, value + worth, (*schools, school)))
        return found, not paths

    def losses(self) -> dict[int, Loss]:
        """For each school in the knapsack what it costs at least to take it, and to leave it."""
        import numpy as np

        room, takes = self.sizes
        best = int(self._tables[0][room])
        before = np.full(self._end.shape, NEVER, dtype=np.int64)
        before[room] = 0
        losses = {}
        for at, (worth, school) in enumerate(self._items):
            after, fewer, rest = self._tables[at + 1], _more(takes[school]), _less(takes[school], room)
            moved = before[fewer] + worth
            losses[school] = Loss(best - int((moved + after[rest]).max()), best - int((before + after).max()))
            before = before.copy()
            part = before[rest]
            np.maximum(part, moved, out=part)
        return losses


def _fits_in(takes: Sequence[int], room: Sequence[int]) -> bool:
    return all(one <= other for one, other in zip(takes, room, strict=True))


def _more(takes: Sequence[int]) -> tuple[slice, ...]:
    """The states with room for this."""
    return tuple(slice(one, None) for one in takes)


def _less(takes: Sequence[int], room: Sequence[int]) -> tuple[slice, ...]:
    """What is left of these states."""
    return tuple(slice(0, most + 1 - one) for one, most in zip(takes, room, strict=True))


def _within(columns: Sequence[SchoolSizes]) -> SchoolSizes:
    """The resources together, the first ones only where all would be too many states."""
    kept, states = [columns[0]], columns[0].room[0] + 1
    for column in columns[1:]:
        if states * (column.room[0] + 1) <= MOST_STATES:
            states *= column.room[0] + 1
            kept.append(column)
    return SchoolSizes(
        tuple(column.room[0] for column in kept),
        {school: tuple(column.takes[school][0] for column in kept) for school in columns[0].takes},
    )


def _slots(pairs: Pairs, person: int) -> list[SchoolSizes]:
    """The slots, and those that are the largest: no two visits longer than half of the largest share one."""
    problem, room = pairs.problem, pairs.problem.room[pairs.problem.people[person].id]
    sizes = sorted({minutes for minutes in room if minutes})
    if not sizes:
        return []
    alone = pairs.alone[person]
    columns = []
    for above in (0, *sizes[-2:-1]):
        takes = {
            school: sum(
                problem.occurrences(visit)
                for visit in problem.schools[school].visits
                if visit.minutes > above and (alone or 2 * visit.minutes > sizes[-1])
            )
            for school in pairs.of[person]
        }
        unit = max(1, gcd(*takes.values()))
        count = sum(minutes > above for minutes in room) // unit
        columns.append(SchoolSizes((count,), {school: (taken // unit,) for school, taken in takes.items()}))
    return columns
