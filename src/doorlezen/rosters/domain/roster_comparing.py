"""What a roster does otherwise than another one, or than last year.

Two rosters may be of other problems: another team, other schools, other visits. What was asked otherwise is
told as well, because most of what differs then comes from that. Minutes are those of four weeks: every cycle
fits in it a whole number of times, so rosters of other cycles can be laid side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from doorlezen.engine.roster import AskedVisit, RosterPerson, RosterProblem, RosterSchool, VisitTime
from doorlezen.engine.roster.explain.person_load import load_of
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.rosters.models import RosterState, TeamRoster

WEEKS = 4
"""The weeks that minutes are of."""


@dataclass(frozen=True)
class SideSchool:
    """Who visits a school, and when how long; ``visits`` None: that is not known."""

    person: str
    visits: tuple[tuple[AskedVisit, VisitTime], ...] | None

    @property
    def minutes(self) -> int | None:
        """Minutes of visits in four weeks; None: not known."""
        if self.visits is None:
            return None
        return sum(asked.minutes * WEEKS // asked.every for asked, _ in self.visits)


@dataclass(frozen=True)
class SideLoad:
    """What somebody does in four weeks, in minutes: ``worked`` with the way between schools, ``travel`` from
    home and back."""

    schools: int
    worked: int
    contract: int
    travel: int


@dataclass(frozen=True)
class RosterSide:
    """One of the two. ``problem`` None: last year, of which only the people are known."""

    schools: Mapping[str, SideSchool]
    loads: Mapping[str, SideLoad]
    problem: RosterProblem | None = None
    continuity: int | None = None
    """Schools that keep the person of the year before."""

    @property
    def travel(self) -> int:
        """Minutes from home and back of all together, in four weeks."""
        return sum(load.travel for load in self.loads.values())


@dataclass(frozen=True)
class RosterSchoolChange:
    """A school of which something differs; a side is None where nobody comes."""

    code: str
    name: str
    before: SideSchool | None
    after: SideSchool | None

    @property
    def is_new(self) -> bool:
        """Somebody comes who did not."""
        return self.before is None

    @property
    def is_lost(self) -> bool:
        """Nobody comes any more."""
        return self.after is None

    @property
    def other_person(self) -> bool:
        """Somebody else comes."""
        return self._both and self.before.person != self.after.person  # type: ignore[union-attr]

    @property
    def other_time(self) -> bool:
        """It is visited on another half-day, or in other weeks."""
        return self._known and _times(self.before) != _times(self.after)

    @property
    def other_minutes(self) -> bool:
        """It is visited longer or shorter."""
        return self._known and self.before.minutes != self.after.minutes  # type: ignore[union-attr]

    @property
    def differs(self) -> bool:
        """Whether anything of the above holds."""
        return (
            (self.before is None) != (self.after is None)
            or self.other_person
            or self.other_time
            or self.other_minutes
        )

    @property
    def _both(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def _known(self) -> bool:
        return all(one is not None and one.visits is not None for one in (self.before, self.after))


@dataclass(frozen=True)
class RosterPersonChange:
    """Somebody before and after; a side is None where this person is not in the team, or it is not known."""

    id: str
    before: SideLoad | None
    after: SideLoad | None


@dataclass(frozen=True)
class AskedOtherwise:
    """What the two problems do not have in common: ids of people and names of schools, each in order."""

    people_new: tuple[str, ...] = ()
    people_gone: tuple[str, ...] = ()
    people_changed: tuple[str, ...] = ()
    schools_new: tuple[str, ...] = ()
    schools_gone: tuple[str, ...] = ()
    schools_changed: tuple[str, ...] = ()
    weights: bool = False

    def __bool__(self) -> bool:
        return self != AskedOtherwise()


@dataclass(frozen=True)
class RosterDifference:
    """What differs between two rosters; ``changed`` by name, ``same``: schools of which nothing does."""

    before: RosterSide
    after: RosterSide
    asked: AskedOtherwise
    changed: tuple[RosterSchoolChange, ...]
    same: int
    people: tuple[RosterPersonChange, ...]

    @property
    def before_known(self) -> bool:
        """Whether more is known of the first than who came."""
        return self.before.problem is not None

    @cached_property
    def kinds(self) -> tuple[int, int, int, int, int]:
        """How many schools get another person, another time, other hours, somebody at all, nobody."""
        of = self.changed
        return (
            sum(one.other_person for one in of),
            sum(one.other_time for one in of),
            sum(one.other_minutes for one in of),
            sum(one.is_new for one in of),
            sum(one.is_lost for one in of),
        )


def side_of(kept: KeptRoster) -> RosterSide:
    """A roster as one of the two; without an answer nobody goes anywhere."""
    problem, answer = kept.problem, kept.answer
    if answer is None or answer.terms is None:
        return RosterSide({}, {}, problem)
    times = WEEKS // problem.cycle_weeks
    schools = {
        code: SideSchool(one.person, tuple(zip(problem.school[code].visits, one.visits, strict=True)))
        for code, one in answer.schools.items()
    }
    loads = {}
    for person in problem.person:
        load = load_of(problem, answer, person)
        loads[person] = SideLoad(
            len(load.schools), load.worked * times, load.contract * times, load.travel * times
        )
    return RosterSide(schools, loads, problem, answer.terms.continuity)


def last_year_of(kept: KeptRoster) -> RosterSide:
    """Who came last year, by what the problem of a roster says of it."""
    came = {
        school.code: SideSchool(school.last_year, None)
        for school in kept.problem.schools
        if school.last_year is not None
    }
    return RosterSide(came, {})


def compare_rosters(before: RosterSide, after: RosterSide) -> RosterDifference:
    """Lay two rosters side by side. ``after`` is of a problem; ``before`` may be last year."""
    names: dict[str, str] = {}
    for problem in (before.problem, after.problem):
        names.update({school.code: school.name for school in (problem.schools if problem else ())})
    codes = sorted(before.schools.keys() | after.schools.keys(), key=lambda code: (names[code], code))
    rows = [
        RosterSchoolChange(code, names[code], before.schools.get(code), after.schools.get(code))
        for code in codes
    ]
    changed = tuple(row for row in rows if row.differs)
    people = sorted(before.loads.keys() | after.loads.keys())
    return RosterDifference(
        before,
        after,
        _asked_otherwise(before.problem, after.problem),
        changed,
        len(rows) - len(changed),
        tuple(RosterPersonChange(one, before.loads.get(one), after.loads.get(one)) for one in people),
    )


def compared_first(kept: KeptRoster, others: Sequence[TeamRoster]) -> TeamRoster | None:
    """Which of the other rosters is compared with where nobody chose: the one that it was made of, else the
    published one of its year, else the published one of an earlier year, the newest first; else None."""
    published = [one for one in others if one.state == RosterState.PUBLISHED]
    begun = [one for one in others if one.pk == kept.row.begun_from_id]
    year = kept.row.school_year
    of_year = [one for one in published if one.school_year == year]
    earlier = sorted(
        (one for one in published if one.school_year < year), key=lambda one: one.school_year, reverse=True
    )
    return next(iter([*begun, *of_year, *earlier]), None)


def _times(side: SideSchool | None) -> list[tuple[str, int, int]]:
    visits = side.visits if side is not None and side.visits is not None else ()
    return sorted((time.half_day, asked.every, time.phase) for asked, time in visits)


def _asked_otherwise(before: RosterProblem | None, after: RosterProblem | None) -> AskedOtherwise:
    if before is None or after is None or before.sha256 == after.sha256 != "":
        return AskedOtherwise()
    people = [one for one in after.person if one in before.person]
    schools = [one for one in after.school if one in before.school]
    return AskedOtherwise(
        tuple(sorted(after.person.keys() - before.person.keys())),
        tuple(sorted(before.person.keys() - after.person.keys())),
        tuple(sorted(one for one in people if _person(before.person[one]) != _person(after.person[one]))),
        _named(after, after.school.keys() - before.school.keys()),
        _named(before, before.school.keys() - after.school.keys()),
        _named(after, {one for one in schools if _school(before.school[one]) != _school(after.school[one])}),
        before.weights != after.weights,
    )


def _named(problem: RosterProblem, codes: set[str]) -> tuple[str, ...]:
    return tuple(sorted(problem.school[code].name for code in codes))


def _person(person: RosterPerson) -> tuple[object, ...]:
    """What is asked of somebody, whatever the name."""
    return (
        {day: minutes for day, minutes in person.half_days.items() if minutes},
        person.weeks,
        person.max_minutes,
        person.target_minutes,
        set(person.competences),
        set(person.not_at),
        {code: wish for code, wish in person.wishes.items() if wish},
    )


def _school(school: RosterSchool) -> tuple[object, ...]:
    """What is asked of a school. Who came last year is not: that differs by itself, from year to year."""
    return (set(school.half_days), set(school.competences), school.visits, school.must, school.fixed)
