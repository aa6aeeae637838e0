"""CBS's workbook of achterstandsscores per vestiging: Tabel 1 (met drempel) and Tabel 2 (zonder, halves)."""

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from doorlezen.documents.cells import Sheet, SheetRow
from doorlezen.documents.headed import RowFault
from doorlezen.documents.source import Source
from doorlezen.documents.workbook import read_workbook
from doorlezen.engine.score import Constants
from doorlezen.language import InputError, t
from doorlezen.register.readers import cell_values
from doorlezen.register.readers.faults import once_each, refuse_a_mass

_SEARCHED = 20
"""In how many rows from the top of a sheet a header is looked for."""
MOST_FOOTNOTES = 10
_FOOTNOTE = re.compile(r"\b[a-z]\b|\*")
_C = re.compile(r"\bC\b[^.0-9]{0,40}([45][0-9]{2},[0-9]{1,2})(?![0-9])")
_G = re.compile(r"\bG\b[^.]{0,40}?\b([45][0-9]{2},[0-9]{1,2})(?![0-9])")


@dataclass(frozen=True)
class MetRow:
    """A row of Tabel 1: funded pupils and the score met drempel; None where CBS prints that it is unknown."""

    row: int
    code: str
    pupils: int | None
    met: Decimal | None
    footnotes: str


@dataclass(frozen=True)
class ZonderRow:
    """A row of Tabel 2: the score zonder drempel and that of its lower and upper half; None is unknown."""

    row: int
    code: str
    zonder: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    footnotes: str


@dataclass(frozen=True)
class ScoreTables:
    """The workbook. ``day`` is the peildatum in the titles (None: there is none), ``mark`` CBS's * or **.

    ``constants`` are C and G from the explanation, None where no sheet holds them.
    """

    name: str
    day: datetime.date | None
    mark: str
    met: tuple[MetRow, ...]
    zonder: tuple[ZonderRow, ...]
    refused: tuple[RowFault, ...]
    constants: Constants | None


def read_scores(source: Source) -> ScoreTables:
    """Read the workbook; the two tables are found by the text of their headers, wherever they stand.

    A row with a code or a number that cannot be read is left out and reported: that school then has no
    score. So has a school that stands in a table twice with different figures. Raises InputError when it is
    no workbook, a table is missing or there twice, a cell that is read holds an error or a formula without
    its outcome (which is not "unknown at CBS"), the two titles name different days, or so many rows are wrong
    that the others cannot be trusted (`refuse_a_mass`).
    """
    sheets = read_workbook(source)
    met_table = _table(source, sheets, _MET, t("Tabel 1, de achterstandsscore met drempel"))
    zonder_table = _table(source, sheets, _ZONDER, t("Tabel 2, de achterstandsscore zonder drempel"))
    if met_table.day and zonder_table.day and met_table.day != zonder_table.day:
        raise InputError(source.name, t("de twee tabellen noemen een verschillende peildatum"))
    refused: list[RowFault] = []
    met = _read(source, met_table, MetRow, _MET, refused)
    zonder = _read(source, zonder_table, ZonderRow, _ZONDER, refused)
    return ScoreTables(
        name=source.name,
        day=met_table.day or zonder_table.day,
        mark=max(met_table.mark, zonder_table.mark),
        met=met,
        zonder=zonder,
        refused=tuple(refused),
        constants=_constants(sheets),
    )


def _code(cell: object) -> str:
    return cell_values.school_code(str(cell))


_MET = {"code": _code, "pupils": cell_values.count, "met": cell_values.score}
_ZONDER = {"code": _code, "zonder": cell_values.score, "lower": cell_values.score, "upper": cell_values.score}
"""The columns of each table and how a cell of them is read."""


@dataclass(frozen=True)
class _Table:
    """Where a table stands: its sheet, the row of its header, and which column holds what."""

    sheet: Sheet
    header: int
    places: Mapping[str, int]
    day: datetime.date | None
    mark: str

    def data(self, name: str) -> Iterator[SheetRow]:
        """The rows that hold anything, between the header and the line that names the source.

        Raises InputError when a school stands below that line, where nobody would look for it.
        """
        ended = False
        for row in self.sheet.rows[self.header :]:
            text = row.seen(self.places["code"])
            ended = ended or text.casefold().startswith("bron:")
            if not ended and not row.blank:
                yield row
            elif ended and cell_values.SCHOOL_CODE.fullmatch(text):
                where = t("{name}, blad {sheet}, rij {row}", name=name, sheet=self.sheet.name, row=row.number)
                raise InputError(where, t("onder de bronregel staat nog een school"))

    def footnotes(self, row: SheetRow) -> str:
        """The letters (and * for provisional) beside the columns that we read, once each, in order.

        Raises InputError at an error in a column without a header; in one with a header it is no note of CBS.
        """
        named = set(self.places.values())
        headers = self.sheet.rows[self.header - 1]
        others = [at for at in range(len(row.cells)) if at not in named]
        text = " ".join(row.seen(at) if headers.seen(at) else row.text(at) for at in others)
        letters = sorted(set(_FOOTNOTE.findall(text))) if text.strip() else []
        if len(letters) > MOST_FOOTNOTES:
            raise cell_values.UnreadableError(t("{count} voetnoten", count=len(letters)))
        return "".join(letters)


def _table(source: Source, sheets: list[Sheet], wanted: Collection[str], title: str) -> _Table:
    found = [
        _located(source, sheet, row, wanted)
        for sheet in sheets
        for row in sheet.rows[:_SEARCHED]
        if set(wanted) <= {_role(text) for text in row.texts}
    ]
    if not found:
        raise InputError(
            source.name, t("in geen enkel blad staat {table}; is dit het Excel-bestand van CBS?", table=title)
        )
    if len(found) > 1:
        names = ", ".join(table.sheet.name for table in found)
        raise InputError(
            source.name, t("{table} staat er meer dan één keer: {sheets}", table=title, sheets=names)
        )
    return found[0]


def _located(source: Source, sheet: Sheet, header: SheetRow, wanted: Collection[str]) -> _Table:
    places: dict[str, int] = {}
    for at, text in enumerate(header.texts):
        role = _role(text)
        if role is not None and role in wanted:
            if role in places:
                where = t(
                    "{name}, blad {sheet}, rij {row}", name=source.name, sheet=sheet.name, row=header.number
                )
                raise InputError(where, t("de kolom {column} staat er twee keer", column=text))
            places[role] = at
    marks = [re.search(r"\*{1,2}$", text) for text in header.texts]
    mark = max((found[0] for found in marks if found), default="")
    for row in sheet.rows[: header.number - 1]:
        for text in row.texts:
            if dated := cell_values.date_in_words(text):
                return _Table(sheet, header.number, places, dated[0], max(dated[1], mark))
    return _Table(sheet, header.number, places, None, mark)


def _role(header: str) -> str | None:
    """What a column holds, by the words in its header."""
    words = header.casefold()
    for word, role in (("onderbouw", "lower"), ("bovenbouw", "upper"), ("zonder drempel", "zonder")):
        if word in words:
            return role
    if words.startswith("achterstandsscore"):
        return "met"
    if "leerlingen" in words:
        return "pupils"
    return "code" if "brin" in words or "vestiging" in words else None


_Kind = TypeVar("_Kind", MetRow, ZonderRow)


def _read(
    source: Source,
    table: _Table,
    kind: type[_Kind],
    fields: Mapping[str, Callable[[object], object]],
    refused: list[RowFault],
) -> tuple[_Kind, ...]:
    """The rows of a table, a school once; those that are left out go to ``refused``."""
    rows: list[_Kind] = []
    wrong: list[RowFault] = []
    for row in table.data(source.name):
        cells: dict[str, Any] = {}
        column = ""
        try:
            for key, read in fields.items():
                column = table.sheet.rows[table.header - 1].text(table.places[key])
                cells[key] = read(row.value(table.places[key]))
            column = t("voetnoten")
            rows.append(kind(row=row.number, footnotes=table.footnotes(row), **cells))
        except cell_values.UnreadableError as why:
            wrong.append(RowFault(row.number, f"{table.sheet.name}, {column}", str(why)))
    where = t("{name}, blad {sheet}", name=source.name, sheet=table.sheet.name)
    if not rows:
        raise InputError(where, t("geen enkele rij heeft een vestigingscode en een score"))
    code = table.sheet.rows[table.header - 1].text(table.places["code"])
    kept = once_each(rows, column=f"{table.sheet.name}, {code}", refused=wrong)
    refuse_a_mass(where, wrong, rows=len(rows) + len(wrong))
    refused += wrong
    return tuple(kept)


def _constants(sheets: list[Sheet]) -> Constants | None:
    """C and G from the sentence in the explanation that gives them both."""
    for sheet in sheets:
        for row in sheet.rows:
            for cell in row.cells:
                if isinstance(cell, str) and (mean := _C.search(cell)) and (lowest := _G.search(cell)):
                    found = Constants(*(Decimal(part[1].replace(",", ".")) for part in (mean, lowest)))
                    return found if found.mean > found.lowest_mean else None
    return None
