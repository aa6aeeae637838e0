"""What words count as, kept in the database: each word is looked up in the dictionary once."""

from collections.abc import Collection, Iterable, Mapping

from django.db import connection

from doorlezen.webinars.search.models import Word
from doorlezen.webinars.search.words import SHORTEST_SEEN, Known, same_words, slips, take_apart


def known_words(words: Iterable[str]) -> dict[str, Known]:
    """What these words count as, as far as the vocabulary has them."""
    rows = Word.objects.filter(word__in=set(words)).order_by("word").values_list("word", "stem", "parts")
    return {word: Known(stem, tuple(parts)) for word, stem, parts in rows}


def learn(words: Iterable[str]) -> dict[str, Known]:
    """What these words count as; the new ones are added to the vocabulary.

    Two who learn the same word at once both add it, and neither waits: once is as good as twice.
    """
    asked = set(words)
    known = known_words(asked)
    new = sorted(asked - known.keys())
    if not new:
        return known
    learned = judge(new, seen=_longer_words() | asked)
    Word.objects.bulk_create(rows_of(learned))
    return known | learned


def rows_of(words: Mapping[str, Known]) -> list[Word]:
    """Rows for words that are judged, not yet written."""
    return [
        Word(word=word, stem=it.stem, parts=list(it.parts), slips=slips(word) if it.stem else [])
        for word, it in words.items()
    ]


def judge(words: Collection[str], *, seen: Collection[str] = ()) -> dict[str, Known]:
    """What words count as, without looking them up or adding them: also for the words of a question."""
    apart = {word: take_apart(word, seen) for word in words}
    stems = _stems({*words, *(part for parts in apart.values() for part in parts)})
    return {
        word: Known(stems[word], tuple(dict.fromkeys(stems[part] for part in apart[word] if stems[part])))
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


def _longer_words() -> set[str]:
    return set(
        Word.objects.filter(word__regex=f"^[a-z]{{{SHORTEST_SEEN},}}$")
        .order_by("word")
        .values_list("word", flat=True)
    )
