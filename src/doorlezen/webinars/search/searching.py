"""From a question to moments: which webinars, and which second of each.

Two steps, so that the answer is quick however common the words are. First every webinar is weighed by how
much it is about the words (`Posting`: one small row per webinar and stem). Then the passages of the best
webinars, and those anywhere that say the two rarest words together, are weighed one by one.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet

from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.models import Passage, Posting, Source
from doorlezen.webinars.search.question import AskedWord, Question, Term, understand
from doorlezen.webinars.search.weighing import Ear, Heard, weigh

MOST_WEBINARS = 40
"""So many webinars are looked at passage by passage."""
TELLING = 0.3
"""A passage is looked at when it has a term that is worth at least this share of the one worth most."""
PASSAGES = 80
"""So many of the best passages are weighed in full."""
PER_WEBINAR = 3
"""A webinar shows at most so many moments."""
NEARLY = 0.6
"""A webinar shows another moment when that is worth at least this share of its best one."""
OF_WEBINAR = 0.1
"""What the whole webinar adds to a passage, as a share of what the passage itself can get."""
BREATH = 4
"""A moment begins so many seconds before its words, so that nobody falls in half-way."""
ADJACENT = 60
"""Passages that begin at most so many seconds apart belong to the same piece of talk."""


@dataclass(frozen=True)
class Filters:
    """What to leave out. None or empty: no limit."""

    theme: str = ""
    audience: str = ""
    speaker: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Moment:
    """A passage that answers: its words, and the second at which it is said (None: not in the recording)."""

    passage: int
    source: Source
    start: int | None
    speaker: str
    text: str
    score: float


@dataclass(frozen=True)
class Hit:
    """A webinar with its best moments, the best first; none when only its title or description fits."""

    webinar: Webinar
    moments: tuple[Moment, ...]
    score: float


class Row(NamedTuple):
    """A passage as it stands in the index."""

    id: int
    webinar: int
    source: str
    start: int | None
    end: int | None
    speaker: str
    text: str
    vector: str
    after: str | None
    """The vector of what is said next, if anything is."""


@dataclass(frozen=True)
class Found:
    """What came out: the question as it was understood, and the hits, the best first."""

    question: Question
    hits: tuple[Hit, ...]


def search(text: str, *, now: datetime.datetime, filters: Filters | None = None, most: int = 10) -> Found:
    """Look for ``text`` in what is public at ``now``; at most ``most`` webinars come back."""
    question = understand(text)
    if not question.words:
        return Found(question, ())
    allowed = _allowed(now, filters or Filters())
    webinars = _weigh_webinars(question.words, allowed)
    moments = _weigh_passages(question.words, webinars, allowed)
    return Found(question, _hits(webinars, moments, most))


def _allowed(now: datetime.datetime, filters: Filters) -> QuerySet[Webinar]:
    found = published(now)
    if filters.theme:
        found = found.filter(themes__slug=filters.theme)
    if filters.audience:
        found = found.filter(audiences__slug=filters.audience)
    if filters.speaker:
        found = found.filter(parts__appearances__speaker__slug=filters.speaker)
    if filters.year:
        found = found.filter(date__year=filters.year)
    return found.order_by()


def _weigh_webinars(words: Sequence[AskedWord], allowed: QuerySet[Webinar]) -> dict[int, float]:
    """Webinar → between 0 and 1, the best `MOST_WEBINARS`: how much of what is asked it is about."""
    most = sum(word.worth for word in words)
    rows = [(number, term.stem, term.worth) for number, word in enumerate(words) for term in word.terms]
    ids, parameters = allowed.values("pk").distinct().query.sql_with_params()
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


def _weigh_passages(
    words: Sequence[AskedWord], webinars: dict[int, float], allowed: QuerySet[Webinar]
) -> list[tuple[int, Moment]]:
    """The best passages, each with its webinar. The database chooses roughly, `weighing` weighs."""
    roughly, values = _roughly(words)
    most = max(word.worth for word in words)
    telling = _any(term for word in words for term in word.terms if term.worth >= TELLING * most)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            with best as (
                select id, webinar_id, source, start, "end", speaker, text, vector,
                    {roughly} as roughly
                from {Passage._meta.db_table}
                where (webinar_id = any(%s) and vector @@ %s::tsquery) or id = any(%s)
                order by roughly desc, id limit {PASSAGES}
            )
            select best.id, best.webinar_id, best.source, best.start, best."end", best.speaker, best.text,
                best.vector::text, after.vector::text
            from best left join lateral (
                select vector from {Passage._meta.db_table} p
                where p.webinar_id = best.webinar_id and p.start > best.start
                    and p.start <= best.start + {ADJACENT}
                order by p.start, p.id limit 1
            ) as after on true
            order by best.roughly desc, best.id
            """,
            [*values, list(webinars), telling, _with_the_rarest(words, allowed)],
        )
        rows = [Row(*row) for row in cursor.fetchall()]
    ear = Ear(words)
    return [(row.webinar, _moment(row, words, ear)) for row in rows]


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


def _moment(row: Row, words: Sequence[AskedWord], ear: Ear) -> Moment:
    heard = ear.hear(row.vector)
    score = weigh(heard, ear.hear(row.after) if row.after else None, words)
    return Moment(row.id, Source(row.source), _second(row, heard), row.speaker, row.text, score)


def _second(row: Row, heard: Heard) -> int | None:
    """The second at which the first asked word is said, a breath before it; speech runs evenly enough."""
    if row.start is None or row.end is None:
        return row.start
    first = min((place for places in heard.places.values() for place in places), default=1)
    said = row.start + (first - 1) * (row.end - row.start) // max(len(row.text.split()), first)
    return max(row.start, said - BREATH)


def _with_the_rarest(words: Sequence[AskedWord], allowed: QuerySet[Webinar]) -> list[int]:
    """Passages anywhere that say the two rarest words: also in a webinar that is about something else."""
    rarest = sorted(words, key=lambda word: -word.worth)[:2]
    both = " & ".join(_main(word) for word in rarest)
    ids, parameters = allowed.values("pk").distinct().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"select id from {Passage._meta.db_table}"
            f" where vector @@ %s::tsquery and webinar_id in ({ids}) limit {PASSAGES}",
            [both, *parameters],
        )
        return [number for (number,) in cursor.fetchall()]


def _query(term: Term) -> str:
    return f"'{term.stem}':A" if term.exact else f"'{term.stem}'"


def _main(word: AskedWord) -> str:
    return f"'{max(word.terms, key=lambda term: term.worth).stem}'"


def _adds(moment: Moment, said: Sequence[Moment]) -> bool:
    """Whether a moment is nearly as good as the best of its webinar, and not the same piece of talk."""
    return all(
        moment.score >= NEARLY * other.score
        and (moment.start is None or other.start is None or abs(moment.start - other.start) > ADJACENT)
        for other in said
    )


def _hits(webinars: dict[int, float], weighed: Sequence[tuple[int, Moment]], most: int) -> tuple[Hit, ...]:
    best: dict[int, float] = {webinar: OF_WEBINAR * score for webinar, score in webinars.items()}
    shown: dict[int, list[Moment]] = {}
    for webinar, moment in sorted(weighed, key=lambda row: (-row[1].score, row[1].passage)):
        total = moment.score + OF_WEBINAR * webinars.get(webinar, 0.0)
        best[webinar] = max(best.get(webinar, 0.0), total)
        said = shown.setdefault(webinar, [])
        if moment.source is not Source.ABOUT and len(said) < PER_WEBINAR and _adds(moment, said):
            said.append(moment)
    order = sorted(best, key=lambda webinar: (-best[webinar], webinar))[:most]
    known = Webinar.objects.in_bulk(order)
    return tuple(
        Hit(known[webinar], tuple(shown.get(webinar, ())), best[webinar])
        for webinar in order
        if webinar in known
    )
