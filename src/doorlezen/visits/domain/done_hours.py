"""Hours planned beside hours done: per school, gemeente, person and purse, of a school year; and what the
questionnaires about the Wsob ask per school.

A planned visit counts its minutes in whole quarter-hours, rounded half up, and at least one; a sum is the sum
of those, so that every grouping adds up to the same. Hours done are whole quarter-hours already.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask, require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.engine.largest_remainder import by_largest_remainder
from doorlezen.language import MINUTES_A_QUARTER
from doorlezen.planning.proposals.models import ProposedPayment, ProposedSchool
from doorlezen.planning.proposals.queries import proposals_for
from doorlezen.register.models import Listing
from doorlezen.team.models import TeamMember
from doorlezen.visits.models import Visit, VisitReport, VisitState

NO_PURSE = ""
"""Hours at a school for which the plan has no payment at all."""


@dataclass
class PlannedAndDone:
    """Of something (a school, a gemeente, a person): quarter-hours ``planned`` in the year, ``until_now`` up
    to and including today, ``done``; how many visits are told, how often pupils were reached in them, and
    at most how many on one visit."""

    name: str
    planned: int = 0
    until_now: int = 0
    done: int = 0
    told: int = 0
    pupils: int = 0
    most_pupils: int = 0

    @property
    def difference(self) -> int:
        """Done less what was planned until now."""
        return self.done - self.until_now

    def add_visit(self, visit: Visit, today: datetime.date) -> None:
        """Count a planned visit."""
        quarters = planned_quarters(visit.minutes)
        self.planned += quarters
        self.until_now += quarters if visit.day <= today else 0

    def add_report(self, row: VisitReport) -> None:
        """Count what was done."""
        self.done += row.quarters
        self.told += 1
        self.pupils += row.pupils or 0
        self.most_pupils = max(self.most_pupils, row.pupils or 0)


@dataclass
class SchoolDone(PlannedAndDone):
    """A school: ``weekly`` quarter-hours by the adopted plan, and what was done per bouwsteen ("": none)."""

    code: str = ""
    gemeente: str = ""
    weekly: int = 0
    by_bouwsteen: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class DoneHours:
    """All of it, each list by name. ``people`` and ``purses`` are empty for who may not see them."""

    school_year: str
    schools: list[SchoolDone]
    gemeenten: list[PlannedAndDone]
    people: list[PlannedAndDone]
    purses: list[tuple[str, int]]


def planned_quarters(minutes: int) -> int:
    """Whole quarter-hours of a planned visit, half up, at least one."""
    return max(1, (2 * minutes + MINUTES_A_QUARTER) // (2 * MINUTES_A_QUARTER))


def done_hours(actor: Actor, *, school_year: str, today: datetime.date) -> DoneHours:
    """Planned and done in a school year. A gemeente: the schools in it, of libraries whose adopted plan of
    that year is shared with it, without people and purses. Raises Refused."""
    require("visits.see_done", actor)
    plans = [one for one in proposals_for(actor) if one.holds and one.school_year == school_year]
    libraries = {one.organisation_id for one in plans}
    if actor.kind == OrganisationKind.LIBRARY:
        libraries = {actor.organisation.pk}
    listed = {one.pk: one for one in Visible(actor).schools.rows()}
    with scopes_disabled():  # a gemeente reads what libraries share with it: said in the filter
        here = {"organisation__in": libraries, "school__in": listed, "school_year": school_year}
        visits = list(Visit.objects.filter(**here).exclude(state=VisitState.CANCELLED).order_by("day", "id"))
        rows: QuerySet[VisitReport] = VisitReport.objects.filter(**here)
        reports = list(rows.order_by("day", "id"))
        given = ProposedSchool.objects.filter(
            proposal__in=[one.pk for one in plans], school_year=school_year, code__in=listed
        )
        weekly = dict(given.order_by("proposal", "code").values_list("code", "quarters"))
        schools = _schools(listed, visits, reports, weekly, today)
        return DoneHours(
            school_year,
            sorted(schools.values(), key=lambda one: (one.name, one.code)),
            _gemeenten(listed, schools.values()),
            _people(visits, reports, today) if ask("visits.see_all", actor) else [],
            _purses(given, schools) if actor.kind == OrganisationKind.LIBRARY else [],
        )


def _schools(
    listed: Mapping[str, Listing],
    visits: Iterable[Visit],
    reports: Iterable[VisitReport],
    weekly: Mapping[str, int],
    today: datetime.date,
) -> dict[str, SchoolDone]:
    found: dict[str, SchoolDone] = {}

    def of(code: str) -> SchoolDone:
        one = listed[code]
        new = SchoolDone(one.name, code=code, gemeente=one.gemeente_name, weekly=weekly.get(code, 0))
        return found.setdefault(code, new)

    for code in (code for code, quarters in weekly.items() if quarters):
        of(code)
    for visit in visits:
        of(visit.school_id).add_visit(visit, today)
    for row in reports:
        school = of(row.school_id)
        school.add_report(row)
        school.by_bouwsteen[row.bouwsteen] += row.quarters
    return found


def _gemeenten(listed: Mapping[str, Listing], schools: Iterable[SchoolDone]) -> list[PlannedAndDone]:
    found: dict[str, PlannedAndDone] = {}
    for school in schools:
        one = listed[school.code]
        of = found.setdefault(str(one.gemeente_id), PlannedAndDone(one.gemeente_name))
        for name in ("planned", "until_now", "done", "told", "pupils"):
            setattr(of, name, getattr(of, name) + getattr(school, name))
        of.most_pupils = max(of.most_pupils, school.most_pupils)
    return sorted(found.values(), key=lambda one: one.name)


def _people(
    visits: Iterable[Visit], reports: Iterable[VisitReport], today: datetime.date
) -> list[PlannedAndDone]:
    numbers = {one.member_id for one in visits} | {one.member_id for one in reports}
    names: dict[int | None, str] = dict(
        TeamMember.objects.filter(pk__in=[one for one in numbers if one is not None])
        .order_by("pk")
        .values_list("pk", "name")
    )
    found: dict[int | None, PlannedAndDone] = {}
    for visit in visits:
        of = found.setdefault(visit.member_id, PlannedAndDone(names.get(visit.member_id, "")))
        of.add_visit(visit, today)
    for row in reports:
        of = found.setdefault(row.member_id, PlannedAndDone(names.get(row.member_id, "")))
        of.add_report(row)
    return [found[one] for one in sorted(found, key=lambda one: (found[one].name, one or 0))]


def _purses(given: "QuerySet[ProposedSchool]", schools: Mapping[str, SchoolDone]) -> list[tuple[str, int]]:
    """By name of the purse the hours done that it paid for, as the adopted plan divides its payments."""
    paid: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    rows = ProposedPayment.objects.filter(school__in=given).order_by("school__code", "fund", "bouwsteen")
    for code, fund, bouwsteen, cents in rows.values_list("school__code", "fund_name", "bouwsteen", "cents"):
        paid[code][bouwsteen][fund] += cents
    total: Counter[str] = Counter()
    for code, school in schools.items():
        for bouwsteen, quarters in school.by_bouwsteen.items():
            at_school = paid[code]
            whole: Counter[str] = Counter()
            for amounts in at_school.values():
                whole.update(amounts)
            total.update(split_quarters(quarters, at_school.get(bouwsteen) or whole))
    return sorted(total.items())


def split_quarters(quarters: int, cents: Mapping[str, int]) -> dict[str, int]:
    """Quarter-hours over purses in the proportion of what they pay: whole ones, together just ``quarters``.

    The largest remainder gets what is left; among equal ones the first by name. Without any payment all of it
    is of `NO_PURSE`.
    """
    if not any(cents.values()):
        return {NO_PURSE: quarters} if quarters else {}
    names = sorted(cents)
    given = by_largest_remainder(quarters, [cents[name] for name in names])
    return {name: many for name, many in zip(names, given, strict=True) if many}
