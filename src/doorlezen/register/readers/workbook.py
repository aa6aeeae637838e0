"""Sheets of a workbook as rows of cells, each with the row number that a spreadsheet shows."""

import io
import zipfile
from dataclasses import dataclass

from doorlezen.language import InputError, t
from doorlezen.register.readers.source import Source

Cell = object
"""Text, a float, a date or a truth value, as it was stored; "" where there is nothing."""
_LARGEST_UNPACKED = 512 * 2**20
_MOST_CELLS = 20_000_000


@dataclass(frozen=True)
class Row:
    """A row: its number as a spreadsheet shows it, and its cells from the first column on."""

    number: int
    cells: tuple[Cell, ...]

    def text(self, at: int) -> str:
        """The cell in column ``at`` as text with single spaces, "" where there is none."""
        return " ".join(str(self.cells[at]).split()) if at < len(self.cells) else ""

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return all(isinstance(cell, str) and not cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name and its rows from the first one on."""

    name: str
    rows: tuple[Row, ...]


def read_workbook(source: Source) -> list[Sheet]:
    """All sheets of a workbook, in order. Raises InputError when it is not one or cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(source)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        sheets = []
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise InputError(source.name, t("blad {sheet} is te groot om te lezen", sheet=name))
            cells = sheet.to_python(skip_empty_area=False)
            sheets.append(
                Sheet(name, tuple(Row(number, tuple(row)) for number, row in enumerate(cells, start=1)))
            )
    except CalamineError:
        raise InputError(
            source.name, t("dit is geen Excel-werkboek (xlsx), of het is beschadigd; haal het opnieuw op")
        ) from None
    return sheets


def _refuse_bomb(source: Source) -> None:
    """A small zip can unpack to more than the memory holds."""
    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(source.data)).infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return  # not a zip file, so not our question
    if unpacked > _LARGEST_UNPACKED:
        raise InputError(source.name, t("uitgepakt is dit werkboek meer dan 512 MB; dat wordt niet gelezen"))
