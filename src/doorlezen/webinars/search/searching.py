"""From a question to moments: which webinars, and which second of each.

Two steps, so that the answer is quick however common the words are. First every webinar is weighed by how
much it is about the words (`Posting`: one small row per webinar and stem). Then the passages of the best
webinars, and those anywhere that say the rarest words together, are weighed one by one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.choosing import ADJACENT, IndexedPassage, passages, weigh_webinars
from doorlezen.webinars.search.models import SpokenAs
from doorlezen.webinars.search.question import AskedWord, SearchQuery, understand
from doorlezen.webinars.search.weighing import Ear, Heard, weigh

PER_WEBINAR = 3
"""A webinar shows at most so many moments."""
NEARLY = 0.6
"""A webinar shows another moment when that is worth at least this share of its best one."""
OF_WEBINAR = 0.1
"""What the whole webinar adds to a passage, as a share of what the passage itself can get."""
BREATH = 4
"""A moment begins so many seconds before its words, so that nobody falls in half-way."""


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
    source: SpokenAs
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


@dataclass(frozen=True)
class SearchResults:
    """What came out: the question as it was understood, and the hits, the best first."""

    question: SearchQuery
    hits: tuple[Hit, ...]


def search(
    text: str, *, now: datetime.datetime, filters: Filters | None = None, most: int = 10
) -> SearchResults:
    """Look for ``text`` in what is public at ``now``; at most ``most`` webinars come back."""
    question = understand(text, now=now)
    if not question.words:
        return SearchResults(question, ())
    allowed = _allowed(now, filters or Filters())
    webinars = weigh_webinars(question.words, allowed)
    ear = Ear(question.words)
    rows = passages(question, webinars, allowed)
    moments = [(row.webinar, _moment(row, question.words, ear)) for row in rows]
    return SearchResults(question, _hits(webinars, moments, most))


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


def _moment(row: IndexedPassage, words: Sequence[AskedWord], ear: Ear) -> Moment:
    heard = ear.hear(row.vector)
    score = weigh(heard, words)
    return Moment(row.id, SpokenAs(row.source), _second(row, heard), row.speaker, row.text, score)


def _second(row: IndexedPassage, heard: Heard) -> int | None:
    """The second at which the first asked word is said, a breath before it; speech runs evenly enough."""
    if row.start is None or row.end is None:
        return row.start
    first = min((place for places in heard.places.values() for place in places), default=1)
    said = row.start + (first - 1) * (row.end - row.start) // max(len(row.text.split()), first)
    return max(row.start, said - BREATH)


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
        if moment.source is not SpokenAs.ABOUT and len(said) < PER_WEBINAR and _adds(moment, said):
            said.append(moment)
    order = sorted(best, key=lambda webinar: (-best[webinar], webinar))[:most]
    known = Webinar.objects.in_bulk(order)
    return tuple(
        Hit(known[webinar], tuple(shown.get(webinar, ())), best[webinar])
        for webinar in order
        if webinar in known
    )
