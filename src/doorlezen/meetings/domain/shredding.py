"""What is personal goes at the promised time; numbers stay."""

import datetime

from django.db import transaction
from django.db.models import Count, F

from doorlezen.desk.events import House, record
from doorlezen.desk.models import Post
from doorlezen.desk.post.outbox import letters_about
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.domain.queries import RegistrationCounts, counts
from doorlezen.meetings.models import MailKind, Meeting, Question, Vote


def shred_expired(now: datetime.datetime) -> int:
    """Blank all meetings whose term is over, each in a transaction of its own; how many."""
    shredded = 0
    for meeting in Meeting.objects.filter(shredded_at__isnull=True, ends_at__lte=now).order_by("id"):
        if meeting.shred_at <= now:
            shredded += _shred(meeting, now)
    return shredded


@transaction.atomic
def _shred(meeting: Meeting, now: datetime.datetime) -> int:
    held = lock(meeting)
    if held.shredded_at is not None or held.shred_at > now:
        return 0
    for question in held.questions.annotate(given=Count("votes")).order_by("id"):
        Question.objects.filter(pk=question.pk).update(
            asker=None, kept_votes=F("kept_votes") + question.given
        )
    Vote.objects.filter(question__meeting=held).delete()
    letters = letters_about(MailKind.values, held.registrations.values("pk"))
    letters.filter(state__in=(Post.TO_SEND, Post.HANDING)).update(state=Post.NOT_NEEDED)
    held.registrations.update(
        name="", email="", email_key="", organisation="", token_sha256=None, token_sealed=""
    )
    held.shredded_at = now
    held.room_address = ""
    held.save(update_fields=["shredded_at", "room_address"])
    organisation = held.webinar.organisation
    if organisation is not None:
        record(House(organisation), "meetings.shredded", held, after=_told(counts(held)))
    return 1


def _told(counted: RegistrationCounts) -> dict[str, object]:
    return {
        "registered": counted.registered,
        "confirmed": counted.confirmed,
        "waiting": counted.waiting,
        "cancelled": counted.cancelled,
        "expired": counted.held + counted.expired,
        "attended": counted.attended,
        "missed": counted.missed,
        "without_place": counted.without_place,
    }
