"""The clock of the Netherlands, for programs that know it only from the calendar itself.

It is told as rules that come back every year. A list of single dates is right by the standard, but Outlook
takes the rule alone (MS-OXCICAL) and would then show every summer an hour early.
"""

import datetime

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from doorlezen.language import HERE

_WINTER, _SUMMER = datetime.timedelta(hours=1), datetime.timedelta(hours=2)


def here() -> Timezone:
    """The clock as it goes since 1996: forward on the last Sunday of March, back on that of October."""
    zone = Timezone()
    zone.add("tzid", HERE.key)
    winter, summer = TimezoneStandard(), TimezoneDaylight()
    _turns(winter, "CET", datetime.datetime(1996, 10, 27, 3), month=10, was=_SUMMER, becomes=_WINTER)  # noqa: DTZ001 — by the clock that it is about
    _turns(summer, "CEST", datetime.datetime(1996, 3, 31, 2), month=3, was=_WINTER, becomes=_SUMMER)  # noqa: DTZ001
    zone.add_component(winter)
    zone.add_component(summer)
    return zone


def _turns(
    half: TimezoneStandard | TimezoneDaylight,
    name: str,
    first: datetime.datetime,
    *,
    month: int,
    was: datetime.timedelta,
    becomes: datetime.timedelta,
) -> None:
    half.add("dtstart", first)
    half.add("rrule", vRecur(FREQ="YEARLY", BYMONTH=month, BYDAY="-1SU"))
    half.add("tzname", name)
    half.add("tzoffsetfrom", was)
    half.add("tzoffsetto", becomes)
