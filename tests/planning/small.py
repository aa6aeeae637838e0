"""A small library of two gemeenten and six schools, for tests that change one thing at a time."""

from decimal import Decimal
from pathlib import Path

from doorlezen.planning.build import Built, build
from doorlezen.planning.known_terms import KnownSchool, SchemeTerms, World
from doorlezen.planning.library import Library, read_library
from doorlezen.planning.sources import FilledValue, SourceFile

TOML = """\
format = "doorlezen-library/1"
[library]
name = "Bibliotheek Klein"
school_year = "2026-2027"
gemeenten = ["0001", "0002"]
[entered]
source = "begroting 2026"
date = 2026-05-28
by = "adviseur"
[scheme]
track = "regeling-po"
[leesconsulent]
cost_per_hour = "62.00"
weeks = 40
hours_per_week = 10
[need]
per_pupil = 1
per_point = 1
[profiles]
size_bands = [100]
typical_pupils = [60, 160]
[profiles.with_score]
hours = [0, 2, 4]
[profiles.without_score]
hours = [0, 1]
[[cost]]
bouwsteen = "expertise"
leesconsulent = true
[[cost]]
bouwsteen = "collectie"
fixed = 250
per_pupil = "0.90"
[[fund]]
id = "rijk"
name = "Regeling"
kind = "scheme"
total = 20000
bouwstenen = ["expertise"]
[[fund]]
id = "eigen"
name = "Eigen middelen"
kind = "library"
total = "15000.50"
bouwstenen = ["expertise", "collectie"]
[[fund]]
id = "gem-0001"
name = "Subsidie"
kind = "gemeente"
gemeente = "0001"
total = 1000.01
bouwstenen = ["collectie"]
[[demand]]
by = "0001"
text = "Elke school met een samenwerking houdt haar uren"
kind = "keep"
schools = "collaborating"
percent = 100
[last_year.hours]
01AA00 = 2
02BB00 = 1.25
"""

SCHOOLS = (
    KnownSchool("01AA00", "De Arend", "0001", 80, Decimal("33.02"), collaborating=True),
    KnownSchool("01BB00", "De Buizerd", "0001", 240, Decimal("0.00"), collaborating=False),
    KnownSchool("01CC00", "De Cobra", "0001", 38, Decimal("12.40"), collaborating=True),
    KnownSchool("02AA00", "De Adder", "0002", 150, Decimal("310.55"), collaborating=True),
    KnownSchool("02BB00", "De Bever", "0002", 99, Decimal("0.00"), collaborating=True),
    KnownSchool("02CC00", "De Cavia", "0002", 100, None, collaborating=False),
)
TERMS = SchemeTerms(
    label="Regeling po, versie 1",
    per_school=950_000,
    places=None,
    bouwstenen=("expertise", "collectie"),
    school_years=("2025-2026", "2026-2027"),
    eligible=frozenset({"01AA00", "02AA00"}),
    undetermined=frozenset({"01CC00"}),
    parameters=(FilledValue("Bedrag per school", "€ 9.500", "brief van 1 juni", "2026-06-01", "adviseur"),),
)
EDITION = SourceFile("CBS", "Achterstandsscores", "CC BY 4.0", "2019-10-01", "scores.xlsx", "ab" * 32)
WORLD = World(SCHOOLS, {"0001": "Eén", "0002": "Twee"}, TERMS, (EDITION,))


def library(toml: str = TOML, *, folder: Path = Path()) -> Library:
    """The small library, from this text."""
    return read_library(toml.encode(), name="klein.toml", folder=folder)


def built(toml: str = TOML, world: World = WORLD) -> Built:
    """The small problem."""
    return build(library(toml), world)


def changed(old: str, new: str, toml: str = TOML) -> str:
    """The text of the small library with one place changed."""
    assert toml.count(old) == 1, old
    return toml.replace(old, new)


def with_more(*tables: str) -> str:
    """The text of the small library with more tables."""
    return "\n".join((TOML, *tables))


def of_the_linge(text: str = TOML) -> str:
    """The small library as that of Bibliotheek De Linge in the neighbourhood of `tests.people`."""
    for code, own in (("0001", "0281"), ("0002", "0214")):
        text = text.replace(f'"{code}"', f'"{own}"').replace(f"gem-{code}", f"gem-{own}")
    return text.replace("[library]\n", '[library]\nsite = "bibliotheek-de-linge"\n', 1)
