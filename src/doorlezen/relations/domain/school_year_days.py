"""The school days of each school in a year: the holidays of its region, with what is said of its own days.

The one place that knows it. Pages, plans, rosters and visits all ask here.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F, Q, QuerySet
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.calendars.school_holidays import HolidayKind, HolidayList, HolidayRegion
from doorlezen.calendars.school_year import OwnDays, SchoolDays, school_days
from doorlezen.language import FieldError, t
from doorlezen.register.domain.load_holidays import holidays_for
from doorlezen.register.domain.school_regions import region_of_schools
from doorlezen.register.models import Listing
from doorlezen.relations.models import OwnDayKind, OwnSchoolDays


@dataclass(frozen=True)
class SchoolYearDays:
    """The school days of one school in a school year.

    ``days`` None: they cannot be counted, and ``why_not`` says why. ``clash``: why its own holiday does not
    hold, where it cannot be; then those of the region do. ``own``: what is said of its own days and holds,
    in order, campaigns and the Monitor too. ``source``: of the holidays.
    """

    school: str
    school_year: str
    region: HolidayRegion | None
    source: str
    read_on: datetime.date
    days: SchoolDays | None
    why_not: str
    clash: str
    own: tuple[OwnSchoolDays, ...]

    @cached_property
    def weeks(self) -> int | None:
        """How many weeks have school; None where they cannot be counted."""
        return None if self.days is None else len(self.days.weeks())

    @cached_property
    def has_own(self) -> bool:
        """Whether something is said of it on which it has no school."""
        return any(one.closes for one in self.own)

    def own_on(self, day: datetime.date) -> OwnSchoolDays | None:
        """The own days that make this one without school; None: there is school, or it is not their doing."""
        why = None if self.days is None else self.days.off.get(day)
        there = (one for one in self.own if why and one.closes and one.first <= day <= one.last)
        return next((one for one in there if why == one.off_told), None)

    def free_runs(self, *, own: bool = False) -> Iterator[tuple[datetime.date, datetime.date, str]]:
        """The weekdays without school with the reason, together where only a weekend lies between, in order;
        ``own``: with those that are the school's own doing."""
        run: tuple[datetime.date, datetime.date, str] | None = None
        for day, why in sorted(self.days.off.items()) if self.days is not None else ():
            if not own and self.own_on(day) is not None:
                continue
            if run is not None and run[2] == why and (day - run[1]).days <= 3:
                run = run[0], day, why
                continue
            if run is not None:
                yield run
            run = day, day, why
        if run is not None:
            yield run


def school_days_of(
    actor: Actor, schools: Collection[str] | None = None, *, school_year: str
) -> dict[str, SchoolYearDays]:
    """The days of these schools (codes; None: all that there are now) as far as the actor sees them, by code.

    A fixed number of queries, however many schools. Raises Refused.
    """
    require("days.see", actor)
    rows = Visible(actor).schools.rows()
    rows = rows.filter(closed_on=None) if schools is None else rows.filter(pk__in=schools)
    return _laid(actor.organisation, _gemeente_of(rows), school_year)


def days_of_schools(
    organisation: Organisation, schools: Collection[str], *, school_year: str
) -> dict[str, SchoolYearDays]:
    """As `school_days_of`, for work that nobody asks from a page: a library and the codes of its schools."""
    return _laid(organisation, _gemeente_of(Listing.objects.filter(pk__in=schools)), school_year)


def _gemeente_of(rows: "QuerySet[Listing]") -> dict[str, str]:
    found = rows.order_by("school_id").values_list("school_id", "gemeente_id")
    return {code: gemeente or "" for code, gemeente in found}


def _laid(
    organisation: Organisation, gemeente_of: Mapping[str, str], school_year: str
) -> dict[str, SchoolYearDays]:
    holidays, regions = holidays_for(school_year), region_of_schools(gemeente_of)
    said = list(_said(organisation, gemeente_of, school_year))
    everywhere, of_gemeente, of_school = _by_scope(said)
    counted = _Counted(holidays, school_year)
    found = {}
    for code, gemeente in gemeente_of.items():
        scopes = [everywhere, of_gemeente.get(gemeente, []), *of_school.get(code, ((), ()))]
        own = tuple(sorted(_holding(scopes), key=lambda one: (one.first, one.last, one.pk)))
        region = regions.get(code)
        days, why_not, clash = counted.of(region, own)
        found[code] = SchoolYearDays(
            code, school_year, region, holidays.source, holidays.read_on, days, why_not, clash, own
        )
    return found


def _said(
    organisation: Organisation, gemeente_of: Mapping[str, str], school_year: str
) -> "QuerySet[OwnSchoolDays]":
    """Everything said about these schools: by the library, and by a school about itself.

    Only here it crosses from a library to its schools and back, each time with its filters.
    """
    here = Q(school__in=gemeente_of) | Q(school=None)
    by_school = Q(organisation__kind=OrganisationKind.SCHOOL, organisation__school=F("school"))
    if organisation.kind == OrganisationKind.SCHOOL:
        library = Q(
            organisation__kind=OrganisationKind.LIBRARY,
            organisation__in=Organisation.objects.filter(gemeenten__in=set(gemeente_of.values())).values(
                "pk"
            ),
        )
        asked = (library & here) | (by_school & Q(organisation=organisation))
    else:
        asked = (Q(organisation=organisation) & here) | (by_school & Q(school__in=gemeente_of))
    with scopes_disabled():
        found: QuerySet[OwnSchoolDays] = OwnSchoolDays.objects.filter(asked, school_year=school_year)
        return (
            found.select_related("organisation", "said_by")
            .defer("organisation__logo")
            .order_by("first", "last", "id")
        )


_OfSchool = dict[str, tuple[list[OwnSchoolDays], list[OwnSchoolDays]]]


def _by_scope(
    said: Iterable[OwnSchoolDays],
) -> tuple[list[OwnSchoolDays], dict[str, list[OwnSchoolDays]], _OfSchool]:
    """What is said of all schools, per gemeente, and per school: by its library and by itself."""
    everywhere: list[OwnSchoolDays] = []
    of_gemeente: dict[str, list[OwnSchoolDays]] = {}
    of_school: _OfSchool = {}
    for one in said:
        if one.school_id is not None:
            by_itself = one.organisation.kind == OrganisationKind.SCHOOL
            of_school.setdefault(one.school_id, ([], []))[by_itself].append(one)
        elif one.gemeente_id is not None:
            of_gemeente.setdefault(one.gemeente_id, []).append(one)
        else:
            everywhere.append(one)
    return everywhere, of_gemeente, of_school


def _holding(scopes: Iterable[Iterable[OwnSchoolDays]]) -> list[OwnSchoolDays]:
    """What holds of what is said in these scopes, the nearest to the school last.

    Free days add up. Of a moved holiday, and of a campaign that everybody has, the nearest word counts.
    """
    free: list[OwnSchoolDays] = []
    nearest: dict[tuple[str, str], list[OwnSchoolDays]] = {}
    for scope in scopes:
        here: dict[tuple[str, str], list[OwnSchoolDays]] = {}
        for one in scope:
            if one.instead_of or one.campaign:
                here.setdefault((one.instead_of, one.campaign), []).append(one)
            else:
                free.append(one)
        nearest |= here
    return [*free, *(one for rows in nearest.values() for one in rows)]


_Days = tuple[SchoolDays | None, str, str]


class _Counted:
    """The days of every region and set of own days, reckoned once each: most schools are alike."""

    def __init__(self, holidays: HolidayList, school_year: str) -> None:
        self.holidays, self.school_year = holidays, school_year
        self.known: dict[tuple[HolidayRegion, tuple[OwnDays, ...]], _Days] = {}

    def of(self, region: HolidayRegion | None, said: Iterable[OwnSchoolDays]) -> _Days:
        """The days; else why they cannot be counted; and why the own holiday does not hold."""
        if region is None:
            return None, t("in geen lijst van DUO staat in welke vakantieregio deze school ligt"), ""
        own = tuple(as_own_days(one) for one in said if one.closes)
        key = region, own
        if key not in self.known:
            self.known[key] = self._of(region, own)
        return self.known[key]

    def _of(self, region: HolidayRegion, own: tuple[OwnDays, ...]) -> _Days:
        clash = ""
        # what was possible when it was said may clash with holidays that are published later
        for tried in (own, tuple(one for one in own if one.instead_of is None)):
            try:
                return school_days(self.holidays, year=self.school_year, region=region, own=tried), "", clash
            except FieldError as wrong:
                if wrong.field != "own":
                    return None, wrong.what, ""
                clash = wrong.what
        return None, clash, clash


def as_own_days(one: OwnSchoolDays) -> OwnDays:
    """The same as the calendar knows it."""
    moved = HolidayKind(one.instead_of) if one.kind == OwnDayKind.HOLIDAY else None
    return OwnDays(one.first, one.last, one.told, moved)
