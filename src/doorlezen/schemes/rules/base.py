"""What every kind of rule answers: does it hold for this school, why, and on which facts."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

from doorlezen.language import school_year_of, t
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds, opposite
from doorlezen.schemes.stated import SchemeSource, Stated

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView
    from doorlezen.register.models import Edition


@dataclass(frozen=True)
class Circumstances:
    """What a question carries besides the school: the day asked for and the library's own list.

    ``asked_year``: the school year that the question is about ("2025-2026"); "" is that of the day.
    ``collaborations`` is the edition of that list; None: no list was ever loaded, so that a school without
    lines may well work with the library. ``withheld``: there may be such a list, but it is not shown to who
    asks.
    """

    on: datetime.date
    collaborations: "Edition | None"
    withheld: bool = False
    asked_year: str = ""

    @property
    def school_year(self) -> str:
        """The school year that the question is about."""
        return self.asked_year or school_year_of(self.on)


@dataclass(frozen=True)
class Evidence:
    """One thing that an answer rests on, and where it stands (edition and row)."""

    label: str
    value: str
    source: str


@dataclass(frozen=True)
class RuleAnswer:
    """Whether a rule holds. ``reason`` is part of a sentence: no capital, no full stop.

    ``settle`` says what would settle it, where it is undetermined. ``obvious``: so common that a verdict
    names it only where it has nothing else to say. ``turned``: the reason where the rule is asked the other
    way round (`not`), so that a yes never reads as an objection; "" where it reads well both ways.
    """

    holds: Holds
    reason: str
    facts: tuple[Evidence, ...] = ()
    settle: str = ""
    obvious: bool = False
    turned: str = ""

    def turn_round(self) -> "RuleAnswer":
        """The answer to the opposite question."""
        reason = self.turned or self.reason
        turned = self.reason if self.turned else ""
        return replace(self, holds=opposite(self.holds), reason=reason, turned=turned, obvious=False)


@dataclass(frozen=True)
class Parameter:
    """A value of a track that has a name, so that a person can fill it in where it is open."""

    name: str
    label: str
    stated: Stated[Any]


@dataclass(frozen=True)
class SchemeRule(ABC):
    """A rule of a track. ``id`` is its name within the track, ``source`` where the rule was read."""

    kind: ClassVar[str]
    states_nothing: ClassVar[bool] = False
    """Whether it states nothing of its own, so that it needs no source."""
    id: str
    source: SchemeSource | None

    @classmethod
    @abstractmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        """Take the fields of this kind from the scheme file. Raises InputError."""

    @abstractmethod
    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        """Whether the rule holds for this school; called when no value is missing."""

    def labels(self) -> Mapping[str, str]:
        """What people call each field that is a `Stated`."""
        return {}

    def judge(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        """Whether the rule holds for this school; undetermined where a value that it needs is missing."""
        for parameter in self.own_parameters():
            if parameter.stated.in_force is None:
                unknown = parameter.stated.unknown
                reason = t("{label} is {unknown}", label=parameter.label, unknown=unknown)
                settle = t("vul in, met een bron: {label}", label=parameter.label)
                return RuleAnswer(Holds.UNDETERMINED, reason, settle=settle)
        return self.answer(school, known)

    def own_parameters(self) -> tuple[Parameter, ...]:
        """The values of this rule itself, named "<id>.<field>"."""
        labels = self.labels()
        return tuple(
            Parameter(f"{self.id}.{name}", labels[name], getattr(self, name))
            for name in (field.name for field in fields(self))
            if isinstance(getattr(self, name), Stated)
        )

    def parameters(self) -> tuple[Parameter, ...]:
        """The values of this rule and of the rules inside it."""
        return self.own_parameters()

    def with_values(self, values: Mapping[str, Stated[Any]]) -> Self:
        """The same rule with other values, by the name of the parameter."""
        changes: dict[str, Any] = {
            parameter.name.removeprefix(f"{self.id}."): values[parameter.name]
            for parameter in self.own_parameters()
            if parameter.name in values
        }
        return replace(self, **changes)

    def inside(self) -> tuple["SchemeRule", ...]:
        """The rules that this one is made of."""
        return ()


KINDS: dict[str, type[SchemeRule]] = {}
"""The kinds of rule by name, as ``rules/__init__.py`` enters them."""


def read_rule(entry: SchemeEntry) -> SchemeRule:
    """Read one rule of a scheme file. Raises InputError with the path of what is wrong."""
    kind = KINDS[entry.one_of("kind", KINDS)]
    name = entry.name_or("id", kind.kind)
    source = entry.source()
    if source is None and not kind.states_nothing:
        entry.refuse("source", t("ontbreekt; noem een van de sources van dit bestand"))
    rule = kind.read(entry, name, source)
    entry.close()
    return rule


def sentence(parts: Sequence[str], last: str) -> str:
    """Parts of a sentence joined: "a, b en c" with ``last`` "en"; each part once."""
    different = list(dict.fromkeys(parts))
    if len(different) < 2:
        return "".join(different)
    return f"{', '.join(different[:-1])} {last} {different[-1]}"
