"""The people of a library who go to schools, what they can, and what a library keeps to make a roster.

All of it belongs to one organisation and never leaves it.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped
from doorlezen.planning.library.library_model import WITH_SCORE, WITHOUT_SCORE
from doorlezen.register.models import School
from doorlezen.team.half_days import HALF_DAYS


class TeamFunction(models.TextChoices):
    """What somebody is in the team."""

    LEESCONSULENT = "leesconsulent", gettext_lazy("leesconsulent")
    ONDERWIJSSPECIALIST = "onderwijsspecialist", gettext_lazy("onderwijsspecialist")
    OTHER = "other", gettext_lazy("andere functie")


class TravelMode(models.TextChoices):
    """How somebody travels. How fast that is stands in data/travel_modes.toml."""

    CAR = "car", gettext_lazy("auto")
    BICYCLE = "bicycle", gettext_lazy("fiets")
    TRANSIT = "transit", gettext_lazy("openbaar vervoer")
    FOOT = "foot", gettext_lazy("te voet")


class TeamMember(models.Model):
    """Somebody of the team. Hours are quarter-hours a week, minutes per half-day of any week.

    ``schools_quarters``: the part of the contract that is for schools. ``home_place``: a place where the
    register knows schools; no address is kept. ``person``: who this is on the site, if anybody.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=20, choices=TeamFunction.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    contract_quarters = models.PositiveSmallIntegerField()
    schools_quarters = models.PositiveSmallIntegerField()
    half_days = models.JSONField(default=dict)
    home_place = models.CharField(max_length=100, blank=True)
    travel_mode = models.CharField(max_length=10, choices=TravelMode.choices, default=TravelMode.CAR)
    travel_limit = models.PositiveSmallIntegerField(null=True)
    languages = models.CharField(max_length=200, blank=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="team_until_after_since"
            ),
            models.CheckConstraint(
                condition=Q(schools_quarters__lte=F("contract_quarters")), name="schools_within_the_contract"
            ),
            models.UniqueConstraint(fields=["organisation", "person"], name="a_person_is_once_in_a_team"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def week(self) -> dict[str, int]:
        """The minutes of each half-day with any, in the order of the week: the database keeps none."""
        return {one: self.half_days[one] for one in HALF_DAYS if one in self.half_days}


class AbsenceKind(models.TextChoices):
    """Why somebody is not there; nothing is kept of an illness but that somebody is away."""

    LEAVE = "leave", gettext_lazy("verlof")
    AWAY = "away", gettext_lazy("afwezig")


class MemberAbsence(models.Model):
    """Days on which somebody is not there, both included."""

    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="absences")
    kind = models.CharField(max_length=10, choices=AbsenceKind.choices)
    first = models.DateField()
    last = models.DateField()

    objects: Any = scoped(organisation="member__organisation")

    class Meta:
        ordering: ClassVar = ["first", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="an_absence_ends_after_it_begins")
        ]


class MemberCompetence(models.Model):
    """What somebody can: the day of the course, and until when it holds (null: for good)."""

    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="competences")
    competence = models.CharField(max_length=40)
    course_on = models.DateField(null=True)
    holds_until = models.DateField(null=True)

    objects: Any = scoped(organisation="member__organisation")

    class Meta:
        ordering: ClassVar = ["competence", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "competence"], name="a_competence_once_per_member")
        ]


class PlannedCourse(models.Model):
    """A course that somebody is going to follow, both days included; after it that person can it."""

    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="courses")
    competence = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()

    objects: Any = scoped(organisation="member__organisation")

    class Meta:
        ordering: ClassVar = ["last", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "competence"], name="a_course_once_per_member"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_course_ends_after_it_begins"),
        ]


class MemberSchool(models.Model):
    """What somebody wishes of a school (-5…5), and whether it is agreed that this person does not go there.

    Why that was agreed is not kept.
    """

    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="schools")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    wish = models.SmallIntegerField(default=0)
    not_there = models.BooleanField(default=False)

    objects: Any = scoped(organisation="member__organisation")

    class Meta:
        ordering: ClassVar = ["school", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "school"], name="a_school_once_per_member"),
            models.CheckConstraint(condition=Q(wish__gte=-5, wish__lte=5), name="a_wish_is_within_five"),
        ]


class RoleMix(models.Model):
    """How somebody works at a school in a school year, in percents that are 100 together."""

    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="mixes")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school_year = models.CharField(max_length=9)
    doing = models.PositiveSmallIntegerField()
    modelling = models.PositiveSmallIntegerField()
    supporting = models.PositiveSmallIntegerField()
    advising = models.PositiveSmallIntegerField()

    objects: Any = scoped(organisation="member__organisation")

    class Meta:
        ordering: ClassVar = ["school", "school_year", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "school", "school_year"], name="a_mix_once_per_school_and_year"
            ),
            models.CheckConstraint(
                condition=Q(advising=100 - F("doing") - F("modelling") - F("supporting")),
                name="a_mix_is_a_hundred_percent",
            ),
        ]


class LibraryCompetence(models.Model):
    """What a library says of a kind of competence: one of its own (``name``), or what the course of a shipped
    kind costs it. Cents and quarter-hours, per person; null: not filled in.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=100, blank=True)
    course_cents = models.PositiveIntegerField(null=True)
    course_quarters = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="a_library_says_a_kind_once")
        ]


class AskingProfile(models.TextChoices):
    """The schools that ask the same, as a library file knows them."""

    WITH_SCORE = WITH_SCORE, gettext_lazy("alle scholen met een achterstandsscore")
    WITHOUT_SCORE = WITHOUT_SCORE, gettext_lazy("alle scholen zonder achterstandsscore")


class AskedCompetence(models.Model):
    """A competence that all schools of a profile ask of who visits them, or that one school asks."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    competence = models.CharField(max_length=40)
    profile = models.CharField(max_length=20, choices=AskingProfile.choices, blank=True)
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["profile", "school", "competence", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(profile="", school__isnull=False) | ~Q(profile="") & Q(school__isnull=True),
                name="asked_by_a_profile_or_a_school",
            ),
            models.UniqueConstraint(
                fields=["organisation", "competence", "profile", "school"],
                nulls_distinct=False,
                name="a_competence_is_asked_once",
            ),
        ]


class TeamParameter(models.Model):
    """A number that a library fills in or sets otherwise, with on what ground (data/team_parameters.toml)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    said_on = models.DateField()
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "key"], name="a_library_says_a_number_once")
        ]


class SchoolVisiting(models.Model):
    """What a library says of the visits to one school, where the rule for all does not hold.

    ``every``: a visit every so many weeks; null: by the rule. ``half_days``: when it can be visited; null: as
    every school. ``must``: a roster may not leave it out.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    every = models.PositiveSmallIntegerField(null=True)
    half_days = models.JSONField(null=True)
    must = models.BooleanField(default=False)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["school"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "school"], name="a_school_is_visited_one_way")
        ]
