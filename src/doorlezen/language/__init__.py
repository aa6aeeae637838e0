"""The words and figures that people read: translation, amounts, hours, dates.

The source texts are Dutch, so Dutch is complete by construction; ``locale/en`` holds the English ones.
Placeholders are named: ``t("{count} scholen geladen", count=129)``.
"""

from doorlezen.language.days import HELD, HERE, RECORDED, Span, first_year
from doorlezen.language.disk import not_read, not_written
from doorlezen.language.figures import (
    MINUTES_A_QUARTER,
    date,
    decimal,
    hours,
    money,
    month,
    percent,
    school_year,
    school_year_of,
    short_date,
    short_weekday,
    weekday,
    weekdays,
    whole,
    with_school_years,
)
from doorlezen.language.names import checked_mail_address, checked_name, checked_title
from doorlezen.language.refusal import FieldError, InputError
from doorlezen.language.texts import LANGUAGES, LOCALE, current, n, t, use
from doorlezen.language.typed import clean_line, clean_text

__all__ = [
    "HELD",
    "HERE",
    "LANGUAGES",
    "LOCALE",
    "MINUTES_A_QUARTER",
    "RECORDED",
    "FieldError",
    "InputError",
    "Span",
    "checked_mail_address",
    "checked_name",
    "checked_title",
    "clean_line",
    "clean_text",
    "current",
    "date",
    "decimal",
    "first_year",
    "hours",
    "money",
    "month",
    "n",
    "not_read",
    "not_written",
    "percent",
    "school_year",
    "school_year_of",
    "short_date",
    "short_weekday",
    "t",
    "use",
    "weekday",
    "weekdays",
    "whole",
    "with_school_years",
]
