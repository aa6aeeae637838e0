"""Which rows of a list are of people: under which heads, past titles, summaries and other tables.

A list is a row of tables. Each begins with a row of heads that we know; what stands above the first, and the
titles between them, is passed over. A table about the meeting has no people, but may say how long it took.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from doorlezen.documents.cells import Cell, Fault, Sheet, SheetRow
from doorlezen.meetings.attendance.heads import LENGTHS, PERSON, Meaning, meaning_of, plain
from doorlezen.meetings.attendance.times import seconds

_SECTION = re.compile(r"\d+\.\s+\S.*")
"""The title of a part of the list, "3. In-Meeting Activities"."""
_AS_FORMULA = re.compile(r'="(?P<text>[^"]*)"')
"""How some systems keep Excel from making something else of a text."""


@dataclass
class AttendanceTable:
    """A table of people: its heads by what they mean, as places of columns, and the rows under them."""

    heads: SheetRow
    columns: dict[Meaning, list[int]]
    rows: list[SheetRow] = field(default_factory=list)


@dataclass(frozen=True)
class PeopleTables:
    """All tables of people in a list, and how many seconds the meeting took, if it says so."""

    tables: list[AttendanceTable]
    took: int | None


def tables(sheets: Sequence[Sheet]) -> PeopleTables:
    """The tables of people on all sheets, in their order."""
    found: list[AttendanceTable] = []
    took = [length for sheet in sheets for length in _walk(_unpacked(sheet), found)]
    # beside a table with several heads, a row with one of them is something that is told of the meeting
    whole = [table for table in found if sum(map(len, table.columns.values())) > 1]
    return PeopleTables(whole or found, max(took, default=None))


def _walk(rows: list[SheetRow], found: list[AttendanceTable]) -> Iterator[int]:
    """Add the tables of these rows to ``found``; gives every length of the meeting that is told."""
    here: AttendanceTable | None = None
    about: SheetRow | None = None  # the heads of a table about the meeting
    for at, row in enumerate(rows):
        columns = _columns(row)
        if columns is not None and PERSON & columns.keys() and not _is_about_the_meeting(columns):
            here, about = AttendanceTable(row, columns), None
            found.append(here)
        elif columns is not None:
            here, about = None, row
        elif _is_title(row, rows[at + 1] if at + 1 < len(rows) else None):
            here = about = None
        elif here is not None:
            here.rows.append(row)
        else:
            yield from _told(row, about)


def _columns(row: SheetRow) -> dict[Meaning, list[int]] | None:
    """The columns, where this row is one of heads: at least half of it are heads that we know, or two of them
    can be about nothing but the meeting."""
    filled = [(place, text) for place, text in enumerate(row.texts) if text]
    known = [(place, meaning) for place, text in filled if (meaning := meaning_of(text)) is not None]
    of_the_meeting = [place for place, meaning in known if meaning is Meaning.MEETING]
    if not known or (len(known) * 2 < len(filled) and len(of_the_meeting) < 2):
        return None
    columns: dict[Meaning, list[int]] = {}
    for place, meaning in known:
        columns.setdefault(meaning, []).append(place)
    if len(known) == 1 and not (len(filled) <= 2 and {Meaning.EMAIL, Meaning.NAME} & columns.keys()):
        return None
    return columns


def _is_about_the_meeting(columns: dict[Meaning, list[int]]) -> bool:
    """A table about the meeting may have its host's address; one of people has names, or when they came."""
    names = {Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.CAME, Meaning.ATTENDED}
    return Meaning.MEETING in columns and not names & columns.keys()


def _is_title(row: SheetRow, following: SheetRow | None) -> bool:
    filled = [text for text in row.texts if text]
    if len(filled) != 1:
        return False
    return bool(_SECTION.fullmatch(filled[0])) or (following is not None and _columns(following) is not None)


def _told(row: SheetRow, about: SheetRow | None) -> Iterator[int]:
    """How long the meeting took: beside a word for it, or under a head for it."""
    cells = row.texts
    heads = about.texts if about is not None else ()
    pairs = [*zip(heads, cells, strict=False), *([(cells[0], cells[1])] if len(cells) > 1 else [])]
    for head, cell in pairs:
        length = seconds(cell) if plain(head) in LENGTHS else None
        if length:
            yield length


def _unpacked(sheet: Sheet) -> list[SheetRow]:
    """The rows, where every row is one cell with commas taken apart again, and without ``="…"``."""
    widths = Counter(len(_apart(row)) for row in sheet.rows)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    packed = sum(1 for row in sheet.rows if _is_packed(row)) * 2 > len(sheet.rows)
    rows = [
        SheetRow(row.number, _apart(row)) if packed or len(_apart(row)) == usual else row
        for row in sheet.rows
    ]
    return [SheetRow(row.number, tuple(_bare(cell) for cell in row.cells)) for row in rows]


def _is_packed(row: SheetRow) -> bool:
    """Whether all of a row stands in its first cell, as where Excel did not take a text apart."""
    return row.seen(0).count(",") > 1 and not any(row.texts[1:])


def _apart(row: SheetRow) -> tuple[Cell, ...]:
    return tuple(next(csv.reader(io.StringIO(row.seen(0))))) if _is_packed(row) else row.cells


def _bare(cell: object) -> str | Fault:
    if isinstance(cell, Fault):
        return cell
    found = _AS_FORMULA.fullmatch(str(cell).strip())
    return found["text"] if found else str(cell)
