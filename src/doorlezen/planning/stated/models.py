"""A demand or a wish as a gemeente states it, before and after it is something that a plan can hold to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped
from doorlezen.register.models import Gemeente


class StatedStatus(models.TextChoices):
    """What became of it. Whether it is in a plan, the plan says (`queries.demand_id`)."""

    PROPOSED = "proposed", gettext_lazy("gevraagd")
    ANSWERED = "answered", gettext_lazy("beantwoord")
    IN_SCENARIO = "in-scenario", gettext_lazy("in een scenario")
    DECLINED = "declined", gettext_lazy("afgewezen")
    WITHDRAWN = "withdrawn", gettext_lazy("ingetrokken")


class StatedDemand(models.Model):
    """What a ``gemeente`` asks of the library ``organisation``, from a day until a day (included; none: no
    end). ``is_hard``: a demand, else a wish. ``answer``: what the library said last, the reason where it was
    declined. ``source``: the document in which it stands.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(gettext_lazy("wat wordt er gevraagd?"), max_length=300)
    is_hard = models.BooleanField(gettext_lazy("dit is een eis"), default=False)
    source = models.CharField(gettext_lazy("waar staat dit?"), max_length=300, blank=True)
    since = models.DateField(gettext_lazy("vanaf"))
    until = models.DateField(gettext_lazy("tot en met"), null=True)
    status = models.CharField(max_length=20, choices=StatedStatus.choices, default=StatedStatus.PROPOSED)
    answer = models.TextField(gettext_lazy("antwoord"), blank=True, max_length=2000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["gemeente__name", "-made_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="stated_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return self.text
