"""When a webinar is, as far as that is known, and whether that still stands."""

import datetime

from django.utils import timezone

from doorlezen.language import date as in_words
from doorlezen.language import t
from doorlezen.webinars.domain.standing import standing
from doorlezen.webinars.models import Precision, Webinar


def when(webinar: Webinar, now: datetime.datetime | None = None) -> str:
    """The date for people, and beside it what they have to know: "28 maart 2027 (gaat niet door)"."""
    word = standing(webinar, now or timezone.now()).word
    return t("{when} ({word})", when=day_and_time(webinar), word=word) if word else day_and_time(webinar)


def day_and_time(webinar: Webinar) -> str:
    """The date alone: "28 maart 2024", "mei 2021", "13 april 2023, 9.00–9.50 uur"."""
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


def iso_in_words(moment: str) -> str:
    """What `iso_date` wrote of a day, with or without a time, for people."""
    at = datetime.datetime.fromisoformat(moment)
    day = in_words(at.date())
    return t("{day}, {start} uur", day=day, start=_hour(at.time())) if "T" in moment else day


def _hour(moment: datetime.time) -> str:
    return f"{moment.hour}.{moment.minute:02d}"
