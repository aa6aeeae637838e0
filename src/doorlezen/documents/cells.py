"""Rows and cells of a list, whatever file they came in, and the cells that hold no value to go by."""

import datetime
import re
from dataclasses import dataclass

from doorlezen.language import InputError, t

ERRORS = {
    "#REF!": "#VERW!",
    "#N/A": "#N/B",
    "#DIV/0!": "#DEEL/0!",
    "#VALUE!": "#WAARDE!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
    "#SPILL!": "#OVERLOOP!",
    "#CALC!": "#BEREKENEN!",
    "#GETTING_DATA": "#GEGEVENS_OPHALEN",
}
"""What stands in a cell in place of a value that could not be worked out: as stored, and in a Dutch Excel."""
_DUTCH = {dutch: stored for stored, dutch in ERRORS.items()}


@dataclass(frozen=True)
class Fault:
    """A cell with an error in it (``error`` "#REF!") or with a formula that was never worked out ("").

    It matters only where somebody reads it. ``where``: file, sheet and cell, as a message says it.
    """

    where: str
    error: str

    def refusal(self) -> InputError:
        """What to raise where this cell is read."""
        if not self.error:
            what = t(
                "hier staat een formule waarvan de uitkomst niet is bewaard; open het bestand in Excel, "
                "bewaar het daar en kies het opnieuw"
            )
        else:
            dutch = ERRORS.get(self.error)
            error = f"{self.error} ({dutch})" if dutch else self.error
            what = t("hier staat de fout {error} in plaats van een waarde; verbeter deze cel", error=error)
        return InputError(self.where, what)


Cell = str | float | bool | datetime.date | datetime.time | datetime.timedelta | Fault
"""A cell as it was stored; "" where there is nothing."""


@dataclass(frozen=True)
class SheetRow:
    """A row: its number as a spreadsheet shows it, and its cells from the first column on."""

    number: int
    cells: tuple[Cell, ...]

    def value(self, at: int) -> str | float | bool | datetime.date | datetime.time | datetime.timedelta:
        """The cell in column ``at`` as stored, "" where there is none. Raises InputError at a `Fault`."""
        cell = self.cells[at] if at < len(self.cells) else ""
        if isinstance(cell, Fault):
            raise cell.refusal()
        return cell

    def text(self, at: int) -> str:
        """The cell in column ``at`` as text with single spaces. Raises InputError at a `Fault`."""
        return " ".join(str(self.value(at)).split())

    def seen(self, at: int) -> str:
        """As `text`, for who looks where a table begins and ends: a `Fault` is as good as nothing there."""
        cell = self.cells[at] if at < len(self.cells) else ""
        return "" if isinstance(cell, Fault) else " ".join(str(cell).split())

    @property
    def texts(self) -> tuple[str, ...]:
        """All cells as `seen`."""
        return tuple(self.seen(at) for at in range(len(self.cells)))

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(isinstance(cell, str) and not cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name ("" for a text file) and its rows.

    ``ended`` is False for a text file whose last line has no line end: it may have been cut off.
    """

    name: str
    rows: tuple[SheetRow, ...]
    ended: bool = True


def error_in(text: str) -> str:
    """The error that a text is, as Excel stores it ("#REF!"); "" where it is none."""
    stripped = text.strip() if text[:2].lstrip().startswith("#") else ""
    return stripped if stripped in ERRORS else _DUTCH.get(stripped, "")


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls a cell; both numbers count from 1: (17, 4) → "D17"."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def cell_place(name: str) -> tuple[int, int] | None:
    """Row and column of a cell by its name, both from 1: "D17" → (17, 4); None where it is no such name."""
    found = re.fullmatch(r"([A-Za-z]{1,7})([0-9]{1,9})", name, re.ASCII)
    if not found:
        return None
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column
