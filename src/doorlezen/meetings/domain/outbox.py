"""Put mail in the outbox: a row and a job, in the transaction of what the mail tells about."""

import datetime
from collections.abc import Iterable, Sequence

from procrastinate.types import JSONValue

from doorlezen.meetings.models import Kind, Letter, Post, Registration

TASK = "webinars.send_letter"


def put(registrations: Sequence[Registration], kind: Kind, *, now: datetime.datetime, round: int = 0) -> int:
    """Have each of them mailed ``kind`` once; who had it (in this ``round``) is left out. How many will be.

    Call it under the meeting's lock: two at once would each find that nobody had it, and the second would
    then be refused by the database.
    """
    had = set(
        Letter.objects.filter(registration__in=registrations, kind=kind, round=round).values_list(
            "registration_id", flat=True
        )
    )
    made = Letter.objects.bulk_create(
        Letter(registration=one, kind=kind, round=round, made_at=now)
        for one in registrations
        if one.pk not in had
    )
    _defer(made)
    return len(made)


def put_again(letters: Iterable[Letter]) -> int:
    """Try these letters again, under the same Message-ID. Call it with the letters locked."""
    again = list(letters)
    Letter.objects.filter(pk__in=[letter.pk for letter in again]).update(
        state=Post.TO_SEND, attempt=None, code=None
    )
    _defer(again)
    return len(again)


def _defer(letters: Sequence[Letter]) -> None:
    from doorlezen.meetings.tasks import send_letter

    if letters:
        jobs: list[dict[str, JSONValue]] = [{"letter": letter.pk} for letter in letters]
        send_letter.batch_defer(*jobs)
