"""From text to words to stems: what a word counts as, and of which words a compound is made.

Stems come from PostgreSQL's Dutch dictionary, so that what is indexed and what is asked meet. Compounds are
taken apart into words that are known: those in ``data/base_words.txt`` and longer ones seen in the catalogue.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
LONGEST = 60
SHORTEST_PART = 3
"""Letters in the shortest part of a compound from the list of base words."""
SHORTEST_SEEN = 5
"""Letters in the shortest part that is only known because it was seen: shorter ones split by accident."""
ENDINGS = ("en", "s", "n")
"""What makes a plural of a base word; a plural that changes its vowel stands in the list itself."""
BETWEEN = ("", "s", "en", "e")
"""What Dutch puts between the parts of a compound."""

SHORTEST_FORGIVEN = 4
"""Letters in the shortest sound in which a slip is forgiven."""

_TOKEN = re.compile(r"[0-9]+(?:e|de|ste)\b|[0-9]+|[a-z]+(?:['’]s\b)?")
_INITIAL = re.compile(r"(?<![a-z0-9'’])([a-z])[-\u2010-\u2013](?=[a-z]{2})")
"""A letter tied to the word after it: d-Bos, e-book."""
_DOUBLE = re.compile(r"(.)\1+")
_COUNTING = (
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
_NUMBERS = {
    **{str(number): word for number, word in enumerate(_COUNTING)},
    # the two Roman ones that schemes have, and that are no words
    "ii": "twee",
    "iii": "drie",
}
_SOUNDS = (
    ("sch", "sg"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "t"),
    ("ck", "k"),
    ("x", "ks"),
    ("qu", "kw"),
    ("ij", "y"),
    ("ei", "y"),
    ("ie", "i"),
    ("ou", "au"),
    ("ch", "g"),
    ("dt", "t"),
    ("z", "s"),
    ("v", "f"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
)


class WordForm(NamedTuple):
    """What a word counts as: its stem (empty: a stop word), and the stems of the parts of a compound."""

    stem: str
    parts: tuple[str, ...]


def fold(text: str) -> str:
    """Small letters without accents: "Financiën" becomes "financien"."""
    # small letters last: a sign such as ℠ is spelled out in capitals
    plain = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(plain).lower()


def tokens(text: str) -> list[str]:
    """The words of a text in order, folded; what is longer than a word can be is cut off, "8" is "acht".

    Letters and digits are words apart, however they are written: MBV2, MBV-2 and "MBV 2" are the same two
    words, and so is MBV II. A single letter belongs to the word that it is tied to: d-Bos is dBos.
    """
    found = _TOKEN.findall(_INITIAL.sub(r"\1", fold(text)))
    return [_NUMBERS.get(word, word) for word in map(_bare, found)]


def _bare(word: str) -> str:
    """Without the 's of "KPI's" and "foto's"."""
    return word[:-2][:LONGEST] if word.endswith(("'s", "’s")) else word[:LONGEST]


def sound(word: str) -> str:
    """How a word sounds, roughly: what people mix up in writing comes out the same (ij/ei, th/t, cc/kk)."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    word = _DOUBLE.sub(r"\1", word)
    return word[:-1] + "t" if word.endswith("d") else word


def slips(word: str) -> list[str]:
    """How a word sounds, and that with any one letter left out; in order, once each."""
    heard = sound(word)
    if len(heard) < SHORTEST_FORGIVEN:
        return [heard]
    return sorted({heard, *(heard[:i] + heard[i + 1 :] for i in range(len(heard)))})


def distance(one: str, other: str) -> int:
    """How many letters were left out, put in, changed or swapped with their neighbour (Damerau)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def take_apart(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The known words that make up ``word`` from begin to end, the longest first part that works; or ().

    A base word is never taken apart, so "onderwijs" is not made of "onder" and "wijs". A part that is a
    compound itself is taken apart too, so that it makes no difference which of the two was seen first.
    """
    if _is_base(word) or len(word) < 2 * SHORTEST_PART or word.isdecimal():
        return ()
    parts = _split(word, known, word)
    return tuple(small for part in parts for small in take_apart(part, known) or (part,))


def _split(word: str, known: Collection[str], whole: str) -> tuple[str, ...]:
    """The parts of ``word``, a piece of ``whole``; itself where it is a word that has no parts; else ()."""
    if _is_base(word) and word != whole:
        return (word,)
    for end in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        first = word[:end]
        if not _is_part(first, known) or _is_linked(first):
            continue
        for link in BETWEEN:
            rest = word[end + len(link) :]
            if word.startswith(link, end) and (others := _split(rest, known, whole)):
                return (first, *others)
    return (word,) if word != whole and _is_part(word, known) else ()


def _is_part(word: str, known: Collection[str]) -> bool:
    return _is_base(word) or (len(word) >= SHORTEST_SEEN and word in known)


def _is_linked(word: str) -> bool:
    """Whether it is a base word with the s that links it to the next part."""
    return word not in base_words() and word.endswith("s") and word.removesuffix("s") in base_words()


def _is_base(word: str) -> bool:
    """Whether it is a base word, in the singular or the plural."""
    return word in base_words() or any(
        word.endswith(ending) and word.removesuffix(ending) in base_words() for ending in ENDINGS
    )


@cache
def base_words() -> frozenset[str]:
    """The words of which compounds in this field are made."""
    return frozenset(word for line in _lines("base_words.txt") for word in tokens(line))


@cache
def question_words() -> frozenset[str]:
    """Words that a question is asked with and is not about."""
    return frozenset(word for line in _lines("question_words.txt") for word in tokens(line))


@cache
def light_words() -> frozenset[str]:
    """Words that say little by themselves."""
    return frozenset(word for line in _lines("light_words.txt") for word in tokens(line))


@cache
def known_dutch() -> frozenset[str]:
    """Words that are no slip of the pen, whether anybody said them or not."""
    return base_words() | question_words() | light_words() | same_words().keys()


@cache
def same_words() -> dict[str, str]:
    """Word → the word that it counts as, where the stemmer would keep them apart."""
    same: dict[str, str] = {}
    for line in _lines("same_words.txt"):
        first, *others = tokens(line)
        for word in (first, *others):
            same.setdefault(word, first)
    return same


def _lines(name: str) -> Iterable[str]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
