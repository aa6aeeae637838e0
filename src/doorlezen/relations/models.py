"""Contacts at schools, notes about schools, and which leesconsulent a school has.

All belong to one organisation and never leave it.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation, Person
from doorlezen.desk.scoped import scoped
from doorlezen.register.models import School


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
