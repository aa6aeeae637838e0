"""Nakijken: whether a repair is one. Plain arithmetic from the rules of docs/roster.md, with ways of its own.

Whether no repair asks less, only a solver can prove.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

from doorlezen.engine.roster.repair.repair_asked import DatedVisit, Repair, RepairAsked, VisitSlot
from doorlezen.language import t

MOST_AT_ONCE = 3
"""So many schools in a half-day at most."""
MONDAY_FIRST = ("mo", "tu", "we", "th", "fr", "sa", "su")


def check_repair(asked: RepairAsked, repair: Repair) -> list[str]:
    """Everything that is wrong with a repair, a sentence each; an empty list when it is right."""
    return [
        *_hurt(asked, repair),
        *(line for key, place in repair.places.items() for line in _rules(asked, key, place)),
        *_half_days(asked, repair),
        *_days(asked, repair),
        *_hours(asked, repair),
        *_cost(asked, repair),
    ]


def _hurt(asked: RepairAsked, repair: Repair) -> Iterator[str]:
    for visit in asked.visits:
        if visit.key in asked.hurt and repair.places.get(visit.key, visit.place) == visit.place:
            yield t("bezoek {key} kan niet blijven, en blijft", key=visit.key)
        if visit.key not in asked.hurt and repair.places.get(visit.key, visit.place) is None:
            yield t("bezoek {key} kan blijven, en vervalt", key=visit.key)
        if visit.key in asked.settled and visit.key in repair.places:
            yield t("bezoek {key} ligt vast, en verandert", key=visit.key)


def _rules(asked: RepairAsked, key: int, place: VisitSlot | None) -> Iterator[str]:
    if place is None:
        return
    visit = next(one for one in asked.visits if one.key == key)
    school, person = asked.schools[visit.school], asked.people[place.person]
    if set(school.competences) - set(person.competences):
        yield t("bezoek {key}: {person} kan niet wat de school vraagt", key=key, person=person.id)
    if visit.school in person.not_at:
        yield t("bezoek {key}: {person} gaat niet naar deze school", key=key, person=person.id)
    if not asked.open(visit.school, place.day):
        yield t("bezoek {key}: de school heeft op {day} geen les", key=key, day=place.day)
    if place.half_day not in school.half_days or MONDAY_FIRST[place.day.weekday()] != place.half_day[:2]:
        yield t("bezoek {key}: {half_day} is geen dagdeel van de school", key=key, half_day=place.half_day)
    if place.day not in asked.days or abs((place.day - visit.place.day).days) > asked.window:
        yield t("bezoek {key}: {day} is te ver weg", key=key, day=place.day)


def _there(asked: RepairAsked, repair: Repair) -> Iterator[tuple[DatedVisit, VisitSlot, bool]]:
    """Every visit that takes place, where, and whether it changed."""
    for visit in asked.visits:
        place = repair.places.get(visit.key, visit.place)
        if place is not None:
            yield visit, place, visit.key in repair.places


def _half_days(asked: RepairAsked, repair: Repair) -> Iterator[str]:
    """What comes to be in a half-day fits there. One in which nothing new comes may be as full as it was."""
    together: dict[VisitSlot, list[DatedVisit]] = defaultdict(list)
    new = set()
    for visit, place, changed in _there(asked, repair):
        together[place].append(visit)
        if changed:
            new.add(place)
    for place in sorted(new):
        visits = together[place]
        codes = [visit.school for visit in visits]
        way = _way(asked, codes)
        room = asked.room(place.person, place.day, place.half_day)
        if len(codes) > MOST_AT_ONCE or len(set(codes)) < len(codes):
            yield t("{person} op {day}: te veel scholen in een dagdeel", person=place.person, day=place.day)
        elif way is None or way + sum(visit.minutes for visit in visits) > room:
            yield t("{person} op {day}: het past niet in het dagdeel", person=place.person, day=place.day)


def _way(asked: RepairAsked, codes: Sequence[str]) -> int | None:
    ways = []
    for order in permutations(codes):
        legs = [asked.travel.between(one, other) for one, other in pairwise(order)]
        known = [leg for leg in legs if leg is not None]
        if len(known) == len(legs):
            ways.append(sum(known))
    return min(ways, default=None)


def _days(asked: RepairAsked, repair: Repair) -> Iterator[str]:
    """A school is not visited twice on a day, unless that was planned so."""
    planned: Counter[tuple[str, datetime.date]] = Counter(
        (visit.school, visit.place.day) for visit in asked.visits
    )
    now: Counter[tuple[str, datetime.date]] = Counter(
        (visit.school, place.day) for visit, place, _ in _there(asked, repair)
    )
    for (school, day), number in sorted(now.items()):
        if number > max(1, planned[school, day]):
            yield t("school {code} krijgt op {day} twee bezoeken", code=school, day=day)


def _hours(asked: RepairAsked, repair: Repair) -> Iterator[str]:
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for visit in asked.visits:
        before[visit.place.person] += visit.minutes
    for visit, place, _ in _there(asked, repair):
        after[place.person] += visit.minutes
    for person, more in sorted(asked.more.items()):
        if after[person] > before[person] + more:
            yield t("{person} krijgt meer uren dan kan", person=person)


def _cost(asked: RepairAsked, repair: Repair) -> Iterator[str]:
    """Counted anew."""
    schools, minutes, days = set(), 0, 0
    came = {(visit.school, visit.place.person) for visit in asked.visits}
    new = set()
    for visit in asked.visits:
        if visit.key not in repair.places:
            continue
        schools.add(visit.school)
        place = repair.places[visit.key]
        if place is None:
            minutes += visit.minutes
            continue
        days += abs((place.day - visit.place.day).days)
        if (visit.school, place.person) not in came:
            new.add((visit.school, place.person))
    if repair.cost != (len(schools), minutes, len(repair.places), len(new), days):
        yield t("de gevolgen van het herstel zijn anders dan er staat")
