"""Mail whose time has come: moved or called off (by whomever, in whatever way), soon, to be seen back."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from doorlezen.desk.post.outbox import put
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.models import IN_LINE, MailKind, Meeting, PlaceState
from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Recording


def tell_all(now: datetime.datetime) -> int:
    """All of it, for every meeting; who heard it is left out. How many are mailed."""
    coming = Meeting.objects.filter(ends_at__gt=now)
    going_on, off = (coming.filter(webinar__called_off_at__isnull=on) for on in (True, False))
    moved = _each(going_on, lambda held: tell_when_moved(held, now=now) or 0)
    called_off = _each(off, lambda held: tell_when_off(held, now=now))
    return moved + called_off + remind(now) + tell_of_recordings(now)


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
    return put(MailKind.CHANGED, _those(held, *IN_LINE), round=held.sequence, now=now)


def tell_when_off(held: Meeting, *, now: datetime.datetime) -> int:
    """Mail everybody in line for a locked meeting that it is called off. How many."""
    return put(MailKind.CALLED_OFF, _those(held, *IN_LINE), now=now)


def remind(now: datetime.datetime) -> int:
    """Mail who has a place and was not reminded of this time yet, from the set time on. How many."""

    def tell(held: Meeting) -> int:
        if held.webinar.is_called_off or not held.remind_at <= now < held.starts_at:
            return 0
        return put(MailKind.REMINDER, _those(held, PlaceState.CONFIRMED), round=held.sequence, now=now)

    return _each(Meeting.objects.filter(webinar__called_off_at=None, starts_at__gt=now), tell)


def tell_of_recordings(now: datetime.datetime) -> int:
    """Mail who had a place that the recording is there, once. How many."""
    recorded = Exists(Recording.objects.filter(webinar=OuterRef("webinar_id")))
    over = Meeting.objects.filter(
        recorded,
        webinar__called_off_at=None,
        shredded_at__isnull=True,
        mails_recording=True,
        ends_at__lte=now,
        webinar__in=published(now),
    )

    def tell(held: Meeting) -> int:
        if held.shredded_at is not None or now >= held.shred_at:
            return 0
        return put(MailKind.RECORDING, _those(held, PlaceState.CONFIRMED), now=now)

    return _each(over, tell)


def _each(meetings: QuerySet[Meeting], tell: Callable[[Meeting], int]) -> int:
    """Lock one after the other, each in a transaction of its own, and tell. How many are mailed."""
    told = 0
    for meeting in meetings.order_by("id"):
        with transaction.atomic():
            told += tell(lock(meeting))
    return told


def _those(held: Meeting, *states: PlaceState) -> list[int]:
    in_order = held.registrations.filter(state__in=states).order_by("number")
    return list(in_order.values_list("pk", flat=True))
