"""What a plan needs to know from the world outside the library file."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.planning.sources import FilledValue, SourceFile


@dataclass(frozen=True)
class KnownSchool:
    """A school as the register knows it. ``pupils`` and ``score`` are None where no edition has them."""

    code: str
    name: str
    gemeente: str
    pupils: int | None
    score: Decimal | None
    collaborating: bool


@dataclass(frozen=True)
class SchemeTerms:
    """What the scheme says of these schools and its money, with what the library filled in.

    ``label`` names scheme, track and version, for the sources. ``per_school`` (cents), ``places`` (schools)
    and ``bouwstenen`` are None where the scheme does not say and nobody filled it in. ``assumed`` are values
    that are not public and not filled in, reckoned with all the same, in words; ``school_years`` are the
    years for which the scheme gives money (empty: it does not say); ``watch`` are sentences about its
    verdicts that hold for every school alike, such as that the scores are provisional.
    ``eligible_without_score``: the schools whose score is above 0 that its money may pay at a score of 0 too.
    """

    label: str
    per_school: int | None
    places: int | None
    bouwstenen: tuple[str, ...] | None
    school_years: tuple[str, ...]
    eligible: frozenset[str]
    undetermined: frozenset[str]
    parameters: tuple[FilledValue, ...] = ()
    assumed: tuple[str, ...] = ()
    watch: tuple[str, ...] = ()
    eligible_without_score: frozenset[str] = frozenset()


@dataclass(frozen=True)
class World:
    """The schools of the gemeenten, by code; the names of the gemeenten; the scheme; the editions used."""

    schools: tuple[KnownSchool, ...]
    gemeenten: Mapping[str, str]
    terms: SchemeTerms | None
    editions: tuple[SourceFile, ...] = ()
    old_scores: str = ""
    """That the scores are years old, in a sentence; empty where they are not."""
