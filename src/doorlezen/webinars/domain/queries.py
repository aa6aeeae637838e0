"""Questions about the catalogue. Every list states its order."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from doorlezen.language import HELD
from doorlezen.webinars.models import (
    Affiliation,
    Appearance,
    Audience,
    Chapter,
    Precision,
    RecordingKind,
    Series,
    Speaker,
    Status,
    Theme,
    Webinar,
)

_OF_MOMENT = (
    "slug",
    "title",
    "language",
    "date",
    "precision",
    "start_time",
    "minutes",
    "invented",
    "called_off_at",
    "moved_from",
)
"""What is told of the webinar beside a moment in its recording."""
PLAYED_HERE = (RecordingKind.FILE, RecordingKind.HLS)


def published(now: datetime.datetime) -> QuerySet[Webinar]:
    """What the public sees at this moment, the newest first."""
    return Webinar.objects.filter(is_public(now)).order_by("-date", "slug")


def is_public(now: datetime.datetime, of: str = "") -> Q:
    """Whether the public sees it at this moment; ``of``: the way to the webinar, as in "webinar__".

    A date that nobody can mean stands outside every list until somebody mends it (`faults`).
    """
    return Q(
        **{
            f"{of}status": Status.RELEASED,
            f"{of}publish_at__lte": now,
            f"{of}date__range": (HELD.first, HELD.last),
        }
    )


def listed(webinars: QuerySet[Webinar]) -> QuerySet[Webinar]:
    """The same webinars with what a list tells of each, in a fixed number of queries."""
    appearances = Appearance.objects.select_related("speaker", "affiliation").order_by("order")
    return webinars.select_related("series", "recording").prefetch_related(
        "themes", "parts", Prefetch("parts__appearances", queryset=appearances), "tracks"
    )


def coming(webinars: QuerySet[Webinar], today: datetime.date) -> QuerySet[Webinar]:
    """Those still to be held, the first one first."""
    of_day = Q(precision=Precision.DAY, date__gte=today)
    return webinars.filter(of_day | Q(precision=Precision.MONTH, date__gt=today)).order_by("date", "slug")


def held(webinars: QuerySet[Webinar], today: datetime.date) -> QuerySet[Webinar]:
    """Those that were held, the newest first; not what was called off."""
    of_day = Q(precision=Precision.DAY, date__lt=today)
    gone_by = webinars.filter(of_day | Q(precision=Precision.MONTH, date__lte=today))
    return gone_by.filter(called_off_at=None).order_by("-date", "slug")


@dataclass(frozen=True)
class Neighbours:
    """Where a webinar stands among the ``count`` of its series; ``place`` counts from 1, the oldest first."""

    place: int
    count: int
    before: Webinar | None
    after: Webinar | None
    all: list[Webinar]


def neighbours(webinar: Webinar, now: datetime.datetime) -> Neighbours | None:
    """Its place in its series; None where it has no series."""
    if webinar.series_id is None:
        return None
    shown = Q(pk__in=published(now).values("pk")) | Q(pk=webinar.pk)  # a preview is not published yet
    series = list(Webinar.objects.filter(shown, series=webinar.series_id).order_by("date", "slug"))
    at = series.index(webinar)
    return Neighbours(
        place=at + 1,
        count=len(series),
        before=series[at - 1] if at else None,
        after=series[at + 1] if at + 1 < len(series) else None,
        all=series,
    )


def years(now: datetime.datetime) -> list[tuple[int, int]]:
    """The years with published webinars and how many, the newest first."""
    counted = published(now).order_by().values("date__year").annotate(count=Count("pk"))
    return [(row["date__year"], row["count"]) for row in counted.order_by("-date__year")]


def _counted(of: str, now: datetime.datetime) -> Count:
    return Count(of, filter=is_public(now, f"{of}__"), distinct=True)


def themes(now: datetime.datetime) -> QuerySet[Theme]:
    """The themes with published webinars, by title, each with its ``count``."""
    return (
        Theme.objects.annotate(count=_counted("webinars", now)).filter(count__gt=0).order_by("title", "slug")
    )


def audiences(now: datetime.datetime) -> QuerySet[Audience]:
    """The audiences with published webinars, by title, each with its ``count``."""
    return (
        Audience.objects.annotate(count=_counted("webinars", now))
        .filter(count__gt=0)
        .order_by("title", "slug")
    )


def all_series(now: datetime.datetime) -> QuerySet[Series]:
    """The series with published webinars, by title, each with its ``count``."""
    return (
        Series.objects.annotate(count=_counted("webinars", now)).filter(count__gt=0).order_by("title", "slug")
    )


def speakers(now: datetime.datetime) -> QuerySet[Speaker]:
    """Who speaks in published webinars, by name, each with the ``count`` of them."""
    count = _counted("appearances__part__webinar", now)
    return Speaker.objects.annotate(count=count).filter(count__gt=0).order_by("name", "slug")


def affiliations(now: datetime.datetime) -> QuerySet[Affiliation]:
    """For which organisations people speak in published webinars, by name, each with the ``count``."""
    count = _counted("appearances__part__webinar", now)
    return Affiliation.objects.annotate(count=count).filter(count__gt=0).order_by("name", "slug")


def moments(targets: Collection[str], *, now: datetime.datetime, most: int = 3) -> QuerySet[Chapter]:
    """The moments that lead to these targets in recordings that play here, of the newest webinars first."""
    return (
        Chapter.objects.filter(
            is_public(now, "webinar__"), target__in=targets, webinar__recording__kind__in=PLAYED_HERE
        )
        .select_related("webinar")
        .only("title", "start", *(f"webinar__{name}" for name in _OF_MOMENT))
        .order_by("-webinar__date", "webinar__slug", "start")[:most]
    )
