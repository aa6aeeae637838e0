"""The types of value that a scheme states or leaves open: how each is read, filled in and shown."""

import datetime
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from doorlezen.documents.fields import brief
from doorlezen.language import RECORDED, date, decimal, money, t, whole

T = TypeVar("T")
Day = datetime.date | str
"""A date, or the one word that stands for a day that is known only when somebody asks."""
NEWEST = "newest"

_LARGEST = 10**12
_EUROS = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)


class UnfitError(Exception):
    """A value is not of its type; says what would be."""


class ValueType(ABC, Generic[T]):
    """One type. `read` takes what the YAML file holds, `fill` what a person filled in as text."""

    @abstractmethod
    def read(self, raw: object) -> T:
        """The value in a scheme file. Raises UnfitError."""

    @abstractmethod
    def fill(self, text: str) -> T:
        """The value that a person filled in. Raises UnfitError."""

    @abstractmethod
    def show(self, value: T) -> str:
        """The value as the reader writes it."""

    @abstractmethod
    def form(self) -> str:
        """How to fill it in: "een bedrag in euro, zoals 9500.00"."""


@dataclass(frozen=True)
class Text(ValueType[str]):
    """A sentence."""

    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise UnfitError(t("moet een tekst zijn, niet {value}", value=brief(raw)))
        return raw.strip()

    def fill(self, text: str) -> str:
        return self.read(text)

    def show(self, value: str) -> str:
        return value

    def form(self) -> str:
        return t("een tekst")


@dataclass(frozen=True)
class Cents(ValueType[int]):
    """Money: whole cents in a scheme file, euros where a person fills it in."""

    def read(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= _LARGEST:
            raise UnfitError(t("moet een bedrag in hele centen zijn, niet {value}", value=brief(raw)))
        return raw

    def fill(self, text: str) -> int:
        if not _EUROS.fullmatch(text):
            raise UnfitError(t("moet {form} zijn, niet {value}", form=self.form(), value=brief(text)))
        return int(Decimal(text) * 100)

    def show(self, value: int) -> str:
        return money(value)

    def form(self) -> str:
        return t("een bedrag in euro, zoals 9500.00")


@dataclass(frozen=True)
class Count(ValueType[int]):
    """A number of schools, places or pupils."""

    def read(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= _LARGEST:
            raise UnfitError(t("moet een geheel getal vanaf 0 zijn, niet {value}", value=brief(raw)))
        return raw

    def fill(self, text: str) -> int:
        return self.read(int(text) if re.fullmatch(r"[0-9]{1,12}", text, re.ASCII) else text)

    def show(self, value: int) -> str:
        return whole(value)

    def form(self) -> str:
        return t("een geheel getal")


@dataclass(frozen=True)
class Number(ValueType[Decimal]):
    """A decimal of at least 0: points of a score, or a percentage with ``most`` 100 and ``unit`` "%"."""

    most: int | None = None
    unit: str = ""

    def read(self, raw: object) -> Decimal:
        number = isinstance(raw, int | Decimal) and not isinstance(raw, bool)
        if not number or not 0 <= Decimal(str(raw)) <= (self.most or _LARGEST):
            raise UnfitError(t("moet {form} zijn, niet {value}", form=self.form(), value=brief(raw)))
        return Decimal(str(raw))

    def fill(self, text: str) -> Decimal:
        return self.read(Decimal(text) if _NUMBER.fullmatch(text) else text)

    def show(self, value: Decimal) -> str:
        exponent = value.normalize().as_tuple().exponent
        return decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0) + self.unit

    def form(self) -> str:
        if self.most is None:
            return t("een getal vanaf 0, zoals 0.1")
        return t("een getal van 0 tot {most}", most=self.most)


@dataclass(frozen=True)
class DayOr(ValueType[Day]):
    """A date, or one ``word`` such as "newest" that stands for a day known only when somebody asks."""

    word: str

    def read(self, raw: object) -> Day:
        if raw == self.word:
            return self.word
        if isinstance(raw, datetime.date):
            if RECORDED.holds(raw):
                return raw
            raise UnfitError(RECORDED.refusal())
        raise UnfitError(t("moet {form} zijn, niet {value}", form=self.form(), value=brief(raw)))

    def fill(self, text: str) -> Day:
        try:
            return self.read(datetime.date.fromisoformat(text) if text[:1].isdigit() else text)
        except ValueError:
            return self.read(text)

    def show(self, value: Day) -> str:
        if isinstance(value, datetime.date):
            return date(value)
        return {NEWEST: t("de nieuwste"), "asked": t("de dag waarvoor je het vraagt")}[value]

    def form(self) -> str:
        return t('een datum zoals 2019-10-01, of "{word}"', word=self.word)


@dataclass(frozen=True)
class OneOf(ValueType[str]):
    """One word out of a list; ``name`` gives what people call it."""

    allowed: tuple[str, ...]
    name: Callable[[str], str] = str

    def read(self, raw: object) -> str:
        if raw not in self.allowed:
            raise UnfitError(t("moet {form} zijn, niet {value}", form=self.form(), value=brief(raw)))
        return str(raw)

    def fill(self, text: str) -> str:
        return self.read(text)

    def show(self, value: str) -> str:
        return self.name(value)

    def form(self) -> str:
        return t("een van {allowed}", allowed=", ".join(self.allowed))


@dataclass(frozen=True)
class WordList(ValueType[tuple[str, ...]]):
    """A list of different words: out of ``allowed``, or each of a ``pattern``, such as ``example``.

    ``name`` gives what people call a word.
    """

    allowed: tuple[str, ...] = ()
    pattern: str = r".+"
    example: str = ""
    name: Callable[[str], str] = str

    def read(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not raw:
            raise UnfitError(t("moet een lijst zijn: {form}", form=self.form()))
        for item in raw:
            if not self._fits(item):
                what = t("{value} past hier niet; schrijf {form}", value=brief(item), form=self.form())
                raise UnfitError(what)
            if raw.count(item) > 1:
                raise UnfitError(t("{value} staat er twee keer", value=brief(item)))
        return tuple(raw)

    def _fits(self, item: object) -> bool:
        if not isinstance(item, str):
            return False
        if self.allowed:
            return item in self.allowed
        return re.fullmatch(self.pattern, item, re.ASCII) is not None

    def fill(self, text: str) -> tuple[str, ...]:
        return self.read([part.strip() for part in text.split(",")])

    def show(self, value: Sequence[str]) -> str:
        return ", ".join(map(self.name, value))

    def form(self) -> str:
        if self.allowed:
            return t("een of meer van {allowed}", allowed=", ".join(self.allowed))
        return t("een of meer zoals {example}", example=self.example)
