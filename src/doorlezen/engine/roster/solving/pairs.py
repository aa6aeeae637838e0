"""Who could serve which school, what that brings, and whether two schools ever share a half-day.

People and schools are numbered in the order of the problem.
"""

from collections.abc import Mapping
from functools import cached_property
from math import gcd
from typing import NamedTuple

from doorlezen.engine.roster.posed.roster_problem import RosterProblem, VisitTime


class Pair(NamedTuple):
    """A school with somebody who could serve it.

    ``minutes`` of its visits in the cycle. ``worth``: what it adds to the objective at most, before minutes
    over target; exactly that where the person visits one school in a slot. ``times``: for each visit, when.
    """

    minutes: int
    worth: int
    times: tuple[tuple[VisitTime, ...], ...]


class Pairs:
    """All pairs of a problem, and what holds for each person."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self.number = {school.code: number for number, school in enumerate(problem.schools)}
        self.alone = tuple(self._one_a_slot(person.id) for person in problem.people)
        """For each person: whether no two schools ever fit in one slot."""
        self.of: tuple[Mapping[int, Pair], ...] = tuple(
            self._pairs(number) for number in range(len(problem.people))
        )
        """For each person: the pair with each school that is possible."""

    @cached_property
    def people_of(self) -> tuple[tuple[int, ...], ...]:
        """For each school: who could serve it."""
        people: list[list[int]] = [[] for _ in self.problem.schools]
        for person, pairs in enumerate(self.of):
            for school in pairs:
                people[school].append(person)
        return tuple(map(tuple, people))

    @cached_property
    def step(self) -> int:
        """Every roster's value is a whole number of these, where every person is alone in each slot."""
        problem, step = self.problem, 0
        for person, pairs in enumerate(self.of):
            step = gcd(step, *(pair.worth for pair in pairs.values()))
            if problem.weights.over_target:
                target = problem.people[person].target_minutes * problem.cycle_weeks
                over = gcd(target, *(pair.minutes for pair in pairs.values()))
                step = gcd(step, problem.weights.over_target * over)
        return step if all(self.alone) and step else 1

    def _codes(self, person: str) -> list[str]:
        return [school.code for school in self.problem.schools if (person, school.code) in self.problem.times]

    def _one_a_slot(self, person: str) -> bool:
        """Whether the two shortest visits of two schools do not even fit in the largest slot."""
        problem = self.problem
        shortest = sorted(
            min(visit.minutes for visit in problem.school[code].visits) for code in self._codes(person)
        )
        return len(shortest) < 2 or shortest[0] + shortest[1] > max(problem.room[person], default=0)

    def _pairs(self, person: int) -> dict[int, Pair]:
        problem, name = self.problem, self.problem.people[person].id
        limit = problem.people[person].max_minutes * problem.cycle_weeks
        pairs = {}
        for code in self._codes(name):
            minutes = problem.minutes_of(problem.school[code])
            travel = self._travel(person, code)
            if travel is None or minutes > limit:
                continue
            pairs[self.number[code]] = Pair(
                minutes, self.before_travel(person, self.number[code]) - travel, problem.times[name, code]
            )
        return pairs

    def before_travel(self, person: int, school: int) -> int:
        """What a school with this person adds to the objective, but for travel and minutes over target."""
        problem, who, asks = self.problem, self.problem.people[person], self.problem.schools[school]
        worth = problem.weights.minute * problem.minutes_of(asks)
        worth += problem.weights.wish * who.wishes.get(asks.code, 0)
        return worth + problem.weights.continuity * (asks.last_year == who.id)

    def _travel(self, person: int, code: str) -> int | None:
        """What the way there and back costs at least in a cycle; None where there is none.

        Two schools in a slot share a way. Each stop of a round trip has two legs, and half of all legs of all
        stops is the trip: so half of the two shortest legs of a school is never too much.
        """
        problem, home = self.problem, self.problem.people[person].id
        times = sum(problem.occurrences(visit) for visit in problem.school[code].visits)
        own = problem.travel.between(home, code)
        if self.alone[person]:
            return None if own is None else problem.weights.travel * 2 * own * times
        others = (problem.travel.between(code, other) for other in self._codes(home) if other != code)
        legs = sorted(leg for leg in (own, own, *others) if leg is not None)
        if len(legs) < 2:
            return None
        return problem.weights.travel * (legs[0] + legs[1]) * times // 2
