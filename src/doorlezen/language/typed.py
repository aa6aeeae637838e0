"""What people type, before it is kept: names, titles and sentences without what nobody can see."""

import re
import unicodedata

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show as nothing."""
_JOINERS = frozenset("\u200c\u200d")
_JOINED = frozenset({"Lo", "So", "Sk"})
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_MARKS = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
_LINES = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def clean_line(text: str) -> str:
    """One line as it is kept and shown: "a\\u202eb\\n c" → "ab c".

    Composed (NFC); control characters, changes of direction, invisible and private characters and code points
    that are no characters are gone; every stretch of white space is one space. What is left can stand in a
    mail's head, in XML, and beside other text without turning it around. May be empty.
    """
    before = None
    while text != before:  # what was apart may come together
        before, text = text, _clean(text)
    return text


def clean_text(text: str) -> str:
    """Text of several lines, each of them a `clean_line`; no empty lines at the start or the end."""
    return "\n".join(clean_line(line) for line in _LINES.split(text)).strip("\n")


def _clean(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    shown = "".join(_shown(text, place) for place in range(len(text)))
    return _MARKS.sub(r"\1", unicodedata.normalize("NFC", " ".join(shown.split())))


def _shown(text: str, place: int) -> str:
    character = text[place]
    if character.isascii() and character.isprintable():
        return character
    kind = unicodedata.category(character)
    if character.isspace() or kind in _SPACES:
        return " "
    if character in _JOINERS:
        return character if _joins(text, place) else ""
    return "" if kind in _UNSEEN or character in _BLANK or _is_nothing(ord(character)) else character


def _is_nothing(point: int) -> bool:
    """No character and never to be one, or one that Unicode says shows as nothing. New pictures are none."""
    return (
        point & 0xFFFE == 0xFFFE
        or 0xFDD0 <= point <= 0xFDEF
        or point == 0x2065
        or 0xFFF0 <= point <= 0xFFF8
        or 0xE0000 <= point <= 0xE0FFF
    )


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between letters without capitals (Arabic, Hindi) or between two pictures."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not before or not after or unicodedata.category(after) not in _JOINED:
        return False
    virama = unicodedata.combining(before) == 9
    return virama or before == "\ufe0f" or unicodedata.category(before) in _JOINED
