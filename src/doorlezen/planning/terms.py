"""What a plan needs to know from the world outside the library file."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.planning.sources import Parameter, Source


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

    ``per_school`` (cents) and ``bouwstenen`` are None where the scheme sets no such limit.
    ``label`` names scheme, track and version, for the sources.
    """

    label: str
    per_school: int | None
    bouwstenen: tuple[str, ...] | None
    eligible: frozenset[str]
    undetermined: frozenset[str]
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True)
class World:
    """The schools of the gemeenten, by code; the names of the gemeenten; the scheme; the editions used."""

    schools: tuple[KnownSchool, ...]
    gemeenten: Mapping[str, str]
    terms: SchemeTerms | None
    editions: tuple[Source, ...] = ()
