"""A roster problem: which schools get which visits, and who could make them, in a cycle of weeks.

The format is docs/roster.md (doorlezen-roster-problem/1). All time is whole minutes. Nothing here judges a
roster or looks for one; what several askers need to know of a problem is made once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

CYCLES = (1, 2, 4)
"""The weeks that a cycle may have; a visit recurs every so many weeks too."""


class WeekSlot(NamedTuple):
    """A half-day in a week of the cycle, 1 being the first."""

    week: int
    half_day: str


class VisitTime(NamedTuple):
    """When a visit is: its half-day, and the first week of the cycle in which it takes place (1…every)."""

    half_day: str
    phase: int


class AskedVisit(NamedTuple):
    """A visit that a school asks: how long, and every how many weeks."""

    minutes: int
    every: int


@dataclass(frozen=True, slots=True)
class FixedPart:
    """What must stay as it is when the school is served. None: that part is free."""

    person: str | None = None
    visits: tuple[VisitTime, ...] | None = None


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """Somebody who visits schools. Minutes per half-day of any week; ``weeks`` changes single ones.

    ``max_minutes`` and ``target_minutes`` are per week, over the cycle together.
    """

    id: str
    name: str
    half_days: Mapping[str, int]
    max_minutes: int
    target_minutes: int
    competences: tuple[str, ...]
    not_at: tuple[str, ...]
    wishes: Mapping[str, int]
    weeks: Mapping[int, Mapping[str, int]] = field(default_factory=dict)

    def minutes(self, slot: WeekSlot) -> int:
        """The minutes available in a slot; 0 where this person does not work."""
        changed = self.weeks.get(slot.week, {})
        return changed.get(slot.half_day, self.half_days.get(slot.half_day, 0))


@dataclass(frozen=True, slots=True)
class RosterSchool:
    """A school with the visits that it asks: all of them by one person, or none."""

    code: str
    name: str
    municipality: str
    half_days: tuple[str, ...]
    competences: tuple[str, ...]
    visits: tuple[AskedVisit, ...]
    last_year: str | None
    must: bool
    fixed: FixedPart | None


@dataclass(frozen=True)
class TravelTimes:
    """Minutes from place to place, there and back alike; None where one cannot be reached from the other.

    A place is somebody's home (by id) or a school (by code).
    """

    places: tuple[str, ...]
    minutes: tuple[tuple[int | None, ...], ...]

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Each place's row and column."""
        return {place: number for number, place in enumerate(self.places)}

    def between(self, one: str, other: str) -> int | None:
        """The minutes between two places; None: cannot be reached. Raises KeyError for another place."""
        return self.minutes[self.number[one]][self.number[other]]


@dataclass(frozen=True, slots=True)
class RosterWeights:
    """What each term of the objective counts for, at least 0; travel and time over target count against."""

    minute: int
    continuity: int
    travel: int
    wish: int
    over_target: int


@dataclass(frozen=True)
class RosterProblem:
    """Everything that a roster must decide. ``sha256``: of the file's bytes (empty where there was none)."""

    title: str
    school_year: str
    cycle_weeks: int
    half_days: tuple[str, ...]
    people: tuple[RosterPerson, ...]
    schools: tuple[RosterSchool, ...]
    travel: TravelTimes
    weights: RosterWeights
    sha256: str = ""

    @cached_property
    def person(self) -> Mapping[str, RosterPerson]:
        """The people by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def school(self) -> Mapping[str, RosterSchool]:
        """The schools by code."""
        return {school.code: school for school in self.schools}

    @cached_property
    def slots(self) -> tuple[WeekSlot, ...]:
        """All slots of the cycle, week by week; a slot's number is its place in here."""
        weeks = range(1, self.cycle_weeks + 1)
        return tuple(WeekSlot(week, half_day) for week in weeks for half_day in self.half_days)

    @cached_property
    def slot_number(self) -> Mapping[WeekSlot, int]:
        """The number of each slot."""
        return {slot: number for number, slot in enumerate(self.slots)}

    @cached_property
    def slots_of(self) -> Mapping[tuple[int, VisitTime], tuple[int, ...]]:
        """By ``every`` and time of a visit: the numbers of the slots in which it takes place."""
        return {
            (every, VisitTime(half_day, phase)): tuple(
                self.slot_number[WeekSlot(week, half_day)]
                for week in range(phase, self.cycle_weeks + 1, every)
            )
            for every in CYCLES
            if self.cycle_weeks % every == 0
            for half_day in self.half_days
            for phase in range(1, every + 1)
        }

    @cached_property
    def room(self) -> Mapping[str, tuple[int, ...]]:
        """By person: the minutes available in each slot, by its number."""
        return {person.id: tuple(map(person.minutes, self.slots)) for person in self.people}

    @cached_property
    def times(self) -> Mapping[tuple[str, str], tuple[tuple[VisitTime, ...], ...]]:
        """By person and school that may go together: for each visit, when it could be.

        Looked at: competences, ``not_at``, the half-days of both, whether a visit alone fits in the slots it
        takes, and what is fixed. A pair of which some visit has no time is left out. Not looked at: travel,
        the contract, and that no two visits of the school share a slot.
        """
        found = {}
        for school in self.schools:
            for person in self.people:
                if may_go(person, school):
                    times = tuple(self._times(person, school, number) for number in range(len(school.visits)))
                    if all(times):
                        found[person.id, school.code] = times
        return found

    def _times(self, person: RosterPerson, school: RosterSchool, number: int) -> tuple[VisitTime, ...]:
        visit, room = school.visits[number], self.room[person.id]
        wanted = None if school.fixed is None or school.fixed.visits is None else school.fixed.visits[number]
        half_days = set(school.half_days)
        return tuple(
            time
            for half_day in self.half_days
            if half_day in half_days
            for time in (VisitTime(half_day, phase) for phase in range(1, visit.every + 1))
            if wanted in (None, time)
            and all(room[slot] >= visit.minutes for slot in self.slots_of[visit.every, time])
        )

    def occurrences(self, visit: AskedVisit) -> int:
        """How often a visit takes place in the cycle."""
        return self.cycle_weeks // visit.every

    def minutes_of(self, school: RosterSchool) -> int:
        """The minutes of all visits of a school in the cycle."""
        return sum(visit.minutes * self.occurrences(visit) for visit in school.visits)


def may_go(person: RosterPerson, school: RosterSchool) -> bool:
    """Whether this person may visit this school at all: competences, ``not_at``, a fixed person."""
    if school.fixed is not None and school.fixed.person not in (None, person.id):
        return False
    return school.code not in person.not_at and set(school.competences) <= set(person.competences)
