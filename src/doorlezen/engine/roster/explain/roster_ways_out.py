"""The ways out of a roster that cannot be: each is tried by solving the changed problem, and checked.

A way out changes one thing: more hours or a half-day of somebody, a colleague more, a school on another
half-day, fewer minutes of visits, a competence learnt, a demand let go. Of what can be had in steps, the
smallest that is enough is sought.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from doorlezen.engine.roster.explain.hindrances import nobody_may
from doorlezen.engine.roster.explain.roster_change import RosterSolver, possible
from doorlezen.engine.roster.knots import MUST, demands_of, under
from doorlezen.engine.roster.posed.roster_problem import (
    AskedVisit,
    RosterPerson,
    RosterProblem,
    RosterSchool,
    TravelTimes,
)

TENTH_OF_A_WEEK = 216
"""Minutes: 0.1 of a full-time week of 36 hours (cao Openbare Bibliotheken)."""
MOST_TENTHS = 10
QUARTER = 15
SHORTEST_VISIT = 30


@dataclass(frozen=True)
class RosterWayOut:
    """One change after which there is a roster, verified.

    | kind | after it |
    |---|---|
    | ``more_hours`` | the contract of ``person`` has ``minutes`` a week more |
    | ``colleague`` | there is one more with ``competences``, ``minutes`` a week on any half-day, living near
      ``school`` |
    | ``person_half_day`` | ``person`` works ``half_day`` too, ``minutes`` a week more |
    | ``competence`` | ``person`` has learnt ``competences`` |
    | ``not_at`` | ``person`` does go to ``school`` |
    | ``school_half_day`` | ``school`` can have visits on ``half_day`` too |
    | ``shorter`` | every visit of ``school`` is ``minutes`` shorter |
    | ``less_often``, ``fewer`` | its visits are half as often, or without the last one: ``minutes`` fewer in
      the cycle |
    | ``let_go`` | without ``demand`` |
    """

    kind: str
    person: str = ""
    school: str = ""
    half_day: str = ""
    minutes: int = 0
    competences: tuple[str, ...] = ()
    demand: str = ""


@dataclass(frozen=True)
class RosterKnot:
    """What cannot hold together, and the ways out that were found; how many could not be told in time."""

    conflict: tuple[str, ...]
    ways: tuple[RosterWayOut, ...]
    not_reached: int


_Step = tuple[RosterWayOut, RosterProblem]


@dataclass
class _Question:
    """Whether these schools can be served after a change, and how often that could not be told."""

    solver: RosterSolver
    codes: Sequence[str]
    only: str | None
    not_reached: int = 0

    def possible(self, problem: RosterProblem) -> bool:
        people = list(problem.person) if self.only is None else [self.only]
        if any(problem.school[code].must and nobody_may(problem, code, people) for code in self.codes):
            return False
        answer = possible(problem, self.solver)
        self.not_reached += answer is None
        return bool(answer)


def untie(
    problem: RosterProblem,
    conflict: Sequence[str],
    solver: RosterSolver,
    *,
    person: str | None = None,
    let_go: Sequence[str] | None = None,
    over: Callable[[], bool] = lambda: False,
) -> RosterKnot:
    """The ways out of a conflict: of each kind the smallest step, for each school and person that it can be
    about.

    ``person``: only this one may serve the schools, so nobody else is looked at. ``let_go``: the demands of
    which it is asked what happens without them (None: those of the conflict). ``over``: whether to stop.
    """
    codes = sorted({name.partition(":")[2] for name in conflict if name.startswith(f"{MUST}:")})
    question = _Question(solver, codes, person)
    ways: list[RosterWayOut] = []
    letting_go = _let_go(problem, conflict if let_go is None else let_go)
    for ladder in chain(_ladders(problem, codes, person), letting_go):
        if over():
            question.not_reached += 1
            continue
        if (found := _smallest(ladder, question.possible)) is not None:
            ways.append(found)
    return RosterKnot(tuple(conflict), tuple(ways), question.not_reached)


def _smallest(ladder: Sequence[_Step], enough: Callable[[RosterProblem], bool]) -> RosterWayOut | None:
    """The first step that is enough, by bisection; the largest is tried first."""
    if not ladder or not enough(ladder[-1][1]):
        return None
    low, high = -1, len(ladder) - 1
    while high - low > 1:
        middle = (low + high) // 2
        if enough(ladder[middle][1]):
            high = middle
        else:
            low = middle
    return ladder[high][0]


def _ladders(problem: RosterProblem, codes: Sequence[str], only: str | None) -> Iterator[list[_Step]]:
    """Each a list of steps, of which a later one gives more room than an earlier one."""
    people = [person for person in problem.people if only in (None, person.id)]
    schools = [problem.school[code] for code in codes]
    wanted = tuple(sorted({name for school in schools for name in school.competences}))
    for person in people:
        if any(_competent(person, school) for school in schools):
            yield list(_more_hours(problem, person))
            yield from ([step] for step in _more_half_days(problem, person))
        yield from ([step] for step in _learnt(problem, person, schools))
        yield from ([step] for step in _let_in(problem, person, schools))
    if only is None and schools:
        yield list(_colleague(problem, schools[0], wanted))
    for school in schools:
        yield from ([step] for step in _other_half_days(problem, school))
        yield list(_shorter(problem, school))
        yield from ([step] for step in _fewer(problem, school))


def _let_go(problem: RosterProblem, demands: Iterable[str]) -> Iterator[list[_Step]]:
    for demand in demands:
        kept = [name for name in demands_of(problem) if name != demand]
        yield [(RosterWayOut("let_go", demand=demand), under(problem, kept))]


def _competent(person: RosterPerson, school: RosterSchool) -> bool:
    return set(school.competences) <= set(person.competences) and school.code not in person.not_at


def _with_person(problem: RosterProblem, person: RosterPerson) -> RosterProblem:
    people = tuple(person if one.id == person.id else one for one in problem.people)
    return replace(problem, people=people)


def _with_school(problem: RosterProblem, school: RosterSchool) -> RosterProblem:
    schools = tuple(school if one.code == school.code else one for one in problem.schools)
    return replace(problem, schools=schools)


def _more_hours(problem: RosterProblem, person: RosterPerson) -> Iterator[_Step]:
    for tenths in range(1, MOST_TENTHS + 1):
        minutes = tenths * TENTH_OF_A_WEEK
        more = replace(person, max_minutes=person.max_minutes + minutes)
        yield RosterWayOut("more_hours", person=person.id, minutes=minutes), _with_person(problem, more)


def _usual(problem: RosterProblem) -> dict[str, int]:
    """The minutes of each half-day, as the longest that anybody works it; where nobody does, as any."""
    longest = max((minutes for one in problem.people for minutes in one.half_days.values()), default=0)
    usual = {
        half_day: max((one.half_days.get(half_day, 0) for one in problem.people), default=0)
        for half_day in problem.half_days
    }
    return {half_day: minutes or longest for half_day, minutes in usual.items()}


def _more_half_days(problem: RosterProblem, person: RosterPerson) -> Iterator[_Step]:
    for half_day, minutes in _usual(problem).items():
        if not person.half_days.get(half_day) and minutes:
            more = replace(
                person,
                half_days={**person.half_days, half_day: minutes},
                max_minutes=person.max_minutes + minutes,
            )
            way = RosterWayOut("person_half_day", person=person.id, half_day=half_day, minutes=minutes)
            yield way, _with_person(problem, more)


def _learnt(problem: RosterProblem, person: RosterPerson, schools: Sequence[RosterSchool]) -> Iterator[_Step]:
    seen = set()
    for school in schools:
        missing = tuple(name for name in school.competences if name not in person.competences)
        if missing and missing not in seen and school.code not in person.not_at:
            seen.add(missing)
            more = replace(person, competences=(*person.competences, *missing))
            way = RosterWayOut("competence", person=person.id, competences=missing)
            yield way, _with_person(problem, more)


def _let_in(problem: RosterProblem, person: RosterPerson, schools: Sequence[RosterSchool]) -> Iterator[_Step]:
    for school in schools:
        if school.code in person.not_at:
            less = replace(person, not_at=tuple(code for code in person.not_at if code != school.code))
            way = RosterWayOut("not_at", person=person.id, school=school.code)
            yield way, _with_person(problem, less)


def _colleague(problem: RosterProblem, near: RosterSchool, competences: tuple[str, ...]) -> Iterator[_Step]:
    name = "+"
    while name in problem.travel.number:
        name += "+"
    row = [problem.travel.between(near.code, place) for place in problem.travel.places]
    travel = TravelTimes(
        (*problem.travel.places, name),
        (*((*old, leg) for old, leg in zip(problem.travel.minutes, row, strict=True)), (*row, 0)),
    )
    for tenths in range(1, MOST_TENTHS + 1):
        minutes = tenths * TENTH_OF_A_WEEK
        colleague = RosterPerson(name, name, _usual(problem), minutes, minutes, competences, (), {})
        way = RosterWayOut("colleague", school=near.code, minutes=minutes, competences=competences)
        yield way, replace(problem, people=(*problem.people, colleague), travel=travel)


def _other_half_days(problem: RosterProblem, school: RosterSchool) -> Iterator[_Step]:
    for half_day in problem.half_days:
        if half_day not in school.half_days:
            more = replace(school, half_days=(*school.half_days, half_day))
            way = RosterWayOut("school_half_day", school=school.code, half_day=half_day)
            yield way, _with_school(problem, more)


def _shorter(problem: RosterProblem, school: RosterSchool) -> Iterator[_Step]:
    most = min(visit.minutes for visit in school.visits) - SHORTEST_VISIT
    for minutes in range(QUARTER, most + 1, QUARTER):
        visits = tuple(AskedVisit(visit.minutes - minutes, visit.every) for visit in school.visits)
        way = RosterWayOut("shorter", school=school.code, minutes=minutes)
        yield way, _with_school(problem, replace(school, visits=visits))


def _fewer(problem: RosterProblem, school: RosterSchool) -> Iterator[_Step]:
    asked = problem.minutes_of(school)
    if all(problem.cycle_weeks % (2 * visit.every) == 0 for visit in school.visits):
        visits = tuple(AskedVisit(visit.minutes, 2 * visit.every) for visit in school.visits)
        less = replace(school, visits=visits)
        lost = asked - problem.minutes_of(less)
        yield RosterWayOut("less_often", school=school.code, minutes=lost), _with_school(problem, less)
    if len(school.visits) > 1:
        fixed = school.fixed
        if fixed is not None and fixed.visits is not None:
            fixed = replace(fixed, visits=fixed.visits[:-1])
        less = replace(school, visits=school.visits[:-1], fixed=fixed)
        lost = asked - problem.minutes_of(less)
        yield RosterWayOut("fewer", school=school.code, minutes=lost), _with_school(problem, less)
