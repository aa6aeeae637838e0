"""Text that a spreadsheet must not take for a formula: whatever file we give, its text goes through here."""

import re
import unicodedata

_SIGNS = "=+-@"
_NUMBER = re.compile(r"-[0-9][0-9.,]*%?|\+[0-9][0-9.]*,[0-9]+%?", re.ASCII)
"""What begins with a sign and is a figure all the same: it is shown as it stands and carries nothing out."""
_NEXT_CELL = re.compile(r"([;,\t\r\n])(?=\s*[=@＝＠]|[+\-＋－][^\s\d])")
"""Where a spreadsheet of another language, which takes this sign for the end of a cell, finds a formula."""


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula.

    What counts is its first sign that is seen: blanks, control characters and what has no width before it
    are passed over, and a full-width sign is the sign itself. A tab or a line end begins a formula by itself.
    """
    return f"'{text}" if _begins_a_formula(text) else text


def guarded_throughout(text: str) -> str:
    """As `guarded`, also where the text would be taken apart at another separator than that of the file."""
    return _NEXT_CELL.sub(r"\1'", guarded(text))


def _begins_a_formula(text: str) -> bool:
    for sign in text:
        if sign in "\t\r\n":
            return True
        # Z: blanks; C: what is not seen at all
        if sign.isspace() or unicodedata.category(sign)[0] in "ZC":
            continue
        return unicodedata.normalize("NFKC", sign) in _SIGNS and not _NUMBER.fullmatch(text.strip())
    return False
