"""The outbox: which mail people get, and how far each one is."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.webinars.registration.models.line import Registration


class Kind(models.TextChoices):
    """What a mail tells."""

    CONFIRMED = "confirmed", gettext_lazy("je hebt een plaats")
    WAITING = "waiting", gettext_lazy("je staat op de wachtlijst")
    PROMOTED = "promoted", gettext_lazy("er kwam een plaats vrij")
    AGAIN = "again", gettext_lazy("je was al aangemeld")
    CANCELLED = "cancelled", gettext_lazy("je bent afgemeld")
    CHANGED = "changed", gettext_lazy("een andere tijd")
    CALLED_OFF = "called-off", gettext_lazy("het gaat niet door")
    REMINDER = "reminder", gettext_lazy("herinnering")
    RECORDING = "recording", gettext_lazy("de opname")


class Post(models.TextChoices):
    """How far a mail is. docs/webinars-registration.md tells what each one promises."""

    TO_SEND = "to-send", gettext_lazy("onderweg")
    HANDING = "handing", gettext_lazy("wordt aangeboden")
    SENT = "sent", gettext_lazy("verstuurd")
    UNCERTAIN = "uncertain", gettext_lazy("onzeker")
    REFUSED = "refused", gettext_lazy("geweigerd")
    NOT_NEEDED = "not-needed", gettext_lazy("niet meer nodig")


STUCK = (Post.UNCERTAIN, Post.REFUSED)
"""How far a mail is that goes no further until an organiser says so."""


class Letter(models.Model):
    """A mail to one person. Its words are made when it leaves, so nothing personal is kept here.

    ``round``: the how-manieth of its kind, for what may be told again (a second change: the sequence of the
    meeting). ``message_id`` stays the same however often it is tried. ``attempt``: who is sending it now.
    ``code``: what the mail server answered when it refused.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    round = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=Post.choices, default=Post.TO_SEND)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    attempt = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    code = models.PositiveSmallIntegerField(null=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "kind", "round"], name="mailed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.registration_id}"
