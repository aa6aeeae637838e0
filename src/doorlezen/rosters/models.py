"""A roster that a library keeps for a school year: what was asked, and who visits which school when."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped
from doorlezen.desk.work import Work
from doorlezen.planning import queue_places
from doorlezen.planning.proposals.models import Proposal


class RosterState(models.TextChoices):
    """How far people are with a roster. Of one library and school year at most one is published."""

    DRAFT = "draft", gettext_lazy("concept")
    FROZEN = "frozen", gettext_lazy("vastgezet")
    """Nobody changes it any more; it waits to be published."""
    PUBLISHED = "published", gettext_lazy("bekendgemaakt")
    """Its visits stand in the real year."""
    REPLACED = "replaced", gettext_lazy("vervangen")
    """It was published, until another for the same school year was."""


class TeamRoster(models.Model):
    """A roster problem (``problem``, a file of docs/roster.md) with its roster (``answer``; null until there
    is one).

    ``number`` counts the rosters of one library for one school year, from 1. ``pins``: what somebody fixed by
    hand, by code of a school as ``fixed`` in a problem, with whether it had to be served before (``must``).
    It stands in ``problem`` as well; an ``answer`` that names another problem does not fit what was fixed.
    ``begun_from``: the roster that it was copied from.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school_year = models.CharField(max_length=9)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT, related_name="+")
    problem = models.BinaryField()
    problem_sha256 = models.CharField(max_length=64)
    answer = models.BinaryField(null=True)
    pins = models.JSONField(default=dict)
    begun_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=RosterState.choices, default=RosterState.DRAFT)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "number"], name="a_roster_has_its_own_number"
            ),
            models.UniqueConstraint(
                fields=["organisation", "school_year"],
                condition=Q(state="published"),
                name="one_roster_of_a_year_is_published",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(answer__isnull=False),
                name="a_roster_beyond_draft_has_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.number}"


class RosterSearch(Work):
    """The search for the roster of one problem. ``seconds``: what it may take; null: until it is proven."""

    TASK = "rosters.search_roster"
    PLACE = queue_places.KEPT

    roster = models.OneToOneField(TeamRoster, on_delete=models.CASCADE, related_name="search")
    seconds = models.PositiveIntegerField(null=True)

    objects: Any = scoped(organisation="roster__organisation")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [*Work.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.roster_id} ({self.status})"
