"""Where a visit could come to be, and what fits into a half-day of somebody beside what stays there."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from doorlezen.engine.roster.laid import day_of_week
from doorlezen.engine.roster.posed.roster_problem import may_go
from doorlezen.engine.roster.posed.shortest import MOST_SCHOOLS, path_minutes
from doorlezen.engine.roster.repair.repair_asked import DatedVisit, RepairAsked, VisitSlot


@dataclass(frozen=True)
class Choices:
    """``of``: by key of each visit that may change, the places where it may be; its own first, unless it is
    hurt. ``staying``: by place what is there and does not change."""

    of: Mapping[int, tuple[VisitSlot, ...]]
    staying: Mapping[VisitSlot, tuple[DatedVisit, ...]]


def choices(asked: RepairAsked, free: Iterable[int], *, loyal: bool) -> Choices:
    """What the visits with these keys may do, the others staying where they are. ``loyal``: schools that
    are not hurt keep who comes."""
    changing = frozenset(free)
    staying: dict[VisitSlot, list[DatedVisit]] = defaultdict(list)
    busy: set[tuple[str, datetime.date]] = set()
    for visit in asked.visits:
        if visit.key not in changing:
            staying[visit.place].append(visit)
            busy.add((visit.school, visit.place.day))
    people = {code: _who_may(asked, code) for code in sorted({asked.by_key[key].school for key in changing})}
    found = {}
    for key in sorted(changing):
        visit = asked.by_key[key]
        own = () if key in asked.hurt else (visit.place,)
        kept = loyal and visit.school not in asked.hurt_schools
        who = [visit.place.person] if kept else people[visit.school]
        elsewhere = (
            place
            for place in _places(asked, visit, who)
            if place != visit.place
            and (visit.school, place.day) not in busy
            and _may_fit(asked, place, staying.get(place, ()), visit)
        )
        found[key] = (*own, *elsewhere)
    return Choices(found, {place: tuple(there) for place, there in staying.items()})


def _who_may(asked: RepairAsked, code: str) -> list[str]:
    school = asked.schools[code]
    return [person for person in sorted(asked.people) if may_go(asked.people[person], school)]


def _places(asked: RepairAsked, visit: DatedVisit, people: list[str]) -> Iterable[VisitSlot]:
    """Where the rules let it be, nearest day first."""
    school, planned = asked.schools[visit.school], visit.place.day
    near = [day for day in asked.days if abs((day - planned).days) <= asked.window]
    half_days: dict[int, list[str]] = defaultdict(list)
    for half_day in school.half_days:
        half_days[day_of_week(half_day)].append(half_day)
    for day in sorted(near, key=lambda one: (abs((one - planned).days), one)):
        if not asked.open(visit.school, day):
            continue
        for half_day in half_days[day.weekday()]:
            for person in people:
                if asked.room(person, day, half_day) >= visit.minutes:
                    yield VisitSlot(person, day, half_day)


def _may_fit(asked: RepairAsked, place: VisitSlot, there: Sequence[DatedVisit], visit: DatedVisit) -> bool:
    """Whether what stays leaves room for it, whatever the way; the way is looked at when it is known who else
    comes there."""
    minutes = visit.minutes + sum(one.minutes for one in there)
    return len(there) < MOST_SCHOOLS and minutes <= asked.room(*place)


def fits(asked: RepairAsked, place: VisitSlot, visits: Iterable[DatedVisit]) -> bool:
    """Whether somebody can make these visits in one half-day, with the ways between."""
    together = list(visits)
    codes = [visit.school for visit in together]
    if len(codes) > MOST_SCHOOLS or len(set(codes)) < len(codes):
        return False
    path = path_minutes(asked.travel, codes)
    return path is not None and path + sum(visit.minutes for visit in together) <= asked.room(*place)


def fits_with_more(
    asked: RepairAsked, place: VisitSlot, visits: Iterable[DatedVisit], others: Iterable[DatedVisit]
) -> bool:
    """Whether these fit once others come as well: a way between two schools may lead past a third."""
    together = tuple(visits)
    beside = [one for one in others if one not in together]
    return any(
        fits(asked, place, (*together, *more))
        for number in range(1, MOST_SCHOOLS - len(together) + 1)
        for more in combinations(beside, number)
    )
