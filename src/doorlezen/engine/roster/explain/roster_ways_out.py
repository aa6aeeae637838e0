"""The ways out of a roster that cannot be: each is tried by solving the changed problem, and checked.

A way out changes one thing: more hours or a half-day of somebody, a colleague more, a school on another
half-day, fewer minutes of visits, a competence learnt, a demand let go. Of what can be had in steps, the
smallest that is enough is sought.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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
from doorlezen.language import MINUTES_A_QUARTER

TENTH_OF_A_WEEK = 216
"""Minutes: 0.1 of a full-time week of 36 hours (cao Openbare Bibliotheken)."""
MOST_TENTHS = 10
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


class _Kind(NamedTuple):
    """Changes of one kind. Of each ladder a later step gives more room than an earlier one; ``together``: all
    of them at once (None: there is one ladder, or they do not go together)."""

    ladders: Sequence[Sequence[_Step]]
    together: RosterProblem | None = None


@dataclass
class _Question:
    """Whether these schools can be served after a change, and how often that could not be told."""

    solver: RosterSolver
    codes: Sequence[str]
    only: str | None
    over: Callable[[], bool]
    not_reached: int = 0

    def ask(self, problem: RosterProblem) -> bool | None:
        """None: that could not be told in time."""
        people = list(problem.person) if self.only is None else [self.only]
        if any(problem.school[code].must and nobody_may(problem, code, people) for code in self.codes):
            return False
        return None if self.over() else possible(problem, self.solver)

    def enough(self, problem: RosterProblem) -> bool:
        """Counts what could not be told."""
        answer = self.ask(problem)
        self.not_reached += answer is None
        return bool(answer)

    def ways(self, kind: _Kind) -> Iterator[RosterWayOut]:
        """The smallest change of each ladder. Where all together are not enough none is: one question."""
        if kind.together is not None and len(kind.ladders) > 1:
            answer = self.ask(kind.together)
            if not answer:
                self.not_reached += len(kind.ladders) if answer is None else 0
                return
        for ladder in kind.ladders:
            if (found := _smallest(ladder, self.enough)) is not None:
                yield found


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
    question = _Question(solver, codes, person, over)
    letting_go = _Kind(list(_let_go(problem, conflict if let_go is None else let_go)))
    kinds = (*_kinds(problem, [problem.school[code] for code in codes], person), letting_go)
    ways = tuple(way for kind in kinds for way in question.ways(kind))
    return RosterKnot(tuple(conflict), ways, question.not_reached)


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


def _kinds(problem: RosterProblem, schools: Sequence[RosterSchool], only: str | None) -> Iterator[_Kind]:
    """What could be changed, what is asked of the fewest people first."""
    people = [person for person in problem.people if only in (None, person.id)]
    able = [person for person in people if any(_competent(person, school) for school in schools)]
    half_days = [step for school in schools for step in _other_half_days(problem, school)]
    yield _Kind([[step] for step in half_days], _everywhere(problem, schools))
    hours = [list(_more_hours(problem, person)) for person in able]
    yield _Kind(hours, _together(problem, [ladder[-1:] for ladder in hours]))
    more = [list(_more_half_days(problem, person)) for person in able]
    yield _Kind([[step] for steps in more for step in steps], _together(problem, more))
    learnt = [list(_learnt(problem, person, schools)) for person in people]
    yield _Kind([[step] for steps in learnt for step in steps], _together(problem, learnt))
    yield _Kind([[step] for person in people for step in _let_in(problem, person, schools)])
    if only is None and schools:
        wanted = tuple(sorted({name for school in schools for name in school.competences}))
        yield _Kind([list(_colleague(problem, schools[0], wanted))])
    for school in schools:
        yield _Kind([list(_shorter(problem, school)), *([step] for step in _fewer(problem, school))])


def _let_go(problem: RosterProblem, demands: Iterable[str]) -> Iterator[list[_Step]]:
    for demand in demands:
        kept = [name for name in demands_of(problem) if name != demand]
        yield [(RosterWayOut("let_go", demand=demand), under(problem, kept))]


def _everywhere(problem: RosterProblem, schools: Sequence[RosterSchool]) -> RosterProblem:
    """These schools on any half-day."""
    for school in schools:
        problem = _with_school(problem, replace(school, half_days=problem.half_days))
    return problem


def _together(problem: RosterProblem, steps: Sequence[Sequence[_Step]]) -> RosterProblem:
    """The most room that the steps about each person give, all people at once."""
    changed = problem
    for of_person in steps:
        for way, after in of_person:
            old, new = changed.person[way.person], after.person[way.person]
            more = new.max_minutes - problem.person[way.person].max_minutes
            wider = replace(
                old,
                max_minutes=old.max_minutes + more,
                half_days={**old.half_days, **new.half_days},
                competences=tuple(dict.fromkeys((*old.competences, *new.competences))),
            )
            changed = _with_person(changed, wider)
    return changed


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
    for minutes in range(MINUTES_A_QUARTER, most + 1, MINUTES_A_QUARTER):
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
