"""DUO's historical overview: the pupils of every kind of school on 1 October, a column per year."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, plain, read_table
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import cell_values
from doorlezen.register.readers.cell_texts import mend
from doorlezen.register.readers.faults import once_each, refuse_a_mass

FIRST, LAST = 1990, 2099
SCHOOL_TYPES = ("bo", "sbo", "so", "vso", "so/vso")
COLUMNS: Mapping[str, ReadColumn] = {
    "code": ReadColumn(("VESTIGINGSCODE", "VESTIGINGSNUMMER")),
    "brin": ReadColumn(("INSTELLINGSCODE", "BRIN NUMMER"), needed=False),
    "name": ReadColumn(("NAAM_VESTIGING", "VESTIGINGSNAAM", "INSTELLINGSNAAM_VESTIGING")),
    "school_type": ReadColumn(("SOORT_VESTIGING", "SOORT_PO"), longest=10),
    "gemeente": ReadColumn(("GEMEENTECODE_VESTIGING", "GEMEENTECODE", "GEMEENTENUMMER")),
    "gemeente_name": ReadColumn(("GEMEENTENAAM_VESTIGING", "GEMEENTENAAM"), longest=100),
    "denomination": ReadColumn(("DENOMINATIE_VESTIGING", "DENOMINATIE"), longest=100, needed=False),
    "board_number": ReadColumn(("BEVOEGD_GEZAG_NUMMER", "BEVOEGD_GEZAG_CODE"), longest=10, needed=False),
    **{
        str(year): ReadColumn((f"LEERLINGEN_{year}", f"AANTAL_LEERLINGEN_{year}"), needed=False)
        for year in range(FIRST, LAST + 1)
    },
}


@dataclass(frozen=True)
class HistoryRow:
    """One vestiging. ``counts``: its pupils per year, None where DUO masks a small number ("<5").

    A year is not in it before the school first had pupils, and after the first year without any. ``gemeente``
    "" is not known.
    """

    row: int
    code: str
    school_type: str
    name: str
    gemeente: str
    gemeente_name: str
    denomination: str
    board_number: str
    counts: tuple[tuple[int, int | None], ...]

    @property
    def last_counted(self) -> int:
        """The last year in which the school had pupils."""
        return max(year for year, pupils in self.counts if pupils != 0)


@dataclass(frozen=True)
class PupilHistory:
    """The file: its years in order, and its schools. ``empty`` counts the rows without pupils in any year."""

    name: str
    years: tuple[int, ...]
    rows: tuple[HistoryRow, ...]
    empty: int
    refused: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]

    @property
    def types(self) -> Mapping[str, int]:
        """How many schools there are of each kind."""
        return Counter(row.school_type for row in self.rows)


def peildatum(year: int) -> datetime.date:
    """The day on which the pupils of a year are counted."""
    return datetime.date(year, 10, 1)


def is_history(headers: Iterable[str]) -> bool:
    """Whether these heads of columns are those of a historical overview: a count per year."""
    return sum(_COUNT.fullmatch(plain(header)) is not None for header in headers) > 1


_COUNT = re.compile(r"(aantal )?leerlingen (19|20)[0-9]{2}")


def read_pupil_history(source: Source) -> PupilHistory:
    """Read the file. A row that cannot be read is left out and reported.

    Raises InputError when it is no such file, or when so many rows are wrong (`refuse_a_mass`).
    """
    table = read_table(source, COLUMNS)
    years = sorted(int(key) for key in table.headers if key.isdigit())
    if not years:
        raise InputError(
            t("{name}, kopregel", name=source.name),
            t("deze kolommen ontbreken: {columns}", columns="LEERLINGEN_2025"),
        )
    rows: list[HistoryRow] = []
    refused: list[RowFault] = [replace(fault, column=t("hele rij")) for fault in table.misshapen]
    empty = 0
    for line in table.lines:
        if line.broken:
            refused += table.broken(line)
            continue
        row = _row(table, line, years, refused)
        if row is not None and not row.counts:
            empty += 1
        elif row is not None:
            rows.append(row)
    kept = once_each(rows, column=table.headers["code"], refused=refused)
    refuse_a_mass(source.name, refused, rows=table.rows)
    if not kept:
        raise InputError(source.name, t("geen enkele rij heeft een vestigingscode en een aantal leerlingen"))
    return PupilHistory(source.name, tuple(years), tuple(kept), empty, tuple(refused), table.unknown)


def _row(table: HeadedList, line: HeadedRow, years: list[int], refused: list[RowFault]) -> HistoryRow | None:
    key = "code"
    try:
        code = cell_values.joined_code(line.cells.get("brin", ""), line.cells["code"])
        key = "school_type"
        school_type = _school_type(line.cells["school_type"])
        found = {}
        for year in years:
            key = str(year)
            found[year] = cell_values.count(line.cells[key])
    except cell_values.UnreadableError as why:
        refused.append(table.refuse(line, key, why))
        return None
    named = {key: mend(line.cells.get(key, ""))[0][: COLUMNS[key].longest] for key in _NAMED}
    counts = _while_it_was_there(
        found, {year for year in years if not cell_values.bare(line.cells[str(year)])}
    )
    return HistoryRow(line.row, code, school_type, gemeente=_gemeente(line), counts=counts, **named)


_NAMED = ("name", "gemeente_name", "denomination", "board_number")


def _school_type(text: str) -> str:
    written = "".join(cell_values.bare(text).casefold().split())
    if written not in SCHOOL_TYPES:
        known = ", ".join(name.upper() for name in SCHOOL_TYPES)
        what = t("{text} is geen soort school; verwacht {known}", text=cell_values.shown(text), known=known)
        raise cell_values.UnreadableError(what)
    return written


def _gemeente(line: HeadedRow) -> str:
    try:
        return cell_values.gemeente_code(line.cells["gemeente"])
    except cell_values.UnreadableError:
        return ""


def _while_it_was_there(
    found: Mapping[int, int | None], blank: set[int]
) -> tuple[tuple[int, int | None], ...]:
    """The counts from the first year with pupils up to the first year after the last one; blanks are none."""
    there = [year for year, pupils in found.items() if pupils != 0 and year not in blank]
    if not there:
        return ()
    first, last = min(there), max(there)
    after = min((year for year in found if year > last and year not in blank), default=last)
    return tuple(
        (year, pupils) for year, pupils in found.items() if first <= year <= after and year not in blank
    )
