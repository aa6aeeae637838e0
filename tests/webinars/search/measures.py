"""How good an answer is: nDCG@10 and recall@10 over moments, the strict way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tests.webinars.search.generated import Judged

from doorlezen.webinars.search.searching import Found

SLACK = 30
"""A moment is right when it begins at most so many seconds before the answer, and before that is over."""


@dataclass(frozen=True)
class Quality:
    """Means over the questions, between 0 and 1."""

    ndcg: float
    recall: float
    first: float


def moments(found: Found, most: int = 10) -> list[tuple[str, int | None]]:
    """What the page shows, from top to bottom: webinar and second; a webinar without a moment counts once."""
    shown: list[tuple[str, int | None]] = []
    for hit in found.hits:
        starts = [moment.start for moment in hit.moments] or [None]
        shown += [(hit.webinar.slug, start) for start in starts]
    return shown[:most]


def place(judged: Judged, shown: Sequence[tuple[str, int | None]]) -> int | None:
    """The place of the right moment, from 1; None when it is not there."""
    for number, (slug, start) in enumerate(shown, start=1):
        if slug == judged.slug and start is not None and judged.begin - SLACK <= start <= judged.end:
            return number
    return None


def quality(places: Sequence[int | None]) -> Quality:
    """With one right answer per question the ideal gain is 1."""
    gains = [0.0 if place is None else 1 / math.log2(place + 1) for place in places]
    return Quality(
        ndcg=sum(gains) / len(places),
        recall=sum(place is not None for place in places) / len(places),
        first=sum(place == 1 for place in places) / len(places),
    )
