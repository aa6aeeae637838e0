"""One front for every list that people give us: a text file with separators, or a workbook, becomes rows.

What a Dutch Excel writes is read: semicolons, a byte order mark or none, Windows-1252, ``sep=;`` on top, and
the same list as xlsx. Nothing here knows what the columns mean.
"""

import codecs
import csv
import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator

from doorlezen.documents.cells import Cell, Fault, Sheet, SheetRow, cell_name, error_in
from doorlezen.documents.file_kinds import may_be_workbook
from doorlezen.documents.source import Source
from doorlezen.documents.workbook import read_workbook
from doorlezen.language import InputError, t, whole

LARGEST = 16 * 2**20
"""Bytes of a list, where the caller does not say; the list of all schools of the country takes 2 MB."""
MOST_CELLS = 2_000_000
DELIMITERS = ";\t,|"
"""What may stand between cells; of two that fit equally well the first one is it."""
_LOOKED_AT = 200
"""So many lines from the top tell which delimiter it is."""
_HEAD = 2**16
_LONGEST = 2**17
"""Characters of a cell. The csv module has a limit too, but one for the whole process."""
_SEPARATOR = re.compile(r'"?sep=([^\r\n"])"?[\r\n]', re.IGNORECASE)
_NO_LIST = (b"<?xml", b"%PDF-", b"{\\rtf")


def read_sheets(source: Source, *, largest: int = LARGEST, delimiters: str = DELIMITERS) -> list[Sheet]:
    """The rows of a list that hold anything, every cell as text, per sheet; a text file is one sheet without
    a name. At least one.

    Dates are written as 2026-08-31, numbers with a point and without needless zeros. A cell with an error or
    a formula without its outcome is a `Fault`. Raises InputError for what is no such file or larger than
    ``largest`` bytes.
    ``delimiters``: which of them a text file may have; a first line ``sep=…`` may name any other.
    """
    if len(source.data) > largest:
        most = -(-largest // 2**20)
        raise InputError(
            source.name, t("dit bestand is groter dan {most} MB; zo groot is zo'n lijst niet", most=most)
        )
    if not may_be_workbook(source):
        return [_text_sheet(source, delimiters)]
    sheets = [Sheet(found.name, tuple(_as_text(found))) for found in read_workbook(source)]
    if not sheets:
        raise InputError(source.name, t("in dit Excel-bestand staat geen blad met cellen"))
    return sheets


def _as_text(sheet: Sheet) -> Iterator[SheetRow]:
    for row in sheet.rows:
        if not row.blank:
            yield SheetRow(row.number, tuple(_cell_text(cell) for cell in row.cells))


def _cell_text(cell: Cell) -> str | Fault:
    if isinstance(cell, str | Fault):
        return cell
    if isinstance(cell, bool):
        return t("WAAR") if cell else t("ONWAAR")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, datetime.timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return cell.isoformat()


def _text_sheet(source: Source, delimiters: str) -> Sheet:
    encoding = _encoding(source)
    with _opened(source, encoding) as text:
        head = text.read(_HEAD)
    told = _SEPARATOR.match(head)
    with _opened(source, encoding) as text:
        if told:
            text.readline()  # spreadsheets do not show this line, nor count it
        delimiter = told[1] if told else _delimiter(head, delimiters)
        _refuse_too_many(source, delimiter)
        rows = tuple(_rows(source, csv.reader(text, delimiter=delimiter, strict=True)))
    return Sheet("", rows, ended=source.data.rstrip(b"\x00").endswith((b"\n", b"\r")))


def _opened(source: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(source.data), encoding=encoding, newline="")


def _encoding(source: Source) -> str:
    """UTF-16 where it begins so, UTF-8 (with a byte order mark or none) where it is that, else Windows-1252.

    The last is what DUO publishes and what an older Excel saves.
    """
    data = source.data
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if _fault(data, "utf-16") is None:
            return "utf-16"
    elif b"\x00" not in data and not data[:99].removeprefix(codecs.BOM_UTF8).lstrip().startswith(_NO_LIST):
        if _fault(data, "utf-8-sig") is None:
            return "utf-8-sig"
        wrong = _fault(data, "cp1252")
        if wrong is None:
            return "cp1252"
        where = t("{name}, rij {row}", name=source.name, row=data[:wrong].count(b"\n") + 1)
        raise InputError(where, t("hier staat een teken dat niet te lezen is; {advice}", advice=_advice()))
    raise InputError(source.name, t("dit is geen lijst die we kunnen lezen; {advice}", advice=_advice()))


def _advice() -> str:
    return t("open het in Excel, bewaar het als “Excel-werkmap (*.xlsx)” en kies dat bestand")


def _fault(data: bytes, encoding: str) -> int | None:
    """About where bytes are not text in this encoding; None where all are. Nothing is kept of the text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    step = 2**20
    for at in range(0, len(data) + 1, step):
        try:
            text = decoder.decode(data[at : at + step], final=at + step > len(data))
        except UnicodeDecodeError as wrong:
            return at + wrong.start
        if "\x00" in text:
            return at
    return None


def _delimiter(head: str, allowed: str) -> str:
    """The delimiter that makes the most rows of one width: a title with commas is only one row of them."""
    lines = head.splitlines(keepends=True)[:_LOOKED_AT]
    return max(allowed, key=lambda mark: (_weight(lines, mark), -allowed.index(mark)))


def _weight(lines: list[str], delimiter: str) -> int:
    """Rows × delimiters of the width for which that is most."""
    widths: Counter[int] = Counter()
    reader = csv.reader(iter(lines), delimiter=delimiter)
    while True:
        try:
            widths[len(next(reader)) - 1] += 1
        except StopIteration:
            return max((times * width for width, times in widths.items()), default=0)
        except csv.Error:
            return 0


def _refuse_too_many(source: Source, delimiter: str) -> None:
    cells = source.data.count(delimiter.encode()) + source.data.count(b"\n") + source.data.count(b"\r")
    if cells > MOST_CELLS:
        what = t(
            "dit bestand heeft meer dan {most} cellen; zo groot is zo'n lijst niet", most=whole(MOST_CELLS)
        )
        raise InputError(source.name, what)


def _rows(source: Source, reader: "Iterator[list[str]]") -> Iterator[SheetRow]:
    """The rows that hold anything; a row is as high as its quoted line ends make it, and still one row."""
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield SheetRow(
                    number, tuple(_checked(source, cell, number, at) for at, cell in enumerate(cells, 1))
                )
    except csv.Error as wrong:
        where = t("{name}, rij {row}", name=source.name, row=number + 1)
        if "unexpected end" in str(wrong):
            what = t("het bestand breekt midden in deze rij af; haal het opnieuw op")
        elif "field larger" in str(wrong):
            what = t("in een cel staat meer tekst dan in een cel past; maak die korter")
        else:
            what = t("de aanhalingstekens in deze rij kloppen niet")
        raise InputError(where, what) from None


def _checked(source: Source, cell: str, row: int, column: int) -> str | Fault:
    if len(cell) > _LONGEST:
        where = t("{name}, rij {row}", name=source.name, row=row)
        raise InputError(where, t("in een cel staat meer tekst dan in een cel past; maak die korter"))
    if cell[:2].lstrip().startswith("#") and (error := error_in(cell)):
        return Fault(t("{name}, cel {cell}", name=source.name, cell=cell_name(row, column)), error)
    return cell
