"""Dates that are given as options."""

import datetime

from doorlezen.language import InputError


def given_day(option: str, text: str | None) -> datetime.date | None:
    """The date behind an option such as ``--on``, None when it was not given. Raises InputError."""
    if text is None:
        return None
    from doorlezen.register.readers.values import UnreadableError, day

    try:
        return day(text)
    except UnreadableError as why:
        raise InputError(option, str(why)) from None
