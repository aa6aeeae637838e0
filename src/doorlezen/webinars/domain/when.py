"""When a webinar is, as far as that is known."""

import datetime

from doorlezen.language import date as in_words
from doorlezen.language import t
from doorlezen.webinars.models import Precision, Webinar


def when(webinar: Webinar) -> str:
    """The date for people: "28 maart 2024", "mei 2021", "13 april 2023, 9.00–9.50 uur"."""
    if webinar.precision == Precision.MONTH:
        return in_words(webinar.date).partition(" ")[2]
    day = in_words(webinar.date)
    if webinar.start_time is None:
        return day
    start, end = _hour(webinar.start_time), webinar.ends_at
    if end is None:
        return t("{day}, {start} uur", day=day, start=start)
    return t("{day}, {start}–{end} uur", day=day, start=start, end=_hour(end.time()))


def iso_date(webinar: Webinar) -> str:
    """The date for machines: "2024-03-28", of a month "2021-05", with a time "2023-04-13T09:00+02:00"."""
    if webinar.starts_at is not None:
        return webinar.starts_at.isoformat(timespec="minutes")
    iso = webinar.date.isoformat()
    return iso[:7] if webinar.precision == Precision.MONTH else iso


def _hour(moment: datetime.time) -> str:
    return f"{moment.hour}.{moment.minute:02d}"
