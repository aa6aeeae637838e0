"""Mail whose time has come: reminders, and that the recording is there."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from doorlezen.meetings.domain import outbox
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.models import Kind, Meeting, Registration, State
from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Recording


def remind(now: datetime.datetime) -> int:
    """Mail who has a place and was not reminded of this time yet, from the set time on. How many."""
    reminded = 0
    coming = Meeting.objects.filter(webinar__called_off_at=None, starts_at__gt=now).order_by("id")
    for meeting in coming:
        if meeting.remind_at <= now:
            with transaction.atomic():
                held = lock(meeting)
                if not held.webinar.is_called_off and held.remind_at <= now < held.starts_at:
                    reminded += outbox.put(_placed(held), Kind.REMINDER, round=held.sequence, now=now)
    return reminded


def tell_of_recordings(now: datetime.datetime) -> int:
    """Mail who had a place that the recording is there, once. How many."""
    told = 0
    recorded = Exists(Recording.objects.filter(webinar=OuterRef("webinar_id")))
    over = Meeting.objects.filter(
        recorded,
        webinar__called_off_at=None,
        shredded_at__isnull=True,
        mails_recording=True,
        ends_at__lte=now,
        webinar__in=published(now),
    ).order_by("id")
    for meeting in over:
        with transaction.atomic():
            held = lock(meeting)
            if held.shredded_at is None and now < held.shred_at:
                told += outbox.put(_placed(held), Kind.RECORDING, now=now)
    return told


def _placed(held: Meeting) -> list[Registration]:
    return list(held.registrations.filter(state=State.CONFIRMED).order_by("number"))
