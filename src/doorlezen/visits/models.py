"""Visits on real days, what was done there, whose calendar reads them, what a school asks, what changed."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped
from doorlezen.register.models import School
from doorlezen.relations.models import Contact
from doorlezen.rosters.models import TeamRoster
from doorlezen.team.models import TeamMember


class VisitState(models.TextChoices):
    """How a visit stands. Whether it was done is for its report to say."""

    PLANNED = "planned", gettext_lazy("gepland")
    CANCELLED = "cancelled", gettext_lazy("vervallen")


class ChangeReason(models.TextChoices):
    """Why a visit is not on its day, or does not take place. Of an illness nothing is kept but "away"."""

    HOLIDAY = "holiday", gettext_lazy("vakantie of vrije dag")
    OWN_DAY = "own_day", gettext_lazy("eigen vrije dag van de school")
    AWAY = "away", gettext_lazy("de leesconsulent is er niet")
    SCHOOL_ASKED = "school_asked", gettext_lazy("de school vroeg het")
    NO_ROOM = "no_room", gettext_lazy("er was geen plaats meer")
    OTHER = "other", gettext_lazy("iets anders")


class Visit(models.Model):
    """A visit to a school on a day.

    ``roster``: where it comes from; null: put in by hand. ``turn_on``: the day that the roster gives it, and
    ``number`` which visit of the school it is there, from 0: together they name a visit when a roster is
    published again. ``member``: null where nobody goes any more. ``begins``: on the clock of the Netherlands;
    ``minutes``: how long. ``why`` and ``remark``: why it is not on its day or was cancelled. ``uid`` and
    ``sequence`` are those of its appointment (RFC 5545): each change that a calendar must hear counts.
    ``as_laid``: what the roster says of it, where somebody changed it by hand (`visits.domain.changing`).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    roster = models.ForeignKey(TeamRoster, null=True, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(TeamMember, null=True, on_delete=models.SET_NULL, related_name="+")
    school_year = models.CharField(max_length=9)
    day = models.DateField()
    half_day = models.CharField(max_length=5)
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    turn_on = models.DateField(null=True)
    number = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    why = models.CharField(max_length=20, choices=ChangeReason.choices, blank=True)
    remark = models.CharField(max_length=200, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    as_laid = models.JSONField(null=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["day", "begins", "school", "id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "day"], name="visits_of_a_library_by_day"),
            models.Index(fields=["member", "day"], name="visits_of_somebody_by_day"),
            models.Index(fields=["school", "day"], name="visits_of_a_school_by_day"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "school", "number", "turn_on"],
                condition=Q(turn_on__isnull=False),
                name="a_turn_is_one_visit",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="a_visit_takes_time"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.day}"


class VisitReport(models.Model):
    """What was done at a school. ``id`` is made on the device, so that what is sent twice is one row.

    ``visit``: null for one that was not planned. ``quarters``: hours done, in quarter-hours. ``bouwsteen``: a
    key of the plan's. ``groups``: those reached, 1 to 8. ``pupils``: how many; null: not said. No pupil is
    named: ``note`` is looked at for that before it is kept. ``sent_sha256``: of what the device sent first,
    so that a repetition is known for one after somebody changed the row.
    """

    id = models.UUIDField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    visit = models.OneToOneField(Visit, null=True, on_delete=models.PROTECT, related_name="report")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(TeamMember, null=True, on_delete=models.SET_NULL, related_name="+")
    school_year = models.CharField(max_length=9)
    day = models.DateField()
    quarters = models.PositiveSmallIntegerField()
    bouwsteen = models.CharField(max_length=40, blank=True)
    activity = models.CharField(max_length=60, blank=True)
    groups = models.JSONField(default=list)
    pupils = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    sent_sha256 = models.CharField(max_length=64, blank=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["day", "school", "id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "day"], name="reports_of_a_library_by_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quarters__gte=1), name="a_report_has_time")
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.day}"


class WithdrawnReport(models.Model):
    """A report that was taken back: its id, so that a device that sends it late does not bring it back."""

    id = models.UUIDField(primary_key=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    withdrawn_at = models.DateTimeField()

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["withdrawn_at", "id"]


class CalendarFeed(models.Model):
    """Somebody's calendar that reads the visits of one person, or of one school. Of the secret in its address
    only the hash (SHA-256) is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(TeamMember, null=True, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    last_read_on = models.DateField(null=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=True, school__isnull=False)
                | Q(member__isnull=False, school__isnull=True),
                name="a_feed_is_of_somebody_or_a_school",
            )
        ]


class VisitAnswer(models.TextChoices):
    """What a school says of a visit."""

    CONFIRMED = "confirmed", gettext_lazy("bevestigd")
    MOVE = "move", gettext_lazy("wil een andere dag")


class SchoolLink(models.Model):
    """A link in the mail to a contact, with which a school confirms its visits of a school year or asks for
    another day, without an account, up to and including ``ends_on``. Only its hash (SHA-256) is kept."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    school_year = models.CharField(max_length=9)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    ends_on = models.DateField()

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["made_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "school_year"], name="a_contact_has_one_link_a_year")
        ]


class VisitQuestion(models.Model):
    """What a school said of a visit through the link in its mail. ``asked_day`` and ``half_day``: when it
    would rather have it. ``accepted``: null until somebody of the library decided. ``contact``: who said it;
    null: gone."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="questions")
    answer = models.CharField(max_length=10, choices=VisitAnswer.choices)
    asked_day = models.DateField(null=True)
    half_day = models.CharField(max_length=5, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")

    objects: Any = scoped(organisation="visit__organisation")

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]


class VisitChange(models.Model):
    """What somebody changed in the year, in one go.

    ``happened``: the reason and a remark. ``told``: per visit its number, its school, and how it was and is
    (`visits.domain.visit_places`); people by the number of their row, so that it names nobody.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school_year = models.CharField(max_length=9)
    happened = models.JSONField()
    told = models.JSONField()
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-accepted_at", "-id"]

    def __str__(self) -> str:
        return f"{self.school_year} {self.accepted_at:%Y-%m-%d}"


class ChangeNotice(models.Model):
    """Somebody who is told of a change by mail: of the team, or a contact of a school. Each once."""

    change = models.ForeignKey(VisitChange, on_delete=models.CASCADE, related_name="notices")
    member = models.ForeignKey(TeamMember, null=True, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")

    objects: Any = scoped(organisation="change__organisation")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=True, contact__isnull=False)
                | Q(member__isnull=False, contact__isnull=True),
                name="a_notice_is_for_somebody",
            ),
            models.UniqueConstraint(fields=["change", "member"], name="a_member_is_told_once"),
            models.UniqueConstraint(fields=["change", "contact"], name="a_contact_is_told_once"),
        ]
