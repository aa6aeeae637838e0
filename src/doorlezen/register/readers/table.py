"""Tables in text files: found by their header, every row with its number, nothing guessed in silence."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from doorlezen.documents.source import Source
from doorlezen.language import InputError, t


@dataclass(frozen=True)
class Column:
    """A column we read: the names it goes by (messages use the first) and how long a cell may be."""

    names: tuple[str, ...]
    longest: int = 200
    needed: bool = True


@dataclass(frozen=True)
class Line:
    """One row: its number in the file (the header is 1) and the cells of the columns we read, stripped."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Refused:
    """A row that is left out: where it stands, in which column, and why."""

    row: int
    column: str
    what: str


@dataclass(frozen=True)
class TextTable:
    """A text file read by its header.

    ``unknown`` are the columns that nobody told us about; ``misshapen`` the rows with too many cells, which
    only an own list may have.
    """

    name: str
    columns: Mapping[str, Column]
    headers: Mapping[str, str]
    lines: tuple[Line, ...]
    unknown: tuple[str, ...]
    misshapen: tuple[Refused, ...]

    def where(self, row: int, key: str) -> str:
        """How a message points at a cell: file, row, and the column by the name it has in the file."""
        return t("{name}, rij {row}, {column}", name=self.name, row=row, column=self.headers[key])

    def refuse(self, line: Line, key: str, what: object) -> Refused:
        """Say that a cell of a row stands in its way."""
        return Refused(line.row, self.headers.get(key, self.columns[key].names[0]), str(what))


def read_table(
    source: Source,
    columns: Mapping[str, Column],
    *,
    delimiters: str,
    ignored: Collection[str] = (),
    published: bool = True,
) -> TextTable:
    """Read a text file whose first row names the columns, in any order and in capitals or not.

    ``delimiters`` are the separators that are allowed; which one it is, is read from the header alone.
    A ``published`` file must be whole: every row as many cells as the header, the last one with a line end
    (a file that was cut off in its last number would pass for a whole one). In an own list (not
    ``published``) a short row means empty cells at its end, and the last line end may be missing.
    Raises InputError when it is no such file: wrong separator or encoding, a column missing or there
    twice, a row with another number of cells, a file that stops in the middle of a row.
    """
    text = _decoded(source)
    (_, header), *rows = _rows(source.name, text, _delimiter(source.name, text, delimiters))
    places, unknown = _places(source.name, header, columns, ignored)
    if published:
        _refuse_what_is_not_whole(source.name, text, rows, len(header))
    misshapen = [
        Refused(number, "", t("meer cellen dan de kopregel"))
        for number, cells in rows
        if any(cell.strip() for cell in cells[len(header) :])
    ]
    lines = [
        Line(number, {key: cells[at].strip() if at < len(cells) else "" for key, at in places.items()})
        for number, cells in rows
    ]
    if not lines:
        raise InputError(
            source.name, t("onder de kopregel staat geen enkele rij; haal het bestand opnieuw op")
        )
    headers = {key: " ".join(header[at].split()) for key, at in places.items()}
    return TextTable(source.name, columns, headers, tuple(lines), tuple(unknown), tuple(misshapen))


def _decoded(source: Source) -> str:
    """The text: UTF-8 (with or without BOM) where it is that, else Windows-1252 as DUO publishes."""
    data = source.data
    if data.startswith(b"PK\x03\x04"):
        raise InputError(source.name, t("dit is een werkboek of zip-bestand; hier hoort een csv-bestand"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data:
        raise InputError(source.name, t("dit is geen csv-bestand in UTF-8 of Windows-1252; sla het zo op"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as wrong:
        row = data[: wrong.start].count(b"\n") + 1
        where = t("{name}, rij {row}", name=source.name, row=row)
        raise InputError(where, t("een teken dat niet in UTF-8 en niet in Windows-1252 bestaat")) from None


def _delimiter(name: str, text: str, allowed: str) -> str:
    header = text.lstrip().partition("\n")[0]
    found = max(";,\t|", key=header.count)
    if header.count(found) and found not in allowed:
        raise InputError(
            name,
            t(
                "de kolommen zijn gescheiden door {found}; verwacht {expected}; sla het bestand zo op",
                found=_spoken(found),
                expected=_spoken(allowed),
            ),
        )
    return found if found in allowed else allowed[0]


def _spoken(delimiters: str) -> str:
    words = {";": t("puntkomma's"), ",": t("komma's"), "\t": t("tabs"), "|": t("staande strepen")}
    return t(" of ").join(words[delimiter] for delimiter in delimiters)


def _rows(name: str, text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows that hold anything, with the number of the line on which each begins; at least one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error as wrong:
        if "unexpected end" in str(wrong):
            _refuse_cut(name, begin)
        where = t("{name}, rij {row}", name=name, row=begin)
        raise InputError(where, t("de aanhalingstekens in deze rij kloppen niet")) from None
    return rows or [(1, [])]


def _places(
    name: str, header: list[str], columns: Mapping[str, Column], ignored: Collection[str]
) -> tuple[dict[str, int], list[str]]:
    """At which place each column stands, and the headers that we do not know."""
    keys = {_plain(alias): key for key, column in columns.items() for alias in column.names}
    known = {_plain(text) for text in ignored}
    places: dict[str, int] = {}
    unknown = []
    for at, text in enumerate(header):
        key = keys.get(_plain(text))
        if key is None:
            if text.strip() and _plain(text) not in known:
                unknown.append(" ".join(text.split()))
        elif key in places:
            raise InputError(
                t("{name}, kopregel", name=name),
                t("de kolom {column} staat er twee keer", column=text.strip()),
            )
        else:
            places[key] = at
    missing = [column.names[0] for key, column in columns.items() if column.needed and key not in places]
    if missing:
        raise InputError(
            t("{name}, kopregel", name=name),
            t("deze kolommen ontbreken: {columns}", columns=", ".join(missing)),
        )
    return places, unknown


def _plain(header: str) -> str:
    return re.sub(r"[\W_]+", " ", header).strip().casefold()


def _refuse_what_is_not_whole(name: str, text: str, rows: list[tuple[int, list[str]]], expected: int) -> None:
    last = rows[-1][0] if rows else 1
    for row, cells in rows:
        if len(cells) < expected and row == last:
            _refuse_cut(name, row)
        if len(cells) != expected:
            raise InputError(
                t("{name}, rij {row}", name=name, row=row),
                t(
                    "{cells} cellen, terwijl de kopregel er {expected} heeft",
                    cells=len(cells),
                    expected=expected,
                ),
            )
    if not text.endswith(("\n", "\r")):
        _refuse_cut(name, last)


def _refuse_cut(name: str, row: int) -> NoReturn:
    raise InputError(
        t("{name}, rij {row}", name=name, row=row),
        t("het bestand breekt midden in deze rij af; haal het opnieuw op"),
    )


def too_long(table: TextTable, line: Line) -> Iterator[Refused]:
    """The cells of a row that hold more characters than we keep."""
    for key, cell in line.cells.items():
        column = table.columns[key]
        if len(cell) > column.longest:
            what = t("{count} tekens; meer dan {longest} past niet", count=len(cell), longest=column.longest)
            yield table.refuse(line, key, what)
