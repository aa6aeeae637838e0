"""What a webinar was before, and where old addresses lead."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.webinars.models.series import SLUG, Webinar


class Version(models.Model):
    """A webinar as it was after a change: ``data`` is its entry in the catalogue (docs/webinars.md).

    ``person_id``: a number, so that a person who is shredded leaves only that; null: a command or a file.
    """

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    organisation = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=200)
    data = models.JSONField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webinar", "number"], name="versions_count_on"),
        ]

    def __str__(self) -> str:
        return f"{self.webinar} {self.number}"


class Redirect(models.Model):
    """An old last part of an address that still leads to the thing: ``key`` is its id."""

    class Kind(models.TextChoices):
        """What the address was of."""

        WEBINAR = "webinar", gettext_lazy("webinar")
        SERIES = "series", gettext_lazy("reeks")
        THEME = "theme", gettext_lazy("thema")
        AUDIENCE = "audience", gettext_lazy("doelgroep")
        SPEAKER = "speaker", gettext_lazy("spreker")
        AFFILIATION = "affiliation", gettext_lazy("organisatie")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    old = models.CharField(max_length=80, validators=[SLUG])
    key = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["kind", "old"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "old"], name="an_old_address_leads_to_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old}"
