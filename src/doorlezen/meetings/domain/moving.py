"""Whoever moves a webinar or calls it off, in whatever way: those who are registered hear of it."""

import datetime

from django.db import transaction

from doorlezen.meetings.domain import outbox
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.models import IN_LINE, Kind, Meeting


def tell_when_moved(held: Meeting, *, now: datetime.datetime) -> int | None:
    """Where the webinar of a locked meeting has another time than people know: take it over and mail them.

    How many are mailed; None when it was not moved, or its time is not known any more (then nothing is told:
    the organiser is not done yet).
    """
    starts_at, ends_at = held.webinar.starts_at, held.webinar.ends_at
    if starts_at is None or ends_at is None or (starts_at, ends_at) == (held.starts_at, held.ends_at):
        return None
    # registering stays open as long before the end as it was
    held.closes_at = max(
        ends_at - (held.ends_at - held.closes_at), held.opens_at + datetime.timedelta(minutes=1)
    )
    held.starts_at, held.ends_at = starts_at, ends_at
    held.sequence += 1
    held.save(update_fields=["closes_at", "starts_at", "ends_at", "sequence"])
    in_line = held.registrations.filter(state__in=IN_LINE).order_by("number")
    return outbox.put(list(in_line), Kind.CHANGED, round=held.sequence, now=now)


def tell_of_all_moved(now: datetime.datetime) -> int:
    """The same for every meeting still to come, for a change in the catalogue itself. How many are mailed."""
    told = 0
    coming = Meeting.objects.filter(webinar__called_off_at=None, ends_at__gt=now).order_by("id")
    for meeting in coming:
        with transaction.atomic():
            told += tell_when_moved(lock(meeting), now=now) or 0
    return told


def tell_when_off(held: Meeting, *, now: datetime.datetime) -> int:
    """Mail everybody in line for a locked meeting that it is called off; who heard it is left out."""
    in_line = held.registrations.filter(state__in=IN_LINE).order_by("number")
    return outbox.put(list(in_line), Kind.CALLED_OFF, now=now)


def tell_of_all_off(now: datetime.datetime) -> int:
    """The same for every meeting that is off and would be still to come. How many are mailed."""
    told = 0
    off = Meeting.objects.filter(webinar__called_off_at__isnull=False, ends_at__gt=now).order_by("id")
    for meeting in off:
        with transaction.atomic():
            told += tell_when_off(lock(meeting), now=now)
    return told
