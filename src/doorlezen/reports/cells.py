"""Cells of a file for a spreadsheet, which must not take a name for a formula."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: object) -> object:
    """The cell itself, or with an apostrophe before it when it is text that begins like a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
