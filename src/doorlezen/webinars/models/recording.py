"""The recording, its captions and chapters, and the documents."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from doorlezen.webinars.models.series import Webinar


class RecordingKind(models.TextChoices):
    """Where a recording sits."""

    FILE = "file", gettext_lazy("bestand in onze eigen opslag")
    HLS = "hls", gettext_lazy("HLS-adres van een eigen opslag")
    ELSEWHERE = "elsewhere", gettext_lazy("link naar een andere partij")


class Recording(models.Model):
    """The recording of a webinar: a file of ours, an HLS playlist, or a link to somebody else's site.

    ``url``: of HLS the playlist, of elsewhere the page; ``host``: who runs that site, told before one goes.
    ``size`` in bytes and ``sha256`` are those of ``file``.
    """

    webinar = models.OneToOneField(Webinar, on_delete=models.CASCADE, related_name="recording")
    kind = models.CharField(max_length=10, choices=RecordingKind.choices)
    file = models.FileField(max_length=255, blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=500, blank=True)
    host = models.CharField(max_length=120, blank=True)
    seconds = models.PositiveIntegerField(null=True, blank=True)
    licence = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="file", url="") & ~Q(file="") | ~Q(kind="file") & Q(file="") & ~Q(url=""),
                name="a_file_or_an_address",
            ),
            models.CheckConstraint(condition=~Q(kind="elsewhere") | ~Q(host=""), name="elsewhere_has_a_name"),
        ]

    def __str__(self) -> str:
        return str(self.file) or self.url


class CaptionTrack(models.Model):
    """What is said, in one language, with times. ``origin``: who wrote it down and when it was checked."""

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(max_length=12, default="nl")
    origin = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["language", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webinar", "language"], name="one_track_per_language"),
        ]

    def __str__(self) -> str:
        return f"{self.webinar} ({self.language})"


class Cue(models.Model):
    """One caption: from ``start`` until ``end`` (milliseconds), who speaks as written, and the words."""

    track = models.ForeignKey(CaptionTrack, on_delete=models.CASCADE, related_name="cues")
    order = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    speaker = models.CharField(max_length=120, blank=True)
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["track", "order"], name="cues_in_order"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_cue_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return self.text


class Chapter(models.Model):
    """A moment worth jumping to (``start`` in seconds) and the page on which one can act on it.

    ``target``: a name in webinars/targets.py, such as "eligible-schools"; empty: no page.
    """

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="chapters")
    start = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    target = models.CharField(max_length=60, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["start", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webinar", "start"], name="one_chapter_per_second"),
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """What belongs to a webinar: a file of ours or a link, and its words for who searches."""

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="documents")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    file = models.FileField(max_length=255, blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    url = models.URLField(max_length=500, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webinar", "order"], name="documents_in_order"),
            models.CheckConstraint(
                condition=Q(url="") & ~Q(file="") | Q(file="") & ~Q(url=""),
                name="a_document_is_a_file_or_an_address",
            ),
        ]

    def __str__(self) -> str:
        return self.title
