"""Which public files there are and where: a list as data, so that a new address needs no new program."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from doorlezen.documents.source import open_source
from doorlezen.language import InputError, t

FORMAT = "doorlezen-catalogue/1"
KINDS = ("schools", "scores", "pupils", "locations", "holidays")


@dataclass(frozen=True)
class PublicFile:
    """A public file: what it tells, who publishes it, and where. ``address`` None: fetch it by hand."""

    kind: str
    publisher: str
    title: str
    licence: str
    page: str
    address: str | None
    file_name: str
    note: str | None


def shipped_catalogue() -> list[PublicFile]:
    """The catalogue that comes with Doorlezen."""
    file = resources.files("doorlezen.register.fetching") / "catalogue.yaml"
    return _parsed("catalogue.yaml", file.read_bytes())


def read_catalogue(path: Path) -> list[PublicFile]:
    """A catalogue of one's own. Raises InputError with the field that is wrong."""
    source = open_source(path)
    return _parsed(source.name, source.data)


def _parsed(name: str, data: bytes) -> list[PublicFile]:
    import yaml

    try:
        document = yaml.safe_load(data)
    except (yaml.YAMLError, UnicodeDecodeError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        where = t("{name}, regel {line}", name=name, line=mark.line + 1) if mark else name
        raise InputError(where, t("geen geldige YAML")) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(name, t("begint niet met format: {format}", format=FORMAT))
    if document.keys() != {"format", "files"} or not isinstance(document["files"], list):
        raise InputError(name, t("bevat behalve format alleen files, een lijst"))
    listed = [_listed(f"{name}, files[{at}]", entry) for at, entry in enumerate(document["files"])]
    names = [entry.file_name for entry in listed]
    for twice in {file_name for file_name in names if names.count(file_name) > 1}:
        raise InputError(name, t("de naam {file_name} staat er twee keer", file_name=twice))
    return listed


def _listed(where: str, entry: Any) -> PublicFile:
    keys = {field.name for field in fields(PublicFile)}
    if not isinstance(entry, Mapping) or entry.keys() != keys:
        raise InputError(where, t("heeft precies deze velden: {names}", names=", ".join(sorted(keys))))
    for key, value in entry.items():
        if not (isinstance(value, str) and value.strip()) and not (
            value is None and key in {"address", "note"}
        ):
            raise InputError(f"{where}.{key}", t("moet een tekst zijn"))
    if entry["kind"] not in KINDS:
        raise InputError(f"{where}.kind", t("is een van: {kinds}", kinds=", ".join(KINDS)))
    if Path(entry["file_name"]).name != entry["file_name"] or entry["file_name"].startswith("."):
        raise InputError(f"{where}.file_name", t("is een bestandsnaam zonder map"))
    if entry["address"] is not None:
        parts = urlsplit(entry["address"])
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError(f"{where}.address", t("begint met https:// of http://"))
    return PublicFile(**entry)
