"""Sheets of a workbook as rows of cells, each with the row number that a spreadsheet shows.

Everything happens in a process that may take only so much memory and time (`confined`): the workbook comes
from somebody else, and what builds it is not ours.
"""

import io
from typing import TYPE_CHECKING

from doorlezen.documents.cells import Cell, Fault, Sheet, SheetRow
from doorlezen.documents.confined import confined
from doorlezen.documents.file_kinds import refuse_workbook
from doorlezen.documents.inside import SheetInside, look_inside, where
from doorlezen.documents.source import Source

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def read_workbook(source: Source) -> list[Sheet]:
    """All sheets of a workbook (xlsx), in order, each with its rows from the first one on.

    A cell with an error, or a formula without its outcome, is a `Fault`. Raises InputError when it is no
    workbook, cannot be read, or asks for more than a list of ours can need.
    """
    return confined(_sheets, source, name=source.name)


def _sheets(source: Source) -> list[Sheet]:
    inside = look_inside(source)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        return [_sheet(source, workbook, found) for found in inside.values()]
    except (CalamineError, ValueError, OverflowError):
        refuse_workbook(source)


def _sheet(source: Source, workbook: "CalamineWorkbook", found: SheetInside) -> Sheet:
    stored = workbook.get_sheet_by_name(found.name).to_python(skip_empty_area=False)
    cells: list[list[Cell]] = [[*line] for line in stored]
    for (row, column), error in found.faults.items():
        cells.extend([] for _ in range(row - len(cells)))
        line = cells[row - 1]
        line.extend("" for _ in range(column - len(line)))
        line[column - 1] = Fault(where(source, found.name, row, column), error)
    return Sheet(
        found.name, tuple(SheetRow(number, tuple(line)) for number, line in enumerate(cells, start=1))
    )
