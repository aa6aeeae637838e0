"""JSON that we give, and that somebody gave us: strict, bounded, nothing in it that no page can hold."""

import datetime
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn

from doorlezen.documents.source import decoded
from doorlezen.language import InputError, t, whole

MOST_VALUES = 4_000_000
"""So many values in one file; two bytes of it can be a list that takes sixty."""
_MAYBE_ODD = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_ODD = re.compile("[\x00\ud800-\udfff]")


def read_json(data: bytes, *, name: str, largest: int) -> Any:
    """Parse the bytes of a JSON file; ``name`` is what an error calls it. Fractions become Decimal.

    Raises InputError for more than ``largest`` bytes, bytes that are not UTF-8, text that is not JSON or too
    deep, NaN and Infinity, a number too large, a key that stands twice in one object, half a character.
    """
    if len(data) > largest:
        most = largest // 2**20
        raise InputError(
            name, t("het bestand is groter dan {most} MB; zo groot wordt niet gelezen", most=most)
        )
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MOST_VALUES:
        what = t("er staan meer dan {most} waarden in; zoveel wordt niet gelezen", most=whole(MOST_VALUES))
        raise InputError(name, what)
    text = decoded(data, name=name)
    try:
        value = json.loads(
            text, parse_float=Decimal, parse_constant=_no_constant(name), object_pairs_hook=_once(name)
        )
    except json.JSONDecodeError as wrong:
        what = t("hier is het bestand niet te lezen (teken {column}); is het heel?", column=wrong.colno)
        raise InputError(t("{name}, regel {line}", name=name, line=wrong.lineno), what) from None
    except RecursionError:
        raise InputError(name, t("er staat te veel in elkaar; zo diep wordt niet gelezen")) from None
    except (ValueError, ArithmeticError):
        raise InputError(name, t("een getal is te groot")) from None
    if _MAYBE_ODD.search(text):
        _refuse_odd(value, name)
    return value


def write_json(value: Any) -> bytes:
    """The value as indented UTF-8 JSON: days as "2019-10-01", decimals as the number that was published."""
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_written) + "\n").encode()


def _written(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        # at most ten digits, so it leaves a float exactly as it came in
        return float(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def _no_constant(name: str) -> Callable[[str], NoReturn]:
    def refuse(constant: str) -> NoReturn:
        raise InputError(name, t("{constant} is geen getal", constant=constant))

    return refuse


def _once(name: str) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) < len(pairs):
            seen: set[str] = set()
            # one pass: a file can have a million keys, of which the last two are the same
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            raise InputError(name, t("de sleutel {key} staat er twee keer", key=repr(twice[:60])))
        return built

    return build


def _refuse_odd(value: Any, name: str) -> None:
    """Refuse half a surrogate pair or a NUL, written as an escape, wherever it stands."""
    left: list[tuple[str, Any]] = [("", value)]
    while left:
        path, one = left.pop()
        if isinstance(one, dict):
            left += [(f"{path}.{key}" if path else key, inside) for key, inside in one.items()]
            left += [(path, key) for key in one]
        elif isinstance(one, list):
            left += [(f"{path}[{at}]", inside) for at, inside in enumerate(one)]
        elif isinstance(one, str) and (found := _ODD.search(one)):
            where = _ODD.sub("?", f"{name}: {path}" if path else name)
            what = t("er staat een teken in dat niet mag (op plaats {at})", at=found.start() + 1)
            raise InputError(where, what)
