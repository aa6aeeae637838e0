"""Keeps the index in step with the catalogue. The index of a webinar is replaced as a whole.

Whoever indexes holds the row of that one webinar and waits for nobody else: counts and words over all
webinars are only ever added to, and put together at night (`tidying`). So two who index at once never stand
in each other's way, however many webinars each of them has in one transaction.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from django.db import connection, transaction
from django.utils import timezone

from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.models import ALL, Passage, Posting, Spoken, Stem
from doorlezen.webinars.search.passages import Cut, cut
from doorlezen.webinars.search.shares import ENOUGH, Share, shares, vector
from doorlezen.webinars.search.vocabulary import learn
from doorlezen.webinars.search.words import tokens


@transaction.atomic
def index_webinar(webinar: Webinar) -> None:
    """Make the index of this webinar anew, drafts too: who may see what is decided when somebody searches."""
    if not _hold(webinar):
        return
    cuts = list(cut(webinar))
    words = [said(passage) for passage in cuts]
    spoken = {word for of_one in words for word in of_one}
    known = learn(spoken, is_public=published(timezone.now()).filter(pk=webinar.pk).exists())
    _replace(webinar, cuts, [vector(of_one, known) for of_one in words], shares(cuts, words, known))
    _keep_words(webinar, spoken)


@transaction.atomic
def forget_webinar(webinar: Webinar) -> None:
    """Take a webinar out of the index, before it is deleted."""
    if _hold(webinar):
        _replace(webinar, [], [], {})
        _keep_words(webinar, set())


def index_those_with(named_at: str, keys: Collection[int]) -> None:
    """Index the webinars that name these; ``named_at``: the way to them ("themes", …).

    Call it when the change of their names is committed, so that it holds nothing while it waits.
    """
    if keys:
        for webinar in Webinar.objects.filter(**{f"{named_at}__in": keys}).distinct().order_by("pk"):
            index_webinar(webinar)


def said(passage: Cut) -> list[str]:
    """The words of a passage, those of the heading above it first."""
    return tokens(f"{passage.heading} {passage.text}")


def _hold(webinar: Webinar) -> bool:
    """Keep others from indexing this webinar until the transaction is over; False when it is gone."""
    row = Webinar.objects.filter(pk=webinar.pk).order_by("pk").select_for_update(no_key=True)
    return bool(row.values_list("pk", flat=True).first())


def _replace(
    webinar: Webinar, cuts: Sequence[Cut], vectors: Sequence[str], found: Mapping[str, Share]
) -> None:
    now = {**found, ALL: Share(0.0, len(cuts))} if cuts else {}
    old = Posting.objects.filter(webinar=webinar)
    change = Counter({stem: share.passages for stem, share in now.items()})
    change.subtract(dict(old.order_by("stem").values_list("stem", "passages")))
    Passage.objects.filter(webinar=webinar).delete()
    old.delete()
    _insert_passages(webinar, cuts, vectors)
    _insert_postings(webinar, now)
    _count({stem: more for stem, more in change.items() if more})


def _keep_words(webinar: Webinar, spoken: Collection[str]) -> None:
    Spoken.objects.filter(webinar=webinar).delete()
    if spoken:
        Spoken.objects.create(webinar=webinar, words=sorted(spoken))


def _insert_passages(webinar: Webinar, cuts: Sequence[Cut], vectors: Sequence[str]) -> None:
    columns = 'webinar_id, document_id, source, start, "end", speaker, text, vector'
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {Passage._meta.db_table} ({columns}) from stdin") as rows,
    ):
        for passage, words in zip(cuts, vectors, strict=True):
            rows.write_row(
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
            )


def _insert_postings(webinar: Webinar, found: Mapping[str, Share]) -> None:
    columns = "webinar_id, stem, impact, passages"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {Posting._meta.db_table} ({columns}) from stdin") as rows,
    ):
        for stem, share in sorted(found.items()):
            rows.write_row((webinar.pk, stem, share.weight / (share.weight + ENOUGH), share.passages))


def _count(change: Mapping[str, int]) -> None:
    """Add to the counts over all webinars."""
    columns = "stem, passages"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy {Stem._meta.db_table} ({columns}) from stdin") as rows,
    ):
        for row in sorted(change.items()):
            rows.write_row(row)
