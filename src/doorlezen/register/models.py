"""Schools and what open data says about them. Every value knows its edition and row."""

import datetime
from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

SCHOOL_CODE = RegexValidator(r"^[0-9]{2}[A-Z]{2}[0-9]{2}$")
GEMEENTE_CODE = RegexValidator(r"^[0-9]{4}$")


class Kind(models.TextChoices):
    """What an edition tells about schools."""

    SCHOOLS = "schools", "schoolvestigingen"
    SCORES = "scores", "achterstandsscores"
    PUPILS = "pupils", "leerlingen"
    LOCATIONS = "locations", "coördinaten"
    COLLABORATIONS = "collaborations", "samenwerkingen"
    HOLIDAYS = "holidays", "schoolvakanties"


class Edition(models.Model):
    """One published file: who published it, what day it describes and the hash of its bytes.

    ``mark`` is the publisher's own: "*" provisional, "**" further provisional, "" none.
    Of achterstandsscores, in points: ``mean`` and ``lowest_mean`` are C and G as printed, and
    ``drempel_per_pupil`` is what explains the scores best (engine.score); null where C and G are not known.

    ``owner`` is the library whose own list it is, by the key that the site gives it (its address); "" is the
    one library of a database that knows no organisations. What is published has no owner.
    ``loaded_by`` is the number of the person who loaded it on the site; null: from the command line.

    A file that describes several days is an edition for each of them, with the same hash. ``school_types``:
    which kinds of school a count of pupils is complete for ("bo sbo so"); of other files empty.
    """

    kind = models.CharField(max_length=20, choices=Kind.choices)
    publisher = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    licence = models.CharField(max_length=40)
    peildatum = models.DateField()
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    mark = models.CharField(max_length=2, blank=True)
    mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    lowest_mean = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    drempel_per_pupil = models.DecimalField(max_digits=12, decimal_places=10, null=True)
    loaded_at = models.DateTimeField()
    owner = models.CharField(max_length=60, blank=True, default="")
    loaded_by = models.BigIntegerField(null=True)
    school_types = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["kind", "-peildatum", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="collaborations") | Q(owner=""), name="only_a_list_of_its_own_has_an_owner"
            ),
            # a library may go back to an older list of its own
            models.UniqueConstraint(
                fields=["kind", "sha256", "peildatum"],
                condition=~Q(kind="collaborations"),
                name="an_edition_is_loaded_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.title}, {self.peildatum.isoformat()}"


class Gemeente(models.Model):
    """A municipality by its 4-digit code."""

    code = models.CharField(max_length=4, primary_key=True, validators=[GEMEENTE_CODE])
    name = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name_plural = "gemeenten"

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """A vestiging: known for ever by its vestigingscode.

    ``closed_on`` is the peildatum of the first list of schools that no longer has it, newer than every
    edition in which it stands. It follows from the editions alone, whatever order they were loaded in.
    """

    code = models.CharField(max_length=6, primary_key=True, validators=[SCHOOL_CODE])
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code


PRIMARY = "bo"
"""The kind of school that DUO's list of schools and CBS's scores are about: ordinary primary schools."""
SPECIAL = ("sbo", "so", "vso", "so/vso")
"""The kinds of special schools, which only a count of pupils has."""


class Fact(models.Model):
    """What one row of one edition says about one school."""

    # no index of its own: every kind of fact has a unique one that starts with the school
    school = models.ForeignKey(School, on_delete=models.PROTECT, db_index=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    row = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering: ClassVar = ["school_id", "-edition__peildatum", "-edition_id", "row"]

    def __str__(self) -> str:
        return f"{self.school_id} ({self.edition_id}, {self.row})"


def once_per_edition(name: str) -> models.UniqueConstraint:
    """A school stands at most once in an edition."""
    return models.UniqueConstraint(fields=["school", "edition"], name=f"{name}_once_per_edition")


class Address(Fact):
    """Name and place of a school in one edition of DUO's list of vestigingen.

    Of a file of pupils that names its schools: name and gemeente, without an address, in the last edition
    that counts the school. It tells of schools that are in no list.
    """

    name = models.CharField(max_length=200)
    street = models.CharField(max_length=200, blank=True)
    house_number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=6, blank=True)
    place = models.CharField(max_length=100, blank=True)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT)
    province = models.CharField(max_length=40, blank=True)
    denomination = models.CharField(max_length=100, blank=True)
    board_number = models.CharField(max_length=10, blank=True)
    holiday_region = models.CharField(max_length=10, blank=True)
    website = models.CharField(max_length=200, blank=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [once_per_edition("address")]


class Score(Fact):
    """The achterstandsscore of a school, met and zonder drempel, as CBS published it.

    A null is a value that CBS printed as "." (unknown). ``pupils`` are the funded pupils the score rests on.
    ``row`` is the row of Tabel 1, ``row_zonder`` that of Tabel 2.
    Footnotes, as letters ("abc"): a = at most 40 pupils, b = at most 40 in the lower half, c = in the upper.
    """

    pupils = models.PositiveIntegerField(null=True)
    met_drempel = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    zonder_drempel = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    zonder_lower_half = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    zonder_upper_half = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    footnotes = models.CharField(max_length=10, blank=True)
    row_zonder = models.PositiveIntegerField(null=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            once_per_edition("score"),
            models.CheckConstraint(
                condition=Q(met_drempel__isnull=True) | Q(met_drempel__gte=0), name="score_not_negative"
            ),
        ]

    @property
    def reliable(self) -> bool:
        """Whether CBS calls the score reliable: no footnote a."""
        return "a" not in self.footnotes


class PupilCount(Fact):
    """How many pupils a school had on the peildatum. Null where DUO masked a small count (<5).

    ``school_type``: "bo", "sbo", "so", "vso" or "so/vso", as DUO names the kind of school.
    """

    pupils = models.PositiveIntegerField(null=True)
    school_type = models.CharField(max_length=10)

    class Meta(Fact.Meta):
        constraints: ClassVar = [once_per_edition("pupil_count")]


class Location(Fact):
    """Where a school stands, WGS84 degrees."""

    longitude = models.DecimalField(max_digits=9, decimal_places=6)
    latitude = models.DecimalField(max_digits=9, decimal_places=6)

    class Meta(Fact.Meta):
        constraints: ClassVar = [once_per_edition("location")]


class PublishedHoliday(models.Model):
    """A holiday of a school year in one region ("noord"), as an edition of the government has it.

    ``kind``: "herfst", "kerst", "voorjaar", "mei" or "zomer"; both days and their weekends included.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT)
    school_year = models.CharField(max_length=9)
    region = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering: ClassVar = ["school_year", "region", "first"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["edition", "school_year", "region", "kind"], name="holiday_once_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(last__gte=models.F("first")), name="holiday_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.school_year} {self.region}"


class Phase(models.TextChoices):
    """How far a collaboration has come."""

    ACQUISITIE = "acquisitie"
    IMPLEMENTATIE = "implementatie"
    UITVOERING = "uitvoering"
    BORGING = "borging"


class Programme(models.TextChoices):
    """The programme under which a library and a school work together."""

    DBOS_PO = "dbos-po", "de Bibliotheek op school, primair onderwijs"
    DBOS_VMBO = "dbos-vmbo", "de Bibliotheek op school, vmbo"
    BOEKSTART = "boekstart", "BoekStart in de kinderopvang"
    DBOS_PLUS = "dbos-plus", "dBos+"
    COMPARABLE = "comparable", "vergelijkbare samenwerking"


class Collaboration(Fact):
    """A line of the library's own list: this school works with us under this programme, since, until."""

    programme = models.CharField(max_length=20, choices=Programme.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    phase = models.CharField(max_length=20, choices=Phase.choices, blank=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="until_after_since"
            ),
            models.UniqueConstraint(
                fields=["school", "edition", "programme", "since"], name="collaboration_once_per_edition"
            ),
        ]

    def runs_on(self, day: datetime.date) -> bool:
        """Whether the collaboration runs on ``day`` (both ends included)."""
        return self.since <= day and (self.until is None or day <= self.until)


def derived_edition() -> Any:
    """Which edition a value of a `Listing` comes from; unchecked by the database, so a load stays fast."""
    return models.ForeignKey(
        Edition, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )


class Listing(models.Model):
    """A school as the newest editions know it: one row per school, to filter, sort, search and page.

    Made anew by every load (domain/current.py), in its transaction, and nowhere else; nothing points at it.
    Closed schools stand in it too. A null means: in no edition. ``score_edition`` and the score are those of
    the newest edition of scores; a school without a row there has neither. ``search`` is what a search looks
    through: name, place and code without accents and capitals.
    """

    school = models.OneToOneField(School, primary_key=True, on_delete=models.CASCADE, related_name="listing")
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=100)
    postcode = models.CharField(max_length=6)
    gemeente = models.ForeignKey(Gemeente, null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    gemeente_name = models.CharField(max_length=100)
    province = models.CharField(max_length=40)
    denomination = models.CharField(max_length=100)
    school_type = models.CharField(max_length=10)
    closed_on = models.DateField(null=True)
    address_edition = derived_edition()
    address_row = models.PositiveIntegerField(null=True)
    pupils = models.PositiveIntegerField(null=True)
    pupils_edition = derived_edition()
    pupils_row = models.PositiveIntegerField(null=True)
    score_met = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    score_zonder = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    score_pupils = models.PositiveIntegerField(null=True)
    score_footnotes = models.CharField(max_length=10)
    score_edition = derived_edition()
    score_row = models.PositiveIntegerField(null=True)
    score_row_zonder = models.PositiveIntegerField(null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    location_edition = derived_edition()
    location_row = models.PositiveIntegerField(null=True)
    search = models.TextField()

    class Meta:
        ordering: ClassVar = ["school_id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.school_id})"
