"""What the search is measured against: full text as PostgreSQL has it, with trigrams, in the same database.

Tuned on the half of the questions that may be looked at: ranking, normalisation, weights, fallback, slips
and compounds. `plain` is what the database offers: passages as rows with weighted columns, all words and then
any; with words that look alike, or compounds, it was worse. `with_rarity` adds what it lacks: a word counts
by how rare it is, and then slips, compounds, our other names and the passage after it help.

The embedded server has no extension pg_trgm, so the trigrams stand in a table; the similarity is the same.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.db import connection, transaction

from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.choosing import ADJACENT
from doorlezen.webinars.search.models import SpokenAs
from doorlezen.webinars.search.passages import cut
from doorlezen.webinars.search.searching import NEARLY, PER_WEBINAR
from doorlezen.webinars.search.words import DATA, fold, question_words

ALIKE = 0.3
"""From this similarity on a word may have been meant, as is usual with pg_trgm."""
SHORTEST = 4
"""Letters in the shortest part of a compound."""
OTHER = 0.4
"""How much a part, a compound or another name counts, compared with the word itself."""
TITLE, HEADING, TEXT, NEXT = 0.1, 0.4, 0.4, 0.05
"""Weights of the columns (A, B, C, D in PostgreSQL)."""
MOST = 60
_WORD = re.compile(r"[a-z0-9]+")

Line = tuple[str, int | None]
"""A line of the page: the webinar's slug, and the second to which it leads."""


@transaction.atomic
def prepare() -> None:
    """Fill the two tables, unless they are there."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('bench_passage') is not null")
        if cursor.fetchone()[0]:
            return
        cursor.execute(
            "create table bench_said (slug text, source text, start int, a text, b text, c text, d text)"
        )
        said = list(_rows())  # before: nothing else can be asked while rows are copied
        with cursor.copy("copy bench_said from stdin") as rows:
            for row in said:
                rows.write_row(row)
        cursor.execute(
            "create table bench_passage as select row_number() over () as id, slug, source, start,"
            " setweight(to_tsvector('dutch', a), 'A') || setweight(to_tsvector('dutch', b), 'B')"
            " || setweight(to_tsvector('dutch', c), 'C') as vector,"
            " setweight(to_tsvector('dutch', d), 'D') as after from bench_said"
        )
        cursor.execute("create index on bench_passage using gin (vector) with (fastupdate = off)")
        cursor.execute(
            "create table bench_word as select distinct word, '{}'::text[] as trigrams from bench_said,"
            " regexp_split_to_table(a || ' ' || b || ' ' || c, '[^a-z0-9]+') as word where length(word) > 2"
        )
        cursor.execute("select word from bench_word order by word")
        words = [(trigrams(word), word) for (word,) in cursor.fetchall()]
        cursor.executemany("update bench_word set trigrams = %s where word = %s", words)
        cursor.execute("create index on bench_word using gin (trigrams)")
        cursor.execute("drop table bench_said")
        cursor.execute("analyze bench_passage, bench_word")


def plain(question: str) -> list[Line]:
    """What the page would show with what PostgreSQL has."""
    stems = [_quoted(_stem(word)) for word in _words(question)]
    if not stems:
        return []
    anyway, together = " | ".join(stems), " & ".join(stems)
    return _lines(
        "select slug, start, source, ts_rank(%s::real[], vector, %s::tsquery) as score from bench_passage"
        " where vector @@ %s::tsquery order by vector @@ %s::tsquery desc, score desc, id limit %s",
        [[NEXT, TEXT, HEADING, TITLE], anyway, anyway, together, MOST],
    )


def with_rarity(question: str) -> list[Line]:
    """What the page would show when each word counts by how rare it is."""
    terms = [term for word in _words(question) for term in _weighed(word)]
    if not terms:
        return []
    rank = "%s * ts_rank(%s::real[], vector || after, %s::tsquery)"
    weights = [NEXT, TEXT, HEADING, TITLE]
    values = [value for stem, worth in terms for value in (worth, weights, _quoted(stem))]
    return _lines(
        f"select slug, start, source, {' + '.join([rank] * len(terms))} as score from bench_passage"
        " where vector @@ %s::tsquery order by score desc, id limit %s",
        [*values, " | ".join(_quoted(stem) for stem, _ in terms), MOST],
    )


def trigrams(word: str) -> list[str]:
    """Three letters at a time, as pg_trgm cuts a word."""
    padded = f"  {word} "
    return sorted({padded[at : at + 3] for at in range(len(padded) - 2)})


def _rows() -> Iterator[tuple[Any, ...]]:
    for webinar in Webinar.objects.order_by("pk"):
        cuts = list(cut(webinar))
        for at, one in enumerate(cuts):
            if one.source is SpokenAs.ABOUT:
                texts = (webinar.title, one.text, "", "")
            else:
                after = cuts[at + 1].text if at + 1 < len(cuts) and one.source is SpokenAs.TRANSCRIPT else ""
                texts = ("", one.heading, one.text, after)
            yield webinar.slug, one.source.value, one.start, *map(fold, texts)


def _lines(statement: str, values: Sequence[Any]) -> list[Line]:
    """The rows as the page shows them: by webinar, at most so many moments of each."""
    shown: dict[str, list[tuple[int | None, float]]] = {}
    for slug, start, source, score in _asked(statement, values):
        said = shown.setdefault(slug, [])
        apart = all(
            score >= NEARLY * best and (start is None or at is None or abs(start - at) > ADJACENT)
            for at, best in said
        )
        if source != SpokenAs.ABOUT and len(said) < PER_WEBINAR and apart:
            said.append((start, score))
    return [(slug, at) for slug, said in shown.items() for at in ([at for at, _ in said] or [None])][:10]


def _words(question: str) -> list[str]:
    words = dict.fromkeys(_WORD.findall(fold(question)))
    return [word for word in words if word not in question_words() and _stem(word)]


def _weighed(word: str) -> Iterator[tuple[str, float]]:
    """The stems that answer a word and what each is worth."""
    own = _stem(word)
    others = {*_alike(word), *_compounds(word), *_other_names(word)}
    worth_of_own = _rarity(own)
    if worth_of_own is not None:
        yield own, worth_of_own
    for stem in sorted({_stem(other) for other in others} - {own, ""}):
        if (worth := _rarity(stem)) is not None:
            yield stem, worth if worth_of_own is None else OTHER * min(worth, worth_of_own)


@cache
def _stem(word: str) -> str:
    found = _asked("select (ts_lexize('dutch_stem', %s))[1]", [word])[0][0]
    return str(found or "")


@cache
def _rarity(stem: str) -> float | None:
    with_it = _asked("select count(*) from bench_passage where vector @@ %s::tsquery", [_quoted(stem)])[0][0]
    everything = _asked("select count(*) from bench_passage", [])[0][0]
    return math.log(1 + (everything - with_it + 0.5) / (with_it + 0.5)) if with_it else None


@cache
def _alike(word: str) -> list[str]:
    """What a word that stands nowhere may have been meant to be."""
    if len(word) <= SHORTEST or _asked("select 1 from bench_word where word = %s", [word]):
        return []
    mine = trigrams(word)
    found = _asked(
        "select word from (select word, cardinality(trigrams) as size, (select count(*) from unnest(trigrams)"
        " as one where one = any(%s)) as shared from bench_word where trigrams && %s) as near"
        " where shared >= %s * (size + %s - shared)"
        " order by shared::real / (size + %s - shared) desc, word limit 3",
        [mine, mine, ALIKE, len(mine), len(mine)],
    )
    return [other for (other,) in found]


@cache
def _compounds(word: str) -> list[str]:
    """Words that have it in them, and the words that it begins or ends with."""
    found = _asked(
        "select word from bench_word where word <> %s and (length(%s) >= %s and position(%s in word) > 0 or"
        " length(word) >= %s and (starts_with(%s, word) or right(%s, length(word)) = word)) order by word",
        [word, word, SHORTEST, word, SHORTEST, word, word],
    )
    return [other for (other,) in found]


def _other_names(word: str) -> set[str]:
    groups = tomllib.loads((DATA / "thesaurus.toml").read_text(encoding="utf-8"))["groups"]
    return {name for group in groups if word in group for name in group if " " not in name}


def _asked(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _quoted(stem: str) -> str:
    return "'" + stem.replace("'", "''") + "'"
