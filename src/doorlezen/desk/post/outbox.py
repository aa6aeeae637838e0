"""Have a letter sent when, and only when, the transaction of what it tells about is committed.

The letter and its job are rows in the same database, so they stand or fall with that change.
"""

import datetime
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from doorlezen.desk.models import Letter, Post
from doorlezen.desk.post.letter_kinds import LETTERS, Mail
from doorlezen.desk.seal import seal, unseal

TASK = "desk.send_letter"
QUEUE = "mail"
"""The queue of all mail, so that a worker of its own can keep mail from waiting for long calculations."""


@transaction.atomic
def put(kind: str, about: Iterable[int], *, now: datetime.datetime, round: int = 0) -> int:
    """Have each of these mailed ``kind`` once; who had it (in this ``round``) is left out. How many will be.

    Call it under a lock on what they belong to: two at once would each find that nobody had it, and the
    second would then be refused by the database.
    """
    wanted = list(about)
    had = set(Letter.objects.filter(kind=kind, about__in=wanted, round=round).values_list("about", flat=True))
    return _send(
        Letter.objects.bulk_create(
            Letter(kind=LETTERS[kind].name, about=one, round=round, made_at=now)
            for one in wanted
            if one not in had
        )
    )


@transaction.atomic
def put_sealed(kind: str, mail: Mail, *, about: int | None = None, round: int = 0) -> Letter:
    """Have ``mail`` sent in these very words, kept sealed until it goes no further.

    For what cannot be written again when it leaves: a link of which we keep only the hash. The ``write`` of
    its kind gives them back with `sealed_mail`.
    """
    letter = Letter.objects.create(
        kind=LETTERS[kind].name,
        about=about,
        round=round,
        made_at=timezone.now(),
        sealed=seal(json.dumps([mail.to, mail.subject, mail.text])),
    )
    _send([letter])
    return letter


def sealed_mail(letter: Letter) -> Mail:
    """What was sealed in the letter."""
    return Mail(*json.loads(unseal(letter.sealed)))


@transaction.atomic
def put_again(letters: Iterable[Letter]) -> int:
    """Try these letters again, under the same Message-ID. Call it with the letters locked. How many."""
    again = list(letters)
    Letter.objects.filter(pk__in=[letter.pk for letter in again]).update(
        state=Post.TO_SEND, attempt=None, code=None
    )
    return _send(again)


def letters_about(kinds: Iterable[str], about: Any) -> "models.QuerySet[Letter]":
    """The letters of these kinds, oldest first; ``about``: an id, a query of ids, or an OuterRef."""
    found = Letter.objects.filter(kind__in=list(kinds)).order_by("id")
    return found.filter(about__in=about) if isinstance(about, models.QuerySet) else found.filter(about=about)


def forget_letters(now: datetime.datetime) -> None:
    """Delete the letters that were made longer than their term ago, also those that never left."""
    for kind in LETTERS.values():
        if kind.term is not None:
            Letter.objects.filter(kind=kind.name, made_at__lt=now - kind.term).delete()


def _send(letters: Sequence[Letter]) -> int:
    if letters:
        jobs: list[dict[str, JSONValue]] = [{"letter": letter.pk} for letter in letters]
        app.configure_task(TASK, queue=QUEUE).batch_defer(*jobs)
    return len(letters)
