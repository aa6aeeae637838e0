"""How many school weeks a year has at the schools of these gemeenten, counted from holidays and own days."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from doorlezen.accounts.models import Organisation
from doorlezen.calendars.school_holidays import region_called
from doorlezen.calendars.school_year import contract_year, school_days
from doorlezen.language import FieldError, n, t
from doorlezen.register.domain.load_holidays import holidays_for
from doorlezen.register.domain.queries import holiday_regions
from doorlezen.register.models import SPECIAL, Listing
from doorlezen.relations.domain.school_year_days import days_of_schools

ASSUMED_WEEKS = 40
"""What is reckoned with where the holidays of a year, or the region of the schools, are not known."""


@dataclass(frozen=True)
class CountedWeeks:
    """Weeks with school from 1 August to 31 July; ``source`` says of which region or schools and from what,
    ``day`` when that was read or said last."""

    weeks: int
    source: str
    day: datetime.date


def counted_weeks(
    gemeenten: Collection[str], school_year: str, *, library: Organisation | None = None
) -> CountedWeeks | None:
    """The weeks in the region where most schools of these gemeenten lie; None where they cannot be counted.

    ``library``: with what it, or a school itself, says of own days; then it is the number that most schools
    have, and of two that are as many the lower one. A plan reckons with one number: the source says where
    schools have another one.
    """
    if library is not None and (own := _with_own_days(library, gemeenten, school_year)):
        return own
    regions = [region for name, _ in holiday_regions(gemeenten) if (region := region_called(name))]
    if not regions:
        return None
    first, last = contract_year(school_year)
    holidays = holidays_for(school_year)
    try:
        days = school_days(holidays, year=school_year, region=regions[0])
    except FieldError:
        return None
    source = t("schoolweken geteld, regio {region}: {source}", region=regions[0], source=holidays.source)
    if len(regions) > 1:
        source = t(
            "{source}; er liggen ook scholen in regio {others}", source=source, others=", ".join(regions[1:])
        )
    return CountedWeeks(len(days.weeks(first=first, last=last)), source, holidays.read_on)


def _with_own_days(
    library: Organisation, gemeenten: Collection[str], school_year: str
) -> CountedWeeks | None:
    """None where nobody says anything of own days, or no school's weeks can be counted."""
    schools = Listing.objects.filter(gemeente__in=gemeenten, closed_on=None).exclude(school_type__in=SPECIAL)
    codes = list(schools.order_by("school_id").values_list("school_id", flat=True))
    laid = days_of_schools(library, codes, school_year=school_year).values()
    known = [one for one in laid if one.weeks is not None]
    having = [one for one in known if one.has_own]
    if not having:
        return None
    counted = Counter(one.weeks or 0 for one in known)
    weeks = min(counted, key=lambda found: (-counted[found], found))
    source = n(
        "schoolweken geteld met de eigen dagen van {count} school: {source}",
        "schoolweken geteld met de eigen dagen van {count} scholen: {source}",
        len(having),
        source=known[0].source,
    )
    others = [
        n("{count} school heeft er {weeks}", "{count} scholen hebben er {weeks}", counted[other], weeks=other)
        for other in sorted(counted)
        if other != weeks
    ]
    said_on = max(timezone.localdate(days.said_at) for one in having for days in one.own if days.closes)
    return CountedWeeks(weeks, "; ".join([source, *others]), max(said_on, known[0].read_on))
