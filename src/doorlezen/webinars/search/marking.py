"""Which words of a passage answered the question."""

import re
from collections.abc import Mapping, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from doorlezen.webinars.search.question import Question
from doorlezen.webinars.search.vocabulary import known_words
from doorlezen.webinars.search.words import Known, tokens

_WORD = re.compile(r"(\w+)")


def marked(texts: Sequence[str], question: Question) -> list[SafeString]:
    """The texts, escaped, with <mark> around each word that is one of those asked for. One query for all."""
    known = known_words(word for text in texts for word in tokens(text))
    wanted = {term.stem for word in question.words for term in word.terms}
    return [_marked(text, known, wanted) for text in texts]


def _marked(text: str, known: Mapping[str, Known], wanted: set[str]) -> SafeString:
    pieces = ((_piece(piece, known, wanted),) for piece in _WORD.split(text))
    return format_html_join("", "{}", pieces)


def _piece(piece: str, known: Mapping[str, Known], wanted: set[str]) -> str | SafeString:
    for word in tokens(piece):
        it = known.get(word)
        if it is not None and not wanted.isdisjoint((it.stem, *it.parts)):
            return format_html("<mark>{}</mark>", piece)
    return piece
