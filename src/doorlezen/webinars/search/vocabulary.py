"""What words count as, kept in the database: each word is looked up in the dictionary once."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import CharField, Exists, Func, OuterRef, QuerySet
from django.utils import timezone

from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.search.models import Spoken, Word
from doorlezen.webinars.search.words import SHORTEST_SEEN, WordForm, same_words, slips, take_apart

_WORDS: Any = ArrayField(CharField(max_length=60))


def known_words(words: Iterable[str]) -> dict[str, WordForm]:
    """What these words count as, as far as the vocabulary has them."""
    rows = Word.objects.filter(word__in=set(words)).order_by("word").values_list("word", "stem", "parts")
    return {word: WordForm(stem, tuple(parts)) for word, stem, parts in rows}


def public_words(words: QuerySet[Word], now: datetime.datetime) -> QuerySet[Word]:
    """Those that stand in what the public sees: no others may be told of, or change an answer."""
    here = Spoken.objects.filter(
        webinar__in=published(now).order_by(),
        words__contains=Func(OuterRef("word"), template="ARRAY[%(expressions)s]", output_field=_WORDS),
    )
    return words.filter(Exists(here))


def known_in_public(words: Iterable[str], now: datetime.datetime) -> dict[str, WordForm]:
    """What these words count as, as far as they stand in what is public."""
    rows = public_words(Word.objects.filter(word__in=set(words)), now).order_by("word")
    return {
        word: WordForm(stem, tuple(parts)) for word, stem, parts in rows.values_list("word", "stem", "parts")
    }


def inside(words: Iterable[str]) -> set[str]:
    """All that a compound among these words could be made of, beside the base words."""
    return {
        word[i:j] for word in words for i in range(len(word)) for j in range(i + SHORTEST_SEEN, len(word) + 1)
    }


def learn(words: Collection[str], *, is_public: bool) -> dict[str, WordForm]:
    """What these words of a webinar count as; the new ones are added to the vocabulary.

    A word is taken apart into words that are public, and into those beside it where they are public too: a
    draft changes nothing of how the public finds its words. What becomes public later counts from the night
    on (`tidying`).

    Two who learn the same word at once both add it, and neither waits: once is as good as twice.
    """
    asked = set(words)
    known = known_words(asked)
    new = sorted(asked - known.keys())
    if not new:
        return known
    seen = known_in_public(inside(new), timezone.now()).keys()
    learned = judge(new, seen=seen | asked if is_public else seen)
    Word.objects.bulk_create(rows_of(learned))
    return known | learned


def rows_of(words: Mapping[str, WordForm]) -> list[Word]:
    """Rows for words that are judged, not yet written."""
    return [
        Word(word=word, stem=it.stem, parts=list(it.parts), slips=slips(word) if it.stem else [])
        for word, it in words.items()
    ]


def judge(words: Collection[str], *, seen: Collection[str] = ()) -> dict[str, WordForm]:
    """What words count as, without looking them up or adding them: also for the words of a question."""
    apart = {word: take_apart(word, seen) for word in words}
    stems = _stems({*words, *(part for parts in apart.values() for part in parts)})
    return {
        word: WordForm(stems[word], tuple(dict.fromkeys(stems[part] for part in apart[word] if stems[part])))
        for word in words
    }


def _stems(words: Collection[str]) -> dict[str, str]:
    """The stem of each word in PostgreSQL's Dutch dictionary; a stop word has none."""
    counted = {word: same_words().get(word, word) for word in words}
    with connection.cursor() as cursor:
        cursor.execute(
            "select word, ts_lexize('dutch_stem', word) from unnest(%s::text[]) as word",
            [sorted(set(counted.values()))],
        )
        stem = {word: (found or [""])[0] for word, found in cursor.fetchall()}
    return {word: stem[as_word] for word, as_word in counted.items()}
