"""What every kind of demand offers: reading, linear rows for a solver, and a judgement of its own."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Protocol, Self

if TYPE_CHECKING:
    from doorlezen.documents.fields import Fields
    from doorlezen.engine.allocation.posed.problem import Fund, Option, Problem, School


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


class FieldRole(Enum):
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


UNITS = {
    FieldRole.QUARTERS: "quarters",
    FieldRole.PERCENT: "percent",
    FieldRole.COUNT_AT_LEAST: "schools",
    FieldRole.COUNT_AT_MOST: "schools",
    FieldRole.CENTS_AT_LEAST: "cents",
    FieldRole.CENTS_AT_MOST: "cents",
}
"""What the whole numbers of a demand count."""

SCOPES = ("each", "total")
REQUIRED = object()
ALL = "all"


class Field(NamedTuple):
    """A field of a kind of demand, and what it is where it may be left out."""

    part: FieldRole
    default: object = REQUIRED


class Apart(Enum):
    """What may be said of a demand where only some of its schools are looked at."""

    EACH = "it asks the same of each school by itself"
    FEWER = "where it holds for its schools, it holds for any of them too"
    TOGETHER = "it is about all of its schools at once"


@dataclass(frozen=True)
class Scale:
    """The number of a demand that can give way: its name, as demanded, and where it asks nothing any more.

    ``unit``: what it counts (`UNITS`).
    """

    parameter: str
    demanded: int
    loosest: int
    unit: str

    @property
    def steps(self) -> int:
        """How many values softer than the demanded one there are."""
        return abs(self.loosest - self.demanded)

    def value(self, step: int) -> int:
        """The number after so many steps towards softer."""
        return self.demanded + (step if self.loosest > self.demanded else -step)


@dataclass(frozen=True)
class Requirement(ABC):
    """A demand: its id, ``by`` whom it is made and their own words.

    A kind states here everything that is particular to it; whoever solves, explains or takes apart asks.
    """

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

    # What is left of it among some schools ----------------------------------------------------------------

    @property
    @abstractmethod
    def apart(self) -> Apart:
        """What is left of it where only some of its schools are looked at."""

    def about(self, funds: Mapping[str, "Fund"]) -> frozenset[str]:
        """The schools of which what they get can make it hold or fail; ``funds``: all that there are."""
        return frozenset(self._named(FieldRole.SCHOOLS) + self._named(FieldRole.AMONG))

    @property
    def schools_named(self) -> tuple[str, ...]:
        """The schools that it is made for, in the order of the problem file."""
        return self._named(FieldRole.SCHOOLS)

    def only(self, schools: Collection[str], funds: Collection[str]) -> Self:
        """The same demand about these of its schools, and these of its funds."""
        known = {FieldRole.SCHOOLS: schools, FieldRole.AMONG: schools, FieldRole.FUNDS: funds}
        left: dict[str, Any] = {
            key: tuple(name for name in getattr(self, key) if name in known[field.part])
            for key, field in self.fields.items()
            if field.part in known
        }
        return replace(self, **left)

    def _named(self, part: FieldRole) -> tuple[str, ...]:
        """What its fields of this kind name."""
        return tuple(
            name for key, field in self.fields.items() if field.part is part for name in getattr(self, key)
        )

    # How it gives way -------------------------------------------------------------------------------------

    @property
    @abstractmethod
    def gives_way(self) -> str:
        """The field with the whole number that says how strict it is.

        On the way to `loosest` each value is softer than the one before: a plan that meets a demand meets
        every softer one. So whether there is a plan changes at most once, and bisection is exact.
        """

    def loosest(self, problem: "Problem") -> int:
        """The value of that number at which it asks nothing any more; 0 where a lower number is softer.

        A kind whose number is a limit gives the largest amount that the limit could meet, or the demanded
        value where that is larger still.
        """
        return 0

    def scale(self, problem: "Problem") -> Scale:
        """How far it can give way in this problem."""
        name = self.gives_way
        return Scale(name, getattr(self, name), self.loosest(problem), UNITS[self.fields[name].part])

    def with_number(self, name: str, value: int) -> Self:
        """The same demand with another value for one of its numbers."""
        number: dict[str, Any] = {name: value}
        return replace(self, **number)

    # What it asks -----------------------------------------------------------------------------------------

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
        case FieldRole.SCHOOLS | FieldRole.AMONG:
            return fields.names_or_all(key, known.schools)
        case FieldRole.FUNDS:
            return fields.names(key, known.funds)
        case FieldRole.BOUWSTENEN:
            return None if fields.is_all(key) else fields.names(key)
        case FieldRole.SCOPE:
            return fields.one_of(key, SCOPES)
        case _:
            return fields.whole(key)
