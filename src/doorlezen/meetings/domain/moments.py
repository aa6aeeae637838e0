"""When a meeting is, in words; always as clocks in the Netherlands show it."""

import datetime

from doorlezen.language import HERE, date, t, weekday


def span(starts_at: datetime.datetime, ends_at: datetime.datetime) -> str:
    """ "donderdag 13 april 2023, van 9.00 tot 9.50 uur"."""
    start, end = starts_at.astimezone(HERE), ends_at.astimezone(HERE)
    return t(
        "{weekday} {day}, van {start} tot {end} uur",
        weekday=weekday(start.date()),
        day=date(start.date()),
        start=_hour(start),
        end=_hour(end),
    )


def moment(at: datetime.datetime) -> str:
    """ "13 april 2023 om 9.00 uur"."""
    here = at.astimezone(HERE)
    return t("{day} om {hour} uur", day=date(here.date()), hour=_hour(here))


def _hour(at: datetime.datetime) -> str:
    return f"{at.hour}.{at.minute:02d}"
