"""The letters of accounts. They may hold a link that lets somebody in, so they wait sealed."""

import datetime

from django.utils import timezone

from doorlezen.accounts.models import Invitation
from doorlezen.desk.models import Letter
from doorlezen.desk.post.letter_kinds import LetterKind, Mail, add_letters
from doorlezen.desk.post.outbox import sealed_mail

INVITATION = "accounts.invitation"
LOGIN = "accounts.login"
TERM = datetime.timedelta(days=30)
"""How long it can be seen that a mail was refused or is uncertain."""


def _invitation(letter: Letter) -> Mail | None:
    """Only the link that still works: not of who is in already, was withdrawn, or got a newer one."""
    waiting = Invitation.everywhere.filter(
        pk__in=[letter.about],
        times_sent=letter.round,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    return sealed_mail(letter) if waiting.exists() else None


add_letters(
    LetterKind(INVITATION, "letting in who was invited", _invitation, TERM),
    LetterKind(LOGIN, "a new password, a new address, a login that changed", sealed_mail, TERM),
)
