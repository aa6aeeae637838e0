"""Catalogues as YAML (what comes with Doorlezen) and as JSON (exports)."""

import json
from typing import Any, NoReturn

from doorlezen.language import InputError, t
from doorlezen.schemes.yaml_tree import Lines, parse
from doorlezen.webinars.catalogue.holds import check_catalogue
from doorlezen.webinars.catalogue.plain import read, write
from doorlezen.webinars.catalogue.shape import Catalogue

LARGEST = 200 * 2**20
"""Bytes of a catalogue; two thousand transcripts of an hour take about half of it."""


def from_yaml(data: bytes, *, name: str) -> Catalogue:
    """Read a catalogue; ``name`` is what an error calls the file. Raises InputError with line and path."""
    value, lines = parse(data, name=name)
    try:
        return _checked(value)
    except InputError as wrong:
        at = t("{name}, regel {line}", name=name, line=_line(wrong.where, lines))
        raise InputError(f"{at}: {wrong.where}", wrong.what) from None


def from_json(data: bytes, *, name: str) -> Catalogue:
    """Read a catalogue; ``name`` is what an error calls the file. Raises InputError with line or path."""
    if len(data) > LARGEST:
        raise InputError(
            name, t("het bestand is te groot; meer dan {most} MB kan niet", most=LARGEST // 2**20)
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InputError(name, t("geen UTF-8 (byte {at})", at=wrong.start)) from None
    try:
        value = json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as wrong:
        at = t("{name}, regel {line}", name=name, line=wrong.lineno)
        raise InputError(at, t("geen geldige JSON; is het bestand heel?")) from None
    except (RecursionError, ValueError) as wrong:
        what = str(wrong) if type(wrong) is _OddError else t("geen geldige JSON; is het bestand heel?")
        raise InputError(name, what) from None
    try:
        return _checked(value)
    except InputError as wrong:
        raise InputError(f"{name}: {wrong.where}" if wrong.where else name, wrong.what) from None


def to_json(catalogue: Catalogue) -> bytes:
    """The catalogue as indented UTF-8 JSON: equal catalogues are equal bytes."""
    return (json.dumps(write(catalogue), ensure_ascii=False, indent=1) + "\n").encode()


class _OddError(ValueError):
    """JSON that Python would take and we do not."""


def _checked(value: Any) -> Catalogue:
    catalogue = read(Catalogue, value)
    check_catalogue(catalogue)
    return catalogue


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _OddError(t("het veld {key} staat er twee keer", key=twice[:40]))
    return built


def _no_constant(name: str) -> NoReturn:
    raise _OddError(t("{name} is geen getal", name=name))


def _line(path: str, lines: Lines) -> int:
    while path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines[path]
