"""Send one letter: once, whoever dies along the way.

A letter goes from "to send" to "handing" in a transaction of its own, just before the last bytes of the mail
leave, and to "sent" when the server has answered. Who finds a letter "handing" knows that the one who wrote
that is gone, and that the server may have the mail: it becomes "uncertain" and nobody sends it by itself.
"""

import datetime
import logging
import uuid
from collections.abc import Callable
from typing import TypeVar

from django.core.mail import BadHeaderError, EmailMessage
from django.db import models, transaction
from django.utils import timezone

from doorlezen.accounts.domain.smtp import NotTaken, Unanswered, hand_over
from doorlezen.accounts.letters import Post, Posted

OneLetter = TypeVar("OneLetter", bound=Posted)
_log = logging.getLogger("doorlezen.mail")


class NotSentYet(Exception):  # noqa: N818 — no error of ours: the job is tried again later
    """The mail server did not take the letter now."""


class OvertakenError(Exception):
    """Somebody else is sending this letter."""


def post(
    letters: "models.QuerySet[OneLetter]",
    pk: int,
    *,
    compose: Callable[[OneLetter], EmailMessage],
    is_needed: Callable[[OneLetter], bool] = lambda letter: True,
    is_last_try: bool = False,
) -> Post | None:
    """Send the letter with this id, unless it was sent, is not needed any more or may have been sent.

    How far it is now; None: there was nothing to send. A mail that can never be made (a head that is none)
    is refused for good. Raises NotSentYet when the mail server could not take it; it certainly has not got it
    then.
    """
    claimed = claim(letters, pk, is_needed=is_needed)
    if claimed is None:
        return None
    try:
        hand_over(compose(claimed), at_the_end=lambda: note_handing(claimed))
    except OvertakenError:
        return None
    except NotTaken as wrong:
        gives_up = wrong.for_good or is_last_try
        state = Post.REFUSED if gives_up else Post.TO_SEND
        note(claimed, state, code=wrong.code)
        if not gives_up:
            raise NotSentYet(f"letter {pk}: {wrong.code or 'no answer'}") from None
        return state
    except (BadHeaderError, UnicodeError):
        _log.error("a letter cannot be made", extra={"letter": pk}, exc_info=True)
        note(claimed, Post.REFUSED)
        return Post.REFUSED
    except Unanswered:
        note(claimed, Post.UNCERTAIN)
        return Post.UNCERTAIN
    note(claimed, Post.SENT, sent_at=timezone.now())
    return Post.SENT


@transaction.atomic
def claim(
    letters: "models.QuerySet[OneLetter]", pk: int, *, is_needed: Callable[[OneLetter], bool]
) -> OneLetter | None:
    """The letter, to be sent by us and nobody else; None when there is nothing to send."""
    letter = letters.select_for_update(of=("self",)).filter(pk=pk).first()
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


def note_handing(letter: Posted) -> None:
    """From here on the server may have it. Raises when another one began after us."""
    mine = _rows(letter).filter(attempt=letter.attempt, state=Post.TO_SEND)
    if not mine.update(state=Post.HANDING):
        raise OvertakenError


def note(
    letter: Posted, state: Post, *, code: int | None = None, sent_at: datetime.datetime | None = None
) -> None:
    """Write how it ended, also where we were taken for dead in the meantime."""
    open_states = (Post.TO_SEND, Post.HANDING, Post.UNCERTAIN)
    mine = _rows(letter).filter(attempt=letter.attempt, state__in=open_states)
    mine.update(state=state, code=code, sent_at=sent_at)


def _rows(letter: Posted) -> "models.QuerySet[Posted]":
    return type(letter)._base_manager.filter(pk=letter.pk)
