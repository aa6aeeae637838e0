"""The words and figures that people read: translation, amounts, hours, dates.

The source texts are Dutch, so Dutch is complete by construction; ``locale/en`` holds the English ones.
Placeholders are named: ``t("{count} scholen geladen", count=129)``.
"""

from doorlezen.language.figures import date, decimal, hours, money, percent, school_year, short_date, whole
from doorlezen.language.refusal import InputError
from doorlezen.language.texts import LANGUAGES, current, n, t, use

__all__ = [
    "LANGUAGES",
    "InputError",
    "current",
    "date",
    "decimal",
    "hours",
    "money",
    "n",
    "percent",
    "school_year",
    "short_date",
    "t",
    "use",
    "whole",
]
