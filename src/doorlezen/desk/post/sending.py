"""Send one letter: once, whoever dies along the way.

A letter goes from "to send" to "handing" in a transaction of its own, just before the last bytes of the mail
leave, and to "sent" when the server has answered. Who finds a letter "handing" knows that the one who wrote
that is gone, and that the server may have the mail: it becomes "uncertain" and nobody sends it by itself.
"""

import datetime
import logging
import uuid

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from django.db import transaction
from django.utils import timezone

from doorlezen.desk.models import Letter, Post
from doorlezen.desk.post.letter_kinds import LETTERS, Mail
from doorlezen.desk.post.smtp import NotTaken, Unanswered, hand_over
from doorlezen.language import clean_line

_log = logging.getLogger("doorlezen.mail")
_OPEN = (Post.TO_SEND, Post.HANDING)


class NotSentYet(Exception):  # noqa: N818 — no error of ours: the job is tried again later
    """The mail server did not take the letter now."""


class OvertakenError(Exception):
    """Somebody else is sending this letter."""


def send(pk: int, *, is_last_try: bool = False) -> Post | None:
    """Send the letter with this id, unless it was sent, is not needed any more or may have been sent.

    How far it is now; None: there was nothing to send. A mail that can never be made (a head that is none)
    is refused for good. Raises NotSentYet when the mail server could not take it; it certainly has not got it
    then.
    """
    claimed = claim(pk)
    if claimed is None:
        return None
    letter, mail = claimed
    try:
        hand_over(message(letter, mail), at_the_end=lambda: note_handing(letter))
    except OvertakenError:
        return None
    except NotTaken as wrong:
        if not (wrong.for_good or is_last_try):
            note(letter, Post.TO_SEND, code=wrong.code)
            raise NotSentYet(f"letter {pk}: {wrong.code or 'no answer'}") from None
        return note(letter, Post.REFUSED, code=wrong.code)
    except ValueError:  # a head or an address that is none
        _log.error("a letter cannot be made", extra={"letter": pk}, exc_info=True)
        return note(letter, Post.REFUSED)
    except Unanswered:
        return note(letter, Post.UNCERTAIN)
    return note(letter, Post.SENT, sent_at=timezone.now())


@transaction.atomic
def claim(pk: int) -> tuple[Letter, Mail] | None:
    """The letter and its words, to be sent by us and nobody else; None when there is nothing to send."""
    letter = Letter.objects.select_for_update().filter(pk=pk).first()
    if letter is None or letter.state not in _OPEN:
        return None
    mail = LETTERS[letter.kind].write(letter) if letter.state == Post.TO_SEND else None
    if mail is None:
        letter.state = Post.UNCERTAIN if letter.state == Post.HANDING else Post.NOT_NEEDED
        letter.sealed = ""
        letter.save(update_fields=["state", "sealed"])
        return None
    letter.attempt = uuid.uuid4()
    letter.attempts += 1
    letter.save(update_fields=["attempt", "attempts"])
    return letter, mail


def message(letter: Letter, mail: Mail) -> EmailMessage:
    """The mail as it leaves: the same Message-ID however often it is made."""
    host = settings.SITE_ADDRESS.partition("//")[2].partition(":")[0] or str(DNS_NAME)
    headers = {
        "Message-ID": f"<{letter.message_id}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    # a name that came from elsewhere may hold a new line, and a subject is one
    made = EmailMessage(clean_line(mail.subject), mail.text, to=[mail.to], headers=headers)
    for part in mail.parts:
        made.attach(part)
    return made


def note_handing(letter: Letter) -> None:
    """From here on the server may have it. Raises when another one began after us."""
    mine = Letter.objects.filter(pk=letter.pk, attempt=letter.attempt, state=Post.TO_SEND)
    if not mine.update(state=Post.HANDING):
        raise OvertakenError


def note(
    letter: Letter, state: Post, *, code: int | None = None, sent_at: datetime.datetime | None = None
) -> Post:
    """Write how it ended, also where we were taken for dead in the meantime. What goes no further keeps no
    words, so what was sealed and became uncertain is not sent again."""
    again = state == Post.TO_SEND
    before = _OPEN if again and letter.sealed else (*_OPEN, Post.UNCERTAIN)
    mine = Letter.objects.filter(pk=letter.pk, attempt=letter.attempt, state__in=before)
    mine.update(state=state, code=code, sent_at=sent_at, sealed=letter.sealed if again else "")
    return state
