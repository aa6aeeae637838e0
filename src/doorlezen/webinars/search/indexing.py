"""Keeps the index in step with the catalogue. The index of a webinar is replaced as a whole."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from django.db import connection, transaction

from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.models import Passage, Posting, Stem, Word
from doorlezen.webinars.search.passages import Cut, cut
from doorlezen.webinars.search.shares import ENOUGH, Share, shares, vector
from doorlezen.webinars.search.vocabulary import judge, learn
from doorlezen.webinars.search.words import tokens

ALL = ""
"""Under this stem stands how many passages there are."""


@transaction.atomic
def index_webinar(webinar: Webinar) -> None:
    """Make the index of this webinar anew, drafts too: who may see what is decided when somebody searches."""
    cuts = list(cut(webinar))
    words = [tokens(f"{passage.heading} {passage.text}") for passage in cuts]
    known = learn(word for of_one in words for word in of_one)
    _replace(webinar, cuts, [vector(of_one, known) for of_one in words], shares(cuts, words, known))


@transaction.atomic
def forget_webinar(webinar: Webinar) -> None:
    """Take a webinar out of the index, before it is deleted."""
    _replace(webinar, [], [], {})


def index_everything(progress: Callable[[int, int], None] | None = None) -> int:
    """Make the whole index anew and return how many webinars it has; each webinar is one transaction.

    Compounds are looked at again too, since a part may have become known after them.
    """
    _judge_again()
    webinars = list(Webinar.objects.order_by("pk"))
    for done, webinar in enumerate(webinars, start=1):
        index_webinar(webinar)
        if progress is not None:
            progress(done, len(webinars))
    return len(webinars)


def _replace(
    webinar: Webinar, cuts: Sequence[Cut], vectors: Sequence[str], said: Mapping[str, Share]
) -> None:
    old = Posting.objects.filter(webinar=webinar)
    change = Counter({stem: share.passages for stem, share in said.items()})
    change.subtract(dict(old.order_by("stem").values_list("stem", "passages")))
    change[ALL] = len(cuts) - Passage.objects.filter(webinar=webinar).count()
    Passage.objects.filter(webinar=webinar).delete()
    _insert_passages(webinar, cuts, vectors)
    old.delete()
    Posting.objects.bulk_create(
        Posting(
            webinar=webinar,
            stem=stem,
            impact=share.weight / (share.weight + ENOUGH),
            passages=share.passages,
        )
        for stem, share in sorted(said.items())
    )
    _count({stem: more for stem, more in change.items() if more})


def _insert_passages(webinar: Webinar, cuts: Sequence[Cut], vectors: Sequence[str]) -> None:
    rows = [
        (
            webinar.pk,
            passage.document.pk if passage.document else None,
            passage.source,
            passage.start,
            passage.end,
            passage.speaker,
            passage.text,
            words,
        )
        for passage, words in zip(cuts, vectors, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into {Passage._meta.db_table}"
            ' (webinar_id, document_id, source, start, "end", speaker, text, vector)'
            " values (%s, %s, %s, %s, %s, %s, %s, %s::tsvector)",
            rows,
        )


def _count(change: Mapping[str, int]) -> None:
    """Add to the counts over all webinars, always in the same order: two who index at once never block."""
    stems = sorted(change)
    table = Stem._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} (stem, passages) select stem, 0 from unnest(%s::text[]) as stem"
            " order by stem on conflict (stem) do nothing",
            [stems],
        )
        cursor.execute(
            f"select stem from {table} where stem = any(%s::text[]) order by stem for update", [stems]
        )
        cursor.execute(
            f"update {table} as s set passages = s.passages + more"
            " from unnest(%s::text[], %s::int[]) as change (stem, more) where s.stem = change.stem",
            [stems, [change[stem] for stem in stems]],
        )


def _judge_again() -> None:
    words = list(Word.objects.order_by("word"))
    judged = judge([word.word for word in words], seen={word.word for word in words})
    changed = []
    for word in words:
        stem, parts = judged[word.word]
        if (word.stem, word.parts) != (stem, list(parts)):
            word.stem, word.parts = stem, list(parts)
            changed.append(word)
    Word.objects.bulk_update(changed, ["stem", "parts"], batch_size=1000)
