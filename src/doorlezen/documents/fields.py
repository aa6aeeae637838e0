"""Strict reading of JSON: every refusal carries the path of the field, as in ``funds[3].cents``."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NoReturn

from doorlezen.documents.json_text import read_json
from doorlezen.language import InputError, first_year, t

LARGEST_FILE = 32 * 2**20
SMALLEST_EXPONENT = -400
"""A float is written with up to some 340 decimals: the gap of a plan that is nearly proven is a small one."""
LARGEST_NUMBER = 10**12


def parse(data: bytes, *, name: str) -> Any:
    """Parse the bytes of a JSON file; ``name`` is what an error calls it. Fractions become Decimal.

    Raises InputError for a file over 32 MB and for whatever `read_json` refuses.
    """
    return read_json(data, name=name, largest=LARGEST_FILE)


class Fields:
    """One JSON object being read. Take every field that may be there, then `close`: the rest is refused."""

    def __init__(self, value: Any, path: str, name: str) -> None:
        self.name = name
        self.path = path
        if not isinstance(value, dict):
            self.refuse("", t("moet een object zijn, niet {value}", value=_short(value)))
        self._left: dict[str, Any] = dict(value)

    def refuse(self, key: str, what: str) -> NoReturn:
        """Raise InputError for the field ``key`` of this object ("" for the object itself)."""
        path = self.at(key) if key else self.path
        raise InputError(f"{self.name}: {path}" if path else self.name, what)

    def at(self, key: str) -> str:
        """The path of a field of this object."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether the field is there and not yet taken."""
        return key in self._left

    def take(self, key: str) -> Any:
        """The raw value of a field that must be there."""
        if key not in self._left:
            self.refuse(key, t("ontbreekt"))
        return self._left.pop(key)

    def text(self, key: str) -> str:
        """A text of at least one character."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, t("moet een tekst zijn, niet {value}", value=_short(value)))
        return value

    def whole(self, key: str, *, least: int | None = 0, default: int | None = None) -> int:
        """A whole number of at least ``least`` (None: also negative); ``default`` where it may be missing."""
        if default is not None and key not in self._left:
            return default
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(key, t("moet een geheel getal zijn, niet {value}", value=_short(value)))
        if least is not None and value < least:
            self.refuse(key, t("moet minstens {least} zijn, niet {value}", least=least, value=value))
        if abs(value) > LARGEST_NUMBER:
            self.refuse(key, t("is te groot ({value})", value=_short(value)))
        return value

    def whole_or_null(self, key: str) -> int | None:
        """A whole number of at least 0; None where it is null or missing."""
        if self._left.get(key) is None:
            self._left.pop(key, None)
            return None
        return self.whole(key)

    def any_whole_or_null(self, key: str) -> int | None:
        """A whole number of any size and sign, or null; the key must be there."""
        value = self.take(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self.refuse(key, t("moet een geheel getal of null zijn"))
        return value

    def decimal_or_null(self, key: str) -> Decimal | None:
        """A number up to 10¹², as published or as a float is written, or null; the key must be there."""
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(key, t("moet een getal of null zijn, niet {value}", value=_short(value)))
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if abs(number) > LARGEST_NUMBER or not isinstance(exponent, int) or exponent < SMALLEST_EXPONENT:
            self.refuse(key, t("is te groot ({value})", value=_short(value)))
        return number

    def school_year(self, key: str) -> str:
        """Two years in a row, as in 2026-2027."""
        year = self.text(key)
        if first_year(year) is None:
            self.refuse(key, t("moet een schooljaar zijn zoals 2026-2027, niet {year}", year=repr(year)))
        return year

    def boolean(self, key: str) -> bool:
        """true or false."""
        value = self.take(key)
        if not isinstance(value, bool):
            self.refuse(key, t("moet true of false zijn, niet {value}", value=_short(value)))
        return value

    def one_of(self, key: str, allowed: Iterable[str]) -> str:
        """A text out of a fixed list."""
        value = self.text(key)
        choices = list(allowed)
        if value not in choices:
            what = t(
                "{value} bestaat niet; kies uit {allowed}", value=_short(value), allowed=", ".join(choices)
            )
            self.refuse(key, what)
        return value

    def objects(self, key: str) -> list["Fields"]:
        """A list of objects, each to be read on its own."""
        value = self.take(key)
        if not isinstance(value, list):
            self.refuse(key, t("moet een lijst zijn, niet {value}", value=_short(value)))
        return [Fields(item, f"{self.at(key)}[{index}]", self.name) for index, item in enumerate(value)]

    def mapping(self, key: str) -> dict[str, Any]:
        """An object whose keys are names that the file chooses."""
        value = self.take(key)
        if not isinstance(value, dict):
            self.refuse(key, t("moet een object zijn, niet {value}", value=_short(value)))
        return value

    def mapping_keys(self) -> tuple[str, ...]:
        """The keys of this object that are not yet taken, in the order of the file."""
        return tuple(self._left)

    def names(self, key: str, known: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of different texts, each out of ``known`` where that is given."""
        value = self.take(key)
        if not isinstance(value, list):
            self.refuse(key, t("moet een lijst zijn, niet {value}", value=_short(value)))
        known_names = None if known is None else set(known)
        seen: set[str] = set()
        for index, item in enumerate(value):
            at = f"{key}[{index}]"
            if not isinstance(item, str) or not item:
                self.refuse(at, t("moet een tekst zijn, niet {value}", value=_short(item)))
            if known_names is not None and item not in known_names:
                self.refuse(at, t("{value} komt in dit bestand niet voor", value=_short(item)))
            if item in seen:
                self.refuse(at, t("{value} staat er twee keer", value=_short(item)))
            seen.add(item)
        return tuple(value)

    def is_all(self, key: str) -> bool:
        """Whether the field says ``"all"``; takes it then. Refuses any other text: a list is meant."""
        if self._left.get(key) == "all":
            del self._left[key]
            return True
        if isinstance(self._left.get(key), str):
            self.refuse(key, t('moet "all" of een lijst zijn, niet {value}', value=_short(self._left[key])))
        return False

    def names_or_all(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """``"all"`` or a list of different texts out of ``known``; "all" is written out."""
        everything = tuple(known)
        return everything if self.is_all(key) else self.names(key, everything)

    def refuse_twice(self, key: str, part: str, values: Iterable[str]) -> None:
        """Refuse a list in which two items have the same ``part``; ``values``: that of each."""
        seen: set[str] = set()
        for index, value in enumerate(values):
            if value in seen:
                self.refuse(f"{key}[{index}].{part}", t("{value} staat er twee keer", value=repr(value)))
            seen.add(value)

    def close(self) -> None:
        """Refuse the first key that nobody took."""
        for key in self._left:
            self.refuse(key, t("deze sleutel bestaat hier niet"))


def brief(value: object) -> str:
    """A value as an error message shows it: short, on one line."""
    text = " ".join(str(value).split())
    short = text if len(text) <= 40 else text[:37] + "…"
    return f'"{short}"' if isinstance(value, str) else short


def _short(value: Any) -> str:
    shown = json.dumps(_beginning(value, 3), ensure_ascii=False, default=str)
    return shown if len(shown) <= 40 else shown[:37] + "…"


def _beginning(value: Any, levels: int) -> Any:
    """Enough of a value to begin to show it: the rest may be twenty megabytes, or a thousand levels deep."""
    if isinstance(value, str):
        return value[:50]
    if isinstance(value, list):
        return [_beginning(one, levels - 1) for one in value[:20]] if levels else ["…"]
    if isinstance(value, dict):
        first = list(value.items())[:20]
        return {key[:50]: _beginning(one, levels - 1) for key, one in first} if levels else {"…": "…"}
    return value
