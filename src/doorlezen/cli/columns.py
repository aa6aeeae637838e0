"""Tables on a terminal that stay fast with thousands of rows: fixed widths, only wide text gives way."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GAP = "  "
_NARROWEST = 10
"""A column that may shrink keeps at least so many characters."""


@dataclass(frozen=True)
class Heading:
    """A column: what stands above it, whether it holds figures, whether long text may be cut off."""

    text: str
    figures: bool = False
    shrinks: bool = False


def lines(
    headings: Sequence[Heading], rows: Sequence[Sequence[str]], *, width: int | None = None
) -> Iterator[str]:
    """The lines of a table: the headings, then the rows. ``width`` in characters (None: the terminal's).

    Columns that shrink give way, widest first, until the table fits; the others are never cut off.
    """
    wanted = [
        max(map(len, column)) for column in zip([heading.text for heading in headings], *rows, strict=True)
    ]
    widths = _fit(headings, wanted, width or shutil.get_terminal_size().columns)
    for cells in ([heading.text for heading in headings], *rows):
        parts = [
            _cut(cell, size).rjust(size) if heading.figures else _cut(cell, size).ljust(size)
            for heading, cell, size in zip(headings, cells, widths, strict=True)
        ]
        yield _GAP.join(parts).rstrip()


def _fit(headings: Sequence[Heading], wanted: list[int], width: int) -> list[int]:
    widths = list(wanted)
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        giving = [at for at, heading in enumerate(headings) if heading.shrinks and widths[at] > _NARROWEST]
        if not giving:
            break
        widths[max(giving, key=widths.__getitem__)] -= 1
    return widths


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
