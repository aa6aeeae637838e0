"""The tables of two plans side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from doorlezen.documents.sheets import SheetColumn, shown
from doorlezen.language import hours, money, t, whole
from doorlezen.reports.compared import Beside, Compared, SchoolChange
from doorlezen.reports.purse_styles import label
from doorlezen.web.pieces import Cell, Table, table_of


@dataclass(frozen=True)
class ComparedLine:
    """A figure of the plan that is there now, and how far it is from the other; both as people read them."""

    what: str
    now: str
    change: str


def lines(compared: Compared, *, with_left: bool = True) -> list[ComparedLine]:
    """What the two plans come to: hours, schools, money, and what is left of each kind of purse."""
    added, dropped = len(compared.added), len(compared.dropped)
    return [
        ComparedLine(
            t("Uur per week, alle scholen samen"),
            hours(compared.quarters.now or 0),
            shown("change", compared.quarters.change),
        ),
        ComparedLine(
            t("Scholen met uren"), whole(compared.reached.now or 0), _signed(compared.reached.change)
        ),
        ComparedLine(
            t("Scholen erbij en eraf"),
            t("{added} erbij, {dropped} eraf", added=whole(added), dropped=whole(dropped)),
            "",
        ),
        in_euros(t("Kosten per schooljaar"), compared.cents),
        *(
            in_euros(t("Blijft over: {purse}", purse=label(kind)), left)
            for kind, left in compared.left.items()
            if with_left
        ),
        *(
            in_euros(t("Betaalt: {purse}", purse=label(kind)), paid)
            for kind, paid in compared.unlimited.items()
            if with_left
        ),
    ]


def in_euros(what: str, beside: Beside) -> ComparedLine:
    """An amount of money in two plans."""
    now = t("geen grens") if beside.now is None else money(beside.now)
    return ComparedLine(what, now, signed_money(beside.change))


def figures_of(rows: list[ComparedLine], caption: str) -> Table:
    """What two plans come to, under this caption."""
    columns: list[SheetColumn[ComparedLine]] = [
        SheetColumn("", lambda line: line.what),
        SheetColumn(t("nu"), lambda line: line.now, "figure", key="now"),
        SheetColumn(t("verschil"), lambda line: line.change, "figure"),
    ]
    return table_of(caption, columns, rows, first="now")


def figures(compared: Compared, caption: str) -> Table:
    """What two plans come to, side by side."""
    return figures_of(lines(compared), caption)


def moved(compared: Compared, where: Callable[[str], str]) -> list[Table]:
    """The schools that get more, and those that get less; ``where`` says where a school's name leads."""
    return [
        _schools(caption, changes, compared, where)
        for caption, changes in (
            (t("Scholen die meer krijgen"), compared.gaining),
            (t("Scholen die minder krijgen"), compared.losing),
        )
        if changes
    ]


def _schools(
    caption: str, changes: tuple[SchoolChange, ...], compared: Compared, where: Callable[[str], str]
) -> Table:
    names = {row.code: row.name for story in (compared.before, compared.now) for row in story.gemeenten}

    def name(change: SchoolChange) -> Cell:
        note = names.get(change.row.gemeente, "")
        if not change.here:
            return Cell(change.row.name, note=t("{gemeente} · niet in dit plan", gemeente=note))
        return Cell(change.row.name, address=where(change.row.code), note=note)

    week = t("uur per week")
    columns: list[SheetColumn[SchoolChange]] = [
        SheetColumn(t("school"), name),
        SheetColumn(t("was"), lambda change: change.before, "hours", unit=week),
        SheetColumn(t("nu"), lambda change: change.now, "hours", unit=week),
        SheetColumn(t("verschil"), lambda change: change.quarters, "change", unit=week, key="change"),
    ]
    return table_of(caption, columns, changes, first="change", summed=t("samen"))


def _signed(number: int | None) -> str:
    if not number:
        return "0"
    return f"+{whole(number)}" if number > 0 else f"−{whole(-number)}"


def signed_money(cents: int | None) -> str:
    """An amount more ("+€ 8.000") or less; "" where it is not known."""
    if cents is None:
        return ""
    return f"+{money(cents)}" if cents > 0 else money(cents)
