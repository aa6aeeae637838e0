"""The months of a school year, week by week, as a page sets them."""

import datetime
from dataclasses import dataclass

from doorlezen.calendars.school_year import DAY, FRIDAY, SchoolDays
from doorlezen.language import month
from doorlezen.relations.domain.school_year_days import SchoolYearDays

WEEK = 5
"""Days of a week on which there can be school."""


@dataclass(frozen=True)
class MonthDay:
    """A weekday: its number, why there is no school (empty where there is), and whether that is the school's
    own doing."""

    number: int
    why_not: str
    own: bool


@dataclass(frozen=True)
class SchoolMonth:
    """A month: its name, how many school days it has, and its weeks from Monday to Friday; None where the day
    is of another month."""

    name: str
    school_days: int
    weeks: tuple[tuple[MonthDay | None, ...], ...]


def months_of(year: SchoolYearDays) -> list[SchoolMonth]:
    """The months from the first school day to the last; none where the days cannot be counted."""
    if year.days is None:
        return []
    begins = []
    at = year.days.first.replace(day=1)
    while at <= year.days.last:
        begins.append(at)
        at = (at + 31 * DAY).replace(day=1)
    return [_month(year, year.days, begin) for begin in begins]


def _month(year: SchoolYearDays, days: SchoolDays, begin: datetime.date) -> SchoolMonth:
    weeks: list[list[MonthDay | None]] = []
    count, at = 0, begin
    while at.month == begin.month:
        if at.weekday() <= FRIDAY:
            if not weeks or at.weekday() == 0:
                weeks.append([None] * WEEK)
            weeks[-1][at.weekday()] = MonthDay(at.day, days.why_not(at), year.own_on(at) is not None)
            count += days.holds(at)
        at += DAY
    return SchoolMonth(month(begin), count, tuple(tuple(week) for week in weeks))
