"""Texts of others, made safe to show: names come from files, and files hold anything."""

import unicodedata

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BOX = "\N{WHITE VERTICAL RECTANGLE}"

# The characters that the typefaces inside typst can show; PDF/UA forbids any other. Measured by setting each
# one; tests/reports/test_legible.py sets them all again, so a typst that shows less is noticed.
_IN_TYPST = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x0377),  # Latin with accents, phonetic signs, combining accents
    (0x038E, 0x03A1),  # Greek
    (0x03A3, 0x04FF),  # Greek, Cyrillic
    (0x05D0, 0x05EA),  # Hebrew
    (0x0621, 0x063A),  # Arabic
    (0x0640, 0x0655),  # Arabic
    (0x0660, 0x066D),  # Arabic figures
    (0x1E00, 0x1EFF),  # Latin with more accents
    (0x2010, 0x2027),  # dashes, quotes, bullets
    (0x202F, 0x2040),
    (0x20A0, 0x20BF),  # currencies
    (0x2153, 0x215E),  # fractions
    (0x2190, 0x23FF),  # arrows, mathematics
    (0x2500, 0x25FF),  # blocks and shapes
    (0x2713, 0x2718),  # ticks and crosses
)


def plain(text: str) -> str:
    """The text on one line: control characters become spaces, marks that turn the direction of what
    follows are left out, half a surrogate pair becomes U+FFFD, runs of blanks one space; composed (NFC)."""
    cleaned = "".join(_plain(character) for character in text)
    return " ".join(unicodedata.normalize("NFC", cleaned).split())


def _plain(character: str) -> str:
    if character in _BIDI_CONTROLS:
        return ""
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cs":
            return _REPLACEMENT
        case _ if ord(character) & 0xFFFE == 0xFFFE:  # no character, and not allowed in XML
            return _REPLACEMENT
        case _:
            return character


def drawable(text: str) -> str:
    """The text with what no typeface inside typst can show replaced by ▯; invisible marks are left out."""
    return text if text.isascii() else "".join(_drawable(character) for character in text)


def _drawable(character: str) -> str:
    code = ord(character)
    if character == "\n" or any(first <= code <= last for first, last in _IN_TYPST):
        return character
    return "" if unicodedata.category(character) in {"Mn", "Me", "Cf"} else _BOX
