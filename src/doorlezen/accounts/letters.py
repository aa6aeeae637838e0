"""Mail as rows: how far each one is, so that none is sent twice and none that failed is forgotten."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy


class Post(models.TextChoices):
    """How far a mail is. docs/meetings.md tells what each one promises."""

    TO_SEND = "to-send", gettext_lazy("onderweg")
    HANDING = "handing", gettext_lazy("wordt aangeboden")
    SENT = "sent", gettext_lazy("verstuurd")
    UNCERTAIN = "uncertain", gettext_lazy("onzeker")
    REFUSED = "refused", gettext_lazy("geweigerd")
    NOT_NEEDED = "not-needed", gettext_lazy("niet meer nodig")


STUCK = (Post.UNCERTAIN, Post.REFUSED)
"""How far a mail is that goes no further until somebody says so."""


class Posted(models.Model):
    """What every mail to one person has.

    ``message_id`` stays the same however often it is tried. ``attempt``: who is sending it now. ``code``:
    what the mail server answered when it refused.
    """

    state = models.CharField(max_length=12, choices=Post.choices, default=Post.TO_SEND)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    attempt = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    code = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class AccountLetter(Posted):
    """A mail about somebody's login. It may hold a link that lets somebody in, so its words are sealed, and
    they are wiped as soon as the mail goes no further."""

    sealed_to = models.TextField(blank=True)
    sealed_subject = models.TextField(blank=True)
    sealed_text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        app_label = "accounts"

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
