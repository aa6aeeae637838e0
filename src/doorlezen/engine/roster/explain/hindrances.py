"""What keeps somebody from a school: a rule, or the room that the rest of the roster leaves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from doorlezen.engine.roster.posed.roster_answer import ServedSchool
from doorlezen.engine.roster.posed.roster_problem import (
    AskedVisit,
    RosterPerson,
    RosterProblem,
    RosterSchool,
    VisitTime,
)
from doorlezen.engine.roster.posed.rostered import schools_by_slot
from doorlezen.engine.roster.posed.shortest import MOST_SCHOOLS, path_minutes, round_trip_minutes

MOST_ARRANGEMENTS = 1_000
"""So many ways to place the visits of one school are looked at for the shortest way between schools."""


@dataclass(frozen=True)
class Hindrance:
    """One thing that holds. ``needed`` and ``there`` are minutes (of a visit, or in the cycle).

    ``kind`` by rules alone: ``fixed`` (to somebody else), ``not_at``, ``competence``, ``unreachable``,
    ``half_days`` (none in common), ``length`` (none so long), ``too_few`` (for all visits together),
    ``fixed_times`` (what is fixed does not go), ``contract``. Beside the rest of the roster: ``hours`` (the
    contract is full), ``full`` (the half-days are), ``way`` (there is room but for the way between schools).
    """

    kind: str
    competences: tuple[str, ...] = ()
    needed: int = 0
    there: int = 0


def hindrances(
    problem: RosterProblem, served: Mapping[str, ServedSchool], code: str, person_id: str
) -> tuple[Hindrance, ...]:
    """What keeps this person from this school, the roster being as it is; empty where nothing does.

    Where rules alone do, the rest of the roster is not looked at.
    """
    if ruled_out := by_rules(problem, code, person_id):
        return ruled_out
    others = {other: one for other, one in served.items() if other != code}
    return tuple(_beside(problem, others, problem.school[code], problem.person[person_id]))


def by_rules(problem: RosterProblem, code: str, person_id: str) -> tuple[Hindrance, ...]:
    """What keeps this person from this school in every roster: no solver need be asked."""
    return tuple(_alone(problem, problem.school[code], problem.person[person_id]))


def nobody_may(problem: RosterProblem, code: str, people: Iterable[str]) -> bool:
    """Whether rules keep each of these people from a school, whatever the roster."""
    return all(by_rules(problem, code, name) for name in people)


def _alone(problem: RosterProblem, school: RosterSchool, person: RosterPerson) -> Iterator[Hindrance]:
    if school.fixed is not None and school.fixed.person not in (None, person.id):
        yield Hindrance("fixed")
    if school.code in person.not_at:
        yield Hindrance("not_at")
    if missing := tuple(name for name in school.competences if name not in person.competences):
        yield Hindrance("competence", missing)
    if _unreachable(problem, person.id, school.code):
        yield Hindrance("unreachable")
    each = [_times(problem, school, person, number) for number in range(len(school.visits))]
    longest = max(school.visits)
    common = [problem.room[person.id][slot] for slot in _common(problem, school, person)]
    if not common:
        yield Hindrance("half_days")
    elif max(common) < longest.minutes:
        yield Hindrance("length", needed=longest.minutes, there=max(common))
    elif next(_arrangements(problem, school.visits, each), None) is None:
        fixed_times = school.fixed is not None and school.fixed.visits is not None
        yield Hindrance("fixed_times" if fixed_times else "too_few")
    needed, there = problem.minutes_of(school), person.max_minutes * problem.cycle_weeks
    if needed > there:
        yield Hindrance("contract", needed=needed, there=there)


def _unreachable(problem: RosterProblem, home: str, code: str) -> bool:
    """Whether no way from home comes to a school, not past other schools either."""
    minutes = problem.travel.minutes[problem.travel.number[code]]
    reached = (
        leg is not None and (place == home or place in problem.school)
        for place, leg in zip(problem.travel.places, minutes, strict=True)
        if place != code
    )
    return not any(reached)


def _common(problem: RosterProblem, school: RosterSchool, person: RosterPerson) -> list[int]:
    """The slots in which this person works and the school can have visits."""
    room = problem.room[person.id]
    return [
        number
        for number, slot in enumerate(problem.slots)
        if room[number] and slot.half_day in school.half_days
    ]


def _times(
    problem: RosterProblem, school: RosterSchool, person: RosterPerson, number: int
) -> list[VisitTime]:
    """When a visit could be for this person alone, as far as half-days and what is fixed go."""
    visit, room = school.visits[number], problem.room[person.id]
    fixed = None if school.fixed is None or school.fixed.visits is None else school.fixed.visits[number]
    return [
        time
        for (every, time), slots in problem.slots_of.items()
        if every == visit.every
        and time.half_day in school.half_days
        and fixed in (None, time)
        and all(room[slot] >= visit.minutes for slot in slots)
    ]


def _arrangements(
    problem: RosterProblem, visits: Sequence[AskedVisit], each: Sequence[Sequence[VisitTime]]
) -> Iterator[tuple[VisitTime, ...]]:
    """Every choice of a time for each visit in which no two share a slot."""
    if not visits:
        yield ()
        return
    for time in each[0]:
        slots = set(problem.slots_of[visits[0].every, time])
        left = [
            [other for other in times if slots.isdisjoint(problem.slots_of[visit.every, other])]
            for visit, times in zip(visits[1:], each[1:], strict=True)
        ]
        if all(left):
            for rest in _arrangements(problem, visits[1:], left):
                yield (time, *rest)


def _beside(
    problem: RosterProblem, others: Mapping[str, ServedSchool], school: RosterSchool, person: RosterPerson
) -> Iterator[Hindrance]:
    slots = {
        slot: codes for (name, slot), codes in schools_by_slot(problem, others).items() if name == person.id
    }
    taken = _taken(problem, others, person.id)
    worked = worked_by_slot(problem, others, person.id)
    there = person.max_minutes * problem.cycle_weeks - sum(worked.values())
    needed = problem.minutes_of(school)
    if needed > there:
        yield Hindrance("hours", needed=needed, there=max(0, there))
    each = [_times(problem, school, person, number) for number in range(len(school.visits))]
    by_minutes = [
        [time for time in times if _fits(problem, visit, time, taken, person)]
        for visit, times in zip(school.visits, each, strict=True)
    ]
    if next(_arrangements(problem, school.visits, by_minutes), None) is None:
        yield Hindrance("full")
        return
    by_way = [
        [time for time in times if _has_way(problem, visit, time, slots, taken, person, school.code)]
        for visit, times in zip(school.visits, by_minutes, strict=True)
    ]
    ways = list(islice(_arrangements(problem, school.visits, by_way), MOST_ARRANGEMENTS))
    if not ways:
        home = problem.travel.between(person.id, school.code)
        yield Hindrance("unreachable" if home is None else "way")
    elif needed <= there:
        between = min(_more_way(problem, school, times, slots) for times in ways)
        if needed + between > there:
            yield Hindrance("hours", needed=needed + between, there=there)


def worked_by_slot(problem: RosterProblem, served: Mapping[str, ServedSchool], person: str) -> dict[int, int]:
    """The minutes that this person works in each slot that is used: visits and the way between schools."""
    worked = _taken(problem, served, person)
    for (name, slot), codes in schools_by_slot(problem, served).items():
        if name == person:
            worked[slot] += path_minutes(problem.travel, codes) or 0
    return worked


def _taken(problem: RosterProblem, served: Mapping[str, ServedSchool], person: str) -> dict[int, int]:
    """The minutes of visits that this person makes, by slot."""
    taken: dict[int, int] = {}
    for code, one in served.items():
        if one.person == person:
            for visit, time in zip(problem.school[code].visits, one.visits, strict=True):
                for slot in problem.slots_of[visit.every, time]:
                    taken[slot] = taken.get(slot, 0) + visit.minutes
    return taken


def _fits(
    problem: RosterProblem, visit: AskedVisit, time: VisitTime, taken: Mapping[int, int], person: RosterPerson
) -> bool:
    room = problem.room[person.id]
    return all(
        taken.get(slot, 0) + visit.minutes <= room[slot] for slot in problem.slots_of[visit.every, time]
    )


def _has_way(
    problem: RosterProblem,
    visit: AskedVisit,
    time: VisitTime,
    slots: Mapping[int, Sequence[str]],
    taken: Mapping[int, int],
    person: RosterPerson,
    code: str,
) -> bool:
    """Whether the visit fits with the way past the other schools of each slot."""
    room = problem.room[person.id]
    for slot in problem.slots_of[visit.every, time]:
        codes = [*slots.get(slot, ()), code]
        between = path_minutes(problem.travel, codes) if len(codes) <= MOST_SCHOOLS else None
        if between is None or round_trip_minutes(problem.travel, person.id, codes) is None:
            return False
        if taken.get(slot, 0) + visit.minutes + between > room[slot]:
            return False
    return True


def _more_way(
    problem: RosterProblem,
    school: RosterSchool,
    times: Sequence[VisitTime],
    slots: Mapping[int, Sequence[str]],
) -> int:
    """The minutes of way between schools that these visits add in the cycle."""
    more = 0
    for visit, time in zip(school.visits, times, strict=True):
        for slot in problem.slots_of[visit.every, time]:
            codes = slots.get(slot, ())
            with_school = path_minutes(problem.travel, [*codes, school.code])
            more += (with_school or 0) - (path_minutes(problem.travel, codes) or 0)
    return more
