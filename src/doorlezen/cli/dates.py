"""Dates that are given as options."""

import datetime
import re

from doorlezen.language import InputError, t

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


def given_day(option: str, text: str | None) -> datetime.date | None:
    """The date behind an option such as ``--on``, None when it was not given. Raises InputError."""
    if text is None:
        return None
    from doorlezen.register.readers.cell_values import UnreadableError, day

    try:
        return day(text)
    except UnreadableError as why:
        raise InputError(option, str(why)) from None


def given_school_year(option: str, text: str | None) -> str:
    """The school year in an option as files write it: "2025-2026"; "" where none was given.

    Raises InputError.
    """
    if text is None:
        return ""
    first, _, second = text.replace("–", "-").partition("-")
    if not (_YEAR.fullmatch(first) and _YEAR.fullmatch(second)) or int(second) != int(first) + 1:
        raise InputError(option, t("{text} is geen schooljaar zoals 2025-2026", text=repr(text)))
    return f"{first}-{second}"
