"""Figures as the reader writes them: € 9.490, 2½ uur, 33,02, 28 maart 2024, 2026–2027."""

import datetime
import re
from decimal import Decimal
from functools import cache

from doorlezen.language.texts import current, t

# not in the name of a file, which stays as it is: uren-2024-2025.csv
_SCHOOL_YEAR = re.compile(r"(?<![-\w])(20\d\d)-(20\d\d)(?![-\w]|\.\w)", re.ASCII)
MINUTES_A_QUARTER = 15
"""Hours are kept in whole quarter-hours, so that nobody is held to a fraction."""
_QUARTERS = ("", "¼", "½", "¾")
_SEPARATORS = {"nl": (".", ","), "en": (",", ".")}


def whole(number: int) -> str:
    """A whole number with thousands separated: 20508008 → "20.508.008"."""
    return f"{number:,}".replace(",", _SEPARATORS[current()][0])


def decimal(number: Decimal, places: int = 2) -> str:
    """A decimal with a fixed number of places: Decimal("33.02") → "33,02"."""
    thousands, point = _SEPARATORS[current()]
    return f"{number:,.{places}f}".translate({ord(","): thousands, ord("."): point})


def money(cents: int) -> str:
    """An amount of euro cents: 949000 → "€ 9.490", 949050 → "€ 9.490,50" (cents only where there are any)."""
    sign, cents = ("−" if cents < 0 else ""), abs(cents)
    amount = whole(cents // 100)
    if cents % 100:
        amount += f"{_SEPARATORS[current()][1]}{cents % 100:02d}"
    return f"{sign}€\N{NO-BREAK SPACE}{amount}" if current() == "nl" else f"{sign}€{amount}"


def hours(quarters: int) -> str:
    """Quarter-hours as hours, without the word: 10 → "2½", 8 → "2", 1 → "¼"."""
    sign, quarters = ("−" if quarters < 0 else ""), abs(quarters)
    full, rest = divmod(quarters, 4)
    return f"{sign}{full or ('' if rest else 0)}{_QUARTERS[rest]}"


def percent(part: int, of: int) -> str:
    """A share as a rounded whole percentage; "–" where there is nothing to divide by."""
    return "–" if not of else f"{(200 * part + of) // (2 * of)}%"


def date(day: datetime.date) -> str:
    """A date in words: 2024-03-28 → "28 maart 2024"."""
    return f"{day.day} {_months(current())[day.month - 1]} {day.year}"


def weekday(day: datetime.date) -> str:
    """The day of the week: 2026-11-03 → "dinsdag"."""
    return _weekdays(current())[day.weekday()][1]


def short_weekday(day: datetime.date) -> str:
    """The same where there is little room: "di"."""
    return _weekdays(current())[day.weekday()][0]


def weekdays() -> tuple[tuple[str, str], ...]:
    """All of them from Monday on, short and in full."""
    return _weekdays(current())


def month(day: datetime.date) -> str:
    """The month of a date: 2026-11-23 → "november 2026"."""
    return f"{_months(current())[day.month - 1]} {day.year}"


def school_year_of(day: datetime.date) -> str:
    """The school year that a day is in, as files write it: 2026-08-01 → "2026-2027"."""
    first = day.year if day.month >= 8 else day.year - 1
    return f"{first}-{first + 1}"


def short_date(day: datetime.date) -> str:
    """A date for a narrow column: 2019-10-01 → "1 okt 2019"."""
    return f"{day.day} {_short_months(current())[day.month - 1]} {day.year}"


def school_year(year: str) -> str:
    """A school year with an en dash: "2026-2027" → "2026–2027"."""
    return year.replace("-", "–")


def with_school_years(text: str) -> str:
    """A text in which every school year has an en dash: "Plan 2026-2027" → "Plan 2026–2027"."""
    return _SCHOOL_YEAR.sub(r"\1–\2", text)


# kept per language, because a list of schools writes thousands of dates
@cache
def _weekdays(_language: str) -> tuple[tuple[str, str], ...]:
    return (
        (t("ma"), t("maandag")),
        (t("di"), t("dinsdag")),
        (t("wo"), t("woensdag")),
        (t("do"), t("donderdag")),
        (t("vr"), t("vrijdag")),
        (t("za"), t("zaterdag")),
        (t("zo"), t("zondag")),
    )


@cache
def _months(_language: str) -> tuple[str, ...]:
    return (
        t("januari"),
        t("februari"),
        t("maart"),
        t("april"),
        t("mei"),
        t("juni"),
        t("juli"),
        t("augustus"),
        t("september"),
        t("oktober"),
        t("november"),
        t("december"),
    )


@cache
def _short_months(_language: str) -> tuple[str, ...]:
    return (
        t("jan"),
        t("feb"),
        t("mrt"),
        t("apr"),
        t("mei"),
        t("jun"),
        t("jul"),
        t("aug"),
        t("sep"),
        t("okt"),
        t("nov"),
        t("dec"),
    )
