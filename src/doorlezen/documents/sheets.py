"""Lists that we give: columns declared once, and from them a text file, plain data and lines on a terminal.

A workbook is made of the same columns (`books`). Nothing here knows what a list is about.
"""

import csv
import datetime
import io
import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from doorlezen.documents.guard import guarded_throughout
from doorlezen.language import current, date, decimal, hours, t, whole

Of = TypeVar("Of")
Whole = TypeVar("Whole")
Kind = Literal[
    "text", "label", "whole", "known", "hours", "change", "score", "euro", "limit", "day", "figure"
]
"""What a column holds: text; a number that is not added up (label, known); pupils and the like; quarter-hours
(shown as hours); a score; cents (shown as euros), where ``limit`` may be None: no fixed amount; a date;
anything as it is (figure)."""
ADDED_UP: frozenset[Kind] = frozenset({"whole", "hours", "change", "score", "euro", "limit"})
"""What has a sum below it."""
_GAP = "  "
_NARROWEST = 10
"""A column that gives way keeps at least so many characters."""


@dataclass(frozen=True)
class SheetColumn(Generic[Of]):
    """A column of a list: its head, what it holds of a row, and what kind of thing that is.

    ``unit``: what figures are in. ``key``: its name in plain data. ``width``: characters in a workbook.
    ``gives``: on a narrow terminal its text is cut off, or goes on below. A cell of any kind may be a text,
    which says why there is no figure.
    """

    head: str
    of: Callable[[Of], object]
    kind: Kind = "text"
    width: int = 13
    unit: str = ""
    key: str = ""
    gives: Literal["", "cut", "wrap"] = ""

    @property
    def title(self) -> str:
        """The head with its unit, where there is one line for both."""
        return f"{self.head} ({self.unit})" if self.unit else self.head

    def of_part(self, part: Callable[[Whole], Of | None]) -> "SheetColumn[Whole]":
        """The same column, of something that such a row is a part of; empty where it has none."""

        def of(whole: Whole) -> object:
            row = part(whole)
            return "" if row is None else self.of(row)

        return SheetColumn(self.head, of, self.kind, self.width, self.unit, self.key, self.gives)


@dataclass(frozen=True)
class SheetTable(Generic[Of]):
    """A list with what it is called."""

    caption: str
    columns: Sequence[SheetColumn[Of]]
    rows: Sequence[Of]


def as_csv(columns: Sequence[SheetColumn[Of]], rows: Iterable[Of], *, for_programs: bool = False) -> bytes:
    """The list for a double click in a Dutch Excel: semicolons, decimal commas, UTF-8 that says it is.

    Excel takes its separators from the language of the machine, and UTF-8 only where a byte order mark says
    so. ``for_programs``: as RFC 4180 has it, with commas, decimal points and no mark. Text that a spreadsheet
    would carry out gets an apostrophe; None is an empty cell.
    """
    comma = not for_programs and current() == "nl"
    text = io.StringIO()
    writer = csv.writer(text, delimiter="," if for_programs else ";", lineterminator="\r\n")
    writer.writerow(guarded_throughout(column.title) for column in columns)
    writer.writerows([_in_csv(column, row, comma=comma) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8" if for_programs else "utf-8-sig")


def _in_csv(column: SheetColumn[Of], row: Of, *, comma: bool) -> object:
    cell = amount(column.kind, column.of(row))
    if isinstance(cell, str):
        return guarded_throughout(cell)
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",") if comma else f"{cell:f}"
    return cell


def amount(kind: Kind, value: object) -> object:
    """What a cell holds: hours for quarter-hours and euros for cents, exactly; anything else as it is."""
    if isinstance(value, int) and kind in {"hours", "change"}:
        return Decimal(value) / 4
    if isinstance(value, int) and kind in {"euro", "limit"}:
        return Decimal(value) / 100
    return value


def as_records(columns: Sequence[SheetColumn[Of]], rows: Iterable[Of]) -> list[dict[str, object]]:
    """The list as plain data: per row what each column with a key holds, by that key."""
    keyed = [column for column in columns if column.key]
    return [{column.key: column.of(row) for column in keyed} for row in rows]


def texts(columns: Sequence[SheetColumn[Of]], row: Of) -> list[str]:
    """A row as people read it: hours for quarter-hours, euros for cents, words for what is not known."""
    return [shown(column.kind, column.of(row)) for column in columns]


def not_known(kind: Kind) -> str:
    """What stands where a figure should, and nothing is known; empty where nothing may stand."""
    match kind:
        case "limit":
            return t("geen vast bedrag")
        case "known":
            return t("niet te zeggen")
        case "text" | "label" | "day" | "figure":
            return ""
        case _:
            return t("onbekend")


def shown(kind: Kind, value: object) -> str:
    """A cell as people read it; see `texts`. Nothing where nothing is paid."""
    match value:
        case None:
            return not_known(kind)
        case datetime.date():
            return date(value)
        case Decimal():
            return decimal(value)
        case int() if kind in {"hours", "change"}:
            return f"+{hours(value)}" if kind == "change" and value > 0 else hours(value)
        case int() if kind in {"euro", "limit"}:
            return decimal(Decimal(value) / 100) if value or kind == "limit" else ""
        case int() if kind != "figure":
            return whole(value)
        case _:
            return str(value)


def as_lines(
    columns: Sequence[SheetColumn[Of]], rows: Iterable[Of], *, width: int | None = None
) -> Iterator[str]:
    """The lines of the list on a terminal: the heads, then the rows. ``width`` in characters (None: its own).

    It stays fast with thousands of rows. Columns that give way do so, widest first, until the lines fit; the
    others are never cut off.
    """
    heads = [column.title for column in columns]
    cells = [heads, *(texts(columns, row) for row in rows)]
    wanted = [max(map(len, column)) for column in zip(*cells, strict=True)]
    widths = _fitting(columns, wanted, width or shutil.get_terminal_size().columns)
    for line in cells:
        yield from _lines(columns, line, widths)


def _lines(columns: Sequence[SheetColumn[Of]], cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    stacked = [
        [cell] if len(cell) <= size
        else textwrap.wrap(cell, size) if column.gives == "wrap"
        else [cell[: size - 1] + "…"]
        for column, cell, size in zip(columns, cells, widths, strict=True)
    ]  # fmt: skip
    for at in range(max(map(len, stacked))):
        parts = [part[at] if at < len(part) else "" for part in stacked]
        yield _GAP.join(
            part.ljust(size) if column.kind == "text" else part.rjust(size)
            for column, part, size in zip(columns, parts, widths, strict=True)
        ).rstrip()


def _fitting(columns: Sequence[SheetColumn[Of]], wanted: Sequence[int], width: int) -> list[int]:
    widths = list(wanted)
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        giving = [at for at, column in enumerate(columns) if column.gives and widths[at] > _NARROWEST]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
    return widths
