"""The ways into the archive, each with how many published webinars lie behind it.

They stand beside every list, cost six queries, and change a few times a month: so they are counted at most
once a minute. Who changes the catalogue sees it at once in the same process, others within the minute.
"""

import datetime
from dataclasses import dataclass
from typing import Any

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


_counted: tuple[datetime.datetime, Ways] | None = None


def ways(now: datetime.datetime) -> Ways:
    """The ways as they were counted in this minute."""
    global _counted
    minute = now.replace(second=0, microsecond=0)
    known = _counted
    if known is None or known[0] != minute:
        known = _counted = (minute, _count(now))
    return known[1]


def _count(now: datetime.datetime) -> Ways:
    return Ways(
        tuple(queries.years(now)),
        tuple(queries.themes(now)),
        tuple(queries.audiences(now)),
        tuple(queries.all_series(now)),
        tuple(queries.speakers(now)),
        tuple(queries.affiliations(now)),
    )


def forget(sender: Any = None, **of_the_signal: Any) -> None:
    """Count anew the next time; also called when a row of the catalogue is written or deleted."""
    global _counted
    if sender is None or sender._meta.app_label == "webinars":
        _counted = None
