"""Strict reading of the library's TOML file: euros, hours, dates and codes, each refusal with its path."""

import datetime
import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from doorlezen.documents.fields import Fields, brief
from doorlezen.language import RECORDED, t
from doorlezen.schemes.scheme_words import BOUWSTENEN

_EUROS = re.compile(r"\d{1,10}(\.\d{1,2})?")
_LARGEST_EUROS = 10**9


class Entries(Fields):
    """One table of the library file being read: what `Fields` reads, and euros, hours, dates and codes."""

    def tables(self, key: str) -> list["Entries"]:
        """A list of tables, as in ``[[fund]]``; empty where there is none."""
        if not self.has(key):
            return []
        if not isinstance(value := self.take(key), list):
            self.refuse(key, t("moet een lijst van tabellen zijn: [[{key}]]", key=key))
        return [Entries(item, f"{self.at(key)}[{index}]", self.name) for index, item in enumerate(value)]

    def table(self, key: str) -> "Entries":
        """A table that must be there, as in ``[library]``."""
        if self.has(key) and not self.holds_table(key):
            self.take(key)
            self.refuse(key, t("moet een tabel zijn: [{key}]", key=self.at(key)))
        return Entries(self.mapping(key), self.at(key), self.name)

    def table_or_none(self, key: str) -> "Entries | None":
        """A table that may be there."""
        return self.table(key) if self.has(key) else None

    def holds_table(self, key: str) -> bool:
        """Whether the value of this key is a table."""
        return self.has(key) and isinstance(self._left[key], dict)

    def table_written(self, key: str) -> dict[str, Any]:
        """What stands in a table, without taking it and without refusing anything."""
        return self._left[key] if self.holds_table(key) else {}

    def tables_written(self, key: str) -> list[dict[str, Any]]:
        """The same of a list of tables."""
        value = self._left.get(key)
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def only_one(self, *keys: str) -> str | None:
        """Which one of these keys is there; None where none is. Refuses two at once."""
        there = [key for key in keys if self.has(key)]
        if len(there) > 1:
            self.refuse(there[1], t("kies {one} of {other}, niet allebei", one=there[0], other=there[1]))
        return there[0] if there else None

    def text_or_none(self, key: str) -> str | None:
        """A text of at least one character that may be missing."""
        return self.text(key) if self.has(key) else None

    def cents(self, key: str) -> int:
        """An amount in euros, written as 9500, 9500.50 or "9500.00": exact cents, at least 0."""
        return self._cents(key, self.take(key))

    def cents_or_none(self, key: str) -> int | None:
        """An amount in euros that may be missing."""
        return self.cents(key) if self.has(key) else None

    def _cents(self, key: str, value: Any) -> int:
        if isinstance(value, str) and not _EUROS.fullmatch(value):
            what = t(
                'schrijf geld als "9500.00" (een punt voor de centen, geen punt voor duizend), niet {value}',
                value=brief(value),
            )
            self.refuse(key, what)
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            self.refuse(key, t('moet een bedrag in euro zijn zoals "9500.00", niet {value}', value=value))
        euros = Decimal(value)
        if not euros.is_finite() or not 0 <= euros <= _LARGEST_EUROS:
            self.refuse(key, t("moet een bedrag van 0 tot een miljard euro zijn, niet {value}", value=value))
        cents = euros * 100
        if cents != cents.to_integral_value():
            self.refuse(key, t("moet op hele centen uitkomen, niet {value}", value=value))
        return int(cents)

    def number(self, key: str, *, default: Decimal | None = None, most: int = 10**6) -> Decimal:
        """A decimal number of at least 0, exactly as written; ``default`` where it may be missing."""
        if default is not None and not self.has(key):
            return default
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(key, t("moet een getal zijn, niet {value}", value=brief(value)))
        if not Decimal(value).is_finite() or not 0 <= value <= most:
            self.refuse(key, t("moet een getal van 0 tot {most} zijn, niet {value}", most=most, value=value))
        return Decimal(value)

    def quarters(self, key: str) -> int:
        """Hours a week in steps of a quarter, as quarter-hours: 2.5 → 10."""
        return self._quarters(key, self.take(key))

    def quarters_list(self, key: str, value: Any) -> tuple[int, ...]:
        """A rising list of hours a week, as quarter-hours: [0, 1.5] → (0, 6)."""
        if not isinstance(value, list) or not value:
            self.refuse(key, t("moet een lijst met uren zijn zoals [0, 2, 3], niet {value}", value=value))
        quarters = tuple(self._quarters(f"{key}[{index}]", item) for index, item in enumerate(value))
        if any(later <= earlier for earlier, later in pairwise(quarters)):
            self.refuse(key, t("de uren moeten van klein naar groot staan, elk één keer"))
        return quarters

    def _quarters(self, key: str, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or not Decimal(value).is_finite():
            self.refuse(key, t("moet een aantal uren zijn zoals 2.5, niet {value}", value=brief(value)))
        quarters = Decimal(value) * 4
        if quarters < 0 or quarters > 10**6 or quarters != quarters.to_integral_value():
            what = t(
                "moet een aantal uren in stappen van een kwartier zijn (0.25), niet {value}", value=value
            )
            self.refuse(key, what)
        return int(quarters)

    def day(self, key: str) -> datetime.date:
        """A date, written without quotes: 2026-05-28."""
        value = self.take(key)
        if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
            what = t(
                "moet een datum zijn zoals 2026-05-28, zonder aanhalingstekens, niet {value}", value=value
            )
            self.refuse(key, what)
        if not RECORDED.holds(value):
            self.refuse(key, RECORDED.refusal())
        return value

    def day_or_none(self, key: str) -> datetime.date | None:
        """A date that may be missing."""
        return self.day(key) if self.has(key) else None

    def gemeente(self, key: str, known: tuple[str, ...] | None = None) -> str:
        """A gemeente code of four digits, one of ``known`` where that is given."""
        value = self.text(key)
        self.check_gemeente(key, value)
        if known is not None and value not in known:
            what = t("gemeente {code} staat niet in library.gemeenten", code=value)
            self.refuse(key, what)
        return value

    def check_gemeente(self, key: str, value: str) -> None:
        """Refuse what is not a gemeente code."""
        if not re.fullmatch(r"\d{4}", value, re.ASCII):
            what = t(
                'moet een gemeentecode van vier cijfers zijn zoals "0281", niet {value}', value=brief(value)
            )
            self.refuse(key, what)

    def bouwsteen(self, key: str) -> str:
        """One of the bouwstenen of de Bibliotheek op school."""
        return self.one_of(key, BOUWSTENEN)

    def bouwstenen(self, key: str) -> tuple[str, ...]:
        """A list of different bouwstenen."""
        chosen = self.names(key)
        for index, bouwsteen in enumerate(chosen):
            if bouwsteen not in BOUWSTENEN:
                what = t(
                    "{value} bestaat niet; kies uit {allowed}",
                    value=brief(bouwsteen),
                    allowed=", ".join(BOUWSTENEN),
                )
                self.refuse(f"{key}[{index}]", what)
        if not chosen:
            self.refuse(key, t("noem minstens één bouwsteen"))
        return chosen
