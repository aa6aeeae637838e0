"""What a workbook holds, seen before anything of it is built: its sheets, the corners of what is filled in,
and the cells that hold no value to go by.

A workbook of a kilobyte can claim a billion cells, or 10¹⁴ texts, and who builds what it claims needs all
memory of the machine. So its XML is streamed once, counting what is really there.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from doorlezen.documents.cells import cell_name, cell_place, error_in
from doorlezen.documents.file_kinds import refuse_other_than_zip, refuse_other_zips, refuse_workbook
from doorlezen.documents.source import Source
from doorlezen.documents.zip_parts import WorkbookParts, refuse_bomb
from doorlezen.language import InputError, t

MOST_ROWS = 250_000
MOST_COLUMNS = 1_000
MOST_CELLS = 2_000_000
"""The rectangle around what is filled in on one sheet, and all these rectangles together."""
_MOST_FILLED = 600_000
_LONGEST_TEXT = 32_767
"""Characters in a cell: more than this Excel itself does not keep."""
_DEEPEST = 100
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the readers of zip and XML raise at a damaged file, or at one with a password."""


@dataclass
class SheetInside:
    """What is really on a sheet. ``faults``: (row, column), both from 1 → the error, "" a formula without
    its outcome. ``rows`` and ``columns``: the far corner of what is filled in."""

    name: str
    rows: int = 0
    columns: int = 0
    faults: dict[tuple[int, int], str] = field(default_factory=dict)


def look_inside(source: Source) -> dict[str, SheetInside]:
    """The sheets of a workbook by name, in order.

    Raises InputError when it is no xlsx, damaged, or asks for more than a list of ours can need.
    """
    refuse_other_than_zip(source)
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            refuse_bomb(source, archive)
            refuse_other_zips(source, archive)
            return _sheets(source, WorkbookParts(archive))
    except _DAMAGED:
        refuse_workbook(source)


def _sheets(source: Source, parts: WorkbookParts) -> dict[str, SheetInside]:
    errors = _shared_errors(source, parts)
    found: dict[str, SheetInside] = {}
    cells = 0
    for name, part in parts.sheets():
        sheet = _SheetReader(source, SheetInside(name), errors)
        parts.stream(part, sheet.start, sheet.end, sheet.text)
        cells += sheet.found.rows * sheet.found.columns
        if cells > MOST_CELLS:
            what = t("hier en op de bladen ervoor staat te veel voor een lijst; bewaar alleen de lijst")
            raise InputError(t("{name}, blad {sheet}", name=source.name, sheet=name), what)
        found[name] = sheet.found
    return found


def _shared_errors(source: Source, parts: WorkbookParts) -> dict[int, str]:
    """Which of the texts that cells share are an error, by their number: "#REF!" pasted as a value."""
    part = parts.shared_texts()
    if not part:
        return {}
    texts = _TextsReader(source, parts.size(part))
    parts.stream(part, texts.start, texts.end, texts.text)
    return texts.errors


class _TextsReader:
    """Follows the texts that cells share."""

    def __init__(self, source: Source, size: int) -> None:
        self.errors: dict[int, str] = {}
        self._source = source
        self._size = size
        self._number = -1
        self._long = 0
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sst":
            # a text takes at least its own tag; who claims more texts than bytes would claim memory
            if int(attributes.get("uniqueCount", 0)) > self._size:
                refuse_workbook(self._source)
        elif tag == "si":
            self._number += 1
            self._long = 0
            self._pieces = []

    def text(self, piece: str) -> None:
        self._long += len(piece)
        if self._long > _LONGEST_TEXT:
            raise InputError(self._source.name, _too_long())
        if self._long <= 20:
            self._pieces.append(piece)

    def end(self, tag: str) -> None:
        if tag == "si" and self._long <= 20 and (error := error_in("".join(self._pieces))):
            self.errors[self._number] = error


class _SheetReader:
    """Follows the cells of one sheet; a cell without value, text or formula is nothing, wherever it is."""

    def __init__(self, source: Source, found: SheetInside, errors: dict[int, str]) -> None:
        self.found = found
        self._source = source
        self._errors = errors
        self._row = self._column = self._count = self._other = 0
        self._columns: dict[str, int] = {}
        self._kind = ""
        self._formula = self._valued = self._reading = False
        self._pieces: list[str] = []
        self._long = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                letters = place.rstrip("0123456789")
                self._row = int(place[len(letters) :])
                self._column = self._columns.get(letters) or self._new_column(letters)
            self._kind = attributes.get("t", "n")
            self._formula = self._valued = False
            self._pieces = []
            self._long = 0
        elif tag in {"v", "is"}:
            self._valued = self._reading = True
        elif tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif tag == "f":
            self._formula = True
        else:
            self._other += 1
            if self._other > _DEEPEST:
                raise ValueError("elements in elements in elements")

    def text(self, piece: str) -> None:
        if self._reading:
            self._long += len(piece)
            if self._long > _LONGEST_TEXT:
                raise InputError(self._where(), _too_long())
            if self._long <= 20:
                self._pieces.append(piece)

    def end(self, tag: str) -> None:
        if tag == "c":
            if self._valued or self._formula:
                self._take()
        elif tag in {"v", "is"}:
            self._reading = False
        elif tag not in {"row", "f"}:
            self._other -= 1

    def _new_column(self, letters: str) -> int:
        place = cell_place(f"{letters}1")
        if place is None:
            raise ValueError("no such cell")
        return self._columns.setdefault(letters, place[1])

    def _take(self) -> None:
        self._count += 1
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS or self._count > _MOST_FILLED:
            self._refuse_far()
        self.found.rows = max(self.found.rows, self._row)
        self.found.columns = max(self.found.columns, self._column)
        if self.found.rows * self.found.columns > MOST_CELLS:
            self._refuse_far()
        value = "".join(self._pieces).strip() if self._long <= 20 else "…"
        if self._kind == "e":
            self._fault(value or "#")
        elif self._formula and not value and not (self._valued and self._kind == "str"):
            self._fault("")
        elif self._kind == "s":
            if self._errors and (error := self._errors.get(int(value or -1))):
                self._fault(error)
        elif self._kind in {"str", "inlineStr"} and (error := error_in(value)):
            self._fault(error)

    def _fault(self, error: str) -> None:
        self.found.faults[self._row, self._column] = error

    def _where(self) -> str:
        return where(self._source, self.found.name, self._row, self._column)

    def _refuse_far(self) -> None:
        what = t("hier staat iets, ver buiten een lijst; maak deze cel leeg en bewaar het bestand opnieuw")
        raise InputError(self._where(), what)


def where(source: Source, sheet: str, row: int, column: int) -> str:
    """How a message points at a cell of a workbook."""
    return t("{name}, blad {sheet}, cel {cell}", name=source.name, sheet=sheet, cell=cell_name(row, column))


def _too_long() -> str:
    return t("in een cel staat meer tekst dan in een cel past; maak die korter")
