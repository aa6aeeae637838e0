"""The selection as a file: the rows of the page, every figure with the edition and row that it comes from."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from doorlezen.language import current, date, school_year, school_year_of, t
from doorlezen.register.domain.age import scores_told
from doorlezen.register.domain.listing import source
from doorlezen.register.models import Edition, Listing
from doorlezen.reports.cells import safe
from doorlezen.schemes.catalogue import find_track, load_schemes
from doorlezen.schemes.verdict import outcome_name
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pages.schools.sheet import write_sheet
from doorlezen.web.pages.schools.told import sentence


@dataclass(frozen=True)
class Column:
    """A column of the file: its name and what it holds of a school (text, int, Decimal, date or None)."""

    name: str
    of: Callable[[Any], object]


def as_csv(selection: Selection) -> bytes:
    """The selection for a double click in a Dutch Excel: semicolons, decimal commas, UTF-8 with a BOM.

    Excel takes its separators from the language of the machine, and UTF-8 only where the BOM says so; the
    register's own `register show --format csv` is the one for programs.
    """
    columns = columns_of(selection)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    writer.writerows(
        [safe(_written(column.of(row))) for column in columns] for row in selection.rows.iterator()
    )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(selection: Selection) -> bytes:
    """The selection as a workbook: a sheet to read, one with what it is and its sources, and one with every
    figure as the csv has it."""
    from xlsxwriter import Workbook

    columns, rows = columns_of(selection), list(selection.rows)
    out = io.BytesIO()
    # no text becomes a formula, a link or a number; the memory that a sheet takes does not grow with it
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, {**options, "default_date_format": "yyyy-mm-dd"}) as workbook:
        write_sheet(workbook, selection, rows)
        about = workbook.add_worksheet(t("Over dit bestand"))
        about.set_column(0, 0, 100)
        for at, line in enumerate(_about(selection, rows)):
            about.write_string(at, 0, line)
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet(t("Alle gegevens"))
        sheet.freeze_panes(1, 2)
        sheet.set_column(1, 1, 36)
        _write_row(sheet, 0, [column.name for column in columns], bold)
        for at, row in enumerate(rows, start=1):
            _write_row(sheet, at, [column.of(row) for column in columns])
    return out.getvalue()


def columns_of(selection: Selection) -> list[Column]:
    """The columns, in order: the school, its figures with their sources, the collaboration, the verdict."""
    columns = [
        Column(t("vestigingscode"), lambda row: row.pk),
        Column(t("naam"), lambda row: row.name),
        Column(t("plaats"), lambda row: row.place),
        Column(t("postcode"), lambda row: row.postcode),
        Column(t("gemeentecode"), lambda row: row.gemeente_id),
        Column(t("gemeente"), lambda row: row.gemeente_name),
        Column(t("provincie"), lambda row: row.province),
        Column(t("schoolsoort"), lambda row: row.school_type),
        *_from(selection, t("adres"), "address_edition", "address_row"),
        Column(t("leerlingen"), lambda row: row.pupils),
        *_from(selection, t("leerlingen"), "pupils_edition", "pupils_row"),
        Column(t("score_met_drempel"), lambda row: row.score_met),
        Column(t("score_zonder_drempel"), lambda row: row.score_zonder),
        Column(t("bekostigde_leerlingen"), lambda row: row.score_pupils),
        Column(t("voetnoten"), lambda row: row.score_footnotes),
        *_from(selection, t("score"), "score_edition", "score_row"),
        Column(t("score_zonder_drempel_rij"), lambda row: row.score_row_zonder),
        Column(t("lengtegraad"), lambda row: row.longitude),
        Column(t("breedtegraad"), lambda row: row.latitude),
        *_from(selection, t("coördinaten"), "location_edition", "location_row"),
    ]
    return [*columns, *_collaboration(selection), *_verdict(selection)]


def _from(selection: Selection, what: str, edition: str, row: str) -> list[Column]:
    """Where a figure comes from: publisher, peildatum and row."""

    def named(school: Any, part: str) -> object:
        return getattr(selection.editions.get(getattr(school, f"{edition}_id")), part, None)

    return [
        Column(t("{what}_bron", what=what), lambda school: named(school, "publisher")),
        Column(t("{what}_peildatum", what=what), lambda school: named(school, "peildatum")),
        Column(t("{what}_rij", what=what), lambda school: getattr(school, row)),
    ]


def _collaboration(selection: Selection) -> list[Column]:
    own, lines = selection.own_list, selection.lines
    if own is None:
        return []

    def of(row: Listing, part: str) -> object:
        return getattr(lines.get(row.pk), part, None)

    return [
        Column(t("samenwerking"), lambda row: of(row, "programme")),
        Column(t("samenwerking_sinds"), lambda row: of(row, "since")),
        Column(t("fase"), lambda row: of(row, "phase")),
        Column(t("eigen_lijst_peildatum"), lambda row: own.peildatum if row.pk in lines else None),
        Column(t("eigen_lijst_rij"), lambda row: of(row, "row")),
    ]


def _verdict(selection: Selection) -> list[Column]:
    if not selection.choice.track:
        return []
    scheme, track = find_track(load_schemes(), selection.choice.track)
    outcomes = selection.outcomes

    def word(row: Listing) -> object:
        return outcome_name(outcomes[row.pk].outcome) if row.pk in outcomes else None

    def reason(row: Listing) -> object:
        return outcomes[row.pk].reason if row.pk in outcomes else None

    def watched(row: Listing) -> object:
        told = outcomes.get(row.pk)
        return "; ".join((*told.watch, *told.general, *told.old)) if told else None

    return [
        Column(t("regeling"), lambda row: track.id),
        Column(t("regeling_versie"), lambda row: scheme.version),
        Column(t("oordeel"), word),
        Column(t("oordeel_reden"), reason),
        Column(t("let_op"), watched),
        Column(t("oordeel_dag"), lambda row: selection.on),
        Column(t("oordeel_schooljaar"), lambda row: school_year(school_year_of(selection.on))),
    ]


def _about(selection: Selection, rows: Sequence[Listing]) -> Iterable[str]:
    yield sentence(selection)
    yield t("Gemaakt op {day}.", day=date(selection.on))
    if age := scores_told(selection.scores, selection.on):
        yield age
    names = ("address_edition_id", "pupils_edition_id", "score_edition_id", "location_edition_id")
    numbers = {number for row in rows for name in names if (number := getattr(row, name)) is not None}
    used = [selection.editions[number] for number in numbers]
    if selection.own_list:
        used.append(selection.own_list)
    for edition in sorted(used, key=_by_kind_and_day):
        yield t(
            "Bron: {source}; licentie {licence}; bestand {file}, kenmerk {hash}",
            source=source(edition),
            licence=edition.licence,
            file=edition.file_name,
            hash=edition.sha256,
        )


def _by_kind_and_day(edition: Edition) -> tuple[str, str, int]:
    return edition.kind, edition.peildatum.isoformat(), edition.pk


def _write_row(sheet: Any, at: int, cells: Iterable[object], style: Any = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell, style)
        elif cell is not None:
            sheet.write(at, column, cell, style)


def _written(cell: object) -> object:
    """A figure as a Dutch spreadsheet reads it; an English reader gets a decimal point."""
    if isinstance(cell, Decimal) and current() == "nl":
        return f"{cell:f}".replace(".", ",")
    return cell
