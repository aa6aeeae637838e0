"""Between dataclasses and plain data (what JSON and YAML hold), with every value judged on the way in.

A field says what it takes by its type and, in ``Annotated``, by a `TextRule`. Reading refuses an unknown key,
a missing one, a wrong type and a broken rule, each with its path: ``webinars[3].parts[0].title``.
"""

import dataclasses
import datetime
import enum
import re
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

from doorlezen.language import HELD, InputError, clean_line, t

Entry = TypeVar("Entry")
Moment = TypeVar("Moment")
_UNSEEN = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclasses.dataclass(frozen=True)
class TextRule:
    """What a text or number may be. ``pattern`` is matched wholly; ``shape`` shows an example."""

    most: int = 0
    least: int = 0
    pattern: str = ""
    shape: str = ""
    lines: bool = False


def read(kind: type[Entry], value: Any, path: str = "") -> Entry:
    """Build a ``kind`` (a dataclass) out of plain ``value``. Raises InputError(path, what)."""
    if not isinstance(value, Mapping):
        _refuse(path, t("moet een lijst van velden met hun waarde zijn"))
    hints = typing.get_type_hints(kind, include_extras=True)
    for key in value:
        if key not in hints:
            _refuse(_inside(path, str(key)[:40]), t("dit veld bestaat niet"))
    built = {}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        inside = _inside(path, field.name)
        if field.name in value:
            built[field.name] = _take(hints[field.name], value[field.name], inside, TextRule())
        elif field.default is dataclasses.MISSING:
            _refuse(inside, t("dit veld ontbreekt"))
    return kind(**built)


def write(entry: Any) -> dict[str, Any]:
    """The plain data of a dataclass; what has its default value is left out."""
    plain = {}
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        if field.default is dataclasses.MISSING or value != field.default:
            plain[field.name] = _plain(value)
    return plain


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return write(value)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, datetime.date):  # and so every datetime
        return value.isoformat()
    return value


def _take(hint: Any, value: Any, path: str, rule: TextRule) -> Any:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _take(arguments[0], value, path, arguments[1])
    if origin in (types.UnionType, typing.Union):
        inner = next(one for one in arguments if one is not type(None))
        return None if value is None else _take(inner, value, path, rule)
    if origin is tuple:
        if not isinstance(value, list):
            _refuse(path, t("moet een lijst zijn"))
        return tuple(_take(arguments[0], one, f"{path}[{at}]", rule) for at, one in enumerate(value))
    if dataclasses.is_dataclass(hint):
        return read(typing.cast(type, hint), value, path)
    if issubclass(hint, enum.Enum):
        return _choice(hint, value, path)
    return _SIMPLE[hint](value, path, rule)


def _choice(hint: type[enum.Enum], value: Any, path: str) -> enum.Enum:
    try:
        return hint(value)
    except ValueError:
        choices = ", ".join(str(one.value) for one in hint)
        _refuse(path, t("moet een van deze zijn: {choices}", choices=choices))


def _text(value: Any, path: str, rule: TextRule) -> str:
    if not isinstance(value, str):
        _refuse(path, t("moet tekst zijn"))
    if found := _CONTROL.search(value):
        _refuse(path, t("er staat een teken in dat niet mag (op plaats {at})", at=found.start() + 1))
    if not rule.lines and ("\n" in value or "\t" in value):
        _refuse(path, t("moet op één regel staan"))
    if not rule.pattern:
        # what nobody can see turns the words of others around, or is nothing at all
        value = _UNSEEN.sub("", value) if rule.lines else clean_line(value)
    if rule.most and len(value) > rule.most:
        _refuse(path, t("is langer dan {most} tekens", most=rule.most))
    if rule.least and not value.strip():
        _refuse(path, t("mag niet leeg zijn"))
    if rule.pattern and not re.fullmatch(rule.pattern, value):
        _refuse(path, t("moet er zo uitzien: {shape}", shape=rule.shape))
    return str(value)


def _whole(value: Any, path: str, rule: TextRule) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not rule.least <= value <= rule.most:
        _refuse(
            path,
            t("moet een heel getal van {least} tot en met {most} zijn", least=rule.least, most=rule.most),
        )
    return value


def _flag(value: Any, path: str, rule: TextRule) -> bool:
    if not isinstance(value, bool):
        _refuse(path, t("moet true of false zijn"))
    return value


def _day(value: Any, path: str, rule: TextRule) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        day: datetime.date | None = value
    else:
        day = _iso(datetime.date.fromisoformat, value, r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    if day is None:
        _refuse(path, t("moet een datum zijn zoals 2024-03-28"))
    if not HELD.holds(day):
        _refuse(path, HELD.refusal())
    return day


def _time(value: Any, path: str, rule: TextRule) -> datetime.time:
    time = _iso(datetime.time.fromisoformat, value, r"[0-9]{2}:[0-9]{2}")
    if time is None:
        _refuse(path, t("moet een tijd zijn zoals 09:30"))
    return time


def _moment(value: Any, path: str, rule: TextRule) -> datetime.datetime:
    moment = _iso(datetime.datetime.fromisoformat, value, r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.+")
    if moment is None or moment.tzinfo is None:
        _refuse(path, t("moet datum, tijd en afstand tot UTC hebben, zoals 2024-03-28T09:00:00+01:00"))
    if not HELD.holds(moment):
        _refuse(path, HELD.refusal())
    return moment


def _iso(convert: Callable[[str], Moment], value: Any, pattern: str) -> Moment | None:
    if not isinstance(value, str) or not re.fullmatch(pattern, value, re.ASCII):
        return None
    try:
        return convert(value)
    except ValueError:
        return None


_SIMPLE: dict[type, Callable[[Any, str, TextRule], Any]] = {
    str: _text,
    int: _whole,
    bool: _flag,
    datetime.date: _day,
    datetime.time: _time,
    datetime.datetime: _moment,
}


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _refuse(path: str, what: str) -> NoReturn:
    raise InputError(path, what)
