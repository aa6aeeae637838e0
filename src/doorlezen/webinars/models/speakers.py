"""Who speaks in which part."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from doorlezen.webinars.models.series import SLUG, Webinar


class Speaker(models.Model):
    """Somebody who speaks. Role and organisation belong to the appearance: people move."""

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    name = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["name", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("webinars:speaker", args=[self.slug])


class Affiliation(models.Model):
    """An organisation under the name that it had when somebody spoke for it."""

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["name", "slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("webinars:affiliation", args=[self.slug])


class Part(models.Model):
    """A part of a webinar. ``start``: the second of the recording at which it begins, where that is known."""

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="parts")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    start = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webinar", "order"], name="parts_in_order"),
        ]

    def __str__(self) -> str:
        return self.title


class Appearance(models.Model):
    """Somebody in a part, with role and organisation at that time; ``unnamed`` where no name is known."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="appearances")
    order = models.PositiveSmallIntegerField()
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="appearances"
    )
    unnamed = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)
    affiliation = models.ForeignKey(
        Affiliation, null=True, blank=True, on_delete=models.PROTECT, related_name="appearances"
    )

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "order"], name="appearances_in_order"),
            models.CheckConstraint(
                condition=Q(speaker__isnull=True) & ~Q(unnamed="") | Q(speaker__isnull=False, unnamed=""),
                name="a_speaker_or_a_description",
            ),
        ]

    def __str__(self) -> str:
        return self.unnamed or str(self.speaker)
