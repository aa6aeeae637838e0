"""Strict YAML: one plain document without anchors, tags or surprises, and the line of every field.

YAML 1.1 reads ``on`` as true, ``0281`` as 185 and ``1:30`` as 90. Here only these are more than text: null,
true, false, whole numbers without a leading nought, decimals (as Decimal) and dates.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NoReturn

import yaml

from doorlezen.documents.source import decoded
from doorlezen.language import RECORDED, InputError, t

LARGEST_FILE = 256 * 2**10
DEEPEST = 20
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CONSTANTS = {"": None, "null": None, "true": True, "false": False}

Lines = dict[str, int]
"""The line (from 1) on which each field starts, by its path as in ``tracks[0].rules[1].kind``."""


def parse(data: bytes, *, name: str) -> tuple[Any, Lines]:
    """Parse the bytes of a YAML file; ``name`` is what an error calls it.

    Raises InputError with the line for anything but one plain document: a key that stands twice, an anchor,
    an alias, a tag, more than 20 levels, over 256 kB, bytes that are not UTF-8.
    """
    if len(data) > LARGEST_FILE:
        raise InputError(name, t("het bestand is groter dan 256 kB; zo groot is een regeling niet"))
    text = decoded(data, name=name)
    try:
        return _Tree(text, name).read()
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        what = t("geen geldige YAML; kijk naar inspringing, dubbele punten en aanhalingstekens")
        raise InputError(t("{name}, regel {line}", name=name, line=line), what) from None
    except yaml.reader.ReaderError as wrong:
        raise InputError(name, t("een teken dat niet mag (op plaats {at})", at=wrong.position)) from None
    except (ValueError, OverflowError, RecursionError):  # "\\UFFFFFFFF", and such
        raise InputError(name, t("een teken dat niet bestaat, of te diep genest")) from None


class _Tree:
    """Builds plain Python values out of the events of the parser, so that nothing is ever expanded."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._lines: Lines = {}
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.BaseLoader)

    def read(self) -> tuple[Any, Lines]:
        next(self._events)  # start of the stream
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise InputError(self._name, t("het bestand is leeg"))
        value = self._value(next(self._events), "", 0)
        next(self._events)  # end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(after, t("een regeling is één document; haal --- weg"))
        return value, self._lines

    def _value(self, event: yaml.Event, path: str, depth: int) -> Any:
        self._lines.setdefault(path, _line(event))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._refuse(event, t("verwijzingen met & en * mogen niet; schrijf het uit"))
        if getattr(event, "tag", None) is not None:
            self._refuse(event, t("het label {tag} mag niet", tag=getattr(event, "tag", "")))
        if depth > DEEPEST:
            self._refuse(event, t("meer dan {deepest} niveaus diep", deepest=DEEPEST))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event)

    def _mapping(self, path: str, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, t("een sleutel moet een woord zijn"))
            if event.value in built:
                self._refuse(event, t("de sleutel {key} staat er twee keer", key=repr(event.value)))
            inside = f"{path}.{event.value}" if path else event.value
            self._lines[inside] = _line(event)
            built[event.value] = self._value(next(self._events), inside, depth + 1)
        return built

    def _sequence(self, path: str, depth: int) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            built.append(self._value(event, f"{path}[{len(built)}]", depth + 1))
        return built

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        text = str(event.value)
        if event.style is not None:  # quoted or a block: text
            return text
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        if _WHOLE.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        if _DATE.fullmatch(text):
            try:
                return RECORDED.read(text)
            except ValueError:
                self._refuse(event, t("{text} is geen datum zoals 2019-10-01", text=repr(text)))
        return text

    def _refuse(self, event: yaml.Event, what: str) -> NoReturn:
        raise InputError(t("{name}, regel {line}", name=self._name, line=_line(event)), what)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
