"""Workbooks that we give: sheets made of the columns of a list, to be read, sorted and printed.

Numbers are numbers, sums are formulas with their value stored beside them, and a text stays a text whatever
it begins with. Equal input gives equal bytes.
"""

import datetime
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from doorlezen.documents.guard import guarded
from doorlezen.documents.sheets import ADDED_UP, Kind, Of, SheetColumn, amount, not_known
from doorlezen.language import t

if TYPE_CHECKING:
    from xlsxwriter.format import Format

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What the files are called on the web."""
LONGEST_TEXT, LONGEST_NAME = 32_767, 31
_MEASURE, _LINE, _MOST_LINES = 150, 15, 20
_TEXT_LIKE = frozenset({"text", "figure"})
_FORMATS = {
    "whole": "#,##0",
    "known": "#,##0",
    "label": "0",
    "hours": "0.00",
    "change": "+0.00;-0.00;0.00",
    "score": "#,##0.00",
    "euro": "#,##0.00;-#,##0.00;",  # nothing where nothing is paid
    "limit": "#,##0.00",
    "day": "d-m-yyyy",
}


class WorkbookWriter:
    """A workbook that is being made. ``properties``: what the file says of itself, as XlsxWriter names it."""

    def __init__(self, properties: Mapping[str, object] | None = None) -> None:
        from xlsxwriter import Workbook

        self._file = BytesIO()
        texts_stay_texts = {f"strings_to_{kind}": False for kind in ("formulas", "numbers", "urls")}
        options = {"in_memory": True, "default_date_format": "yyyy-mm-dd", **texts_stay_texts}
        self.book = Workbook(self._file, options)
        if properties:
            self.book.set_properties({"author": "Doorlezen", **properties})
        self._make_formats()

    def _make_formats(self) -> None:
        add, serif = self.book.add_format, {"font_name": "Georgia"}
        self.title = add({"bold": True, "font_size": 14, **serif})
        self.sentence = add({"font_size": 11, **serif})
        self.warning = add({"bold": True, "font_color": "#8F5500", "bg_color": "#FBEFD5"})
        head = {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        self.head = add({**head, "align": "left", "indent": 1})
        self.head_right = add({**head, "align": "right"})
        self.text = add({"text_wrap": True, "valign": "top", "align": "left", "indent": 1})
        self.word = add({"align": "right", "valign": "top", "font_color": "#5A6070"})
        self.sum_text = add({"bold": True, "top": 1})
        self.number = {kind: add({"num_format": form, "valign": "top"}) for kind, form in _FORMATS.items()}
        self.sum = {
            kind: add({"num_format": form, "bold": True, "top": 1}) for kind, form in _FORMATS.items()
        }

    def of_text(self, kind: Kind) -> "Format | None":
        """How a text stands in a column of this kind: one in place of a figure stands where that would."""
        return {"text": self.text, "figure": None}.get(kind, self.word)

    def sheet(self, name: str, *, footer: str = "", warning: str = "") -> "BookSheet":
        """A new sheet. ``footer`` stands under each page, ``warning`` at the top."""
        return BookSheet(self, name, footer, warning)

    def data(self) -> bytes:
        """The bytes of the finished workbook."""
        self.book.close()
        return self._file.getvalue()


class BookSheet:
    """One sheet, written from the top down."""

    def __init__(self, book: WorkbookWriter, name: str, footer: str, warning: str) -> None:
        self.formats = book
        self.sheet = book.book.add_worksheet(name)
        self.row = 0
        self._frozen = False
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        # at most 255 characters go into a footer; & is a code there, so it is doubled
        self.sheet.set_footer("&L" + footer[:100].replace("&", "&&") + "&R&P / &N")
        if warning:
            self._text(0, warning, book.warning)
            self.row = 1

    def title(self, title: str, *lines: str) -> None:
        """The heading of the sheet and the sentences under it."""
        self._text(0, title, self.formats.title)
        self.row += 1
        for line in lines:
            if line:
                self.note(line)

    def note(self, line: str) -> None:
        """A line of text, over several rows when long."""
        for part in textwrap.wrap(line, _MEASURE):
            self._text(0, part, self.formats.sentence)
            self.row += 1

    def table(
        self,
        columns: Sequence[SheetColumn[Of]],
        rows: Sequence[Of],
        *,
        total: Of | None = None,
        filtered: bool = False,
    ) -> None:
        """A table with a head that stays in view; then an empty line. It stands below an empty line.

        ``total``: what the rows add up to; columns of amounts get their sum. ``filtered``: with the buttons
        to choose rows.
        """
        self.row += self.row > 0
        self._head(columns)
        first = self.row
        for row in rows:
            cells = [column.of(row) for column in columns]
            for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                self._cell(index, column.kind, cell)
            self.sheet.set_row(self.row, _LINE * _lines(columns, cells))
            self.row += 1
        if filtered:
            self.sheet.autofilter(first - 1, 0, max(self.row - 1, first), len(columns) - 1)
        if total is not None and rows:
            self._sums(columns, total, first)
        self.row += 1

    def _head(self, columns: Sequence[SheetColumn[Of]]) -> None:
        for index, column in enumerate(columns):
            left = column.kind in _TEXT_LIKE
            self._text(index, column.title, self.formats.head if left else self.formats.head_right)
            if not self._frozen:
                self.sheet.set_column(index, index, column.width)
        if not self._frozen:
            still = next((i for i, column in enumerate(columns) if column.kind not in {"text", "label"}), 1)
            self.sheet.freeze_panes(self.row + 1, max(still, 1))
            self.sheet.repeat_rows(self.row)
            self._frozen = True
        self.sheet.set_row(self.row, _LINE * (_lines(columns, [column.title for column in columns]) + 1))
        self.row += 1

    def _cell(self, index: int, kind: Kind, cell: object) -> None:
        if isinstance(cell, str):
            self._text(index, cell, self.formats.of_text(kind))
        elif isinstance(cell, datetime.date):
            self.sheet.write_datetime(self.row, index, cell, self.formats.number.get(kind))
        elif cell is not None:
            self.sheet.write_number(self.row, index, number(kind, cell), self.formats.number.get(kind))
        elif word := not_known(kind):
            self._text(index, word, self.formats.word)

    def _sums(self, columns: Sequence[SheetColumn[Of]], total: Of, first: int) -> None:
        from xlsxwriter.utility import xl_range

        for index, column in enumerate(columns):
            if column.kind in ADDED_UP:
                formula = f"=SUM({xl_range(first, index, self.row - 1, index)})"
                value = number(column.kind, column.of(total))
                self.sheet.write_formula(self.row, index, formula, self.formats.sum[column.kind], value)
            else:
                self._text(index, "" if index else t("samen"), self.formats.sum_text)
        self.row += 1

    def _text(self, index: int, text: str, style: "Format | None") -> None:
        if text:
            # safe as well for who saves the sheet as csv and opens that
            self.sheet.write_string(self.row, index, guarded(text)[:LONGEST_TEXT], style)
        else:
            self.sheet.write_blank(self.row, index, None, style)


def _lines(columns: Sequence[SheetColumn[Of]], cells: Sequence[object]) -> int:
    """How many lines the longest text of a row takes: no reader but Excel itself works that out."""
    texts = [
        (len(str(cell)), column.width)
        for column, cell in zip(columns, cells, strict=True)
        if column.kind != "figure"
    ]
    # letters of a text are a little narrower than the figures that widths are counted in
    return min(max((-(-7 * length // (8 * (width - 1))) for length, width in texts), default=1), _MOST_LINES)


def number(kind: Kind, value: object) -> float:
    """The number that a cell holds: hours for quarter-hours, euros for cents, a score as published."""
    held = amount(kind, value)
    if not isinstance(held, int | Decimal):
        raise TypeError(f"{kind}: {value!r} is no number")
    return float(held) if isinstance(held, Decimal) else held


def sheet_names(names: Iterable[str], *, unnamed: str, taken: Iterable[str] = ()) -> list[str]:
    """Names that Excel accepts for sheets: at most 31 UTF-16 units, without []:*?/\\ or an apostrophe at an
    end, and unique whatever their case. ``unnamed``: for one of which nothing is left."""
    used = {name.casefold() for name in taken} | {"history", "geschiedenis"}
    accepted = []
    for name in names:
        clean = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip(" '")
        clean = _fitting(clean, LONGEST_NAME) or unnamed
        unique, number_of = clean, 1
        while unique.casefold() in used:
            number_of += 1
            tail = f" ({number_of})"
            unique = _fitting(clean, LONGEST_NAME - len(tail)) + tail
        used.add(unique.casefold())
        accepted.append(unique)
    return accepted


def _fitting(name: str, units: int) -> str:
    while len(name.encode("utf-16-le")) > 2 * units:
        name = name[:-1]
    return name.strip(" '")
