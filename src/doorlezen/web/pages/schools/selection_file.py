"""The selection as a file: the rows of the page, every figure with the edition and row that it comes from."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from doorlezen.documents.books import WorkbookWriter
from doorlezen.documents.sheets import SheetColumn, as_csv
from doorlezen.language import date, school_year, school_year_of, t
from doorlezen.register.domain.age import scores_told
from doorlezen.register.domain.listing import school_columns, source
from doorlezen.register.models import Edition, Listing
from doorlezen.schemes.outcomes import SchoolVerdict
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import outcome_name
from doorlezen.web.pages.schools.headlines import sentence
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pages.schools.selection_workbook import reading_columns


def csv_of(selection: Selection) -> bytes:
    """The selection for a double click in a Dutch Excel; for programs there is `register show`."""
    return as_csv(columns_of(selection), selection.rows.iterator())


def xlsx_of(selection: Selection) -> bytes:
    """The selection as a workbook: a sheet to read, one with what it is and its sources, and one with every
    figure as the csv has it."""
    rows = list(selection.rows)
    book = WorkbookWriter()
    book.sheet(t("Scholen")).table(reading_columns(selection), rows, filtered=True)
    about = book.sheet(t("Over dit bestand"))
    for line in _about(selection, rows):
        about.note(line)
    book.sheet(t("Alle gegevens")).table(columns_of(selection), rows)
    return book.data()


def columns_of(selection: Selection) -> list[SheetColumn[Listing]]:
    """The columns, in order: the school, its figures with their sources, the collaboration, the verdict."""
    known = school_columns(selection.edition)
    exists = [column for column in known if column.key != "closed_on"]
    return [*exists, *_collaboration(selection), *_verdict(selection)]


def _collaboration(selection: Selection) -> list[SheetColumn[Listing]]:
    own, lines = selection.own_list, selection.lines
    if own is None:
        return []

    def of(part: str, row: Listing) -> object:
        return getattr(lines.get(row.pk), part, None)

    return [
        _as_it_is(t("samenwerking"), partial(of, "programme")),
        _as_it_is(t("samenwerking_sinds"), partial(of, "since")),
        _as_it_is(t("fase"), partial(of, "phase")),
        _as_it_is(t("eigen_lijst_peildatum"), lambda row: own.peildatum if row.pk in lines else None),
        _as_it_is(t("eigen_lijst_rij"), partial(of, "row")),
    ]


def _as_it_is(head: str, of: Callable[[Listing], object]) -> SheetColumn[Listing]:
    return SheetColumn(head, of, "figure")


def _verdict(selection: Selection) -> list[SheetColumn[Listing]]:
    if not selection.choice.track:
        return []
    scheme, track = find_track(load_schemes(), selection.choice.track)

    def told(of: Callable[[SchoolVerdict], object], row: Listing) -> object:
        found = selection.outcomes.get(row.pk)
        return None if found is None else of(found)

    def watched(found: SchoolVerdict) -> str:
        return "; ".join((*found.watch, *found.general, *found.old))

    return [
        _as_it_is(t("regeling"), lambda row: track.id),
        _as_it_is(t("regeling_versie"), lambda row: scheme.version),
        _as_it_is(t("oordeel"), partial(told, lambda found: outcome_name(found.outcome))),
        _as_it_is(t("oordeel_reden"), partial(told, lambda found: found.reason)),
        _as_it_is(t("let_op"), partial(told, watched)),
        _as_it_is(t("oordeel_dag"), lambda row: selection.on),
        _as_it_is(t("oordeel_schooljaar"), lambda row: school_year(school_year_of(selection.on))),
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
