"""The rows of a webinar, written anew where its entry changed."""

from doorlezen.webinars.catalogue.shape import PartEntry, TrackEntry, WebinarEntry
from doorlezen.webinars.models import (
    Affiliation,
    Appearance,
    Audience,
    CaptionTrack,
    Chapter,
    Cue,
    Document,
    Part,
    ProgrammeLink,
    Recording,
    Series,
    Speaker,
    Theme,
    Webinar,
)

RECORDING = ("kind", "file", "media_type", "size", "sha256", "url", "host", "seconds", "licence")
DOCUMENT = ("title", "file", "media_type", "size", "sha256", "url", "text")


def write_rows(webinar: Webinar, before: WebinarEntry | None, entry: WebinarEntry) -> None:
    """Save ``webinar`` and what hangs on it. Captions that stay the same keep their rows."""
    webinar.series = Series.objects.get(slug=entry.series) if entry.series else None
    webinar.save()
    webinar.themes.set(Theme.objects.filter(slug__in=entry.themes))
    webinar.audiences.set(Audience.objects.filter(slug__in=entry.audiences))
    if before is None or before.programme != entry.programme:
        webinar.programme.all().delete()
        ProgrammeLink.objects.bulk_create(
            ProgrammeLink(webinar=webinar, kind=link.kind, key=link.key) for link in entry.programme
        )
    if before is None or before.parts != entry.parts:
        _write_parts(webinar, entry.parts)
    if before is None or before.recording != entry.recording:
        _write_recording(webinar, entry)
    if before is None or before.chapters != entry.chapters:
        webinar.chapters.all().delete()
        Chapter.objects.bulk_create(
            Chapter(webinar=webinar, start=chapter.start, title=chapter.title, target=chapter.target)
            for chapter in entry.chapters
        )
    if before is None or before.documents != entry.documents:
        webinar.documents.all().delete()
        Document.objects.bulk_create(
            Document(webinar=webinar, order=order, **{name: getattr(document, name) for name in DOCUMENT})
            for order, document in enumerate(entry.documents, 1)
        )
    _write_tracks(webinar, before.tracks if before else (), entry.tracks)


def _write_parts(webinar: Webinar, parts: tuple[PartEntry, ...]) -> None:
    webinar.parts.all().delete()
    speakers = {speaker.slug: speaker for speaker in Speaker.objects.order_by("slug")}
    affiliations = {affiliation.slug: affiliation for affiliation in Affiliation.objects.order_by("slug")}
    for order, entry in enumerate(parts, 1):
        part = Part.objects.create(webinar=webinar, order=order, title=entry.title, start=entry.start)
        Appearance.objects.bulk_create(
            Appearance(
                part=part,
                order=place,
                speaker=speakers.get(who.speaker),
                unnamed=who.unnamed,
                role=who.role,
                affiliation=affiliations.get(who.affiliation),
            )
            for place, who in enumerate(entry.speakers, 1)
        )


def _write_recording(webinar: Webinar, entry: WebinarEntry) -> None:
    if entry.recording is None:
        Recording.objects.filter(webinar=webinar).delete()
        return
    Recording.objects.update_or_create(
        webinar=webinar, defaults={name: getattr(entry.recording, name) for name in RECORDING}
    )


def _write_tracks(webinar: Webinar, before: tuple[TrackEntry, ...], after: tuple[TrackEntry, ...]) -> None:
    webinar.tracks.exclude(language__in=[track.language for track in after]).delete()
    for entry in after:
        if entry in before:
            continue
        track, _ = CaptionTrack.objects.update_or_create(
            webinar=webinar, language=entry.language, defaults={"origin": entry.origin}
        )
        track.cues.all().delete()
        Cue.objects.bulk_create(
            Cue(track=track, order=order, start=cue.start, end=cue.end, speaker=cue.speaker, text=cue.text)
            for order, cue in enumerate(entry.cues, 1)
        )
