"""How good an answer is: nDCG@10 and recall@10 over what the page shows from top to bottom."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from doorlezen.webinars.search.searching import SearchResults
from tests.webinars.search.judged import Judged, Place

SLACK = 30
"""A moment is right when it begins at most so many seconds before the answer, and before that is over."""
MOST = 10


@dataclass(frozen=True)
class Quality:
    """Means over ``questions`` questions, between 0 and 1; ``first``: how often the first line is right."""

    questions: int
    ndcg: float
    recall: float
    first: float


Shown = tuple[str, int | None]
"""A line of the page: the webinar's slug, and the second to which it leads."""


def lines(found: SearchResults) -> list[Shown]:
    """What the page shows; a webinar of which no moment is shown is a line too."""
    shown: list[Shown] = []
    for hit in found.hits:
        starts = [moment.start for moment in hit.moments] or [None]
        shown += [(hit.webinar.slug, start) for start in starts]
    return shown[:MOST]


def ranks(judged: Judged, shown: Sequence[Shown]) -> list[int]:
    """The lines, from 1, at which a right place is seen for the first time; one per place that is there."""
    found = []
    for place in judged.right:
        at = [number for number, line in enumerate(shown, start=1) if is_at(place, line)]
        found += at[:1]
    return sorted(found)


def is_at(place: Place, line: Shown) -> bool:
    """Whether a line of the page leads to the place."""
    slug, second = line
    if slug != place.slug:
        return False
    if place.begin is None or place.end is None:
        return True
    return second is not None and place.begin - SLACK <= second <= place.end


def quality(answers: Sequence[tuple[Judged, Sequence[Shown]]]) -> Quality:
    """The means; the ideal answer to a question has its right places on the first lines."""
    ndcg, recall, first = 0.0, 0.0, 0
    for judged, shown in answers:
        found = ranks(judged, shown)
        ideal = _gain(range(1, len(judged.right) + 1))
        ndcg += _gain(found) / ideal
        recall += len(found) / len(judged.right)
        first += 1 in found
    many = len(answers)
    return Quality(many, ndcg / many, recall / many, first / many)


def _gain(found: Sequence[int]) -> float:
    return sum(1 / math.log2(rank + 1) for rank in found)
