"""Who registered for a meeting, in the order in which they did."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from doorlezen.desk.models import Letter
from doorlezen.desk.post.outbox import letters_about
from doorlezen.meetings.models.mail_kinds import MailKind
from doorlezen.meetings.models.meeting import Meeting


class PlaceState(models.TextChoices):
    """Whether somebody has a place."""

    HELD = "held", gettext_lazy("moet nog bevestigen")
    CONFIRMED = "confirmed", gettext_lazy("heeft een plaats")
    WAITING = "waiting", gettext_lazy("wacht op een plaats")
    CANCELLED = "cancelled", gettext_lazy("afgemeld")
    EXPIRED = "expired", gettext_lazy("niet bevestigd")


IN_LINE = (PlaceState.CONFIRMED, PlaceState.WAITING)
OPEN = (PlaceState.HELD, *IN_LINE)
"""Who may still come: one registration for each mail address."""


class Registration(models.Model):
    """One person who registered. After the set time all that is personal is blank; the row stays and counts.

    ``number``: the place in the order of registering, from 1. ``email_key``: the address in small letters, by
    which the same person is known. The link to the person's own page holds a token, of which the hash finds
    the row; the sealed one is for the next mail, and opens only with the site's key (desk/seal.py).
    ``confirm_by``: until when a place is held for who has not confirmed the mail address yet.
    ``uid``: of the event in the person's calendar. ``minutes_there``: how long somebody was there, 0 for not
    at all; null: not known.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="registrations")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=254, blank=True)
    email_key = models.CharField(max_length=254, blank=True)
    organisation = models.CharField(max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=PlaceState.choices)
    token_sha256 = models.CharField(max_length=64, null=True, unique=True)
    token_sealed = models.TextField(blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    registered_at = models.DateTimeField()
    confirm_by = models.DateTimeField(null=True)
    minutes_there = models.PositiveSmallIntegerField(null=True)
    gave_opinion = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["meeting_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_place_in_the_order"),
            models.UniqueConstraint(
                fields=["meeting", "email_key"],
                condition=Q(state__in=["held", "confirmed", "waiting"]) & ~Q(email_key=""),
                name="registered_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["meeting", "state", "number"], name="the_line")]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number}"

    @property
    def is_in_line(self) -> bool:
        """Whether this person has or awaits a place."""
        return self.state in IN_LINE

    @property
    def letters(self) -> models.QuerySet[Letter]:
        """The mail to this person, oldest first."""
        return letters_about(MailKind.values, self.pk)
