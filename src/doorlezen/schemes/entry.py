"""One mapping of a scheme file being read: what `Fields` reads, and values with their source or note."""

import datetime
import re
from collections.abc import Mapping
from typing import Any, TypeVar

from doorlezen.documents.fields import Fields, brief
from doorlezen.language import t
from doorlezen.schemes.scheme_words import NOT_FOUND, NOT_PUBLIC, OWN_CHOICE, UNKNOWN
from doorlezen.schemes.stated import SURE, SchemeSource, Stated
from doorlezen.schemes.value_types import UnfitError, ValueType

T = TypeVar("T")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)
_PAGE = re.compile(r"https://[^\s/]+(/\S*)?", re.ASCII)


class SchemeEntry(Fields):
    """Every refusal carries the path; ``sources`` are the sources that the file names, by id."""

    def __init__(self, value: Any, path: str, name: str, sources: Mapping[str, SchemeSource]) -> None:
        super().__init__(value, path, name)
        self.sources = sources

    def entry(self, key: str) -> "SchemeEntry":
        """A mapping that must be there."""
        return SchemeEntry(self.take(key), self.at(key), self.name, self.sources)

    def entries(self, key: str) -> list["SchemeEntry"]:
        """A list of at least one mapping."""
        value = self.take(key)
        if not isinstance(value, list) or not value:
            self.refuse(key, t("moet een lijst met minstens één onderdeel zijn"))
        return [
            SchemeEntry(item, f"{self.at(key)}[{index}]", self.name, self.sources)
            for index, item in enumerate(value)
        ]

    def named_entries(self, key: str) -> dict[str, "SchemeEntry"]:
        """A mapping from names that the file chooses to mappings; empty where there is none."""
        if not self.has(key):
            return {}
        named = self.entry(key)
        for name in named.mapping_keys():
            if not _NAME.fullmatch(name):
                what = t(
                    "een naam heeft kleine letters, cijfers en _ zoals per_school, niet {value}", value=name
                )
                named.refuse(name, what)
        return {name: named.entry(name) for name in named.mapping_keys()}

    def slug(self, key: str) -> str:
        """An id such as "nieuwe-locaties-po"."""
        value = self.text(key)
        if not _SLUG.fullmatch(value):
            what = t(
                "moet kleine letters, cijfers en streepjes hebben zoals mbv2-po, niet {value}",
                value=brief(value),
            )
            self.refuse(key, what)
        return value

    def name_or(self, key: str, default: str) -> str:
        """A name such as "score_above"; ``default`` where it is missing."""
        if not self.has(key):
            return default
        value = self.text(key)
        if not _NAME.fullmatch(value):
            what = t(
                "een naam heeft kleine letters, cijfers en _ zoals per_school, niet {value}", value=value
            )
            self.refuse(key, what)
        return value

    def text_or_empty(self, key: str) -> str:
        """A text that may be missing."""
        return self.text(key) if self.has(key) else ""

    def day_or_null(self, key: str) -> datetime.date | None:
        """A date, written without quotes, or null; the key must be there."""
        value = self.take(key)
        if value is not None and not isinstance(value, datetime.date):
            self.refuse(key, t("moet een datum zijn zoals 2019-10-01, niet {value}", value=brief(value)))
        return value

    def source(self, key: str = "source", default: SchemeSource | None = None) -> SchemeSource | None:
        """One of the file's sources, by its id; ``default`` where none is named."""
        return self.sources[self.one_of(key, self.sources)] if self.has(key) else default

    def stated(
        self, key: str, kind: ValueType[T], *, source: SchemeSource | None = None, default: T | None = None
    ) -> Stated[T]:
        """A value, or a mapping of value, note, default and source. ``default`` is for a key that is missing.

        A null must have a note, a value has no default, and a value has a source: its own or ``source``.
        """
        if default is not None and not self.has(key):
            note = t("de regeling zegt er niets over")
            return Stated(kind, None, note=note, default=default, why=OWN_CHOICE)
        raw = self.take(key)
        if not isinstance(raw, dict):
            return Stated(kind, self._of(key, raw, kind), source=source)
        inside = SchemeEntry(raw, self.at(key), self.name, self.sources)
        return inside.own_stated("value", kind, source=source)

    def own_stated(
        self, key: str, kind: ValueType[T], *, source: SchemeSource | None = None, defaults: bool = True
    ) -> Stated[T]:
        """This mapping as one value under ``key``, with note, default and source beside it; closes it.

        Without ``defaults`` a default is refused: an amount that nobody knows is never reckoned with.
        """
        raw = self.take(key)
        note = self.text_or_empty("note")
        own = self.source(default=source)
        has_default = defaults and self.has("default")
        reckoned = self._of("default", self.take("default"), kind) if has_default else None
        if raw is None and not note:
            self.refuse("note", t("ontbreekt; zeg bij null waarom er geen waarde is"))
        if raw is not None and reckoned is not None:
            self.refuse("default", t("een default hoort alleen bij null"))
        why, searched = self.unknown() if raw is None else (NOT_PUBLIC, "")
        self.close()
        value = None if raw is None else self._of(key, raw, kind)
        return Stated(kind, value, note, own, reckoned, why=why, searched=searched)

    def unknown(self) -> tuple[str, str]:
        """Why there is no value, and in which month it was looked for; what was not found says when."""
        why = self.one_of("why", UNKNOWN) if self.has("why") else NOT_PUBLIC
        if why != NOT_FOUND:
            return why, ""
        searched = self.text("searched")
        if not _MONTH.fullmatch(searched):
            what = t("moet een maand zijn zoals 2026-11, niet {value}", value=brief(searched))
            self.refuse("searched", what)
        return why, searched

    def page(self) -> str:
        """The address of a page, which may be missing."""
        value = self.text_or_empty("page")
        if value and not _PAGE.fullmatch(value):
            what = t("moet een adres zijn dat met https:// begint, niet {value}", value=brief(value))
            self.refuse("page", what)
        return value

    def _of(self, key: str, raw: object, kind: ValueType[T]) -> T:
        if raw is None:
            self.refuse(key, t("null heeft een toelichting nodig: {value: null, note: …}"))
        try:
            return kind.read(raw)
        except UnfitError as wrong:
            self.refuse(key, str(wrong))


def read_source(entry: SchemeEntry) -> SchemeSource:
    """Read one of the file's sources. A date of null needs a note."""
    source = SchemeSource(
        id=entry.slug("id"),
        publisher=entry.text("publisher"),
        title=entry.text("title"),
        date=entry.day_or_null("date"),
        sure=entry.one_of("sure", SURE),
        note=entry.text_or_empty("note"),
        page=entry.page(),
    )
    if source.date is None and not source.note:
        entry.refuse("note", t("ontbreekt; zeg bij null waarom er geen waarde is"))
    entry.close()
    return source
