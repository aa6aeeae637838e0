"""A purse of a library for a school year, and its ledger: every cent moves from one account to another."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation
from doorlezen.desk.scoped import scoped
from doorlezen.planning.proposals.models import Proposal
from doorlezen.register.models import School


class Account(models.TextChoices):
    """Where a cent of a purse is."""

    OUTSIDE = "outside", gettext_lazy("buiten de pot")
    """With who grants it, before it comes and after it goes back: the only account that may be below zero."""
    FREE = "free", gettext_lazy("vrij")
    RESERVED = "reserved", gettext_lazy("gereserveerd")
    """By a plan."""
    COMMITTED = "committed", gettext_lazy("toegezegd")
    """By an agreement."""
    SPENT = "spent", gettext_lazy("besteed")


HELD = (Account.FREE, Account.RESERVED, Account.COMMITTED, Account.SPENT)
"""The accounts of a purse, of which none is ever below zero. Together they are what was granted and is not
given back."""


class EntryKind(models.TextChoices):
    """What an entry is; `MOVES` says from which account to which."""

    GRANT = "grant", gettext_lazy("toegekend")
    GIVE_BACK = "give_back", gettext_lazy("teruggegeven")
    RESERVE = "reserve", gettext_lazy("gereserveerd")
    RELEASE = "release", gettext_lazy("reservering vrijgegeven")
    COMMIT = "commit", gettext_lazy("toegezegd")
    COMMIT_RESERVED = "commit_reserved", gettext_lazy("toegezegd uit de reservering")
    UNCOMMIT = "uncommit", gettext_lazy("toezegging vervallen")
    SPEND = "spend", gettext_lazy("besteed")
    REFUND = "refund", gettext_lazy("terugontvangen")
    CORRECTION = "correction", gettext_lazy("correctie")


MOVES = {
    EntryKind.GRANT: (Account.OUTSIDE, Account.FREE),
    EntryKind.GIVE_BACK: (Account.FREE, Account.OUTSIDE),
    EntryKind.RESERVE: (Account.FREE, Account.RESERVED),
    EntryKind.RELEASE: (Account.RESERVED, Account.FREE),
    EntryKind.COMMIT: (Account.FREE, Account.COMMITTED),
    EntryKind.COMMIT_RESERVED: (Account.RESERVED, Account.COMMITTED),
    EntryKind.UNCOMMIT: (Account.COMMITTED, Account.FREE),
    EntryKind.SPEND: (Account.COMMITTED, Account.SPENT),
    EntryKind.REFUND: (Account.SPENT, Account.COMMITTED),
}
"""From which account to which; a correction goes the way back of what it corrects."""
WITHOUT_SCHOOL = frozenset({EntryKind.GRANT, EntryKind.GIVE_BACK})
"""These are of the purse as a whole; all others name a school and a bouwsteen."""


class LibraryPurse(models.Model):
    """Money that comes in for a school year under one set of rules.

    ``plan_key``: the fund in the library's plans. ``schools`` and ``bouwstenen``: what it may pay; null: all.
    The four sums are those of its entries, kept beside them so that the database refuses what is overdrawn.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    school_year = models.CharField(max_length=9)
    name = models.CharField(max_length=200)
    plan_key = models.CharField(max_length=200)
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.PROTECT, related_name="+")
    schools = models.JSONField(null=True)
    bouwstenen = models.JSONField(null=True)
    free = models.BigIntegerField(default=0)
    reserved = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    spent = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["school_year", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "school_year", "plan_key"], name="a_purse_is_opened_once_a_year"
            ),
            *(
                models.CheckConstraint(condition=Q(**{f"{one}__gte": 0}), name=f"{one}_is_never_overdrawn")
                for one in HELD
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.name}"


class PaidKind(models.TextChoices):
    """What money was spent on: one visit that was done, or one line of an invoice."""

    VISIT = "visit", gettext_lazy("bezoek")
    INVOICE_LINE = "invoice_line", gettext_lazy("regel van een factuur")


class PaidThing(models.Model):
    """Something that cost ``cents`` and may be paid once, over all purses together. ``key``: its number."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PaidKind.choices)
    key = models.CharField(max_length=80)
    cents = models.BigIntegerField()
    paid = models.BigIntegerField(default=0)

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["kind", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "key"], name="a_thing_is_paid_for_once"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("cents")), name="nothing_is_paid_twice"
            ),
        ]


class PurseEntry(models.Model):
    """One move of money; never changed and never deleted, which the database sees to. A mistake is put right
    by a correction.

    ``id`` is made by who sends it, so that what is sent twice is one entry. ``day``: when it happened;
    ``recorded_at``: when it was written down, by the clock of the database: a report of a day knows what had
    been written down by then, and does not change by what comes later. ``number`` is the order within a
    purse. ``reference``: the number of a decision or invoice; no words, because these rows stay.
    """

    id = models.UUIDField(primary_key=True)
    purse = models.ForeignKey(LibraryPurse, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    source = models.CharField(max_length=10, choices=Account.choices)
    target = models.CharField(max_length=10, choices=Account.choices)
    cents = models.BigIntegerField()
    school = models.ForeignKey(School, null=True, on_delete=models.PROTECT, related_name="+")
    gemeente = models.CharField(max_length=20, blank=True)
    bouwsteen = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    reference = models.CharField(max_length=40, blank=True)
    paid_thing = models.ForeignKey(PaidThing, null=True, on_delete=models.PROTECT, related_name="entries")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    objects: Any = scoped(organisation="purse__organisation")

    class Meta:
        ordering: ClassVar = ["purse", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["purse", "number"], name="entries_are_numbered_in_a_purse"),
            models.CheckConstraint(condition=Q(cents__gte=1), name="an_entry_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="an_entry_goes_somewhere_else"),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False)
                | ~Q(kind="correction") & Q(corrects__isnull=True),
                name="a_correction_corrects_something",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["purse", "recorded_at"], name="entries_of_a_purse_by_moment"),
            models.Index(fields=["purse", "school", "bouwsteen"], name="entries_of_a_purse_by_line"),
        ]
