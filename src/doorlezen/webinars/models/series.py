"""Series, webinars, and what they are grouped by."""

import datetime
from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation
from doorlezen.language import HELD, HERE

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")
_MOMENTS = (
    datetime.datetime.combine(HELD.first, datetime.time.min, HERE),
    datetime.datetime.combine(HELD.last, datetime.time.max, HERE),
)
COLOUR = RegexValidator(r"^#[0-9A-Fa-f]{6}\Z")


class Status(models.TextChoices):
    """What an editor decided. When the public sees it also depends on ``publish_at``."""

    DRAFT = "draft", gettext_lazy("concept")
    RELEASED = "released", gettext_lazy("vrijgegeven")


class Stage(models.TextChoices):
    """What a webinar is at a moment: follows from its status and ``publish_at``."""

    DRAFT = "draft", gettext_lazy("concept")
    PLANNED = "planned", gettext_lazy("staat klaar")
    PUBLISHED = "published", gettext_lazy("openbaar")


class Precision(models.TextChoices):
    """How well the date is known; of a month, ``date`` holds the first day."""

    DAY = "day", gettext_lazy("de dag is bekend")
    MONTH = "month", gettext_lazy("alleen de maand is bekend")


class ProgrammeKind(models.TextChoices):
    """What kind of thing in the programme a webinar is about."""

    SCHEME = "scheme", gettext_lazy("regeling")
    BOUWSTEEN = "bouwsteen", gettext_lazy("bouwsteen")
    MONITOR = "monitor", gettext_lazy("Monitor")
    GEMEENTE = "gemeente", gettext_lazy("gemeente")


class Theme(models.Model):
    """What several webinars are about: money, the leesconsulent, the gemeente."""

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    title = models.CharField(max_length=120)
    about = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["title", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("webinars:theme", args=[self.slug])


class Audience(models.Model):
    """For whom a webinar is meant (doelgroep)."""

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    title = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["title", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("webinars:audience", args=[self.slug])


class Series(models.Model):
    """Webinars that belong together. ``organisation``: who publishes it; none: it came with Doorlezen."""

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    title = models.CharField(max_length=200)
    about = models.TextField(help_text=gettext_lazy("waarvoor deze reeks er is"))
    agenda = models.CharField(max_length=200, blank=True, help_text=gettext_lazy("onder welke agenda"))
    organiser = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["title", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("webinars:series", args=[self.slug])


class Webinar(models.Model):
    """One meeting: planned, or held and perhaps recorded. What is not known is null or empty, never guessed.

    ``source``: where these facts were read. ``invented``: a made-up example, and the page says so.
    ``publish_at``: from when a released webinar is public. ``version``: rises with every change.
    ``called_off_at``: since when it does not take place. ``moved_from``: when it was announced for before it
    was moved, as ISO 8601 writes a day or a day and time. Both are read through ``domain/standing.py``.
    The poster's colours are those of its letters and of what lies behind them; empty: no letters in it.
    """

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    about = models.TextField(blank=True)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="webinars"
    )
    date = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    start_time = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=12, default="nl")
    themes = models.ManyToManyField(Theme, blank=True, related_name="webinars")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="webinars")
    source = models.CharField(max_length=300, blank=True)
    invented = models.BooleanField(default=False)
    poster = models.FileField(max_length=255, blank=True)
    poster_alt = models.CharField(max_length=300, blank=True)
    poster_ink = models.CharField(max_length=7, blank=True, validators=[COLOUR])
    poster_paper = models.CharField(max_length=7, blank=True, validators=[COLOUR])
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    moved_from = models.CharField(max_length=25, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-date", "slug"]
        indexes: ClassVar = [models.Index(fields=["status", "publish_at"], name="webinar_published")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(precision="day") | Q(date__day=1, start_time__isnull=True),
                name="of_a_month_the_first_day_without_a_time",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(publish_at__isnull=False),
                name="a_released_webinar_says_from_when",
            ),
            models.CheckConstraint(
                condition=Q(date__range=(HELD.first, HELD.last)), name="a_webinar_is_on_a_day_that_can_be"
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(publish_at__range=_MOMENTS),
                name="a_webinar_is_public_from_a_moment_that_can_be",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("webinars:webinar", args=[self.slug])

    @property
    def has_recording(self) -> bool:
        """Whether there is a recording, here or elsewhere."""
        return hasattr(self, "recording")

    @property
    def starts_at(self) -> datetime.datetime | None:
        """When it starts, in Amsterdam; None when the day or the time is not known."""
        if self.start_time is None:
            return None
        return datetime.datetime.combine(self.date, self.start_time, HERE)

    @property
    def ends_at(self) -> datetime.datetime | None:
        """When it ends, in Amsterdam; None when the start or the length is not known."""
        if self.starts_at is None or self.minutes is None:
            return None
        try:
            # through UTC, so that it also holds in the night in which the clock changes
            end = self.starts_at.astimezone(datetime.UTC) + datetime.timedelta(minutes=self.minutes)
            return end.astimezone(HERE)
        except OverflowError:  # at the ends of the calendar; `faults` asks for another date
            return None

    @property
    def is_called_off(self) -> bool:
        """Whether it does not take place."""
        return self.called_off_at is not None

    def stage(self, now: datetime.datetime) -> Stage:
        """Draft, planned or published at this moment."""
        if self.status == Status.DRAFT or self.publish_at is None:
            return Stage.DRAFT
        return Stage.PUBLISHED if self.publish_at <= now else Stage.PLANNED

    def is_coming(self, today: datetime.date) -> bool:
        """Whether it is still to be held: today or later, or later than this month."""
        if self.precision == Precision.MONTH:
            return self.date > today
        return self.date >= today


class ProgrammeLink(models.Model):
    """What a webinar is about in the programme: the scheme "mbv2", the bouwsteen "expertise".

    ``key``: of a scheme its id, of a bouwsteen its name, of a gemeente its code; of the Monitor nothing.
    """

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="programme")
    kind = models.CharField(max_length=10, choices=ProgrammeKind.choices)
    key = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webinar", "kind", "key"], name="linked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()
