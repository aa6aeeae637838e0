"""Contacts at schools, notes about schools, which leesconsulent a school has, and the days that schools set.

All belong to one organisation and never leave it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.calendars.school_holidays import HolidayKind
from doorlezen.desk.scoped import scoped
from doorlezen.register.models import Gemeente, School


class Purpose(models.TextChoices):
    """What somebody's name and address are kept for."""

    AGREEMENTS = "agreements", gettext_lazy("afspraken over de Bibliotheek op school")
    MONITOR = "monitor", gettext_lazy("de Monitor organiseren")
    INVOICES = "invoices", gettext_lazy("offertes en facturen sturen")


class Contact(models.Model):
    """Somebody at a school, by name: kept for one purpose and until a day (that day included).

    After that day nobody finds the contact any more, and the shredder deletes it (domain/contacts.py).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(gettext_lazy("naam"), max_length=200)
    role = models.CharField(gettext_lazy("rol op school"), max_length=100, blank=True)
    email = models.EmailField(gettext_lazy("e-mailadres"), blank=True)
    phone = models.CharField(gettext_lazy("telefoon"), max_length=30, blank=True)
    purpose = models.CharField(gettext_lazy("waarvoor"), max_length=20, choices=Purpose.choices)
    keep_until = models.DateField(gettext_lazy("bewaren tot en met"))
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "school"], name="contacts_of_school")]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What somebody of the organisation wrote about a school. Earlier versions are with the audit trail."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(gettext_lazy("notitie"), max_length=4000)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    edited_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-written_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "school"], name="notes_of_school")]

    def __str__(self) -> str:
        return f"{self.school_id} {self.written_at:%Y-%m-%d}"


class Consultant(models.Model):
    """The leesconsulent that a school has in a school year ("2026-2027"): a face that the school knows."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    school_year = models.CharField(max_length=9)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    assigned_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_at = models.DateTimeField()

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["school_year", "school_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "school"], name="a_school_has_one_leesconsulent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.school_year}"


class OwnDayKind(models.TextChoices):
    """What own days are. The first three mean that there is no school; the others close nothing."""

    STUDY = "study", gettext_lazy("studiedag")
    CLOSED = "closed", gettext_lazy("vrije dag")
    HOLIDAY = "holiday", gettext_lazy("vakantie op andere dagen")
    CAMPAIGN = "campaign", gettext_lazy("campagne")
    MONITOR = "monitor", gettext_lazy("vragenlijsten van de Monitor")


CLOSING_KINDS = frozenset({OwnDayKind.STUDY, OwnDayKind.CLOSED, OwnDayKind.HOLIDAY})


class MovedHoliday(models.TextChoices):
    """The holidays of which the government only advises the days: a school may have them on others."""

    HERFST = HolidayKind.HERFST.value, gettext_lazy("herfstvakantie")
    VOORJAAR = HolidayKind.VOORJAAR.value, gettext_lazy("voorjaarsvakantie")


class OwnSchoolDays(models.Model):
    """Days that a school has for itself, both included: said by its library, or by the school.

    ``school`` null: of all schools of ``gemeente``; that null too: of all schools of the library.
    ``instead_of``: which holiday of the region does not hold. ``name``: what it is called, in own words.
    ``campaign``: which one it is of those that everybody has (data/campaigns.toml).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, null=True, on_delete=models.PROTECT, related_name="+")
    school_year = models.CharField(max_length=9)
    kind = models.CharField(max_length=10, choices=OwnDayKind.choices)
    instead_of = models.CharField(max_length=10, choices=MovedHoliday.choices, blank=True)
    campaign = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    last = models.DateField()
    name = models.CharField(max_length=100, blank=True)
    said_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    said_at = models.DateTimeField()

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["first", "last", "id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "school_year"], name="own_days_of_a_year"),
            models.Index(fields=["school", "school_year"], name="own_days_of_a_school"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="own_days_end_after_they_begin"),
            models.CheckConstraint(
                condition=Q(school__isnull=True) | Q(gemeente__isnull=True), name="own_days_of_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(kind="holiday") & ~Q(instead_of="") | ~Q(kind="holiday") & Q(instead_of=""),
                name="a_moved_holiday_is_one_of_the_year",
            ),
            models.UniqueConstraint(
                fields=["organisation", "school", "gemeente", "kind", "instead_of", "first", "last", "name"],
                nulls_distinct=False,
                name="own_days_are_said_once",
            ),
        ]

    def __str__(self) -> str:
        return self.told

    @property
    def closes(self) -> bool:
        """Whether there is no school on these days."""
        return self.kind in CLOSING_KINDS

    @property
    def off_told(self) -> str:
        """Why there is no school then, as the calendar says it: a moved holiday is called what it is."""
        return HolidayKind(self.instead_of).told if self.instead_of else self.told

    @property
    def told(self) -> str:
        """What these days are called: its own name, else what kind they are."""
        kind = self.get_instead_of_display() if self.instead_of else self.get_kind_display()
        return self.name or str(kind)
