"""The page of one webinar, and its transcript."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.web.pages.webinars import finding
from doorlezen.web.pages.webinars.machines import json_ld
from doorlezen.web.pages.webinars.programme import programme_links
from doorlezen.web.pages.webinars.readers import readers
from doorlezen.webinars import targets
from doorlezen.webinars.domain import queries
from doorlezen.webinars.domain.entries import whole
from doorlezen.webinars.domain.paragraphs import Paragraph, paragraphs
from doorlezen.webinars.domain.recordings import main_track, recording_of
from doorlezen.webinars.domain.standing import standing
from doorlezen.webinars.links import page, part
from doorlezen.webinars.models import Recording, RecordingKind, Webinar


@dataclass(frozen=True)
class Addresses:
    """Where the files of a webinar are fetched: on its public page, or under an editor's preview of it."""

    prefix: str
    parts: dict[str, Any]

    def of(self, name: str, **more: Any) -> str:
        """The address of "recording", "captions", …"""
        return reverse(f"{self.prefix}:{name}", kwargs={**self.parts, **more})


@require_safe
@finding.follows_moves
def webinar(request: HttpRequest, slug: str) -> HttpResponse:
    """What it is about, the recording, who speaks, what is said, and its place in the series."""
    found = finding.webinar(slug, whole(queries.published(timezone.now())))
    return show(request, found, Addresses("webinars", {"slug": slug}))


@require_safe
@finding.follows_moves
def transcript(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is said, to read or to print."""
    found = finding.webinar(slug, whole(queries.published(timezone.now())))
    return show_transcript(request, found)


def show(request: HttpRequest, found: Webinar, addresses: Addresses) -> HttpResponse:
    """The page of this webinar, published or not."""
    now = timezone.now()
    recording = recording_of(found)
    context = {
        "webinar": found,
        "recording": recording,
        "source": _source(recording, addresses, _asked_second(request)),
        "tracks": [
            (track, addresses.of("captions", language=track.language)) for track in found.tracks.all()
        ],
        "paragraphs": _paragraphs(found),
        "track": main_track(found),
        "chapters": _chapters(request, found),
        "documents": [
            (document, document.url or addresses.of("document", order=document.order))
            for document in found.documents.all()
        ],
        "poster": addresses.of("poster") if found.poster else "",
        "programme": programme_links(found),
        "neighbours": queries.neighbours(found, now),
        "standing": standing(found, now),
        "stage": found.stage(now).value,
        "data": json_ld(found, now),
        "canonical": page(found),
        "picture": part("picture", found.slug),
    }
    response = render(request, "webinars/webinar.html", context)
    if recording is not None and recording.kind == RecordingKind.HLS:
        # only the page of this recording may fetch from the storage of the organisation that holds it
        parts = urlsplit(recording.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        # (blob: is how the library for HLS hands what it fetched to the player)
        response._csp_update = {"media-src": [origin, "blob:"], "connect-src": ["'self'", origin]}  # type: ignore[attr-defined]
    return response


def show_transcript(request: HttpRequest, found: Webinar) -> HttpResponse:
    """The text of this webinar, published or not."""
    context = {"webinar": found, "paragraphs": _paragraphs(found), "track": main_track(found)}
    return render(request, "webinars/transcript.html", context)


def _paragraphs(found: Webinar) -> list[Paragraph]:
    track = main_track(found)
    return paragraphs(track.cues.all()) if track else []


def _asked_second(request: HttpRequest) -> int:
    asked = request.GET.get("t", "")
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 6 else 0


def _source(recording: Recording | None, addresses: Addresses, second: int) -> str:
    if recording is None or recording.kind == RecordingKind.ELSEWHERE:
        return ""
    # a media fragment makes the player begin there, also without JavaScript
    fragment = f"#t={second}" if second else ""
    file = recording.kind == RecordingKind.FILE
    return (addresses.of("recording") if file else recording.url) + fragment


def _chapters(request: HttpRequest, found: Webinar) -> list[tuple[Any, list[targets.TargetLink]]]:
    chapters = list(found.chapters.all())
    actors = readers(request) if any(chapter.target for chapter in chapters) else []
    return [(chapter, targets.links(chapter.target, actors)) for chapter in chapters]
