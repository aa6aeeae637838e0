"""Which words of a passage answered the question."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from doorlezen.webinars.search.question import SearchQuery
from doorlezen.webinars.search.vocabulary import known_words
from doorlezen.webinars.search.words import WordForm, tokens

_WORD = re.compile(r"((?<!\w)\w[-\u2010-\u2013]\w+|\w+)")


def marked(texts: Sequence[str], question: SearchQuery) -> list[SafeString]:
    """The texts, escaped, with <mark> around each word that is one of those asked for. One query for all."""
    split = [_WORD.split(text) for text in texts]
    read = {piece: tokens(piece) for piece in {piece for pieces in split for piece in pieces[1::2]}}
    known = known_words(word for words in read.values() for word in words)
    wanted = {term.stem for word in question.words for term in word.terms}
    answers = {
        piece: format_html("<mark>{}</mark>", piece)
        for piece, words in read.items()
        if any(_is_wanted(known.get(word), wanted) for word in words)
    }
    return [_joined(pieces, answers) for pieces in split]


def _joined(pieces: Sequence[str], answers: Mapping[str, SafeString]) -> SafeString:
    """The pieces as one text; what stands between two answers is escaped in one go."""
    told: list[str] = []
    for is_answer, group in groupby(pieces, key=answers.__contains__):
        run = list(group)
        told += [answers[piece] for piece in run] if is_answer else ["".join(run)]
    return format_html_join("", "{}", ((piece,) for piece in told))


def _is_wanted(known: WordForm | None, wanted: set[str]) -> bool:
    return known is not None and not wanted.isdisjoint((known.stem, *known.parts))
