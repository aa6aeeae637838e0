"""A plan of a library: the bytes of problem, sources and plan, and what each school gets in it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped
from doorlezen.desk.work import Work
from doorlezen.planning import queue_places

BLOBS = ("problem", "sources", "plan")
"""The files of a proposal: read from the database only where they are needed."""


class PlanState(models.TextChoices):
    """How far people are with a plan. Of one library and school year at most one is adopted."""

    DRAFT = "draft", gettext_lazy("concept")
    PROPOSED = "proposed", gettext_lazy("voorgesteld")
    ADOPTED = "adopted", gettext_lazy("vastgesteld")
    REPLACED = "replaced", gettext_lazy("vervangen")
    """It was adopted, until another plan for the same school year was."""


BINDING = (PlanState.ADOPTED, PlanState.REPLACED)
"""What the library decided once: kept, whatever comes after."""


class Proposal(models.Model):
    """A problem with a plan that `check` found right. What it says never changes; the database refuses that.

    ``school_year``: of several the first. ``number`` counts the plans of one library for one school year,
    from 1, and is never used again. ``content_sha256`` is of problem, sources and plan together: the same
    files are one plan. ``state`` goes as `deciding.DECIDING` says.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    school_year = models.CharField(gettext_lazy("schooljaar"), max_length=9)
    number = models.PositiveIntegerField()
    title = models.CharField(gettext_lazy("titel"), max_length=200)
    problem = models.BinaryField()
    problem_sha256 = models.CharField(max_length=64)
    sources = models.BinaryField(default=bytes, blank=True)
    """Empty where none came with the problem."""
    plan = models.BinaryField()
    plan_status = models.CharField(max_length=10)
    """What the plan says of itself: optimal, feasible, infeasible or unknown."""
    content_sha256 = models.CharField(max_length=64)
    invented = models.BooleanField(default=False)

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Null where it was made at the command line."""
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    was_shared = models.BooleanField(default=False)
    """Somebody outside the library may have seen it, now or before: then it is not deleted."""

    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    proposed_at = models.DateTimeField(null=True)
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    archived_at = models.DateTimeField(null=True)
    """Put aside: no list shows it by itself."""

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "number"], name="a_proposal_has_its_own_number"
            ),
            models.UniqueConstraint(
                fields=["organisation", "content_sha256"], name="a_proposal_is_stored_once"
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | Q(plan_status__in=["optimal", "feasible"]),
                name="only_a_plan_with_choices_is_shared",
            ),
            models.UniqueConstraint(
                fields=["organisation", "school_year"],
                condition=Q(state="adopted"),
                name="one_plan_holds_for_a_school_year",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(plan_status__in=["optimal", "feasible"]),
                name="only_a_plan_with_choices_is_proposed",
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True) | ~Q(state="draft") & Q(was_shared=True),
                name="a_draft_is_not_shared",
            ),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True)
                | Q(state__in=["draft", "replaced"], shared_at__isnull=True),
                name="what_holds_or_is_shared_is_not_in_the_archive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.school_year}, {self.number}"

    @property
    def holds(self) -> bool:
        """Whether this is the plan that the library adopted for its school year."""
        return self.state == PlanState.ADOPTED

    @property
    def has_plan(self) -> bool:
        """Whether there are choices and payments in it."""
        return self.plan_status in {"optimal", "feasible"}

    @property
    def shared(self) -> bool:
        """Whether gemeenten, schools and the POI see their part of it."""
        return self.shared_at is not None


class PlanCount(models.Model):
    """The last number that a library gave to a plan for a school year, so that none is given twice."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    school_year = models.CharField(max_length=9)
    last = models.PositiveIntegerField(default=0)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["organisation", "school_year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "school_year"], name="plans_are_counted_per_school_year"
            ),
        ]


class ProposedSchool(models.Model):
    """What one school gets in a year of a proposal: quarter-hours a week, cents a year. Only where there is a
    plan; of a plan of several years there is a row per year.

    The same figures as in the plan file, kept as rows so that they can be asked for by school and gemeente.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="schools")
    school_year = models.CharField(max_length=9)
    code = models.CharField(max_length=20)
    gemeente = models.CharField(max_length=20)
    quarters = models.PositiveIntegerField()
    last_year_quarters = models.PositiveIntegerField()
    cents = models.BigIntegerField()

    objects: Any = scoped(organisation="proposal__organisation")

    class Meta:
        ordering: ClassVar = ["proposal", "school_year", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["proposal", "school_year", "code"], name="a_school_stands_once_a_year_in_a_proposal"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["code"], name="proposed_by_school"),
            models.Index(fields=["gemeente"], name="proposed_by_gemeente"),
        ]


class ProposedPayment(models.Model):
    """A fund pays so many cents of a bouwsteen at a school, in a proposal."""

    school = models.ForeignKey(ProposedSchool, on_delete=models.CASCADE, related_name="payments")
    fund = models.TextField()
    fund_name = models.TextField()
    bouwsteen = models.TextField()
    cents = models.BigIntegerField()

    objects: Any = scoped(organisation="school__proposal__organisation")

    class Meta:
        ordering: ClassVar = ["school", "fund", "bouwsteen"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["school", "fund", "bouwsteen"], name="a_fund_pays_a_bouwsteen_once_in_a_proposal"
            ),
        ]


class DemandExplanation(Work):
    """Why a demand of a proposal costs what it costs: asked for once, worked out by a worker.

    ``answer`` has by school year the demand's part of an explanation (docs/explain.md); null while it is not
    there yet.
    """

    TASK = "planning.explain_demand"
    PLACE = queue_places.EXPLAINED

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="explanations")
    demand = models.TextField()
    answer = models.JSONField(null=True)

    objects: Any = scoped(organisation="proposal__organisation")

    class Meta:
        ordering: ClassVar = ["proposal", "demand"]
        constraints: ClassVar = [
            *Work.Meta.constraints,
            models.UniqueConstraint(fields=["proposal", "demand"], name="a_demand_is_explained_once"),
        ]


class KeysComparison(Work):
    """A school year of a plan divided by other verdeelsleutels: asked for once, worked out by a worker.

    ``answer`` is what `engine.allocation.keys.kept_comparison` keeps; null while it is not there yet.
    """

    TASK = "planning.compare_keys"
    PLACE = queue_places.EXPLAINED

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="key_comparisons")
    school_year = models.CharField(max_length=9)
    answer = models.JSONField(null=True)

    objects: Any = scoped(organisation="proposal__organisation")

    class Meta:
        ordering: ClassVar = ["proposal", "school_year"]
        constraints: ClassVar = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "school_year"], name="the_keys_of_a_plan_are_compared_once"
            ),
        ]


class ScoresWeighed(Work):
    """What becomes of a plan when scores change: asked for once, worked out by a worker.

    ``answer`` is what `planning.proposals.weighing_scores` keeps; null while it is not there yet.
    """

    TASK = "planning.weigh_scores"
    PLACE = queue_places.EXPLAINED

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="scores_weighed")
    answer = models.JSONField(null=True)

    objects: Any = scoped(organisation="proposal__organisation")

    class Meta:
        ordering: ClassVar = ["proposal"]
        constraints: ClassVar = [*Work.Meta.constraints]


class WaysOut(Work):
    """What would untie the demands of a plan that cannot be: worked out once, each way out verified.

    ``answer`` is the conflict of an explanation (docs/explain.md) with its ``not_reached``; null while it is
    not there yet.
    """

    TASK = "planning.find_ways_out"
    PLACE = queue_places.KEPT

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="ways_out")
    answer = models.JSONField(null=True)

    objects: Any = scoped(organisation="proposal__organisation")

    class Meta:
        ordering: ClassVar = ["proposal"]
        constraints: ClassVar = [*Work.Meta.constraints]


class SchoolReasons(Work):
    """Why every school of a proposal gets what it gets in a school year: worked out once, for all schools.

    ``answer`` has by code the school's part of an explanation (docs/explain.md), null for a school of which
    it was not proven in time; null as a whole while it is not there yet. ``progress``: ``done`` of ``of``.
    """

    TASK = "planning.explain_schools"
    PLACE = queue_places.EXPLAINED

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reasons")
    school_year = models.CharField(max_length=9)
    answer = models.JSONField(null=True)

    objects: Any = scoped(organisation="proposal__organisation")

    class Meta:
        ordering: ClassVar = ["proposal", "school_year"]
        constraints: ClassVar = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "school_year"], name="the_schools_of_a_year_are_explained_once"
            ),
        ]
