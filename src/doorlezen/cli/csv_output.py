"""Tables as CSV (RFC 4180, UTF-8, decimal points) that a spreadsheet cannot mistake for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from doorlezen.reports.cells import safe


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as bytes. None is an empty cell; text that a spreadsheet would run gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
