"""Lists with a head: columns found by their names, every row with its number, nothing guessed in silence."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from doorlezen.documents.cells import Fault, Sheet, SheetRow
from doorlezen.documents.front import read_sheets
from doorlezen.documents.source import Source
from doorlezen.language import InputError, clean_line, t, whole

_SEARCHED = 20
"""In how many rows from the top the head is looked for."""


@dataclass(frozen=True)
class ReadColumn:
    """A column we read: the names it goes by (messages use the first) and how long a cell may be."""

    names: tuple[str, ...]
    longest: int = 200
    needed: bool = True


@dataclass(frozen=True)
class HeadedRow:
    """One row: its number in the file and the cells of the columns we read, stripped.

    ``broken``: the cells that hold an error or a formula without its outcome, and what to do; they are "".
    """

    row: int
    cells: Mapping[str, str]
    broken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RowFault:
    """A row that is left out: where it stands, in which column, and why."""

    row: int
    column: str
    what: str


@dataclass(frozen=True)
class HeadedList:
    """A list read by its head, of a text file or a workbook.

    ``unknown`` are the columns that nobody told us about; ``misshapen`` the rows with another number of cells
    than the head, and ``shifted`` what stands in them.
    """

    name: str
    columns: Mapping[str, ReadColumn]
    headers: Mapping[str, str]
    lines: tuple[HeadedRow, ...]
    unknown: tuple[str, ...]
    misshapen: tuple[RowFault, ...]
    shifted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows there are under the head."""
        return len(self.lines) + len(self.shifted)

    @property
    def filled(self) -> list[HeadedRow]:
        """The rows in which something stands."""
        return [line for line in self.lines if any(line.cells.values()) or line.broken]

    def require_at_most(self, most: int) -> None:
        """Raise InputError for a list of more rows than that."""
        if self.rows > most:
            raise InputError(self.name, t("meer dan {most} rijen; deel de lijst op", most=whole(most)))

    def where(self, row: int, key: str) -> str:
        """How a message points at a cell: file, row, and the column by the name it has in the file."""
        return t("{name}, rij {row}, {column}", name=self.name, row=row, column=self.headers[key])

    def refuse(self, line: HeadedRow, key: str, what: object) -> RowFault:
        """Say that a cell of a row stands in its way."""
        return RowFault(line.row, self.headers.get(key, self.columns[key].names[0]), str(what))

    def broken(self, line: HeadedRow) -> list[RowFault]:
        """The cells of a row that hold no value to go by."""
        return [self.refuse(line, key, what) for key, what in line.broken.items()]


def read_table(
    source: Source,
    columns: Mapping[str, ReadColumn],
    *,
    ignored: Collection[str] = (),
    published: bool = True,
) -> HeadedList:
    """Read a list of which one row names the columns, in any order and in capitals or not.

    Of a workbook the first sheet with such a row counts; an own list may have only one. A ``published`` text
    file must be whole: its last row as many cells as the head and a line end (a file that was cut off in its
    last number would pass for a whole one); another row with too many or too few cells is ``misshapen``. In
    an own list (not ``published``) and in a workbook a short row means empty cells at its end.
    Raises InputError when it is no such list: a column missing or there twice, no row under the head, a text
    file that stops in the middle of a row, an own list on several sheets.
    """
    named = _found(read_sheets(source), columns)
    if len(named) > 1 and not published:
        names = ", ".join(sheet.name for sheet, _ in named)
        what = t(
            "deze kolommen staan op meer dan één blad: {names}; bewaar het blad dat je bedoelt apart",
            names=names,
        )
        raise InputError(source.name, what)
    sheet, head = named[0]
    header, rows = sheet.rows[head].texts if sheet.rows else (), sheet.rows[head + 1 :]
    places, unknown = _places(source.name, header, columns, ignored)
    if not rows:
        raise InputError(
            source.name, t("onder de kopregel staat geen enkele rij; haal het bestand opnieuw op")
        )
    strict = published and not sheet.name
    if strict:
        _refuse_cut_off(source.name, sheet, rows[-1], len(header))
    wrong = [found for row in rows if (found := _misshapen(row, len(header), strict=strict))]
    apart = {fault.row for fault in wrong} if published else set()
    return HeadedList(
        source.name,
        columns,
        {key: header[at] for key, at in places.items()},
        tuple(_line(row, places) for row in rows if row.number not in apart),
        tuple(unknown),
        tuple(wrong),
        {row.number: row.texts for row in rows if row.number in apart},
    )


def heads(source: Source) -> tuple[str, ...]:
    """The first row of a list, where the columns are named. Raises InputError as `read_table` does."""
    return next((sheet.rows[0].texts for sheet in read_sheets(source) if sheet.rows), ())


def _found(sheets: Sequence[Sheet], columns: Mapping[str, ReadColumn]) -> list[tuple[Sheet, int]]:
    """The sheets with the place of the row that names every needed column; else the first row there is."""
    needed = [{plain(name) for name in column.names} for column in columns.values() if column.needed]
    found = []
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_SEARCHED]):
            named = {plain(text) for text in row.texts}
            if all(names & named for names in needed):
                found.append((sheet, at))
                break
    return found or [(next((sheet for sheet in sheets if sheet.rows), sheets[0]), 0)]


def _line(row: SheetRow, places: Mapping[str, int]) -> HeadedRow:
    cells, broken = {}, {}
    for key, at in places.items():
        cell = row.cells[at] if at < len(row.cells) else ""
        if isinstance(cell, Fault):
            broken[key] = cell.refusal().what
            cell = ""
        cells[key] = str(cell).strip()
    return HeadedRow(row.number, cells, broken)


def _misshapen(row: SheetRow, expected: int, *, strict: bool) -> RowFault | None:
    if strict and len(row.cells) != expected:
        what = t(
            "{cells} cellen, terwijl de kopregel er {expected} heeft",
            cells=len(row.cells),
            expected=expected,
        )
        return RowFault(row.number, "", what)
    if any(row.texts[expected:]):
        return RowFault(row.number, "", t("meer cellen dan de kopregel"))
    return None


def _places(
    name: str, header: Sequence[str], columns: Mapping[str, ReadColumn], ignored: Collection[str]
) -> tuple[dict[str, int], list[str]]:
    """At which place each column stands, and the headers that we do not know."""
    keys = {plain(alias): key for key, column in columns.items() for alias in column.names}
    known = {plain(text) for text in ignored}
    places: dict[str, int] = {}
    unknown = []
    for at, text in enumerate(header):
        key = keys.get(plain(text))
        if key is None:
            if text and plain(text) not in known:
                unknown.append(text)
        elif key in places:
            raise InputError(
                t("{name}, kopregel", name=name),
                t("de kolom {column} staat er twee keer", column=text),
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


def plain(header: str) -> str:
    """The name of a column as it is compared: without capitals, signs and what nobody sees."""
    return re.sub(r"[\W_]+", " ", clean_line(header)).strip().casefold()


def _refuse_cut_off(name: str, sheet: Sheet, last: SheetRow, expected: int) -> None:
    if len(last.cells) < expected or not sheet.ended:
        _refuse_cut(name, last.number)


def _refuse_cut(name: str, row: int) -> NoReturn:
    raise InputError(
        t("{name}, rij {row}", name=name, row=row),
        t("het bestand breekt midden in deze rij af; haal het opnieuw op"),
    )


def too_long(table: HeadedList, line: HeadedRow) -> Iterator[RowFault]:
    """The cells of a row that hold more characters than we keep."""
    for key, cell in line.cells.items():
        column = table.columns[key]
        if len(cell) > column.longest:
            what = t("{count} tekens; meer dan {longest} past niet", count=len(cell), longest=column.longest)
            yield table.refuse(line, key, what)
