"""Tables and sources in HTML, set here and not by a template: a page has hundreds of cells, and a template
takes ten times as long for each. Everything that is not marked as safe is escaped by `_text`."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString

from doorlezen.language import t
from doorlezen.web.pieces import SIGNS, Cell, Column, Holds, Source, Table

_NUMERIC = "--numeric-column"
_ARROWS = {"ascending": "↑", "descending": "↓"}


def table(found: Table, label: str = "", *, titled: bool = False) -> SafeString:
    """A table in a region to scroll in, called ``label`` or else by its caption. ``titled``: the heading
    above says what it is, so that the caption is only heard.

    A table of `doorlezen.reports.tables` has the same shape, without note and source.
    """
    right = [column.align == "right" for column in found.columns]
    heads = "".join(map(_head, found.columns))
    rows = "".join(_row(row, right) for row in found.rows)
    feet = "".join(_row(row, right) for row in found.feet)
    note = getattr(found, "note", "")
    caption = "only-heard" if titled else "table-region__caption"
    return SafeString(
        f'<div class="table-region" role="region" aria-label="{_text(label or found.caption)}" tabindex="0">'
        '<table class="utrecht-table">'
        '<caption class="utrecht-table__caption">'
        f'<span class="{caption}">{_text(found.caption)}</span></caption>'
        f'<thead class="utrecht-table__header"><tr class="utrecht-table__row">{heads}</tr></thead>'
        f'<tbody class="utrecht-table__body">{rows}</tbody>'
        + (f'<tfoot class="utrecht-table__footer">{feet}</tfoot>' if feet else "")
        + "</table>"
        + (f'<p class="under-table">{_text(note)}</p>' if note else "")
        + source(getattr(found, "source", None))
        + "</div>"
    )


def cell(value: Cell | str) -> SafeString:
    """What stands in a cell: a text, perhaps with a verdict's sign, a link and a soft second line."""
    if not isinstance(value, Cell):
        return SafeString(_text(value))
    text = _text(value.text) if value.holds is None else verdict_word(value.holds, value.text)
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


def source(found: Source | str | None) -> SafeString:
    """The source of a figure, one click away; nothing where there is none."""
    if not found:
        return SafeString()
    if isinstance(found, str):
        found = Source(edition=found)
    name = t("Zo gerekend") if found.reckoned and not found.edition else t("Bron")
    lines = [f"<p>{_text(line)}</p>" for line in (found.edition, found.reckoned) if line]
    if found.file:
        lines.append(f'<p class="source__file">{_text(found.file)}</p>')
    if found.address:
        more = _text(t("Meer over deze bron"))
        lines.append(f'<p><a class="nl-link" href="{_text(found.address)}">{more}</a></p>')
    return SafeString(
        f'<details class="source"><summary>{_text(name)}</summary>'
        f'<div class="source__lines">{"".join(lines)}</div></details>'
    )


def _head(column: Column) -> str:
    numeric = f" utrecht-table__header-cell{_NUMERIC}" if column.align == "right" else ""
    now, by = getattr(column, "sorted", ""), getattr(column, "sort", "")
    text = _text(column.head)
    if now:
        text += f'&nbsp;<span aria-hidden="true">{_ARROWS[now]}</span>'
    if by:
        text = f'<a class="sorting" href="{_text(by)}">{text}</a>'
    if column.unit:
        text += f' <span class="unit">{_text(column.unit)}</span>'
    order = f' aria-sort="{now}"' if now else ""
    return f'<th scope="col" class="utrecht-table__header-cell{numeric}"{order}>{text}</th>'


def _row(values: Sequence[Cell | str], right: Sequence[bool]) -> str:
    first, *others = values
    cells = "".join(
        f'<td class="utrecht-table__cell utrecht-table__cell{_NUMERIC}">{cell(value)}</td>'
        if is_right
        else f'<td class="utrecht-table__cell">{cell(value)}</td>'
        for value, is_right in zip(others, [*right[1:], *[False] * len(others)], strict=False)
    )
    return (
        '<tr class="utrecht-table__row">'
        '<th scope="row" class="utrecht-table__header-cell utrecht-table__header-cell--row">'
        f"{cell(first)}</th>{cells}</tr>"
    )


def _text(value: Any) -> str:
    """A value as it may stand in HTML; what is marked as safe stays as it is."""
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))
