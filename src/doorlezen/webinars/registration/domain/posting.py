"""Send one letter: once, whoever dies along the way.

A letter goes from "to send" to "handing" in a transaction of its own, just before the last bytes of the mail
leave, and to "sent" when the server has answered. Who finds a letter "handing" knows that the one who wrote
that is gone, and that the server may have the mail: it becomes "uncertain" and nobody sends it by itself.
"""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from doorlezen.webinars.registration.domain.needed import is_needed
from doorlezen.webinars.registration.domain.smtp import NotTaken, Unanswered, hand_over
from doorlezen.webinars.registration.domain.texts import compose
from doorlezen.webinars.registration.models import Letter, Post


class NotSentYet(Exception):  # noqa: N818 — no error of ours: the job is tried again later
    """The mail server did not take the letter now."""


class _OvertakenError(Exception):
    """Somebody else is sending this letter."""


def post(letter: int, *, is_last_try: bool = False) -> None:
    """Send the letter with this id, unless it was sent, is not needed any more or may have been sent.

    Raises NotSentYet when the mail server could not take it; it certainly has not got it then.
    """
    claimed = _claim(letter)
    if claimed is None:
        return
    try:
        hand_over(compose(claimed), at_the_end=lambda: _note_handing(claimed))
    except _OvertakenError:
        return
    except NotTaken as wrong:
        gives_up = wrong.for_good or is_last_try
        _note(claimed, Post.REFUSED if gives_up else Post.TO_SEND, code=wrong.code)
        if not gives_up:
            raise NotSentYet(f"letter {letter}: {wrong.code or 'no answer'}") from None
    except Unanswered:
        _note(claimed, Post.UNCERTAIN)
    else:
        _note(claimed, Post.SENT, sent_at=timezone.now())


@transaction.atomic
def _claim(pk: int) -> Letter | None:
    """The letter, to be sent by us and nobody else; None when there is nothing to send."""
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .select_related("registration__meeting__webinar")
        .filter(pk=pk)
        .first()
    )
    if letter is None:
        return None
    if letter.state == Post.HANDING:
        letter.state = Post.UNCERTAIN
        letter.save(update_fields=["state"])
    if letter.state != Post.TO_SEND:
        return None
    if not is_needed(letter):
        letter.state = Post.NOT_NEEDED
        letter.save(update_fields=["state"])
        return None
    letter.attempt = uuid.uuid4()
    letter.attempts += 1
    letter.save(update_fields=["attempt", "attempts"])
    return letter


def _note_handing(letter: Letter) -> None:
    """From here on the server may have it. Raises when another one began after us."""
    mine = Letter.objects.filter(pk=letter.pk, attempt=letter.attempt, state=Post.TO_SEND)
    if not mine.update(state=Post.HANDING):
        raise _OvertakenError


def _note(
    letter: Letter, state: Post, *, code: int | None = None, sent_at: datetime.datetime | None = None
) -> None:
    """Write how it ended, also where we were taken for dead in the meantime."""
    Letter.objects.filter(
        pk=letter.pk,
        attempt=letter.attempt,
        state__in=(Post.TO_SEND, Post.HANDING, Post.UNCERTAIN),
    ).update(state=state, code=code, sent_at=sent_at)
