"""Load the school holidays that the government publishes, and ask for them."""

import datetime
from types import MappingProxyType

from django.utils import timezone

from doorlezen.calendars.published_holidays import read_published_holidays
from doorlezen.calendars.school_holidays import (
    HolidayKind,
    HolidayList,
    HolidayRegion,
    SchoolHoliday,
    shipped_holidays,
)
from doorlezen.language import date, first_year
from doorlezen.register.domain.editions import (
    Offered,
    Origin,
    add_edition,
    already_loaded,
    before,
    compare,
    copy_rows,
)
from doorlezen.register.domain.load_result import FileReport
from doorlezen.register.models import Edition, Kind, PublishedHoliday


def load_holidays(offered: Offered, origin: Origin) -> FileReport:
    """Add a file of school holidays as a new edition, unless these bytes are there already.

    The day that it describes is the day on which it was had: given, or today.
    """
    if report := already_loaded(offered):
        return report
    day = offered.peildatum or timezone.localdate()
    listed = read_published_holidays(offered.source.data, name=offered.source.name, read_on=day)
    rows = {(year, region, one.kind): one for (year, region), found in listed.of.items() for one in found}
    edition = add_edition(offered, origin, peildatum=day, rows=len(rows))
    report = FileReport(Kind.HOLIDAYS, edition, before(edition))
    compare(
        report,
        now={
            " ".join(key): (number, (one.first, one.last))
            for number, (key, one) in enumerate(rows.items(), 1)
        },
        old={} if report.before is None else _days_in(report.before),
        what_changed=lambda old, now: f"{_span(*old)} → {_span(*now)}",
        what_is_new=lambda days: _span(*days),
    )
    copy_rows(
        PublishedHoliday,
        ["edition", "school_year", "region", "kind", "first", "last"],
        ((edition.pk, year, region, kind, one.first, one.last) for (year, region, kind), one in rows.items()),
    )
    return report


def _days_in(edition: Edition) -> dict[str, tuple[datetime.date, datetime.date]]:
    found = PublishedHoliday.objects.filter(edition=edition).order_by("school_year", "region", "first")
    return {f"{one.school_year} {one.region} {one.kind}": (one.first, one.last) for one in found}


def _span(first: datetime.date, last: datetime.date) -> str:
    return f"{date(first)} – {date(last)}"


def holidays_for(school_year: str) -> HolidayList:
    """The holidays to count a school year with: of the newest edition that has this year and the one before
    (a year begins after the summer before it), or else those that come with Doorlezen.
    """
    if (first := first_year(school_year)) is None:
        return shipped_holidays()
    years = [f"{first - 1}-{first}", school_year]
    having = (
        PublishedHoliday.objects.filter(school_year__in=years).order_by().values("edition", "school_year")
    )
    editions: dict[int, set[str]] = {}
    for row in having.distinct():
        editions.setdefault(row["edition"], set()).add(row["school_year"])
    whole = [pk for pk, known in editions.items() if len(known) == len(years)]
    newest = Edition.objects.filter(pk__in=whole).order_by("-peildatum", "-pk").first()
    return shipped_holidays() if newest is None else _list_of(newest)


def _list_of(edition: Edition) -> HolidayList:
    found: dict[tuple[str, HolidayRegion], list[SchoolHoliday]] = {}
    for one in PublishedHoliday.objects.filter(edition=edition).order_by("school_year", "region", "first"):
        key = one.school_year, HolidayRegion(one.region)
        found.setdefault(key, []).append(SchoolHoliday(HolidayKind(one.kind), one.first, one.last))
    of = MappingProxyType({key: tuple(holidays) for key, holidays in found.items()})
    return HolidayList(edition.publisher, edition.title, edition.licence, edition.peildatum, of)
