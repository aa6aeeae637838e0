"""What every kind of demand offers: reading, linear rows for a solver, and a judgement of its own."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from doorlezen.documents.fields import Fields
    from doorlezen.engine.allocation.problem import Option, School


class Choice(NamedTuple):
    """The 0/1 variable: this school gets this option."""

    school: str
    option: str


class Pay(NamedTuple):
    """The whole-cents variable: this fund pays so much of this bouwsteen at this school."""

    fund: str
    school: str
    bouwsteen: str


Term = tuple[int, Choice | Pay]


class Row(NamedTuple):
    """A linear rule: the sum of coefficient × variable is at least ``least`` and at most ``most``.

    None: no such limit. The demands use ``least`` alone.
    """

    terms: Sequence[Term]
    least: int | None
    most: int | None = None


class Space(Protocol):
    """The variables of a problem, as the demands see them; no solver shows through."""

    school: Mapping[str, "School"]

    def options(self, code: str) -> Sequence["Option"]:
        """What this school can choose from."""

    def quarters(self, code: str, factor: int = 1) -> list[Term]:
        """``factor`` × the quarter-hours that this school gets."""

    def spent(self, code: str, factor: int = 1) -> list[Term]:
        """``factor`` × all the money that goes to this school, in cents."""

    def payments(
        self, funds: Iterable[str], schools: Iterable[str], bouwstenen: Iterable[str] | None
    ) -> list[Pay]:
        """The payments by these funds at these schools for these bouwstenen (None: all of them)."""


@dataclass(frozen=True)
class Outcome:
    """What a plan does, summed up for the demands to judge. Quarter-hours and cents."""

    quarters: Mapping[str, int]
    pupils: Mapping[str, int]
    last_year_quarters: Mapping[str, int]
    payments: Sequence[tuple[str, str, str, int]]
    """Rows of (fund, school, bouwsteen, cents)."""

    def money(
        self,
        schools: Iterable[str],
        funds: Iterable[str] | None = None,
        bouwstenen: Iterable[str] | None = None,
    ) -> int:
        """The cents paid at these schools, by these funds, for these bouwstenen (None: whichever)."""
        at, by = set(schools), None if funds is None else set(funds)
        what = None if bouwstenen is None else set(bouwstenen)
        return sum(
            cents
            for fund, school, bouwsteen, cents in self.payments
            if school in at and (by is None or fund in by) and (what is None or bouwsteen in what)
        )


class Part(Enum):
    """What a field of a demand is about; every reader of demands goes by it, whatever file it reads."""

    SCHOOLS = "schools"
    AMONG = "schools that others are compared with"
    QUARTERS = "quarter-hours a week"
    PERCENT = "a percentage"
    COUNT_AT_LEAST = "a number of schools, at least"
    COUNT_AT_MOST = "a number of schools, at most"
    FUNDS = "funds"
    CENTS_AT_LEAST = "cents, at least"
    CENTS_AT_MOST = "cents, at most"
    BOUWSTENEN = "bouwstenen"
    SCOPE = "each school, or all of them in total"


SCOPES = ("each", "total")
REQUIRED = object()
ALL = "all"


class Field(NamedTuple):
    """A field of a kind of demand, and what it is where it may be left out."""

    part: Part
    default: object = REQUIRED


@dataclass(frozen=True)
class Requirement(ABC):
    """A demand: its id, ``by`` whom it is made and their own words."""

    kind: ClassVar[str]
    fields: ClassVar[Mapping[str, Field]]
    """The fields of this kind in the order of the file format, each an attribute of the same name."""
    id: str
    by: str
    text: str

    @classmethod
    def read(cls, fields: "Fields", known: "Known", **own: str) -> Self:
        """Read the fields of this kind; ``own`` holds id, by and text. Raises InputError."""
        values = {key: _value(fields, key, field, known) for key, field in cls.fields.items()}
        return cls(**own, **values)

    def with_number(self, name: str, value: int) -> Self:
        """The same demand with another value for one of its numbers."""
        number: dict[str, Any] = {name: value}
        return replace(self, **number)

    @abstractmethod
    def rows(self, space: Space) -> Iterator[Row]:
        """The demand as linear rows, all of which must hold."""

    @abstractmethod
    def holds(self, outcome: Outcome) -> bool:
        """Whether a plan meets the demand: plain arithmetic, nothing of `rows`."""


@dataclass(frozen=True)
class Known:
    """The names that a demand may use. ``school_years`` only where a problem has several."""

    schools: Sequence[str]
    funds: Sequence[str]
    school_years: Sequence[str] = ()


def _value(fields: "Fields", key: str, field: Field, known: Known) -> Any:
    """Read one field by what it is about."""
    if field.default is not REQUIRED and not fields.has(key):
        return tuple(known.schools) if field.default == ALL else field.default
    match field.part:
        case Part.SCHOOLS | Part.AMONG:
            return fields.names_or_all(key, known.schools)
        case Part.FUNDS:
            return fields.names(key, known.funds)
        case Part.BOUWSTENEN:
            return None if fields.is_all(key) else fields.names(key)
        case Part.SCOPE:
            return fields.one_of(key, SCOPES)
        case _:
            return fields.whole(key)
