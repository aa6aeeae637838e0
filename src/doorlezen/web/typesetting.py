"""Tables and sources in HTML, set here and not by a template: a page has hundreds of cells, and a template
takes ten times as long for each. Everything that is not marked as safe is escaped by `_text`."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from doorlezen.language import t
from doorlezen.web.pieces import SIGNS, Cell, Column, Holds, SourceNote, Table

_NUMERIC = "--numeric-column"
_ARROWS = {"ascending": "↑", "descending": "↓"}
MOST_SIDE_BY_SIDE = 2
"""Columns that a phone can show next to each other; a table of more becomes cards there."""


def table(found: Table, label: str = "", *, titled: bool = False) -> SafeString:
    """A table in a region called ``label`` or else by its caption. ``titled``: the heading above says what
    it is, so that the caption is only heard.

    A table of `doorlezen.reports.tables` has the same shape, without note and source.
    """
    columns = found.columns
    parts = heads(columns) + body("".join(row(cells, columns) for cells in found.rows))
    if found.feet:
        parts += body("".join(row(_summed(cells), columns) for cells in found.feet), feet=True)
    note = getattr(found, "note", "")
    under = f'<p class="under-table">{_text(note)}</p>' if note else ""
    under += source(getattr(found, "source", None), found.caption)
    return region(parts, columns, found.caption, label, titled=titled, under=SafeString(under))


def region(
    parts: str,
    columns: Sequence[Column],
    caption: str,
    label: str = "",
    *,
    titled: bool = False,
    under: str = "",
) -> SafeString:
    """The table round its ``parts`` (safe HTML), with what stands ``under`` it.

    On a phone its rows are cards (look/css/cards.css); roles keep it a table for who listens, however it is
    laid out.
    """
    seen = "only-heard" if titled else "table-region__caption"
    cards = " cards" if len(columns) > MOST_SIDE_BY_SIDE else ""
    return SafeString(
        f'<div class="table-region" role="region" aria-label="{_text(label or caption)}" tabindex="0">'
        f'<table class="utrecht-table{cards}" role="table">'
        '<caption class="utrecht-table__caption">'
        f'<span class="{seen}">{_text(caption)}</span></caption>{parts}</table>{under}</div>'
    )


def heads(columns: Sequence[Column]) -> SafeString:
    """The heads of the columns; on a phone only the ways to sort are left of them."""
    sorts = any(getattr(column, "sort", "") for column in columns)
    by = _text(t("Sorteer op"))
    said = f' data-label="{by}"' if sorts else ""
    cells = "".join(map(_head, columns))
    return SafeString(
        f'<thead class="utrecht-table__header{" sorts" if sorts else ""}" role="rowgroup">'
        f'<tr class="utrecht-table__row" role="row"{said}>{cells}</tr></thead>'
    )


def body(rows: str, *, feet: bool = False) -> SafeString:
    """The rows (safe HTML) as the body of a table, or as its sums."""
    tag, name = ("tfoot", "footer") if feet else ("tbody", "body")
    return SafeString(f'<{tag} class="utrecht-table__{name}" role="rowgroup">{rows}</{tag}>')


def row(values: Sequence[Cell | str], columns: Sequence[Column]) -> SafeString:
    """A row of cells under these columns; the first one that says something names it."""
    named = next((at for at, value in enumerate(values) if value), 0)
    cells = [one_cell(value, columns, at, names=at == named) for at, value in enumerate(values)]
    return around_cells("".join(cells))


def around_cells(cells: str) -> SafeString:
    """A row round its cells (safe HTML)."""
    return SafeString(f'<tr class="utrecht-table__row" role="row">{cells}</tr>')


def one_cell(value: Cell | str, columns: Sequence[Column], at: int, *, names: bool) -> SafeString:
    """A cell of the column with number ``at``, which it is called by on a phone. ``names``: whether it names
    its row."""
    column = columns[at]
    classes = "utrecht-table__header-cell utrecht-table__header-cell--row" if names else "utrecht-table__cell"
    if column.align == "right":
        classes += f" utrecht-table__cell{_NUMERIC}"
    if getattr(column, "first", False):
        classes += " cards__first"
    if names:
        return SafeString(f'<th scope="row" role="rowheader" class="{classes}">{cell(value)}</th>')
    called = _text(_called(column))
    return SafeString(f'<td role="cell" data-label="{called}" class="{classes}">{cell(value)}</td>')


def cell(value: Cell | str) -> SafeString:
    """What stands in a cell: a text, perhaps with a verdict's sign, a link and a soft second line."""
    if not isinstance(value, Cell):
        return SafeString(_text(value))
    text = _text(value.text) if value.holds is None else verdict_word(value.holds, begun(value.text))
    if value.address:
        text = f'<a class="nl-link" href="{_text(value.address)}">{text}</a>'
    if value.note:
        text = f'{text}<span class="cell-note">{_text(value.note)}</span>'
    return SafeString(text)


def verdict_word(holds: Holds, word: str) -> SafeString:
    """A verdict in a line or a table: a sign and a word."""
    return SafeString(
        f'<span class="verdict-word verdict--{holds}">'
        f'<span class="verdict__sign" aria-hidden="true">{SIGNS[holds]}</span>{_text(word)}</span>'
    )


def source(found: SourceNote | str | None, of: str = "") -> SafeString:
    """The source of a figure, one click away; nothing where there is none. ``of``: what the figure is, for
    who hears of one source after the other."""
    if not found:
        return SafeString()
    if isinstance(found, str):
        found = SourceNote(edition=found)
    name = t("Zo gerekend") if found.reckoned and not found.edition else t("Bron")
    lines = [f"<p>{_text(line)}</p>" for line in (found.edition, found.reckoned) if line]
    if found.file:
        lines.append(f'<p class="source__file">{_text(found.file)}</p>')
    if found.address:
        more = _text(t("Meer over deze bron"))
        lines.append(f'<p><a class="nl-link" href="{_text(found.address)}">{more}</a></p>')
    return SafeString(
        f'<details class="source"><summary>{_text(name)}{about(of)}</summary>'
        f'<div class="source__lines">{"".join(lines)}</div></details>'
    )


def about(what: str) -> SafeString:
    """What a short word on a button, a link or a fold is about, for who does not see where it stands."""
    return SafeString(f'<span class="only-heard">: {_text(what)}</span>' if what else "")


def _head(column: Column) -> str:
    if not column.head:  # above the names of the rows; as a head it would be one that lacks its words
        return '<td role="cell" class="utrecht-table__header-cell"></td>'
    numeric = f" utrecht-table__header-cell{_NUMERIC}" if column.align == "right" else ""
    now, by = getattr(column, "sorted", ""), getattr(column, "sort", "")
    text = _text(begun(column.head))
    if now:
        text += f'&nbsp;<span aria-hidden="true">{_ARROWS[now]}</span>'
    if by:
        text = f'<a class="sorting" href="{_text(by)}">{text}</a>'
    if column.unit:
        text += f' <span class="unit">{_text(column.unit)}</span>'
    order = f' aria-sort="{now}"' if now else ""
    return (
        f'<th scope="col" role="columnheader" class="utrecht-table__header-cell{numeric}"{order}>{text}</th>'
    )


def _called(column: Column) -> str:
    """A column as one line."""
    return f"{begun(column.head)}, {column.unit}" if column.unit else begun(column.head)


def _summed(cells: Sequence[Cell | str]) -> list[Cell | str]:
    """A row of sums, whose name is a label of ours."""
    first, *others = cells
    return [begun(first) if isinstance(first, str) else first, *others]


def begun(label: str) -> str:
    """A label with its capital, whatever it is called elsewhere."""
    return label[:1].upper() + label[1:]


def _text(value: Any) -> str:
    """A value as it may stand in HTML; what is marked as safe stays as it is."""
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))
