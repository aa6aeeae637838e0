"""The index as a whole: put together at night, or made anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.indexing import index_webinar, said
from doorlezen.webinars.search.models import Posting, Spoken, Stem, Word
from doorlezen.webinars.search.passages import cut
from doorlezen.webinars.search.vocabulary import judge, rows_of

_TIDYING = 0x77656273
"""The number of a lock in the database that only this module takes."""


def index_everything(progress: Callable[[int, int], None] | None = None) -> int:
    """Make the whole index anew and return how many webinars it has.

    The vocabulary becomes that of the catalogue as it is now. Each webinar is one transaction, so that
    searching and editing go on. ``progress`` hears how many webinars are done, and of how many.
    """
    webinars = list(Webinar.objects.order_by("pk"))
    with _alone():
        public = set(published(timezone.now()).order_by().values_list("pk", flat=True))
        words, seen = set(), set()
        for webinar in webinars:
            here = {word for passage in cut(webinar) for word in said(passage)}
            words |= here
            seen |= here if webinar.pk in public else set()
        Word.objects.all().delete()
        Word.objects.bulk_create(rows_of(judge(sorted(words), seen=seen)), batch_size=1000)
    for done, webinar in enumerate(webinars, start=1):
        index_webinar(webinar)
        if progress is not None:
            progress(done, len(webinars))
    with _alone():
        _add_up()
    return len(webinars)


def tidy() -> int:
    """Put together what was added since the last time; returns how many webinars had to be indexed again.

    Those are the ones with a compound of which a part became public only later, or is no longer public; and
    those of which nothing tells yet which words they have.
    """
    with _alone():
        _add_up()
        changed = _judge_again()
    stale = Posting.objects.filter(stem__in=changed).values("webinar")
    told = Q(pk__in=Spoken.objects.values("webinar"))
    webinars = list(Webinar.objects.filter(Q(pk__in=stale) | ~told).order_by("pk"))
    for webinar in webinars:
        index_webinar(webinar)
    return len(webinars)


@contextmanager
def _alone() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_TIDYING])
        yield


def _add_up() -> None:
    """One row for each stem again. Rows that are added meanwhile stay as they are, for the next time."""
    table = Stem._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"with old as (delete from {table} returning stem, passages)"
            f" insert into {table} (stem, passages)"
            " select stem, sum(passages) from old group by stem having sum(passages) <> 0 order by stem"
        )


def _judge_again() -> set[str]:
    """Look at every compound again, and keep each word once; returns the stems of those that changed."""
    words = {row.word: row for row in Word.objects.order_by("word", "pk")}
    Word.objects.exclude(pk__in=[row.pk for row in words.values()]).delete()
    judged = judge(list(words), seen=_public_words())
    changed = []
    for row in words.values():
        stem, parts = judged[row.word]
        if (row.stem, row.parts) != (stem, list(parts)):
            changed.append((row.stem, row))
            row.stem, row.parts = stem, list(parts)
    Word.objects.bulk_update([row for _, row in changed], ["stem", "parts"], batch_size=1000)
    return set(chain.from_iterable((was, row.stem) for was, row in changed)) - {""}


def _public_words() -> set[str]:
    spoken = Spoken.objects.filter(webinar__in=published(timezone.now()).order_by())
    return {word for words in spoken.order_by("pk").values_list("words", flat=True) for word in words}
