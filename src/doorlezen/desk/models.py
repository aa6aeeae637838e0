"""What the desk keeps: events, and the words of events. `events.py` writes them; nothing else does."""

from typing import ClassVar

from django.db import models

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
