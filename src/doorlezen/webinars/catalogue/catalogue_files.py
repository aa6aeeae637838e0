"""Catalogues as YAML (what comes with Doorlezen) and as JSON (exports)."""

from typing import Any

from doorlezen.documents.json_text import read_json, write_json
from doorlezen.documents.yaml_tree import Lines, parse
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.consistency import check_catalogue
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
    value = read_json(data, name=name, largest=LARGEST)
    try:
        return _checked(value)
    except InputError as wrong:
        raise InputError(f"{name}: {wrong.where}" if wrong.where else name, wrong.what) from None


def to_json(catalogue: Catalogue) -> bytes:
    """The catalogue as indented UTF-8 JSON: equal catalogues are equal bytes."""
    return write_json(write(catalogue))


def _checked(value: Any) -> Catalogue:
    catalogue = read(Catalogue, value)
    check_catalogue(catalogue)
    return catalogue


def _line(path: str, lines: Lines) -> int:
    while path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines[path]
