"""The files of a webinar: recording, captions, poster, documents."""

from pathlib import Path

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.web.pages.webinars import finding, ranges
from doorlezen.webinars.captions.vtt import as_vtt
from doorlezen.webinars.domain.media import DOCUMENTS, PICTURES, VIDEO
from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.domain.recordings import recording_of
from doorlezen.webinars.models import Webinar

_BYTES = "application/octet-stream"


@require_safe
@finding.follows_moves
def recording(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The recording, wholly or the part that a player asks for."""
    return send_recording(
        request, finding.webinar(slug, published(timezone.now()).select_related("recording"))
    )


@require_safe
@finding.follows_moves
def captions(request: HttpRequest, slug: str, language: str) -> HttpResponseBase:
    """The captions as WebVTT."""
    return send_captions(finding.webinar(slug), language)


@require_safe
@finding.follows_moves
def poster(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The picture that stands where the recording will play."""
    return send_poster(request, finding.webinar(slug))


@require_safe
@finding.follows_moves
def document(request: HttpRequest, slug: str, order: int) -> HttpResponseBase:
    """A document, always as a download: what somebody uploaded never runs on our pages."""
    return send_document(request, finding.webinar(slug), order)


def send_recording(request: HttpRequest, webinar: Webinar) -> HttpResponseBase:
    """The recording of this webinar, published or not."""
    found = recording_of(webinar)
    if found is None or not found.file:
        raise Http404
    # what it is follows from its name, whatever somebody wrote beside it: nothing of ours is sent as a page
    return _send(request, found.file.name, VIDEO.get(Path(found.file.name or "").suffix, _BYTES))


def send_captions(webinar: Webinar, language: str) -> HttpResponseBase:
    """The captions of this webinar in a language."""
    track = webinar.tracks.filter(language=language).first()
    if track is None:
        raise Http404
    return HttpResponse(as_vtt(track.cues.all()), content_type="text/vtt; charset=utf-8")


def send_poster(request: HttpRequest, webinar: Webinar) -> HttpResponseBase:
    """The poster of this webinar."""
    media_type = PICTURES.get(Path(webinar.poster.name or "").suffix)
    if media_type is None:
        raise Http404
    return _send(request, webinar.poster.name, media_type)


def send_document(request: HttpRequest, webinar: Webinar, order: int) -> HttpResponseBase:
    """A document of this webinar."""
    found = webinar.documents.filter(order=order).first()
    if found is None or not found.file:
        raise Http404
    response = _send(request, found.file.name, DOCUMENTS.get(Path(found.file.name or "").suffix, _BYTES))
    name = Path(found.file.name or "").name
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _send(request: HttpRequest, name: str | None, media_type: str) -> HttpResponseBase:
    try:
        return ranges.serve(request, Path(default_storage.path(name or "")), media_type=media_type)
    except FileNotFoundError:
        raise Http404 from None
