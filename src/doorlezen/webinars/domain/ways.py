"""The ways into the archive, each with how many published webinars lie behind it: six queries."""

import datetime
from dataclasses import dataclass

from doorlezen.desk.kept import Kept, minute_of
from doorlezen.webinars.domain import queries
from doorlezen.webinars.models import Affiliation, Audience, Series, Speaker, Theme


@dataclass(frozen=True)
class Ways:
    """The years with their counts, the newest first; the others in the order of their queries."""

    years: tuple[tuple[int, int], ...]
    themes: tuple[Theme, ...]
    audiences: tuple[Audience, ...]
    all_series: tuple[Series, ...]
    speakers: tuple[Speaker, ...]
    affiliations: tuple[Affiliation, ...]


_kept: Kept[Ways] = Kept(1, about="webinars")


def ways(now: datetime.datetime) -> Ways:
    """The ways as they were counted in this minute."""
    return _kept.get(minute_of(now), lambda: _count(now))


def _count(now: datetime.datetime) -> Ways:
    return Ways(
        tuple(queries.years(now)),
        tuple(queries.themes(now)),
        tuple(queries.audiences(now)),
        tuple(queries.all_series(now)),
        tuple(queries.speakers(now)),
        tuple(queries.affiliations(now)),
    )
