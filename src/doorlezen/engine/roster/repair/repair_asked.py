"""What a repair is asked of, and what it is: visits on real days of which some cannot stay where they are."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from doorlezen.engine.roster.posed.roster_problem import RosterPerson, RosterSchool, TravelTimes


class VisitSlot(NamedTuple):
    """Where a visit can be: by whom, on which day, in which half-day ("mo-am")."""

    person: str
    day: datetime.date
    half_day: str


@dataclass(frozen=True, slots=True)
class DatedVisit:
    """A visit of the year as it stands. ``key``: a number of its own."""

    key: int
    school: str
    place: VisitSlot
    minutes: int


class Fate(StrEnum):
    """How a visit fares, as its school sees it."""

    KEPT = "kept"
    PERSON = "person"
    """Somebody else comes, at the same time."""
    TIME = "time"
    """The same person comes at another time."""
    BOTH = "both"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class RepairAsked:
    """A part of the year in which something came between.

    ``people`` by id and ``schools`` by code: of the roster problem. ``visits``: all that take place on
    ``days`` as it was planned. ``hurt``: keys of those that cannot stay: they alone may be cancelled;
    ``settled``: of those that nobody
    changes. ``days``: those on which a visit may come to be, in order. ``open``: whether a school has school
    on a day. ``room``: the minutes that somebody has on a day in a half-day; 0: is not there. ``window``: a
    visit is moved at most so many days. ``more``: by id how many minutes more than planned somebody may
    visit, on all these days together; who is not named: no limit.
    """

    people: Mapping[str, RosterPerson]
    schools: Mapping[str, RosterSchool]
    travel: TravelTimes
    visits: tuple[DatedVisit, ...]
    hurt: frozenset[int]
    settled: frozenset[int]
    days: tuple[datetime.date, ...]
    open: Callable[[str, datetime.date], bool]
    room: Callable[[str, datetime.date, str], int]
    window: int
    more: Mapping[str, int]

    @cached_property
    def by_key(self) -> Mapping[int, DatedVisit]:
        """The visits by their key."""
        return {visit.key: visit for visit in self.visits}

    @cached_property
    def hurt_schools(self) -> frozenset[str]:
        """The schools of which a visit cannot stay: each of them notices something, whatever is done."""
        return frozenset(self.by_key[key].school for key in self.hurt)


class RepairCost(NamedTuple):
    """What a repair asks, in the order in which less is better.

    ``schools`` that notice it; ``minutes`` of visits that are cancelled; ``visits`` that are not as planned;
    ``new_people``: a school and somebody who did not come there in these days; ``days``: by which visits
    move.
    """

    schools: int
    minutes: int
    visits: int
    new_people: int
    days: int


@dataclass(frozen=True)
class Repair:
    """A way to go on.

    ``places``: of each visit that does not stay where it was, where it is now (None: it is cancelled), by key
    in order. ``proven``: nothing of the kind that was asked costs less.
    """

    places: Mapping[int, VisitSlot | None]
    cost: RepairCost
    proven: bool


def fate(visit: DatedVisit, place: VisitSlot | None) -> Fate:
    """How a visit fares when it comes to be at ``place``."""
    if place is None:
        return Fate.CANCELLED
    other_person = place.person != visit.place.person
    other_time = place[1:] != visit.place[1:]
    if other_person:
        return Fate.BOTH if other_time else Fate.PERSON
    return Fate.TIME if other_time else Fate.KEPT


def cost(asked: RepairAsked, places: Mapping[int, VisitSlot | None]) -> RepairCost:
    """What these changes ask."""
    planned = {(visit.school, visit.place.person) for visit in asked.visits}
    changed = [(asked.by_key[key], place) for key, place in places.items()]
    there = [(visit, place) for visit, place in changed if place is not None]
    return RepairCost(
        schools=len({visit.school for visit, _ in changed}),
        minutes=sum(visit.minutes for visit, place in changed if place is None),
        visits=len(changed),
        new_people=len({(visit.school, place.person) for visit, place in there} - planned),
        days=sum(abs((place.day - visit.place.day).days) for visit, place in there),
    )
