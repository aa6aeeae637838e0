"""How many school weeks a year has at the schools of these gemeenten, counted from the holidays."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from doorlezen.calendars.school_holidays import region_called
from doorlezen.calendars.school_year import contract_year, school_days
from doorlezen.language import FieldError, t
from doorlezen.register.domain.load_holidays import holidays_for
from doorlezen.register.domain.queries import holiday_regions

ASSUMED_WEEKS = 40
"""What is reckoned with where the holidays of a year, or the region of the schools, are not known."""


@dataclass(frozen=True)
class CountedWeeks:
    """Weeks with school from 1 August to 31 July; ``source`` says of which region and from what, ``day`` when
    that was read."""

    weeks: int
    source: str
    day: datetime.date


def counted_weeks(gemeenten: Collection[str], school_year: str) -> CountedWeeks | None:
    """The weeks in the region where most schools of these gemeenten lie; None where they cannot be counted.

    Where schools lie in more than one region the source says so: a plan reckons with one number.
    """
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
