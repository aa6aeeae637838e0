"""A scenario: a library file that people make on the site, with every version that it had."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped


class Scenario(models.Model):
    """What somebody wants to have calculated. What it says stands in its versions; ``version`` is the newest.

    ``title`` and ``school_year`` are those of the newest version, for lists. An archived one is shown apart,
    and nobody changes it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    title = models.CharField(gettext_lazy("naam"), max_length=200)
    school_year = models.CharField(gettext_lazy("schooljaar"), max_length=9)
    version = models.PositiveIntegerField(default=0)
    copied_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    """The scenario that it began as."""
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-changed_at"], name="scenarios_of_a_library"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.title}"


class ScenarioVersion(models.Model):
    """The library file of a scenario as it was saved once: ``number`` from 1, in order.

    ``part``: what was changed, a name of `parts.PARTS`; "" for the whole: it was begun, taken in or copied.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    part = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = scoped(organisation="scenario__organisation")

    class Meta:
        ordering: ClassVar = ["scenario", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scenario", "number"], name="a_version_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario}, {self.number}"


class ScenarioCalculation(models.Model):
    """A version of a scenario that somebody had calculated, and the plan that came out.

    ``version``: its number; the version itself may be gone later. ``calculation`` is shared with whoever
    asked the same. ``proposal``: the plan that was kept of it, in the name of who asked; null: none yet, or
    ``line`` says why it could not be kept.
    """

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="calculations")
    version = models.PositiveIntegerField()
    calculation = models.ForeignKey("planning.Calculation", on_delete=models.PROTECT, related_name="asked_by")
    sources = models.BinaryField()
    """Where every number of the problem comes from, as a file beside it."""
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposal = models.ForeignKey("planning.Proposal", null=True, on_delete=models.SET_NULL, related_name="+")
    line = models.TextField(blank=True)

    objects = scoped(organisation="scenario__organisation")

    class Meta:
        ordering: ClassVar = ["scenario", "-asked_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["scenario", "-asked_at", "-id"], name="calculated_of_a_scenario"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario}, {self.version}"
