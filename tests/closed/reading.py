"""All words in an answer, whatever kind of file it is."""

import re
import zipfile
from io import BytesIO
from typing import Any

import openpyxl

from tests.reports import screen_reader

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def words(answer: Any) -> str:
    """The text of a page, picture or file; of a packed one all that is inside."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if not content:  # what a HEAD answers
        return ""
    if kind == "application/pdf" and content.startswith(b"%PDF") and b"%%EOF" in content:
        return _on_paper(content)
    if kind == _XLSX:
        return _in_a_workbook(content)
    if kind == "application/zip":
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return str(content.decode("utf-8", "replace"))


def _on_paper(content: bytes) -> str:
    """A word may be broken off at the end of a line: here it is whole again."""
    alts = [str(figure.alt) for figure in screen_reader.read(content).all("Figure")]
    text = "\n".join([*screen_reader.pages(content), *alts])
    return re.sub("[\u00ad-]\\s+", "", text)


def _in_a_workbook(content: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(content))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    about = book.properties
    return "\n".join([*book.sheetnames, str(about.title), str(about.subject), str(about.creator), *cells])
