"""The list of collaborations to fill in: an Excel file with the lines there are, and what may stand where."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.documents.books import WorkbookWriter
from doorlezen.documents.guard import guarded
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import t
from doorlezen.register.models import Collaboration, Listing, Phase, Programme
from doorlezen.register.readers.collaborations import EXAMPLE

ROWS = 500
"""So many rows below the last line have a choice of programmes and phases and a format for days."""
_WIDTHS = (16, 36, 44, 14, 14, 18)


def as_xlsx(actor: Actor) -> bytes:
    """The lines of the library's newest list below an example, in a file that can be loaded again.

    A second sheet says what may stand in each column, a third names the schools with their codes.
    """
    schools = _schools(actor)
    book = WorkbookWriter()
    _to_fill_in(book.book, _lines(actor, schools))
    _what_may_stand(book.book)
    _names(book, list(schools.values()))
    return book.data()


def _to_fill_in(workbook: Any, lines: Sequence[Sequence[object]]) -> None:
    head = workbook.add_format({"bold": True, "bottom": 1})
    example = workbook.add_format({"italic": True, "font_color": "#5f5f5f"})
    day = workbook.add_format(
        {"num_format": "d-m-yyyy", "italic": True, "font_color": "#5f5f5f", "align": "left"}
    )
    usual = workbook.add_format({"num_format": "d-m-yyyy", "align": "left"})
    sheet = workbook.add_worksheet(t("Samenwerkingen"))
    sheet.freeze_panes(1, 1)
    for column, (name, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, usual if column in {3, 4} else None)
        sheet.write_string(0, column, name, head)
    _write(sheet, 1, _example(), example, day)
    for at, line in enumerate(lines, start=2):
        _write(sheet, at, line, None, usual)
    last = len(lines) + 1 + ROWS
    for column, values in ((2, Programme.labels), (5, Phase.values)):
        sheet.data_validation(2, column, last, column, {"validate": "list", "source": "=" + _list(values)})


def _list(values: Sequence[str]) -> str:
    """Where the second sheet has these values, as Excel points at it."""
    first = _PROGRAMMES_AT if list(values) == list(Programme.labels) else _PHASES_AT
    return f"'{_explained()}'!$B${first}:$B${first + len(values) - 1}"


def _explained() -> str:
    return t("Wat kan er staan")


_PROGRAMMES_AT = 9
_PHASES_AT = _PROGRAMMES_AT + len(Programme.labels) + 1
"""The rows of the second sheet, as Excel numbers them, where the programmes and the phases begin."""


def _heads() -> tuple[str, ...]:
    return (
        t("vestigingscode"),
        t("school"),
        t("programma"),
        t("sinds"),
        t("tot"),
        t("fase"),
    )


def _example() -> Sequence[object]:
    return (
        EXAMPLE.upper(),
        t("Dit is een voorbeeld; deze rij telt niet mee"),
        Programme.DBOS_PO.label,
        date(2024, 8, 1),
        "",
        Phase.UITVOERING.value,
    )


def _what_may_stand(workbook: Any) -> None:
    sheet = workbook.add_worksheet(_explained())
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    bold = workbook.add_format({"bold": True})
    told = {
        t("vestigingscode"): t(
            "De zes tekens van de school, zoals 00AP00. Ze staan op het blad met scholen."
        ),
        t("school"): t("De naam, voor jezelf. Die wordt niet gelezen."),
        t("programma"): t("Een van de namen hieronder."),
        t("sinds"): t("De eerste dag, zoals 1-8-2024 of 1 aug 2024."),
        t("tot"): t("De laatste dag. Leeg: er is geen einde."),
        t("fase"): t("Een van de fasen hieronder. Leeg: niet bekend."),
    }
    for row, (column, what) in enumerate(told.items()):
        sheet.write_string(row, 0, column, bold)
        sheet.write_string(row, 1, what)
    for first, head, values in (
        (_PROGRAMMES_AT, t("programma"), Programme.labels),
        (_PHASES_AT, t("fase"), Phase.values),
    ):
        sheet.write_string(first - 1, 0, head, bold)
        for row, value in enumerate(values, start=first - 1):
            sheet.write_string(row, 1, str(value))


def _names(book: WorkbookWriter, schools: Sequence[Listing]) -> None:
    columns: list[SheetColumn[Listing]] = [
        SheetColumn(t("code"), lambda school: school.pk, width=12),
        SheetColumn(t("naam"), lambda school: school.name, width=40),
        SheetColumn(t("plaats"), lambda school: school.place, width=24),
        SheetColumn(t("gemeente"), lambda school: school.gemeente_name, width=24),
    ]
    book.sheet(t("De scholen")).table(columns, schools)


def _schools(actor: Actor) -> dict[str, Listing]:
    """The open schools that the actor sees, by gemeente, place and name."""
    found = Visible(actor).schools.rows().filter(closed_on=None)
    return {school.pk: school for school in found.order_by("gemeente_name", "place", "search", "pk")}


def _lines(actor: Actor, schools: dict[str, Listing]) -> list[Sequence[object]]:
    own = Visible(actor).own_list
    if own is None:
        return []
    return [
        (
            line.school_id,
            schools[line.school_id].name if line.school_id in schools else "",
            Programme(line.programme).label,
            line.since,
            line.until or "",
            line.phase,
        )
        for line in Collaboration.objects.filter(edition=own).order_by("row", "pk")
    ]


def _write(sheet: Any, at: int, cells: Sequence[object], usual: Any, day: Any) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, date):
            sheet.write_datetime(at, column, cell, day)
        else:
            sheet.write_string(at, column, guarded(str(cell)), usual)
