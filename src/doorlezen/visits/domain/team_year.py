"""The year for who leads the team: load, schools under their hours, continuity, who is vulnerable.

Counted from the visits of the year as they stand now, the published roster, and the adopted plan. All time is
whole minutes; hours by the plan are quarter-hours a week times the weeks that a school really has.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import require
from doorlezen.calendars.school_year import contract_year
from doorlezen.engine.roster import RosterProblem, read_roster_problem
from doorlezen.engine.roster.posed.shortest import path_minutes
from doorlezen.language import MINUTES_A_QUARTER
from doorlezen.planning.proposals.models import ProposedSchool
from doorlezen.planning.proposals.queries import proposals_for
from doorlezen.relations.domain.school_year_days import SchoolYearDays, school_days_of
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.team.domain.filled_parameters import filled_parameters
from doorlezen.team.domain.roster_ids import member_id
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.laying_out import weeks_of
from doorlezen.visits.models import Visit, VisitReport, VisitState

KNOWN_SINCE = datetime.timedelta(days=2 * 366)
"""Who was at a school in the last two years is somebody who knows it."""


@dataclass
class MemberYear:
    """Somebody in a school year, in minutes: what the contract has for schools in the weeks with school,
    visits planned (``visits``), the way between schools in one half-day, and what was done. ``alone``: the
    schools that only this person knows."""

    number: int
    name: str
    contract: int = 0
    visits: int = 0
    travel: int = 0
    done: int = 0
    schools: set[str] = field(default_factory=set)
    alone: int = 0

    @property
    def load(self) -> int:
        """Visits with the way between them."""
        return self.visits + self.travel

    @property
    def room(self) -> int:
        """What the contract leaves; below 0 where it is too little."""
        return self.contract - self.load


@dataclass
class SchoolTeamYear:
    """A school in a school year, in minutes. ``asked``: by the adopted plan, over its real weeks; None: they
    cannot be counted. ``dropped``: of visits that are cancelled, by reason. ``people``: the numbers of those
    who come. ``kept``: whether who came last year comes; None: that is not known."""

    code: str
    name: str
    gemeente: str
    asked: int | None
    planned: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    people: set[int] = field(default_factory=set)
    kept: bool | None = None
    known_by: set[int] = field(default_factory=set)

    @property
    def short(self) -> int:
        """The minutes that are missing; 0 where there are enough, or nobody knows."""
        return 0 if self.asked is None else max(0, self.asked - self.planned)


@dataclass(frozen=True)
class TeamYear:
    """People and schools by name. ``hour_cents``: what an hour costs, where the library filled that in."""

    school_year: str
    people: tuple[MemberYear, ...]
    schools: tuple[SchoolTeamYear, ...]
    hour_cents: int | None

    @property
    def load(self) -> int:
        """All minutes of visits and ways together."""
        return sum(one.load for one in self.people)

    @property
    def cents(self) -> int | None:
        """What the roster costs over the year: visits and ways between; None where the hour has no price."""
        return None if self.hour_cents is None else self.load * self.hour_cents // 60


def team_year(actor: Actor, *, school_year: str, today: datetime.date) -> TeamYear:
    """The year of the team. A fixed number of queries, however many people and schools. Raises Refused."""
    require("visits.see_all", actor)
    with scope(organisation=actor.organisation):
        visits = list(
            Visit.objects.filter(school_year=school_year).order_by("day", "begins", "school_id", "pk")
        )
        members = {
            one.pk: one
            for one in TeamMember.objects.filter(organisation=actor.organisation).order_by("name", "pk")
        }
        reports = list(
            VisitReport.objects.filter(day__gte=today - KNOWN_SINCE)
            .order_by("day", "id")
            .values_list("school_id", "member_id", "school_year", "quarters")
        )
        problem = _problem(school_year)
        weekly = _weekly(actor, school_year)
        codes = sorted({*weekly, *(one.school_id for one in visits)})
        days = school_days_of(actor, codes, school_year=school_year)
        people = _people(members.values(), visits, problem, days, school_year)
        for _, member, year, quarters in reports:
            if year == school_year and member in people:
                people[member].done += quarters * MINUTES_A_QUARTER
        schools = _schools(actor, codes, weekly, visits, days, problem)
        price = filled_parameters(actor)["hour_cost"].value
    for school, member, _, _ in reports:
        if school in schools and member in members:
            schools[school].known_by.add(member)
    for one in schools.values():
        if len(one.people | one.known_by) == 1:
            (only,) = one.people | one.known_by
            if only in people:
                people[only].alone += 1
    return TeamYear(
        school_year,
        tuple(one for one in people.values() if one.contract or one.visits or one.done),
        tuple(sorted(schools.values(), key=lambda one: (one.name, one.code))),
        None if price is None else price * 100,
    )


def _problem(school_year: str) -> RosterProblem | None:
    rows = TeamRoster.objects.filter(school_year=school_year, state=RosterState.PUBLISHED)
    row = rows.order_by("pk").first()
    return None if row is None else read_roster_problem(bytes(row.problem))


def _weekly(actor: Actor, school_year: str) -> dict[str, int]:
    """The quarter-hours a week of each school by the adopted plan of that year."""
    plan = next((one for one in proposals_for(actor) if one.holds and one.school_year == school_year), None)
    if plan is None:
        return {}
    rows = ProposedSchool.objects.filter(proposal=plan, school_year=school_year, quarters__gt=0)
    return dict(rows.order_by("code").values_list("code", "quarters"))


def _people(
    members: Iterable[TeamMember],
    visits: Iterable[Visit],
    problem: RosterProblem | None,
    days: Mapping[str, SchoolYearDays],
    school_year: str,
) -> dict[int, MemberYear]:
    first, last = contract_year(school_year)
    mondays = weeks_of(days.values(), first, last)
    found = {}
    for one in members:
        weeks = sum(
            one.since <= monday + datetime.timedelta(days=4) and (one.until is None or monday <= one.until)
            for monday in mondays
        )
        contract = one.schools_quarters * MINUTES_A_QUARTER * weeks
        found[one.pk] = MemberYear(one.pk, one.name, contract=contract)
    together: dict[tuple[int, datetime.date, str], list[str]] = defaultdict(list)
    for visit in visits:
        if visit.state != VisitState.PLANNED or visit.member_id not in found:
            continue
        of = found[visit.member_id]
        of.visits += visit.minutes
        of.schools.add(visit.school_id)
        together[visit.member_id, visit.day, visit.half_day].append(visit.school_id)
    for (member, _, _), codes in together.items():
        found[member].travel += _way(problem, codes)
    return found


def _way(problem: RosterProblem | None, codes: list[str]) -> int:
    """The way between the schools of one half-day, as the roster knows it."""
    known = [] if problem is None else [code for code in dict.fromkeys(codes) if code in problem.school]
    if problem is None or not 1 < len(known) < 6:
        return 0
    return path_minutes(problem.travel, known) or 0


def _schools(
    actor: Actor,
    codes: list[str],
    weekly: Mapping[str, int],
    visits: Iterable[Visit],
    days: Mapping[str, SchoolYearDays],
    problem: RosterProblem | None,
) -> dict[str, SchoolTeamYear]:
    found = {}
    for row in Visible(actor).schools.rows().filter(pk__in=codes):
        of = days.get(row.pk)
        weeks = None if of is None else of.weeks
        asked = None if weeks is None else weekly.get(row.pk, 0) * MINUTES_A_QUARTER * weeks
        found[row.pk] = SchoolTeamYear(row.pk, row.name, row.gemeente_name, asked)
    for visit in visits:
        if (school := found.get(visit.school_id)) is None:
            continue
        if visit.state == VisitState.CANCELLED:
            school.dropped[visit.why] += visit.minutes
            continue
        school.planned += visit.minutes
        if visit.member_id is not None:
            school.people.add(visit.member_id)
    for code, school in found.items():
        posed = None if problem is None else problem.school.get(code)
        if posed is not None and posed.last_year is not None and school.people:
            school.kept = posed.last_year in {member_id(one) for one in school.people}
    return found
