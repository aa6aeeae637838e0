"""A list of who was there, read row by row: who, and for how long or from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass

from doorlezen.documents.cells import SheetRow, cell_name
from doorlezen.documents.front import read_sheets
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.meetings.attendance.heads import NO, YES, Meaning, plain
from doorlezen.meetings.attendance.people_tables import AttendanceTable, tables
from doorlezen.meetings.attendance.times import (
    ABSENT,
    Span,
    between,
    moment,
    seconds,
    writes_month_first,
)

LARGEST = 5_000_000
"""Bytes of a list; one of a thousand people takes a tenth of a megabyte."""
MOST_ROWS = 20_000
_LONGEST = 24 * 60 * 60


@dataclass(frozen=True)
class Seen:
    """A row of the list. ``line``: as a spreadsheet counts. ``emails``, ``names``: how somebody may be known.

    ``seconds``: None where no length stands there. ``span``: from when to when; None where that is not told.
    ``absent``: the list says that this person was not there.
    """

    line: int
    emails: tuple[str, ...]
    names: tuple[str, ...]
    seconds: int | None = None
    span: Span | None = None
    absent: bool = False


@dataclass(frozen=True)
class Attendance:
    """The rows of people in their order, and how many seconds the list says the meeting took (or None)."""

    seen: list[Seen]
    took: int | None


def read_attendance(source: Source) -> Attendance:
    """Everybody on the list. Raises InputError with row and column where something is unreadable."""
    sheets = read_sheets(source, largest=LARGEST)
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise InputError(source.name, t("meer dan {most} regels; zo lang is een lijst niet", most=MOST_ROWS))
    found = tables(sheets)
    if not found.tables:
        what = t("geen kolom met e-mailadressen of namen gevonden; zet boven een kolom E-mail of Naam")
        raise InputError(source.name, what)
    seen = [one for table in found.tables for one in _people(source, table)]
    return Attendance(seen, found.took)


def _people(source: Source, table: AttendanceTable) -> Iterator[Seen]:
    reader = _Reader(source, table)
    for row in table.rows:
        one = reader.read(row)
        if one is not None:
            yield one


class _Reader:
    def __init__(self, source: Source, table: AttendanceTable) -> None:
        self.source, self.table = source, table
        texts = [
            row.seen(place)
            for row in table.rows
            for meaning in (Meaning.CAME, Meaning.WENT)
            for place in table.columns.get(meaning, [])
        ]
        self.month_first = writes_month_first(texts)

    def read(self, row: SheetRow) -> Seen | None:
        """The person of a row; None where it only tells that somebody waited to be let in."""
        emails, names = tuple(self._all(row, Meaning.EMAIL)), tuple(self._names(row))
        if not emails and not names:
            what = t("geen naam en geen e-mailadres; vul een van beide in of haal de regel weg")
            raise InputError(self._at(row), what)
        if self._answer(row, Meaning.LOBBY) is True:
            return None
        if self._answer(row, Meaning.ATTENDED) is False:
            return Seen(row.number, emails, names, absent=True)
        span, length = self._span(row), self._length(row)
        if length is None and span is None and self._is_dashed(row):
            present = self._answer(row, Meaning.ATTENDED) is True
            return Seen(row.number, emails, names, absent=not present)
        if length is None and span is None and Meaning.LENGTH in self.table.columns:
            self._refuse(row, Meaning.LENGTH, "")
        return Seen(row.number, emails, names, length, span)

    def _span(self, row: SheetRow) -> Span | None:
        came, went = self._first(row, Meaning.CAME), self._first(row, Meaning.WENT)
        return between(moment(came, month_first=self.month_first), moment(went, month_first=self.month_first))

    def _length(self, row: SheetRow) -> int | None:
        text = self._first(row, Meaning.LENGTH)
        if not text or text in ABSENT:
            return None
        length = seconds(text)
        if length is None:
            self._refuse(row, Meaning.LENGTH, text)
        elif length > _LONGEST:
            raise InputError(self._at(row, Meaning.LENGTH), t("{text} is meer dan een dag", text=text))
        return length

    def _is_dashed(self, row: SheetRow) -> bool:
        told = [self._first(row, one) for one in (Meaning.LENGTH, Meaning.CAME, Meaning.WENT)]
        return any(text in ABSENT for text in told)

    def _names(self, row: SheetRow) -> Iterator[str]:
        yield from self._all(row, Meaning.NAME)
        whole = " ".join(filter(None, (self._first(row, Meaning.FIRST), self._first(row, Meaning.LAST))))
        if whole:
            yield whole

    def _answer(self, row: SheetRow, meaning: Meaning) -> bool | None:
        text = plain(self._first(row, meaning))
        return False if text in NO else True if text in YES else None

    def _first(self, row: SheetRow, meaning: Meaning) -> str:
        return next(iter(self._all(row, meaning)), "")

    def _all(self, row: SheetRow, meaning: Meaning) -> list[str]:
        """What the columns of this meaning hold, each once. Raises InputError at a cell without a value."""
        texts = [row.text(place) for place in self.table.columns.get(meaning, [])]
        return list(dict.fromkeys(text for text in texts if text))

    def _refuse(self, row: SheetRow, meaning: Meaning, text: str) -> None:
        what = t("{text} is geen aantal minuten; vul bijvoorbeeld 45 in", text=text or t("leeg"))
        raise InputError(self._at(row, meaning), what)

    def _at(self, row: SheetRow, meaning: Meaning | None = None) -> str:
        name = self.source.name
        if meaning is None:
            return t("{name}, regel {line}", name=name, line=row.number)
        place = self.table.columns[meaning][0]
        return t(
            "{name}, cel {cell} ({head})",
            name=name,
            cell=cell_name(row.number, place + 1),
            head=self.table.heads.seen(place),
        )
