"""Cells of a workbook: typed columns, sums as formulas with their value, names that Excel accepts."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from doorlezen.language import t
from doorlezen.reports import sentences
from doorlezen.reports.story import Story

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Type = Literal["text", "label", "whole", "hours", "change", "score", "euro", "limit", "known"]
"""What a column holds: text; a number that is not added up (label, known); pupils and the like; quarter-hours
(shown as hours); a score; cents (shown as euros), where ``limit`` may be None: no fixed amount."""

LONGEST_TEXT, LONGEST_NAME = 32_767, 31
_MEASURE, _LINE, _MOST_LINES = 150, 15, 20
_ADDED_UP = frozenset({"whole", "hours", "change", "score", "euro", "limit"})
_FORMATS = {
    "whole": "#,##0",
    "known": "#,##0",
    "label": "0",
    "hours": "0.00",
    "change": "+0.00;-0.00;0.00",
    "score": "#,##0.00",
    "euro": "#,##0.00;-#,##0.00;",  # nothing where nothing is paid
    "limit": "#,##0.00",
}


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its head, what it holds, its width in characters."""

    head: str
    type: Type
    width: int = 13


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        serif = {"font_name": "Georgia"}
        self.title = book.add_format({"bold": True, "font_size": 14, **serif})
        self.sentence = book.add_format({"font_size": 11, **serif})
        self.invented = book.add_format({"bold": True, "font_color": "#8F5500", "bg_color": "#FBEFD5"})
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        self.head = book.add_format({**head, "align": "left", "indent": 1})
        self.head_right = book.add_format({**head, "align": "right"})
        self.text = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "indent": 1})
        self.word = book.add_format({"align": "right", "valign": "top", "font_color": "#5A6070"})
        self.sum_text = book.add_format({"bold": True, "top": 1})
        self.number = {
            kind: book.add_format({"num_format": form, "valign": "top"}) for kind, form in _FORMATS.items()
        }
        self.sum = {
            kind: book.add_format({"num_format": form, "bold": True, "top": 1})
            for kind, form in _FORMATS.items()
        }


class Cells:
    """One sheet, written from the top down."""

    def __init__(self, book: "Workbook", styles: Styles, name: str, story: Story) -> None:
        self.sheet = book.add_worksheet(name)
        self.styles = styles
        self.row = 0
        self._frozen = False
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        self.sheet.set_footer("&L" + _footer(story) + "&R&P / &N")
        if story.invented:
            self._text(0, sentences.invented(), styles.invented)
            self.row = 1

    def title(self, title: str, *lines: str) -> None:
        """The heading of the sheet and the sentences under it."""
        self._text(0, title, self.styles.title)
        self.row += 1
        for line in lines:
            if line:
                self.note(line)

    def note(self, line: str) -> None:
        """A line of text, over several rows when long."""
        for part in textwrap.wrap(line, _MEASURE):
            self._text(0, part, self.styles.sentence)
            self.row += 1

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[object]], sums: Sequence[object] = ()
    ) -> None:
        """A table with a head that stays in view and, if given, a row of sums; then an empty line."""
        self.row += 1
        self._head(columns)
        first = self.row
        for row in rows:
            for index, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(index, column, value)
            self.sheet.set_row(self.row, _LINE * self._lines(columns, row))
            self.row += 1
        if sums and rows:
            self._sums(columns, sums, first)
        self.row += 1

    def _lines(self, columns: Sequence[Column], row: Sequence[object]) -> int:
        """How many lines the longest text of a row takes: no reader but Excel itself works that out."""
        texts = [(len(str(value)), column.width) for column, value in zip(columns, row, strict=True)]
        # letters of a text are a little narrower than the figures that widths are counted in
        return min(max(-(-7 * length // (8 * (width - 1))) for length, width in texts), _MOST_LINES)

    def _head(self, columns: Sequence[Column]) -> None:
        for index, column in enumerate(columns):
            right = column.type != "text"
            self._text(index, column.head, self.styles.head_right if right else self.styles.head)
            if not self._frozen:
                self.sheet.set_column(index, index, column.width)
        if not self._frozen:
            still = next((i for i, column in enumerate(columns) if column.type not in {"text", "label"}), 1)
            self.sheet.freeze_panes(self.row + 1, still)
            self.sheet.repeat_rows(self.row)
            self._frozen = True
        heads = [column.head for column in columns]
        self.sheet.set_row(self.row, _LINE * (self._lines(columns, heads) + 1))
        self.row += 1

    def _cell(self, index: int, column: Column, value: object) -> None:
        if column.type == "text":
            self._text(index, str(value), self.styles.text)
        elif value is None:
            words = {"limit": t("geen vast bedrag"), "known": t("niet te zeggen")}
            self._text(index, words.get(column.type, t("onbekend")), self.styles.word)
        else:
            self.sheet.write_number(
                self.row, index, shown(column.type, value), self.styles.number[column.type]
            )

    def _sums(self, columns: Sequence[Column], sums: Sequence[object], first: int) -> None:
        from xlsxwriter.utility import xl_range

        for index, (column, value) in enumerate(zip(columns, sums, strict=True)):
            if column.type in _ADDED_UP:
                formula = f"=SUM({xl_range(first, index, self.row - 1, index)})"
                style = self.styles.sum[column.type]
                self.sheet.write_formula(self.row, index, formula, style, shown(column.type, value))
            else:
                self._text(index, "" if index else t("samen"), self.styles.sum_text)
        self.row += 1

    def _text(self, index: int, text: str, style: "Format") -> None:
        if text:
            self.sheet.write_string(self.row, index, text[:LONGEST_TEXT], style)
        else:
            self.sheet.write_blank(self.row, index, None, style)


def shown(kind: Type, value: object) -> float:
    """The number that a cell holds: hours for quarter-hours, euros for cents, a score as published."""
    if isinstance(value, Decimal):
        return float(value)
    if not isinstance(value, int):
        raise TypeError(f"{kind}: {value!r} is no number")
    match kind:
        case "hours" | "change":
            return value / 4
        case "euro" | "limit":
            return value / 100
        case _:
            return value


def sheet_names(names: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """Names that Excel accepts for sheets: at most 31 UTF-16 units, without []:*?/\\ or an apostrophe at an
    end, and unique whatever their case."""
    used = {name.casefold() for name in taken} | {"history", "geschiedenis"}
    accepted = []
    for name in names:
        clean = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip(" '")
        clean = _fitting(clean, LONGEST_NAME) or t("Gemeente")
        unique, number = clean, 1
        while unique.casefold() in used:
            number += 1
            tail = f" ({number})"
            unique = _fitting(clean, LONGEST_NAME - len(tail)) + tail
        used.add(unique.casefold())
        accepted.append(unique)
    return accepted


def _fitting(name: str, units: int) -> str:
    while len(name.encode("utf-16-le")) > 2 * units:
        name = name[:-1]
    return name.strip(" '")


def _footer(story: Story) -> str:
    """At most 255 characters go into a footer; & is a code there, so it is doubled."""
    return sentences.document_title(story)[:100].replace("&", "&&")
