"""Which webinars and passages are weighed in full: the part of a search that the database does."""

import math
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.models import Passage, Posting
from doorlezen.webinars.search.question import AskedWord, SearchQuery, Term

MOST_WEBINARS = 30
"""So many webinars are looked at passage by passage."""
TELLING = 0.3
"""A term tells something when it is worth at least this share of the one worth most. By terms that do not, no
webinar is chosen and no passage is looked at; they only count in the passages that are."""
COMMON = 20_000
"""Words said in more passages than this, all together, are not looked up in the index of all passages."""
TOGETHER = 1000
"""Two words that are both said in more passages than this stand together in too many: then three must."""
EVERYWHERE = 2000
"""Words that by chance alone would stand together in more passages than this choose none by it."""
PASSAGES = 60
"""So many of the best passages are weighed in full."""
ADJACENT = 60
"""Passages that begin at most so many seconds apart belong to the same piece of talk."""


class IndexedPassage(NamedTuple):
    """A passage as it stands in the index."""

    id: int
    webinar: int
    source: str
    start: int | None
    end: int | None
    speaker: str
    text: str
    vector: str


def weigh_webinars(words: Sequence[AskedWord], allowed: QuerySet[Webinar]) -> dict[int, float]:
    """Webinar → between 0 and 1, the best `MOST_WEBINARS`: how much of what is asked it is about."""
    most = sum(word.worth for word in words)
    rows = _best_of_each_stem(words)
    ids, parameters = allowed.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select webinar_id, sum(best) from (
                select p.webinar_id, a.number, max(p.impact * a.worth) as best
                from unnest(%s::int[], %s::text[], %s::float[]) as a (number, stem, worth)
                join {Posting._meta.db_table} p on p.stem = a.stem
                group by p.webinar_id, a.number
            ) as each_word
            where webinar_id in ({ids})
            group by webinar_id order by sum(best) desc, webinar_id limit {MOST_WEBINARS}
            """,
            [*(list(column) for column in zip(*rows, strict=True)), *parameters],
        )
        return {webinar: score / most for webinar, score in cursor.fetchall()}


def _best_of_each_stem(words: Sequence[AskedWord]) -> list[tuple[int, str, float]]:
    """The telling terms as number of the word, stem and worth: a stem may be worth more where it stands
    itself, but a webinar is not weighed by that."""
    best: dict[tuple[int, str], float] = {}
    for number, term in _telling(words):
        best[number, term.stem] = max(term.worth, best.get((number, term.stem), 0.0))
    return [(number, stem, worth) for (number, stem), worth in best.items()]


def _telling(words: Sequence[AskedWord]) -> list[tuple[int, Term]]:
    """The terms that tell something, each with the number of its word."""
    least = TELLING * max(word.worth for word in words)
    return [(number, term) for number, word in enumerate(words) for term in word.terms if term.worth >= least]


def passages(
    question: SearchQuery, webinars: Collection[int], allowed: QuerySet[Webinar]
) -> list[IndexedPassage]:
    """The `PASSAGES` that are roughly the best: of these webinars, or of any that says the rarest words."""
    words = question.words
    roughly, values = _roughly(words)
    telling = [term for _, term in _telling(words)]
    says = _says(telling)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select id, webinar_id, source, start, "end", speaker, text, vector::text
            from {Passage._meta.db_table}
            where (webinar_id = any(%s) and {says}) or id = any(%s)
            order by {roughly} desc, id limit {PASSAGES}
            """,
            [list(webinars), _any(telling), _with_the_rarest(question, allowed), *values],
        )
        return [IndexedPassage(*row) for row in cursor.fetchall()]


def _says(telling: Iterable[Term]) -> str:
    """SQL for whether a passage says one of these terms.

    The index of all passages is quick for rare words. For common ones it is quicker to look at each passage
    of the few webinars: the function behind @@ uses no index.
    """
    common = sum({term.stem: term.passages for term in telling}.values()) > COMMON
    return "ts_match_vq(vector, %s::tsquery)" if common else "vector @@ %s::tsquery"


def _roughly(words: Sequence[AskedWord]) -> tuple[str, list[str | float]]:
    """SQL for the sum over the asked words of the best term of each that a passage has, and its values.

    Most passages have most words not at all: that takes one look for each word.
    """
    cases, values = [], list[str | float]()
    for word in words:
        terms = sorted(word.terms, key=lambda term: -term.worth)
        each = " ".join(["when vector @@ %s::tsquery then %s::float8"] * len(terms))
        cases.append(f"case when vector @@ %s::tsquery then case {each} else 0 end else 0 end")
        values.append(_any(terms))
        values += [value for term in terms for value in (_query(term), term.worth)]
    return " + ".join(cases), values


def _any(terms: Iterable[Term]) -> str:
    return " | ".join(sorted({f"'{term.stem}'" for term in terms}))


def _with_the_rarest(question: SearchQuery, allowed: QuerySet[Webinar]) -> list[int]:
    """Passages anywhere that say the rarest words: also in a webinar that is about something else.

    None where they are said all over the place.
    """
    rarest = [_main(word) for word in sorted(question.words, key=lambda word: -word.worth)]
    enough = 3 if min(term.passages for term in rarest[:2]) > TOGETHER else 2
    if enough > max(len(rarest), 2):
        return []
    shares = [term.passages / question.passages for term in rarest[:enough]]
    if math.prod(shares) * question.passages > EVERYWHERE:
        return []
    together = " & ".join(f"'{term.stem}'" for term in rarest[:enough])
    ids, parameters = allowed.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            with said as materialized (
                select id from {Passage._meta.db_table}
                where vector @@ %s::tsquery and webinar_id in ({ids})
            )
            select id from said order by id limit {PASSAGES}
            """,
            [together, *parameters],
        )
        return [number for (number,) in cursor.fetchall()]


def _query(term: Term) -> str:
    return f"'{term.stem}':A" if term.exact else f"'{term.stem}'"


def _main(word: AskedWord) -> Term:
    return max(word.terms, key=lambda term: term.worth)
