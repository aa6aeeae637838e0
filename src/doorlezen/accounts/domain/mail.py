"""Mail about logins leaves by a job: after the commit of what it tells about, and once."""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME
from django.utils import timezone

from doorlezen.accounts.domain.posting import post
from doorlezen.accounts.letters import AccountLetter, Post
from doorlezen.accounts.seal import seal, unseal
from doorlezen.language import clean_line

TASK = "accounts.send_mail"
QUEUE = "mail"
"""The queue of all mail, so that a worker of its own can keep mail from waiting for long calculations."""
LETTERS_TERM = datetime.timedelta(days=30)
"""How long it can be seen that a mail was refused or is uncertain."""


def send_mail_later(*, to: str, subject: str, text: str) -> AccountLetter:
    """Have a mail sent when, and only when, the transaction that runs now is committed.

    The letter and its job are rows in the same database, so they stand or fall with the change that they tell
    about.
    """
    from doorlezen.accounts.tasks import send_mail

    letter = AccountLetter.objects.create(
        made_at=timezone.now(),
        sealed_to=seal(to),
        # a name that came from elsewhere may hold a new line, and a subject is one
        sealed_subject=seal(clean_line(subject)),
        sealed_text=seal(text),
    )
    send_mail.defer(letter=letter.pk)
    return letter


def send_mail_now(letter: int, *, is_last_try: bool = False) -> None:
    """Hand the mail to the mail server, unless it was sent or may have been. Raises NotSentYet."""
    post(AccountLetter.objects.all(), letter, compose=_composed, is_last_try=is_last_try)
    # what goes no further needs its words no more
    gone = AccountLetter.objects.filter(pk=letter).exclude(state__in=(Post.TO_SEND, Post.HANDING))
    gone.update(sealed_to="", sealed_subject="", sealed_text="")


def forget_old_letters(now: datetime.datetime) -> None:
    """Delete the letters that were made longer than LETTERS_TERM ago, also those that never left."""
    AccountLetter.objects.filter(made_at__lt=now - LETTERS_TERM).delete()


def opened(sealed: str) -> str:
    """What was sealed in the letter."""
    return unseal(sealed)


def _composed(letter: AccountLetter) -> EmailMessage:
    headers = {
        "Message-ID": f"<{letter.message_id}@{_host()}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    to = opened(letter.sealed_to)
    return EmailMessage(opened(letter.sealed_subject), opened(letter.sealed_text), to=[to], headers=headers)


def _host() -> str:
    return settings.SITE_ADDRESS.partition("//")[2].partition(":")[0] or str(DNS_NAME)
