"""From the rows of the database to the entries of the catalogue."""

from collections.abc import Iterable

from django.db.models import Model, Prefetch, QuerySet

from doorlezen.webinars.catalogue import shape
from doorlezen.webinars.models import (
    Affiliation,
    Appearance,
    Audience,
    CaptionTrack,
    Precision,
    ProgrammeKind,
    Recording,
    RecordingKind,
    Redirect,
    Series,
    Speaker,
    Status,
    Theme,
    Webinar,
)
from doorlezen.webinars.models.series import HERE

MODELS: dict[str, type[Model]] = {
    "themes": Theme,
    "audiences": Audience,
    "series": Series,
    "speakers": Speaker,
    "affiliations": Affiliation,
}
"""The lists of a catalogue beside its webinars, in an order in which each can be written."""

OF_KIND: dict[str, type[Model]] = {
    Redirect.Kind.WEBINAR: Webinar,
    Redirect.Kind.SERIES: Series,
    Redirect.Kind.THEME: Theme,
    Redirect.Kind.AUDIENCE: Audience,
    Redirect.Kind.SPEAKER: Speaker,
    Redirect.Kind.AFFILIATION: Affiliation,
}
"""What an old address can lead to."""


def whole(webinars: QuerySet[Webinar]) -> QuerySet[Webinar]:
    """The same webinars with all that hangs on them, in a fixed number of queries."""
    appearances = Appearance.objects.select_related("speaker", "affiliation").order_by("order")
    return webinars.select_related("series", "recording", "organisation").prefetch_related(
        "themes",
        "audiences",
        "programme",
        "chapters",
        "documents",
        "parts",
        Prefetch("parts__appearances", queryset=appearances),
        Prefetch("tracks", queryset=CaptionTrack.objects.prefetch_related("cues").order_by("language")),
    )


def catalogue() -> shape.Catalogue:
    """Everything, drafts too, in the order of its slugs."""
    return shape.Catalogue(
        format=shape.FORMAT,
        themes=tuple(shape.ThemeEntry(x.slug, x.title, x.about) for x in Theme.objects.order_by("slug")),
        audiences=tuple(shape.AudienceEntry(x.slug, x.title) for x in Audience.objects.order_by("slug")),
        series=tuple(
            shape.SeriesEntry(x.slug, x.title, x.about, x.agenda, x.organiser)
            for x in Series.objects.order_by("slug")
        ),
        speakers=tuple(shape.SpeakerEntry(x.slug, x.name) for x in Speaker.objects.order_by("slug")),
        affiliations=tuple(
            shape.AffiliationEntry(x.slug, x.name) for x in Affiliation.objects.order_by("slug")
        ),
        webinars=tuple(map(entry_of, whole(Webinar.objects.order_by("slug")))),
        redirects=_redirects(),
    )


def entry_of(webinar: Webinar) -> shape.WebinarEntry:
    """The entry of one webinar; quick when it comes out of `whole`."""
    return shape.WebinarEntry(
        slug=webinar.slug,
        title=webinar.title,
        date=webinar.date,
        precision=Precision(webinar.precision),
        start_time=webinar.start_time,
        minutes=webinar.minutes,
        language=webinar.language,
        summary=webinar.summary,
        about=webinar.about,
        series=webinar.series.slug if webinar.series else "",
        themes=_slugs(webinar.themes.all()),
        audiences=_slugs(webinar.audiences.all()),
        programme=tuple(
            shape.ProgrammeEntry(ProgrammeKind(x.kind), x.key)
            for x in sorted(webinar.programme.all(), key=lambda x: (x.kind, x.key))
        ),
        source=webinar.source,
        invented=webinar.invented,
        poster=webinar.poster.name or "",
        poster_alt=webinar.poster_alt,
        poster_ink=webinar.poster_ink,
        poster_paper=webinar.poster_paper,
        status=Status(webinar.status),
        publish_at=webinar.publish_at.astimezone(HERE) if webinar.publish_at else None,
        called_off_at=webinar.called_off_at.astimezone(HERE) if webinar.called_off_at else None,
        parts=_parts(webinar),
        recording=_recording(webinar),
        tracks=_tracks(webinar),
        chapters=tuple(shape.ChapterEntry(x.start, x.title, x.target) for x in webinar.chapters.all()),
        documents=tuple(
            shape.DocumentEntry(x.title, x.file.name or "", x.media_type, x.size, x.sha256, x.url, x.text)
            for x in webinar.documents.all()
        ),
    )


def _slugs(rows: Iterable[Theme] | Iterable[Audience]) -> tuple[str, ...]:
    return tuple(sorted(row.slug for row in rows))


def _parts(webinar: Webinar) -> tuple[shape.PartEntry, ...]:
    return tuple(
        shape.PartEntry(
            part.title,
            part.start,
            tuple(
                shape.AppearanceEntry(
                    speaker=x.speaker.slug if x.speaker else "",
                    unnamed=x.unnamed,
                    role=x.role,
                    affiliation=x.affiliation.slug if x.affiliation else "",
                )
                for x in part.appearances.all()
            ),
        )
        for part in webinar.parts.all()
    )


def _recording(webinar: Webinar) -> shape.RecordingEntry | None:
    try:
        x = webinar.recording
    except Recording.DoesNotExist:
        return None
    return shape.RecordingEntry(
        RecordingKind(x.kind),
        x.file.name or "",
        x.media_type,
        x.size,
        x.sha256,
        x.url,
        x.host,
        x.seconds,
        x.licence,
    )


def _tracks(webinar: Webinar) -> tuple[shape.TrackEntry, ...]:
    return tuple(
        shape.TrackEntry(
            track.language,
            track.origin,
            tuple(shape.CueEntry(x.start, x.end, x.text, x.speaker) for x in track.cues.all()),
        )
        for track in webinar.tracks.all()
    )


def _redirects() -> tuple[shape.RedirectEntry, ...]:
    slugs = {
        (kind, key): slug
        for kind, model in OF_KIND.items()
        for key, slug in model._default_manager.order_by("pk").values_list("pk", "slug")
    }
    return tuple(
        shape.RedirectEntry(Redirect.Kind(x.kind), x.old, slugs[x.kind, x.key])
        for x in Redirect.objects.order_by("kind", "old")
        if (x.kind, x.key) in slugs
    )
