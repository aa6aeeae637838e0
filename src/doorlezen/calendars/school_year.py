"""The days on which a school has school: what a year really holds, instead of "forty weeks".

A school year runs from the day after one summer holiday to the day before the next; the contract year of a
library (1 August to 31 July) cuts through the summers, so that a span of days is always asked for.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateutil.easter import easter

from doorlezen.calendars.school_holidays import (
    LONGEST,
    HolidayKind,
    HolidayList,
    HolidayRegion,
    SchoolHoliday,
    in_year,
    no_school_year,
)
from doorlezen.language import FieldError, InputError, first_year, school_year, t

DAY = datetime.timedelta(days=1)
MONDAY, FRIDAY = 0, 4


@dataclass(frozen=True)
class OwnDays:
    """Days that a school sets itself, from ``first`` up to and including ``last``; ``why`` in its own words.

    ``instead_of``: these are its herfstvakantie (or another) and those of the region do not hold. None: free
    days that come on top, such as a study day.
    """

    first: datetime.date
    last: datetime.date
    why: str
    instead_of: HolidayKind | None = None


@dataclass(frozen=True)
class SchoolWeek:
    """A week with at least one school day: its Monday, and the school days in it."""

    monday: datetime.date
    days: tuple[datetime.date, ...]


@dataclass(frozen=True)
class SchoolDays:
    """The school days from ``first`` up to and including ``last``; ``off``: why a weekday is none."""

    year: str
    first: datetime.date
    last: datetime.date
    off: Mapping[datetime.date, str]

    def holds(self, day: datetime.date) -> bool:
        """Whether there is school that day."""
        return self.first <= day <= self.last and day.weekday() <= FRIDAY and day not in self.off

    def why_not(self, day: datetime.date) -> str:
        """Why there is no school that day, in words; empty where there is."""
        if self.holds(day):
            return ""
        if day in self.off:
            return self.off[day]
        if self.first <= day <= self.last:
            return t("weekend")
        return HolidayKind.ZOMER.told

    def weeks(
        self, *, first: datetime.date | None = None, last: datetime.date | None = None
    ) -> tuple[SchoolWeek, ...]:
        """The weeks with school, in order; only of the days between ``first`` and ``last`` where given."""
        per_monday: dict[datetime.date, list[datetime.date]] = {}
        for day in _days(max(self.first, first or self.first), min(self.last, last or self.last)):
            if self.holds(day):
                per_monday.setdefault(day - day.weekday() * DAY, []).append(day)
        return tuple(SchoolWeek(monday, tuple(days)) for monday, days in sorted(per_monday.items()))


def school_days(
    holidays: HolidayList, *, year: str, region: HolidayRegion, own: Sequence[OwnDays] = ()
) -> SchoolDays:
    """The school days of one school year in a region, with what a school sets itself.

    Raises FieldError ("school_year") where the list does not know this year or the summer before it, and
    ("own") where a school's own holiday overlaps another.
    """
    before = _holidays_of(holidays, _year_before(year), region)
    asked = _holidays_of(holidays, year, region)
    if before is None or asked is None:
        missing = year if asked is None else _year_before(year)
        what = t(
            "van {year} staan de schoolvakanties niet in de lijst ({source})",
            year=school_year(missing),
            source=holidays.source,
        )
        raise FieldError("school_year", what)
    for days in own:
        if days.last < days.first or (days.last - days.first).days >= LONGEST:
            raise FieldError("own", t("{why}: kies een eerste en een laatste dag", why=days.why))
    kept = _with_own(year, asked, own)
    summer = next(one for one in kept if one.kind == HolidayKind.ZOMER)
    begin = next(one for one in before if one.kind == HolidayKind.ZOMER).last + DAY
    off = {day: why for day, why in _public_days(begin, summer.first).items() if day.weekday() <= FRIDAY}
    off |= {day: one.kind.told for one in kept for day in _days(one.first, one.last)}
    # a study day within a holiday changes nothing: the holiday is why there is no school
    free = {day: days.why for days in own if not days.instead_of for day in _days(days.first, days.last)}
    off = free | off
    weekdays = {day: why for day, why in sorted(off.items()) if day.weekday() <= FRIDAY}
    inside = {day: why for day, why in weekdays.items() if begin <= day < summer.first}
    return SchoolDays(year, begin, summer.first - DAY, MappingProxyType(inside))


def _with_own(
    year: str, asked: tuple[SchoolHoliday, ...], own: Sequence[OwnDays]
) -> tuple[SchoolHoliday, ...]:
    replaced = [SchoolHoliday(days.instead_of, days.first, days.last) for days in own if days.instead_of]
    theirs = {one.kind for one in replaced}
    # two spells instead of one holiday are two holidays; in_year refuses what overlaps
    try:
        return in_year(year, [*(one for one in asked if one.kind not in theirs), *replaced], where="")
    except InputError as wrong:
        raise FieldError("own", wrong.what) from None


def _holidays_of(holidays: HolidayList, year: str, region: HolidayRegion) -> tuple[SchoolHoliday, ...] | None:
    return holidays.of.get((year, region))


def _year_before(year: str) -> str:
    first = first_year(year)
    if first is None:
        raise FieldError("school_year", no_school_year())
    return f"{first - 1}-{first}"


def _public_days(first: datetime.date, last: datetime.date) -> dict[datetime.date, str]:
    """The public days off between two days, weekends included."""
    return {
        day: why
        for year in range(first.year, last.year + 1)
        for day, why in public_days(year).items()
        if first <= day <= last
    }


def public_days(year: int) -> dict[datetime.date, str]:
    """The general public days off of a year (Algemene termijnenwet, art. 3), by day.

    Without Goede Vrijdag: schools differ, so it is theirs to say. Bevrijdingsdag in the years that end in 0
    or 5; Koningsdag a day early where the 27th is a Sunday.
    """
    sunday = easter(year)
    king = datetime.date(year, 4, 27)
    found = {
        datetime.date(year, 1, 1): t("nieuwjaarsdag"),
        sunday + DAY: t("tweede paasdag"),
        king - DAY if king.weekday() == 6 else king: t("Koningsdag"),
        sunday + 39 * DAY: t("Hemelvaartsdag"),
        sunday + 50 * DAY: t("tweede pinksterdag"),
        datetime.date(year, 12, 25): t("eerste kerstdag"),
        datetime.date(year, 12, 26): t("tweede kerstdag"),
    }
    if year % 5 == 0:
        found[datetime.date(year, 5, 5)] = t("Bevrijdingsdag")
    return dict(sorted(found.items()))


def contract_year(year: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of the year that libraries make agreements for: 1 August to 31 July."""
    first = first_year(year)
    if first is None:
        raise FieldError("school_year", no_school_year())
    return datetime.date(first, 8, 1), datetime.date(first + 1, 7, 31)


def _days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for at in range((last - first).days + 1):
        yield first + at * DAY
