"""Captions: read in, looked over, edited line by line, and exported."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from doorlezen.language import InputError, n, t
from doorlezen.web.here import attachment
from doorlezen.web.pages.webinars.editing.forms import CaptionsForm, CueForm, VersionedForm
from doorlezen.web.pages.webinars.editing.views import of_webinar, save, shown, to
from doorlezen.web.pages.webinars.editing.webinar_content import tell
from doorlezen.web.refusing import refuse
from doorlezen.webinars.captions.caption_files import WrongCaptionsError, read_captions
from doorlezen.webinars.captions.review import review
from doorlezen.webinars.captions.vtt import as_srt, as_vtt
from doorlezen.webinars.catalogue.plain import read as read_plain
from doorlezen.webinars.catalogue.shape import CueEntry, TrackEntry
from doorlezen.webinars.domain import editing
from doorlezen.webinars.domain.entries import entry_of
from doorlezen.webinars.domain.queries import PLAYED_HERE
from doorlezen.webinars.domain.recordings import recording_of
from doorlezen.webinars.models import Webinar

PER_PAGE = 50
WRITERS = {"vtt": (as_vtt, "text/vtt"), "srt": (as_srt, "application/x-subrip")}
MOST_TOLD = 50
"""So many faults of a file stand on the page; who mends those has mended the kind of the others."""
_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)(?:[.,](\d{1,3}))?", re.ASCII)


@of_webinar
def overview(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """The captions that there are, and a form to read in a file."""
    form = CaptionsForm(request.POST or None, request.FILES or None, initial={"version": webinar.version})
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            read = read_captions(upload.read(), name=upload.name)
        except InputError as wrong:
            _refuse(form, wrong)
        else:
            language = form.cleaned_data["language"]
            track = TrackEntry(language, form.cleaned_data["origin"], read.cues)
            if save(request, webinar, form, t("Ondertitels ingelezen"), editing.to_track(language, track)):
                for remark in read.remarks:
                    messages.warning(request, remark)
                return to(request, "captions-edit", slug=webinar.slug, language=language)
    tracks = [(track, len(_findings(webinar, track))) for track in entry_of(webinar).tracks]
    return shown(request, "captions", webinar, "captions-list", form=form, tracks=tracks, kinds=WRITERS)


def _refuse(form: CaptionsForm, wrong: InputError) -> None:
    """Say all that is wrong with a file, or the first of it where that is very much."""
    each = wrong.each if isinstance(wrong, WrongCaptionsError) else (wrong,)
    for one in each[:MOST_TOLD]:
        form.add_error("upload", str(one))
    if (more := len(each) - MOST_TOLD) > 0:
        form.add_error("upload", n("En nog {count} fout.", "En nog {count} fouten.", more))


@of_webinar
def edit(request: HttpRequest, webinar: Webinar, language: str) -> HttpResponse:
    """Fifty captions at a time, each with what was found about it; those that were changed are written."""
    version = VersionedForm(request.POST or None, initial={"version": webinar.version})
    track = _seen(webinar, language, version)
    page = Paginator(track.cues, PER_PAGE).get_page(request.GET.get("pagina"))
    first = page.start_index() - 1
    cues = list(page.object_list)
    formset_of = forms.formset_factory(CueForm, extra=0, max_num=PER_PAGE, absolute_max=PER_PAGE)
    formset = formset_of(request.POST or None, initial=[_initial(cue) for cue in cues])
    if request.method == "POST" and version.is_valid() and formset.is_valid() and len(formset) == len(cues):
        edited = [_edited(form) for form in formset]
        if not any(form.errors for form in formset):
            changes = {at: cue for at, cue in enumerate(edited, first) if cue != track.cues[at]}
            what = t("Ondertitels gewijzigd")
            if save(request, webinar, version, what, editing.to_captions(language, changes)):
                response = to(request, "captions-edit", slug=webinar.slug, language=language)
                response["Location"] += f"?pagina={page.number}"
                return response
    findings = _findings(webinar, track)
    rows = [
        (number, form, [finding for finding in findings if finding.cue == number])
        for number, form in enumerate(formset, first + 1)
    ]
    wrong = [(number, field) for number, cue, _ in rows for field in cue if field.errors]
    more = {"formset": formset, "rows": rows, "page_of_cues": page, "track": track, "count": len(findings)}
    return shown(request, "cues", webinar, "captions-list", form=version, wrong=wrong, **more)


@require_POST
@of_webinar
def remove(request: HttpRequest, webinar: Webinar, language: str) -> HttpResponse:
    """Take the captions in a language away."""
    form = VersionedForm(request.POST)
    if form.is_valid():
        what = t("Ondertitels weggehaald")
        if save(request, webinar, form, what, editing.to_track(language, None)) is None:
            tell(request, form)
    return to(request, "captions-list", slug=webinar.slug)


@require_safe
@of_webinar
def export(request: HttpRequest, webinar: Webinar, language: str, kind: str) -> HttpResponse:
    """The captions as .vtt or .srt."""
    if kind not in WRITERS:
        raise Http404
    write, media_type = WRITERS[kind]
    content = write(_track(webinar, language).cues)
    return attachment(content, f"{media_type}; charset=utf-8", f"{webinar.slug}.{language}.{kind}")


def _track(webinar: Webinar, language: str) -> TrackEntry:
    track = entry_of(webinar).track(language)
    if track is None:
        raise Http404
    return track


def _seen(webinar: Webinar, language: str, form: VersionedForm) -> TrackEntry:
    """The captions as the editor saw them, which the form is about; as they are where that is not known."""
    held = _track(webinar, language)
    if not form.is_bound or not form.is_valid():
        return held
    try:
        entry = editing.entry_seen(webinar, form.cleaned_data["version"])
    except InputError:
        return held  # and saving says so
    return entry.track(language) or held


def _findings(webinar: Webinar, track: TrackEntry) -> list[Any]:
    recording = recording_of(webinar)
    here = recording is not None and recording.kind in PLAYED_HERE
    return review(track.cues, seconds=recording.seconds if recording is not None and here else None)


def _initial(cue: CueEntry) -> dict[str, str]:
    return {"start": _time(cue.start), "end": _time(cue.end), "speaker": cue.speaker, "text": cue.text}


def _edited(form: Any) -> CueEntry | None:
    """The caption as it was filled in; None when it is to be removed, or wrong, which the form then says."""
    filled = form.cleaned_data
    if filled["remove"]:
        return None
    times = {name: _milliseconds(filled[name]) for name in ("start", "end")}
    for name, time in times.items():
        if time is None:
            form.add_error(name, t("Schrijf een tijd zoals 1:02.500."))
    if form.errors:
        return None
    plain = {**times, "text": "\n".join(filled["text"].split("\r\n")), "speaker": filled["speaker"]}
    try:
        return read_plain(CueEntry, plain)
    except InputError as wrong:
        refuse(form, wrong)
        return None


def _time(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    start = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{start}:{seconds:02d}.{thousandths:03d}"


def _milliseconds(text: str) -> int | None:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((found[4] or "0").ljust(3, "0"))
