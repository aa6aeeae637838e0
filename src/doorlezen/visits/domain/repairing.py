"""After something came between: whose visits cannot stay, and the ways to go on, as the engine finds them.

What is asked is made of the year as it stands and of the published roster (who can what, how long half-days
are, the ways between schools); the engine knows no names, and no days but these.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from time import monotonic

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.calendars.school_year import contract_year
from doorlezen.engine.effort import Effort
from doorlezen.engine.roster import RosterProblem, read_roster_problem
from doorlezen.engine.roster.posed.roster_problem import WeekSlot
from doorlezen.engine.roster.repair import (
    DatedVisit,
    Fate,
    Repair,
    RepairAsked,
    Repairs,
    VisitSlot,
    check_repair,
    find_repairs,
)
from doorlezen.language import MINUTES_A_QUARTER, FieldError, InputError, school_year_of, t
from doorlezen.relations.domain.school_year_days import SchoolYearDays, days_of_schools
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.team.domain.roster_ids import member_id, member_number
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.changing import WantedChange
from doorlezen.visits.domain.half_day_times import HalfDayTimes, earliest_free
from doorlezen.visits.domain.laying_out import DaysAway, weeks_of
from doorlezen.visits.domain.visit_places import VisitPlace, place_of
from doorlezen.visits.models import Visit, VisitReport, VisitState

WINDOW = 14
"""A visit moves at most two weeks: the cycle of most schools. A choice of ours."""
PATIENCE = 5.0
"""Seconds for all searches of one page; what is not proven then says so."""
LONGEST = 366


@dataclass(frozen=True)
class CameBetween:
    """What came between, both days included: somebody is not there (``member``), a school cannot be visited
    (``school``, a code), or one visit cannot stay (``visit``, its number; the days are then its own)."""

    first: datetime.date
    last: datetime.date
    member: int | None = None
    school: str = ""
    visit: int | None = None


@dataclass(frozen=True)
class WayOn:
    """A repair with the changes that carry it out, in order of the days as they were."""

    repair: Repair
    changes: tuple[WantedChange, ...]


@dataclass(frozen=True)
class FoundRepairs:
    """What was found.

    ``hurt``: the visits that cannot stay, by day. ``visits``: all that are looked at, by number. ``best``,
    ``second`` and ``fullest``: as `Repairs` has them. ``strange``: hurt visits of schools that the roster
    does not know; they are for people to move. ``seconds``: that it took.
    """

    happening: CameBetween
    hurt: tuple[Visit, ...]
    visits: Mapping[int, Visit]
    best: WayOn | None
    second: WayOn | None
    fullest: WayOn | None
    strange: tuple[Visit, ...]
    seconds: float


def find(actor: Actor, happening: CameBetween, *, today: datetime.date) -> FoundRepairs:
    """The ways to go on, from today on. Nothing is changed.

    Raises Refused, FieldError ("first", "last", "member", "school"), and InputError where no roster is
    published for that school year.
    """
    require("visits.change", actor)
    began = monotonic()
    _require_days(happening, today)
    with scope(organisation=actor.organisation):
        stretch = _Stretch.of(actor.organisation, happening, today)
        found = Repairs(None, None, None)
        if stretch.asked.hurt:
            found = find_repairs(stretch.asked, Effort(deadline=monotonic() + PATIENCE))
        ways = [stretch.way_on(one) for one in (found.best, found.second, found.fullest)]
    best, second, fullest = ways
    return FoundRepairs(
        happening,
        tuple(stretch.visits[key] for key in _by_day(stretch, stretch.asked.hurt)),
        stretch.visits,
        best,
        second,
        fullest,
        stretch.strange,
        monotonic() - began,
    )


def _by_day(stretch: "_Stretch", keys: Collection[int]) -> list[int]:
    return sorted(keys, key=lambda key: (stretch.visits[key].day, stretch.visits[key].begins, key))


def _require_days(happening: CameBetween, today: datetime.date) -> None:
    if happening.last < happening.first:
        raise FieldError("last", t("de laatste dag komt na de eerste"))
    if happening.last < today:
        raise FieldError("last", t("dat is voorbij"))
    if (happening.last - happening.first).days > LONGEST:
        raise FieldError("last", t("hooguit een jaar in één keer"))
    if school_year_of(happening.first) != school_year_of(happening.last):
        raise FieldError("last", t("kies dagen in één schooljaar"))


@dataclass(frozen=True)
class _Stretch:
    """The part of the year that is looked at. ``asked``: as the engine wants it."""

    visits: Mapping[int, Visit]
    strange: tuple[Visit, ...]
    problem: RosterProblem
    times: HalfDayTimes
    asked: RepairAsked

    @classmethod
    def of(cls, organisation: Organisation, happening: CameBetween, today: datetime.date) -> "_Stretch":
        year = school_year_of(happening.first)
        problem = _problem(organisation, year)
        begin, end = contract_year(year)
        first = max(today, begin, happening.first - datetime.timedelta(days=WINDOW))
        last = min(end, happening.last + datetime.timedelta(days=WINDOW))
        rows = Visit.objects.filter(
            organisation=organisation,
            day__gte=first,
            day__lte=last,
            state=VisitState.PLANNED,
            member__isnull=False,
        )
        rows = rows.select_related("school__listing", "member")
        visits = {one.pk: one for one in rows.order_by("day", "begins", "school_id", "pk")}
        told = set(
            VisitReport.objects.filter(visit__in=visits)
            .order_by("visit_id")
            .values_list("visit_id", flat=True)
        )
        hurt = {one.pk for one in visits.values() if one.pk not in told and _is_hurt(one, happening, today)}
        known = {one.pk for one in visits.values() if one.school_id in problem.school}
        asked = _Asking(organisation, problem, happening, first, last).of(
            [visits[key] for key in visits if key in known], frozenset(hurt & known), frozenset(told & known)
        )
        strange = tuple(visits[key] for key in visits if key in hurt - known)
        return cls(visits, strange, problem, HalfDayTimes.of(organisation), asked)

    def way_on(self, repair: Repair | None) -> WayOn | None:
        """The changes of a repair, with the times of day. Raises AssertionError for a repair that is none."""
        if repair is None:
            return None
        if wrong := check_repair(self.asked, repair):
            raise AssertionError(f"a repair that is none: {wrong[0]}")
        standing = [place_of(one) for key, one in self.visits.items() if key not in repair.places]
        schools = {
            place_of(one): one.school_id for key, one in self.visits.items() if key not in repair.places
        }
        changes = []
        for key in _by_day(self, repair.places):
            visit, place = self.visits[key], repair.places[key]
            to = self._placed(visit, place, standing, schools)
            if place is not None:
                standing.append(to)
                schools[to] = visit.school_id
            changes.append(WantedChange(key, visit.sequence, to))
        return WayOn(repair, tuple(changes))

    def _placed(
        self,
        visit: Visit,
        place: VisitSlot | None,
        standing: list[VisitPlace],
        schools: Mapping[VisitPlace, str],
    ) -> VisitPlace:
        was = place_of(visit)
        if place is None:
            return VisitPlace(was.member, was.day, was.half_day, was.begins, was.minutes, cancelled=True)
        member = member_number(place.person)
        there = [(one, schools[one]) for one in standing if (one.member, one.day) == (member, place.day)]
        begins = earliest_free(
            visit.school_id, place.half_day, was.minutes, there, self.problem.travel, times=self.times,
            rather=was.begins if place.half_day == was.half_day else None,
        )  # fmt: skip
        return VisitPlace(member, place.day, place.half_day, begins, was.minutes, cancelled=False)


def _is_hurt(visit: Visit, happening: CameBetween, today: datetime.date) -> bool:
    if visit.day < today:
        return False
    if happening.visit is not None:
        return bool(visit.pk == happening.visit)
    if not happening.first <= visit.day <= happening.last:
        return False
    return bool(visit.member_id == happening.member or visit.school_id == happening.school)


def _problem(organisation: Organisation, year: str) -> RosterProblem:
    row = (
        TeamRoster.objects.filter(organisation=organisation, school_year=year, state=RosterState.PUBLISHED)
        .order_by("pk")
        .first()
    )
    if row is None:
        raise InputError("", t("voor dit schooljaar is nog geen rooster bekendgemaakt"))
    return read_roster_problem(bytes(row.problem))


class _Asking:
    """Makes of the year what the engine asks."""

    def __init__(
        self,
        organisation: Organisation,
        problem: RosterProblem,
        happening: CameBetween,
        first: datetime.date,
        last: datetime.date,
    ) -> None:
        self._organisation, self._problem, self._happening = organisation, problem, happening
        self._first, self._last = first, last
        rows = TeamMember.objects.filter(organisation=organisation).prefetch_related("absences")
        self._members = {member_id(one.pk): one for one in rows.order_by("pk")}
        self._away = DaysAway({one.pk: one for one in self._members.values()})
        begin, end = contract_year(problem.school_year)
        self._days: Mapping[str, SchoolYearDays] = days_of_schools(
            organisation, list(problem.school), school_year=problem.school_year
        )
        mondays = weeks_of(self._days.values(), begin, end)
        self._week = {monday: number for number, monday in enumerate(mondays)}

    def of(self, visits: list[Visit], hurt: frozenset[int], told: frozenset[int]) -> RepairAsked:
        """Everything that the engine wants to know."""
        people = {one.id: one for one in self._problem.people if one.id in self._members}
        dated = tuple(
            DatedVisit(
                one.pk,
                one.school_id,
                VisitSlot(member_id(one.member_id or 0), one.day, one.half_day),
                one.minutes,
            )
            for one in visits
        )
        days = [
            self._first + datetime.timedelta(days=number)
            for number in range((self._last - self._first).days + 1)
        ]
        return RepairAsked(
            people=people,
            schools=self._problem.school,
            travel=self._problem.travel,
            visits=dated,
            hurt=hurt,
            settled=told,
            days=tuple(day for day in days if day.weekday() < 5),
            open=self._open,
            room=self._room,
            window=WINDOW,
            more=self._more(),
        )

    def _open(self, school: str, day: datetime.date) -> bool:
        happening = self._happening
        if school == happening.school and happening.first <= day <= happening.last:
            return False
        of = self._days.get(school)
        return of is not None and of.days is not None and of.days.holds(day)

    def _room(self, person: str, day: datetime.date, half_day: str) -> int:
        member = self._members.get(person)
        week = self._week.get(day - datetime.timedelta(days=day.weekday()))
        if member is None or week is None or self._away(member.pk, day):
            return 0
        happening = self._happening
        if member.pk == happening.member and happening.first <= day <= happening.last:
            return 0
        slot = WeekSlot(week % self._problem.cycle_weeks + 1, half_day)
        return self._problem.person[person].minutes(slot)

    def _more(self) -> dict[str, int]:
        """What the whole contract leaves over the year: hours are counted by the year (docs/team.md), and
        who falls in does something else less."""
        rows = Visit.objects.filter(
            organisation=self._organisation,
            school_year=self._problem.school_year,
            state=VisitState.PLANNED,
            member__isnull=False,
        )
        planned = Counter[str]()
        for member, minutes in rows.order_by("pk").values_list("member", "minutes"):
            planned[member_id(member)] += minutes
        weeks = len(self._week)
        return {
            key: max(0, one.contract_quarters * MINUTES_A_QUARTER * weeks - planned[key])
            for key, one in self._members.items()
        }


def fate_of(found: FoundRepairs, one: WantedChange) -> Fate:
    """How a visit fares with one of the changes."""
    was = place_of(found.visits[one.visit])
    if one.place.cancelled:
        return Fate.CANCELLED
    other_time = (was.day, was.half_day) != (one.place.day, one.place.half_day)
    if was.member != one.place.member:
        return Fate.BOTH if other_time else Fate.PERSON
    return Fate.TIME
