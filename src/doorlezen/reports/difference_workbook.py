"""Two plans side by side as a workbook: the schools that move, all schools, the gemeenten and the purses."""

from collections.abc import Sequence

from doorlezen.documents.books import WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import t
from doorlezen.reports.plan_difference import (
    DifferenceRow,
    PlanDifference,
    euro_columns,
    hour_columns,
    paid_column,
    summed,
)


def difference_workbook(
    found: PlanDifference, names: tuple[str, str], *, with_money: bool, warning: str = ""
) -> bytes:
    """A sheet each for what moves, all schools, gemeenten and purses. ``names``: of one and other plan.

    ``warning`` stands on top of each sheet.
    """
    book = WorkbookWriter({"title": t("{one} naast {other}", one=names[1], other=names[0])})
    amounts = [*hour_columns(*names), *(euro_columns(*names) if with_money else [])]
    school = [
        SheetColumn[DifferenceRow](t("school"), lambda row: row.name, width=38),
        SheetColumn[DifferenceRow](t("code"), lambda row: row.code),
        SheetColumn[DifferenceRow](t("gemeente"), lambda row: row.gemeente, width=22),
    ]
    last = [paid_column()] if with_money else []
    sheets: list[tuple[str, str, Sequence[SheetColumn[DifferenceRow]], tuple[DifferenceRow, ...]]] = [
        (t("Verschoven"), t("Elke school die iets anders krijgt"), [*school, *amounts, *last], found.moved),
        (t("Alle scholen"), t("Alle scholen"), [*school, *amounts, *last], found.schools),
        (t("Gemeenten"), t("Per gemeente"), [_name(t("gemeente")), *amounts], found.gemeenten),
    ]
    if with_money:
        purses = [_name(t("pot")), *euro_columns(*names)]
        sheets.append((t("Potten"), t("Per pot"), purses, found.purses))
    for name, title, columns, rows in sheets:
        sheet = book.sheet(name, warning=warning)
        sheet.title(title, t("{was} naast {now}", was=names[0], now=names[1]))
        sheet.table(columns, rows, total=summed("", rows))
    return book.data()


def _name(head: str) -> SheetColumn[DifferenceRow]:
    return SheetColumn(head, lambda row: row.name, width=38)
