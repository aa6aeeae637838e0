"""The parts of a workbook: a zip in which XML names other XML. Streamed, never built."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers import expat

from doorlezen.documents.source import Source
from doorlezen.language import InputError, t

_MOST_PARTS = 2_000
_LARGEST_UNPACKED = 256 * 2**20
_CHUNK = 2**18
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,9}")?(?:/>|></c>)')
_BLANK_ROW = re.compile(rb'<row r="[0-9]{1,7}"(?: [A-Za-z0-9:]{1,20}="[^"<>]{0,40}")*(?:/>|></row>)')

Start = Callable[[str, dict[str, str]], None]
"""Told of an element that begins: its name without prefix, and its attributes."""
Told = Callable[[str], None]
"""Told of an element that ends, or of text."""


def refuse_bomb(source: Source, archive: zipfile.ZipFile) -> None:
    """Raise InputError where the zip says itself that it holds more than a workbook of ours can."""
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS:
        raise InputError(source.name, t("dit Excel-bestand heeft te veel onderdelen; dat wordt niet gelezen"))
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise InputError(
            source.name, t("uitgepakt is dit Excel-bestand meer dan 256 MB; dat wordt niet gelezen")
        )


class WorkbookParts:
    """The parts of a workbook. What is damaged raises an error of zipfile or expat, or a ValueError."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        # as readers of workbooks do: capitals in the names of parts do not matter
        self._named = {part.filename.replace("\\", "/").casefold(): part for part in archive.infolist()}
        self._workbook = next(
            (part for kind, part in self._related("").values() if kind == "officeDocument"), "xl/workbook.xml"
        )
        self._of_workbook = self._related(self._workbook)

    def sheets(self) -> Iterator[tuple[str, str]]:
        """The name of each sheet with cells, in order, and its part."""
        found: list[tuple[str, str]] = []

        def sheet(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                key = next((value for name, value in attributes.items() if name.endswith(":id")), "")
                found.append((attributes.get("name", ""), key))

        self.stream(self._workbook, sheet)
        for name, key in found:
            kind, part = self._of_workbook[key]
            if kind == "worksheet":
                yield name, part

    def shared_texts(self) -> str:
        """The part with the texts that cells share; "" where there is none."""
        named = [part for kind, part in self._of_workbook.values() if kind == "sharedStrings"]
        return next((part for part in (*named, "xl/sharedStrings.xml") if part.casefold() in self._named), "")

    def size(self, name: str) -> int:
        """How many bytes a part says it has."""
        return self._named[name.casefold()].file_size

    def stream(self, name: str, start: Start, end: Told | None = None, text: Told | None = None) -> None:
        """Tell what stands in a part, element by element."""
        parser = expat.ParserCreate()
        parser.buffer_text = True

        def first(tag: str, attributes: dict[str, str]) -> None:
            prefixed = ":" in tag  # hardly ever; the usual way must be quick
            parser.StartElementHandler = _start_without_prefix(start) if prefixed else start
            parser.EndElementHandler = _without_prefix(end) if prefixed and end else end
            parser.StartElementHandler(tag, attributes)

        parser.StartElementHandler = first
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.CharacterDataHandler = text
        with self._archive.open(self._named[name.casefold()]) as part:
            for chunk in _without_blanks(part):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part ("" the zip itself) names by key: the kind of the other part, and which it is."""
        folder, file = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}

        def relation(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship":
                part = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))[1:]
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], part)

        self.stream(posixpath.join(folder, "_rels", f"{file}.rels"), relation)
        return found


def _without_prefix(told: Told) -> Told:
    return lambda tag: told(tag.rpartition(":")[2])


def _start_without_prefix(told: Start) -> Start:
    return lambda tag, attributes: told(tag.rpartition(":")[2], attributes)


def _no_doctype(*_: object) -> None:
    raise ValueError("no workbook declares a kind of document, or entities")


def _without_blanks(part: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part without cells and rows that are empty but for their looks.

    Who gives a whole column a colour gets a million of those, and each would take its time.
    """
    left = b""
    while chunk := part.read(_CHUNK):
        whole, end, left = (left + chunk).rpartition(b">")
        yield _BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", whole + end))
    yield left
