"""A coming webinar that people can register for."""

import datetime
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from doorlezen.language import HERE
from doorlezen.webinars.models import Webinar

LONGEST_KEPT = 365
"""Days after the webinar after which names and mail addresses are gone at the latest."""


class Meeting(models.Model):
    """How people register for a webinar, and what they were told of its time. That it is called off stands at
    the webinar itself.

    ``starts_at``, ``ends_at``: what those who are registered know; the webinar itself may have moved on, and
    then they get mail (domain/due.py). ``sequence`` rises with every such change: that of their calendars.
    ``last_number``: of who registered last. The row is the lock on the line: who changes who has a place
    takes it first.
    """

    webinar = models.OneToOneField(Webinar, on_delete=models.PROTECT, related_name="meeting")
    places = models.PositiveIntegerField(gettext_lazy("plaatsen"), validators=[MinValueValidator(1)])
    opens_at = models.DateTimeField(gettext_lazy("aanmelden kan vanaf"))
    closes_at = models.DateTimeField(gettext_lazy("aanmelden kan tot"))
    room_address = models.URLField(
        gettext_lazy("adres van de live-ruimte"),
        max_length=1000,
        blank=True,
        validators=[URLValidator(schemes=["https"])],
    )
    room_minutes = models.PositiveSmallIntegerField(default=15, validators=[MaxValueValidator(24 * 60)])
    """How long before the start the address of the room shows on people's own page."""
    reminder_hours = models.PositiveSmallIntegerField(
        default=24, validators=[MinValueValidator(1), MaxValueValidator(14 * 24)]
    )
    keep_days = models.PositiveSmallIntegerField(
        default=30, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_KEPT)]
    )
    mails_recording = models.BooleanField(default=True)
    opinions_open = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    shredded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(places__gte=1), name="a_meeting_has_a_place"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="opens_before_it_closes"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="starts_before_it_ends"),
            models.CheckConstraint(
                condition=Q(keep_days__gte=1, keep_days__lte=LONGEST_KEPT), name="kept_for_a_set_time"
            ),
            models.CheckConstraint(
                condition=Q(room_address="") | Q(room_address__startswith="https://"), name="a_safe_room"
            ),
        ]

    def __str__(self) -> str:
        return str(self.webinar)

    @property
    def shred_at(self) -> datetime.datetime:
        """From when what is personal goes: the beginning of the day, so that the night's job is in time."""
        day = self.ends_at.astimezone(HERE).date() + datetime.timedelta(days=self.keep_days)
        return datetime.datetime.combine(day, datetime.time.min, HERE)

    @property
    def remind_at(self) -> datetime.datetime:
        """From when people are reminded."""
        return self.starts_at - datetime.timedelta(hours=self.reminder_hours)

    def takes(self, now: datetime.datetime) -> bool:
        """Whether people can register at this moment."""
        return not self.webinar.is_called_off and self.opens_at <= now < min(self.closes_at, self.ends_at)

    def room_is_open(self, now: datetime.datetime) -> bool:
        """Whether people's own page shows the address of the room at this moment."""
        from_when = self.starts_at - datetime.timedelta(minutes=self.room_minutes)
        return bool(self.room_address) and not self.webinar.is_called_off and from_when <= now < self.ends_at

    def asks_opinions(self, now: datetime.datetime) -> bool:
        """Whether people can say what they found of it at this moment."""
        return self.opinions_open and not self.webinar.is_called_off and self.starts_at <= now < self.shred_at
