"""What the desk keeps: events with their words, and letters. `events.py` and `post/` write them, alone."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.desk.scoped import scoped


class Event(models.Model):
    """Who changed what, from what to what. Rows are only ever added; the database refuses anything else.

    ``before`` and ``after`` hold the fields that differ: numbers, days and codes. Of people only the id is
    here; a person who is shredded leaves a number behind. ``worded`` names the fields that hold what somebody
    typed; their words stand in `EventWords`, which can be wiped. ``kind`` is the name of a model, and two
    apps have none of the same name: so it stays what it is when a model moves to another app.
    """

    at = models.DateTimeField()
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    worded = models.JSONField(default=list)
    request_id = models.CharField(max_length=40, blank=True)
    administering = models.BooleanField(default=False)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-at"], name="events_of_organisation"),
            models.Index(fields=["kind", "key", "-at"], name="events_of_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.kind} {self.key}"


class EventWords(models.Model):
    """What somebody typed, from what to what, of one event. The row is deleted with what it is about, or when
    its time is over; it is never changed."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="words")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = scoped(organisation="event__organisation")

    class Meta:
        ordering: ClassVar = ["event_id"]

    def __str__(self) -> str:
        return f"{self.event_id}"


class Post(models.TextChoices):
    """How far a mail is. docs/mail.md tells what each one promises."""

    TO_SEND = "to-send", gettext_lazy("onderweg")
    HANDING = "handing", gettext_lazy("wordt aangeboden")
    SENT = "sent", gettext_lazy("verstuurd")
    UNCERTAIN = "uncertain", gettext_lazy("onzeker")
    REFUSED = "refused", gettext_lazy("geweigerd")
    NOT_NEEDED = "not-needed", gettext_lazy("niet meer nodig")


STUCK = (Post.UNCERTAIN, Post.REFUSED)
"""How far a mail is that goes no further until somebody says so."""


class Letter(models.Model):
    """A mail to one person: of which ``kind`` (`post/letter_kinds.py`), and how far it is.

    ``about``: the id of what it is about, in the app of its kind; None: of nothing that is kept. ``round``:
    the how-manieth of its kind, for what may be told again. ``sealed``: its words, where they cannot be
    written when it leaves; wiped as soon as it goes no further. ``message_id`` stays the same however often
    it is tried. ``attempt``: who is sending it now. ``code``: what the mail server answered when it refused.
    """

    kind = models.CharField(max_length=40)
    about = models.BigIntegerField(null=True)
    round = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=Post.choices, default=Post.TO_SEND)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    attempt = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    code = models.PositiveSmallIntegerField(null=True)
    sealed = models.TextField(blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about", "kind", "round"], name="a_letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about or self.pk}: {self.state}"
