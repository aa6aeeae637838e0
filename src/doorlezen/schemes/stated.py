"""A value that a scheme states with its source, or leaves open with a note; and what a person filled in."""

import datetime
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from doorlezen.language import date, t
from doorlezen.schemes.scheme_words import NOT_PUBLIC, unknown_name
from doorlezen.schemes.value_types import ValueType

T = TypeVar("T")


@dataclass(frozen=True)
class SchemeSource:
    """Where a scheme's facts were read. ``sure``: primary, secondary or derived; see docs/schemes.md.

    ``page``: the address of the page; ``date`` is None where it has none that we know; ``note`` then says so.
    """

    id: str
    publisher: str
    title: str
    date: datetime.date | None
    sure: str
    note: str = ""
    page: str = ""

    def __str__(self) -> str:
        day = date(self.date) if self.date else t("zonder datum")
        told = f"{self.publisher}, {self.title} ({day}; {SURE[self.sure]()})"
        return f"{told}, {self.page}" if self.page else told


SURE = {
    "primary": lambda: t("bij de bron gelezen"),
    "secondary": lambda: t("uit de tweede hand"),
    "derived": lambda: t("zelf berekend"),
}


@dataclass(frozen=True)
class Filling(Generic[T]):
    """A value that a person filled in: on what ground, when, and who."""

    value: T
    source: str
    date: datetime.date
    by: str


@dataclass(frozen=True)
class Stated(Generic[T]):
    """One value of a scheme.

    ``value`` None: not known; ``why`` is one of `vocabulary.UNKNOWN`, ``searched`` the month in which nothing
    was found ("2026-11"), and ``note`` says more. Until somebody fills it in, ``default`` is reckoned with,
    where there is one.
    """

    type: ValueType[T]
    value: T | None
    note: str = ""
    source: SchemeSource | None = None
    default: T | None = None
    filled: Filling[T] | None = None
    why: str = NOT_PUBLIC
    searched: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is not known and nobody filled it in yet."""
        return self.value is None and self.filled is None

    @property
    def in_force(self) -> T | None:
        """What to reckon with: what was stated, else filled in, else the default; None: nothing."""
        if self.value is not None:
            return self.value
        return self.default if self.filled is None else self.filled.value

    def fill(self, text: str, *, source: str, date: datetime.date, by: str) -> "Stated[T]":
        """The same value, filled in with ``text``. Raises UnfitError where the text is not of its type."""
        return replace(self, filled=Filling(self.type.fill(text), source, date, by))

    @property
    def unknown(self) -> str:
        """Why there is no value, in words: "niet openbaar", "niet gevonden (gezocht november 2026)"."""
        return unknown_name(self.why, self.searched)

    def show(self) -> str:
        """What is reckoned with, as the reader writes it; "niet openbaar — vul in" where there is nothing."""
        value = self.in_force
        return t("{unknown} — vul in", unknown=self.unknown) if value is None else self.type.show(value)
