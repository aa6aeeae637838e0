"""The outbox: which mail people get, and how far each one is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.accounts.letters import Posted
from doorlezen.meetings.models.line import Registration


class Kind(models.TextChoices):
    """What a mail tells."""

    CONFIRM = "confirm", gettext_lazy("bevestig je aanmelding")
    CONFIRMED = "confirmed", gettext_lazy("je hebt een plaats")
    WAITING = "waiting", gettext_lazy("je staat op de wachtlijst")
    PROMOTED = "promoted", gettext_lazy("er kwam een plaats vrij")
    AGAIN = "again", gettext_lazy("je was al aangemeld")
    CANCELLED = "cancelled", gettext_lazy("je bent afgemeld")
    CHANGED = "changed", gettext_lazy("een andere tijd")
    CALLED_OFF = "called-off", gettext_lazy("het gaat niet door")
    REMINDER = "reminder", gettext_lazy("herinnering")
    RECORDING = "recording", gettext_lazy("de opname")


class Letter(Posted):
    """A mail to one person. Its words are made when it leaves, so nothing personal is kept here.

    ``round``: the how-manieth of its kind, for what may be told again (a second change: the sequence of the
    meeting).
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    round = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "kind", "round"], name="mailed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.registration_id}"
