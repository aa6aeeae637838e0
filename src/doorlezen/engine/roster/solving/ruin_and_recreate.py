"""A good roster soon, also where several schools share a half-day: take schools out, put them back better.

Ruin and recreate (Schrimpf and others, 2000): a few schools that are near each other, or of the same people,
are taken out of the roster and put back where each brings most, in a drawn order. What is not worse is gone
on with. It proves nothing; what a roster is worth at most is for `school_prices` to say. Numbers are drawn
from a fixed seed, and the search stops by the number of tries before it stops by the clock.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.posed.roster_answer import ServedSchool
from doorlezen.engine.roster.posed.roster_problem import VisitTime
from doorlezen.engine.roster.posed.shortest import MOST_SCHOOLS, path_minutes, round_trip_minutes
from doorlezen.engine.roster.solving.pairs import Pairs

MOST_OUT = 12
"""So many schools are taken out at most."""
COOL = 0.995
"""How fast a worse roster is no longer gone on with."""

Times = tuple[VisitTime, ...]


class _Place(NamedTuple):
    """Who serves a school, and when each of its visits is."""

    person: int
    times: Times


class _Offer(NamedTuple):
    """What a school that is out adds to the value at a place."""

    gain: int
    place: _Place


class _People:
    """Who is where in each slot. A school stands in ``at`` with its person and times."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs, self._problem = pairs, pairs.problem
        self._codes = [school.code for school in self._problem.schools]
        self._room = [self._problem.room[person.id] for person in self._problem.people]
        weeks = self._problem.cycle_weeks
        self._limit = [person.max_minutes * weeks for person in self._problem.people]
        self._target = [person.target_minutes * weeks for person in self._problem.people]
        self._base = [
            {school: pairs.before_travel(person, school) for school in own}
            for person, own in enumerate(pairs.of)
        ]
        self._ways: dict[tuple[int, tuple[int, ...]], tuple[int | None, int | None]] = {}
        self.slots: list[list[tuple[int, ...]]] = [[() for _ in self._problem.slots] for _ in self._limit]
        self.minutes = [[0 for _ in self._problem.slots] for _ in self._limit]
        self.worked = [0 for _ in self._limit]
        self.trips = [0 for _ in self._limit]
        self.at: dict[int, _Place] = {}
        self.value = 0

    def best(self, school: int) -> _Offer | None:
        """Where a school that is out brings most; None: nowhere."""
        found: _Offer | None = None
        for person in self._pairs.people_of[school]:
            offer = self._with(person, school)
            if offer is not None and (found is None or offer.gain > found.gain):
                found = offer
        return found

    def put(self, school: int, place: _Place) -> None:
        """Put a school that is out where it fits."""
        self.at[school] = place
        self._change(school, place, into=True)

    def take_out(self, school: int) -> None:
        """Take a school out with what it brought, and those that could be reached past it only."""
        place = self.at.pop(school)
        self._change(school, place, into=False)
        for _, slot in self._taken(school, place):
            left = self.slots[place.person][slot]
            if None in self._way(place.person, left):
                for stranded in left:
                    if stranded in self.at:
                        self.take_out(stranded)

    def near(self, school: int, other: int) -> int:
        """Minutes between two schools; far where there is no way."""
        way = self._problem.travel.between(self._codes[school], self._codes[other])
        return 10**6 if way is None else way

    def _cost(self, person: int) -> int:
        """What travel and minutes over target cost of somebody."""
        weights = self._problem.weights
        over = max(0, self.worked[person] - self._target[person])
        return weights.travel * self.trips[person] + weights.over_target * over

    def _way(self, person: int, schools: tuple[int, ...]) -> tuple[int | None, int | None]:
        """The minutes through these schools, and of the way from home and back; (0, 0) for none."""
        key = person, schools
        if key not in self._ways:
            codes, travel = [self._codes[one] for one in schools], self._problem.travel
            home = self._problem.people[person].id
            self._ways[key] = path_minutes(travel, codes), round_trip_minutes(travel, home, codes)
        return self._ways[key]

    def _with(self, person: int, school: int) -> _Offer | None:
        """The best times of a school with somebody, one visit after another."""
        pair, asks = self._pairs.of[person][school], self._problem.schools[school]
        used: set[int] = set()
        chosen: list[VisitTime] = []
        path = trip = 0
        for visit, options in zip(asks.visits, pair.times, strict=True):
            best: tuple[int, int, VisitTime] | None = None
            for time in options:
                more = self._beside(person, school, visit.minutes, self._slots(visit.every, time), used)
                if more is not None and (best is None or more < best[:2]):
                    best = (*more, time)
            if best is None:
                return None
            trip, path = trip + best[0], path + best[1]
            chosen.append(best[2])
            used.update(self._slots(visit.every, best[2]))
        after = self.worked[person] + pair.minutes + path
        if after > self._limit[person]:
            return None
        weights, target = self._problem.weights, self._target[person]
        over = max(0, after - target) - max(0, self.worked[person] - target)
        gain = self._base[person][school] - weights.travel * trip - weights.over_target * over
        return _Offer(gain, _Place(person, tuple(chosen)))

    def _slots(self, every: int, time: VisitTime) -> tuple[int, ...]:
        return self._problem.slots_of[every, time]

    def _beside(
        self, person: int, school: int, minutes: int, slots: Iterable[int], used: set[int]
    ) -> tuple[int, int] | None:
        """The minutes of trips and of paths that a visit adds in these slots; None: it does not fit."""
        trips = paths = 0
        for slot in slots:
            there = self.slots[person][slot]
            if slot in used or school in there or len(there) >= MOST_SCHOOLS:
                return None
            filled = self.minutes[person][slot] + minutes
            if filled > self._room[person][slot]:
                return None
            path, trip = self._way(person, tuple(sorted((*there, school))))
            if path is None or trip is None or filled + path > self._room[person][slot]:
                return None
            old_path, old_trip = self._there(person, there)
            trips, paths = trips + trip - old_trip, paths + path - old_path
        return trips, paths

    def _taken(self, school: int, place: _Place) -> Iterator[tuple[int, int]]:
        """The slots in which a school is visited, with the minutes there."""
        for visit, time in zip(self._problem.schools[school].visits, place.times, strict=True):
            for slot in self._slots(visit.every, time):
                yield visit.minutes, slot

    def _there(self, person: int, schools: tuple[int, ...]) -> tuple[int, int]:
        """The same of schools that are together already; 0 while others are still on their way in or out."""
        path, trip = self._way(person, schools)
        return path or 0, trip or 0

    def _change(self, school: int, place: _Place, *, into: bool) -> None:
        """Into its slots, or out of them, with what that does to the value."""
        person, sign = place.person, 1 if into else -1
        cost = self._cost(person)
        for minutes, slot in self._taken(school, place):
            there = self.slots[person][slot]
            after = tuple(sorted((*there, school) if into else (one for one in there if one != school)))
            path, trip = self._there(person, after)
            old_path, old_trip = self._there(person, there)
            self.worked[person] += path - old_path
            self.trips[person] += trip - old_trip
            self.slots[person][slot] = after
            self.minutes[person][slot] += sign * minutes
        self.worked[person] += sign * self._pairs.of[person][school].minutes
        self.value += sign * self._base[person][school] + cost - self._cost(person)


def good_rosters(
    pairs: Pairs, effort: Effort, *, tries: int, begin: Mapping[str, ServedSchool] | None = None
) -> Iterator[tuple[dict[str, ServedSchool], int]]:
    """Every roster that is better than all before, with its value, as they are found.

    ``begin``: the roster to begin with. Where a school that must be served finds no place, there is nothing
    until one is found in which all of them have one.
    """
    draw = random.Random(1)
    people = _People(pairs)
    musts = {number for number, school in enumerate(pairs.problem.schools) if school.must}
    everybody = [number for number in range(len(pairs.problem.schools)) if pairs.people_of[number]]
    _begin(people, pairs, begin or {})
    # what must be served first, then whoever has the fewest choices
    order = sorted(everybody, key=lambda one: (one not in musts, len(pairs.people_of[one]), one))
    _fill(people, [one for one in order if one not in people.at], musts)
    best: int | None = None
    heat = 0.002 * abs(people.value)
    for _ in range(tries):
        missing = len(musts - people.at.keys())
        if not missing and (best is None or people.value > best):
            best = people.value
            yield _told(pairs, people), best
        if effort.over or not everybody:
            return
        before, worth = dict(people.at), people.value
        out = _chosen(people, everybody, draw)
        for school in out:
            if school in people.at:
                people.take_out(school)
        out += [one for one in everybody if one not in people.at and one not in out]
        _fill(people, _drawn(out, musts, draw), musts)
        heat *= COOL
        worse = people.value < worth - heat * draw.random()
        if (len(musts - people.at.keys()), worse) > (missing, False):
            _back(people, before)


def _begin(people: _People, pairs: Pairs, begin: Mapping[str, ServedSchool]) -> None:
    number = {person.id: place for place, person in enumerate(pairs.problem.people)}
    for code, one in sorted(begin.items()):
        people.put(pairs.number[code], _Place(number[one.person], one.visits))


def _fill(people: _People, out: Sequence[int], musts: set[int]) -> None:
    """Put these back, each where it brings most, while it brings something or has to be there."""
    for school in out:
        offer = people.best(school)
        if offer is not None and (offer.gain > 0 or school in musts):
            people.put(school, offer.place)


def _chosen(people: _People, everybody: Sequence[int], draw: random.Random) -> list[int]:
    """Some schools: those that are out, and those near one that is drawn or with the same people."""
    out = [one for one in everybody if one not in people.at]
    middle = draw.choice(out) if out and draw.random() < 0.5 else draw.choice(everybody)
    count = draw.randint(2, MOST_OUT)
    inside = sorted(people.at)
    if draw.random() < 0.5:
        inside.sort(key=lambda one: (people.near(middle, one), one))
    else:
        names = sorted({place.person for place in people.at.values()})
        two = set(draw.sample(names, min(2, len(names))))
        inside = [one for one in inside if people.at[one].person in two]
        draw.shuffle(inside)
    return [*inside[:count], *out]


def _drawn(out: Sequence[int], musts: set[int], draw: random.Random) -> list[int]:
    shuffled = list(out)
    draw.shuffle(shuffled)
    return sorted(shuffled, key=lambda one: one not in musts)


def _back(people: _People, before: Mapping[int, _Place]) -> None:
    """As it was: only what changed is moved."""
    for school in [one for one, place in people.at.items() if before.get(one) is not place]:
        if school in people.at:
            people.take_out(school)
    for school, place in before.items():
        if school not in people.at:
            people.put(school, place)


def _told(pairs: Pairs, people: _People) -> dict[str, ServedSchool]:
    schools, names = pairs.problem.schools, pairs.problem.people
    return {
        schools[school].code: ServedSchool(names[place.person].id, place.times)
        for school, place in sorted(people.at.items())
    }
