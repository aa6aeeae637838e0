"""Words in a note that look like the name of a pupil: a question to whoever wrote it, no proof.

Asked about are common first names, and words with a capital in the middle of a sentence. Not: what stands
between quotation marks (titles of books), names after "juf", "meester" and such, abbreviations, and the words
of the school, its place and the library. The device asks the same with the same words, before there is
reception (web/look/js/visits/names.js); a test holds both to the same sentences.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from doorlezen.documents.toml_text import parse_toml

_WORD = re.compile("[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9'\u2019-]*")
_QUOTED = re.compile('["\u201e\u201c\u00ab][^"\u201e\u201c\u201d\u00ab\u00bb]{1,80}["\u201c\u201d\u00bb]')
_SENTENCE = re.compile(r"[.!?\n]")
_POSSESSIVE = re.compile("['\u2019]s$")
_ABBREVIATED = 5
"""Letters of the longest abbreviation: NT2, SBO."""


@dataclass(frozen=True)
class NoteWords:
    """The words that the check knows, in small letters."""

    first_names: frozenset[str]
    also_words: frozenset[str]
    no_names: frozenset[str]
    before_adults: frozenset[str]


@cache
def note_words() -> NoteWords:
    """The shipped words (data/note_words.toml)."""
    name = "note_words.toml"
    data = parse_toml(files("doorlezen.visits").joinpath("data", name).read_bytes(), name=name)
    return NoteWords(
        **{
            key: frozenset(data[key].lower().split())
            for key in ("first_names", "also_words", "no_names", "before_adults")
        }
    )


def local_words(names: Iterable[str]) -> list[str]:
    """The words of the names of a school, its place and a library, which are nobody's name there."""
    return sorted({word.lower() for name in names for word in _WORD.findall(name)})


def words_like_names(note: str, *, local: Iterable[str] = ()) -> list[str]:
    """The words to ask about, once each, in order. ``local``: as `local_words` gives them."""
    known, around = note_words(), frozenset(local)
    text = _QUOTED.sub(lambda quoted: "," * len(quoted[0]), note)
    found: list[str] = []
    end, before = 0, ""
    for match in _WORD.finditer(text):
        between, word = text[end : match.start()], match[0]
        begins = not before or _SENTENCE.search(between) is not None
        if before not in known.before_adults and _like_a_name(word, begins, known, around):
            found.append(word)
        end, before = match.end(), word.lower()
    return list(dict.fromkeys(found))


def _like_a_name(word: str, begins: bool, known: NoteWords, around: frozenset[str]) -> bool:
    plain = _POSSESSIVE.sub("", word.lower())
    has_capital = word[0] != word[0].lower()
    for name in (plain, plain.removesuffix("s")):
        if name in known.first_names:
            return (has_capital or name not in known.also_words) and name not in around
    if not has_capital or begins or len(word) < 2:
        return False
    abbreviated = word == word.upper() and len(word) <= _ABBREVIATED
    own = {plain, plain.removesuffix("s"), plain.partition("-")[0]}
    return not abbreviated and own.isdisjoint(known.no_names) and own.isdisjoint(around)
