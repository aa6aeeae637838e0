"""A roster laid over the real year of a library: which visit is on which day at what time, and why.

`engine.roster.laid` says which day; here stand the school days, the people who are away, the clock, and the
reason of what moved or does not take place.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from doorlezen.accounts.models import Organisation
from doorlezen.calendars.school_year import contract_year
from doorlezen.engine.roster import Roster, RosterProblem
from doorlezen.engine.roster.laid import LaidVisit, LaidYear, RealYear, Turn, lay
from doorlezen.engine.roster.posed.shortest import shortest_order
from doorlezen.language import InputError, t
from doorlezen.relations.domain.school_year_days import SchoolYearDays, days_of_schools
from doorlezen.team.domain.roster_ids import member_number
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.half_day_times import HalfDayTimes, rounded
from doorlezen.visits.models import ChangeReason, VisitState


@dataclass(frozen=True)
class LaidOut:
    """One turn of a visit as it will stand in the year. ``why``: where it moved or does not take place."""

    school: str
    number: int
    turn_on: datetime.date
    member: int
    day: datetime.date
    half_day: str
    begins: datetime.time
    minutes: int
    state: VisitState
    why: str


def lay_out(organisation: Organisation, problem: RosterProblem, roster: Roster) -> list[LaidOut]:
    """Every turn of the year, by day, time and school.

    Raises InputError where the school days of a school cannot be counted, or somebody left the team.
    """
    days = _days(organisation, roster, problem.school_year)
    members = _members(roster)
    first, last = contract_year(problem.school_year)
    away = DaysAway(members)
    year = RealYear(
        weeks=weeks_of(days.values(), first, last),
        open=lambda school, day: first <= day <= last and _has_school(days[school], day),
        away=lambda person, day: away(member_number(person), day),
    )
    laid = lay(problem, roster.schools, year)
    reason = _Reason(days, away)
    times = HalfDayTimes.of(organisation)
    return sorted(
        [*_there(problem, laid, reason, times), *_missed(laid, reason, times)],
        key=lambda one: (one.day, one.begins, one.school, one.number),
    )


def _days(organisation: Organisation, roster: Roster, school_year: str) -> Mapping[str, SchoolYearDays]:
    days = days_of_schools(organisation, list(roster.schools), school_year=school_year)
    for code in sorted(roster.schools):
        of = days.get(code)
        if of is None:
            raise InputError("", t("school {code} staat niet in het register", code=code))
        if of.days is None:
            raise InputError("", t("school {code}: {why}", code=code, why=of.why_not))
    return days


def _members(roster: Roster) -> dict[int, TeamMember]:
    numbers = {member_number(served.person) for served in roster.schools.values()}
    rows = TeamMember.objects.filter(pk__in=numbers).prefetch_related("absences").order_by("pk")
    members = {one.pk: one for one in rows}
    if len(members) < len(numbers):
        raise InputError("", t("iemand uit dit rooster is niet meer in het team; maak een nieuw rooster"))
    return members


def weeks_of(
    days: Iterable[SchoolYearDays], first: datetime.date, last: datetime.date
) -> list[datetime.date]:
    """The Mondays of the weeks in which some school has school."""
    alike = {id(one.days): one.days for one in days if one.days is not None}
    return sorted({week.monday for one in alike.values() for week in one.weeks(first=first, last=last)})


def _has_school(of: SchoolYearDays, day: datetime.date) -> bool:
    return of.days is not None and of.days.holds(day)


class DaysAway:
    """Whether somebody is not there on a day: absent, not yet in the team, or gone."""

    def __init__(self, members: Mapping[int, TeamMember]) -> None:
        self._members = members
        self._absent = {
            pk: [(one.first, one.last) for one in member.absences.all()] for pk, member in members.items()
        }

    def __call__(self, member: int, day: datetime.date) -> bool:
        of = self._members[member]
        if day < of.since or (of.until is not None and day > of.until):
            return True
        return any(first <= day <= last for first, last in self._absent[member])


@dataclass(frozen=True)
class _Reason:
    days: Mapping[str, SchoolYearDays]
    away: DaysAway

    def of(self, turn: Turn) -> str:
        """Why a turn is not on its day."""
        days = self.days[turn.school]
        if not _has_school(days, turn.day):
            own = days.own_on(turn.day)
            return ChangeReason.OWN_DAY if own is not None else ChangeReason.HOLIDAY
        return ChangeReason.AWAY if self.away(member_number(turn.person), turn.day) else ChangeReason.NO_ROOM


def _there(problem: RosterProblem, laid: LaidYear, reason: _Reason, times: HalfDayTimes) -> list[LaidOut]:
    """What takes place, each half-day of somebody in the shortest order.

    A morning that ends late, or a library whose afternoon begins early, never puts somebody in two places.
    """
    together: dict[tuple[str, datetime.date, str], list[LaidVisit]] = defaultdict(list)
    for visit in laid.visits:
        together[visit.turn.person, visit.day, visit.turn.half_day].append(visit)
    found = []
    left: dict[tuple[str, datetime.date], tuple[datetime.datetime, str]] = {}
    for (person, day, half_day), visits in sorted(together.items()):
        by_school = {visit.turn.school: visit for visit in visits}
        first = datetime.datetime.combine(day, times.begin_of(half_day))
        begins, before = left.get((person, day), (first, ""))
        for school in shortest_order(problem.travel, person, sorted(by_school)):
            turn = by_school[school].turn
            way = problem.travel.between(before, school) or 0 if before else 0
            begins = max(first, begins + datetime.timedelta(minutes=rounded(way)))
            why = reason.of(turn) if by_school[school].moved else ""
            found.append(_row(turn, day, begins.time(), VisitState.PLANNED, why))
            begins += datetime.timedelta(minutes=turn.minutes)
            before = school
        left[person, day] = begins, before
    return found


def _missed(laid: LaidYear, reason: _Reason, times: HalfDayTimes) -> list[LaidOut]:
    return [
        _row(turn, turn.day, times.begin_of(turn.half_day), VisitState.CANCELLED, reason.of(turn))
        for turn in laid.missed
    ]


def _row(turn: Turn, day: datetime.date, begins: datetime.time, state: VisitState, why: str) -> LaidOut:
    return LaidOut(
        school=turn.school,
        number=turn.number,
        turn_on=turn.day,
        member=member_number(turn.person),
        day=day,
        half_day=turn.half_day,
        begins=begins,
        minutes=turn.minutes,
        state=state,
        why=why,
    )
