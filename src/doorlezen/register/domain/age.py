"""How old a figure is: what holds of a school today may rest on a count of years ago."""

import datetime

from doorlezen.language import date, t
from doorlezen.register.models import Edition

OLD = 2
"""From so many years on it is said: CBS publishes the scores every year, some nine months after their day."""


def years_old(edition: Edition, on: datetime.date) -> int:
    """How many whole years lie between the peildatum and a day; 0 for a day before it."""
    day = edition.peildatum
    return max(0, on.year - day.year - ((on.month, on.day) < (day.month, day.day)))


def scores_told(edition: Edition | None, on: datetime.date) -> str:
    """That the scores are old on that day, in a sentence; empty where they are not."""
    if edition is None or (years := years_old(edition, on)) < OLD:
        return ""
    return t(
        "De scores zijn van {day}, {years} jaar oud; een nieuwere lijst kan anders uitvallen.",
        day=date(edition.peildatum),
        years=years,
    )
