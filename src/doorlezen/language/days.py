"""The days that somebody can mean. What lies outside is a slip of the pen, and is refused where it stands:
at the ends of the calendar days cannot be counted on, nor told in another time zone."""

import datetime
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from doorlezen.language.figures import date
from doorlezen.language.texts import t

HERE = ZoneInfo("Europe/Amsterdam")
"""The clock by which days begin and webinars start."""
_SCHOOL_YEAR = re.compile(r"([0-9]{4})-([0-9]{4})")


@dataclass(frozen=True)
class Span:
    """The days from ``first`` up to and including ``last``."""

    first: datetime.date
    last: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Whether the day, or the day of the moment, lies in it."""
        # a moment is a date too, but the two cannot be compared
        return self.first <= datetime.date(day.year, day.month, day.day) <= self.last

    def read(self, text: str) -> datetime.date:
        """The day of "2019-10-01". Raises ValueError where it is no day, or none of these."""
        day = datetime.date.fromisoformat(text)
        if not self.holds(day):
            raise ValueError(text)
        return day

    def refusal(self) -> str:
        """Which days these are, for who wrote another."""
        return t("kies een dag van {first} tot en met {last}", first=date(self.first), last=date(self.last))


RECORDED = Span(datetime.date(1950, 1, 1), datetime.date(2100, 12, 31))
"""Of what is written down about schools, schemes, money and people."""
HELD = Span(datetime.date(1990, 1, 1), RECORDED.last)
"""Of meetings: before these years nobody held one over the internet."""


def first_year(school_year: str) -> int | None:
    """2026 of "2026-2027"; None where it is no school year, or none that somebody can mean."""
    found = _SCHOOL_YEAR.fullmatch(school_year)
    if found is None or int(found[2]) != int(found[1]) + 1:
        return None
    year = int(found[1])
    return year if RECORDED.first.year <= year < RECORDED.last.year else None
