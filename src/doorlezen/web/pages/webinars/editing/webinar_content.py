"""Parts, chapters, recording, poster and documents."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of
from doorlezen.web.pages.webinars.editing import lines as lines_of_text
from doorlezen.web.pages.webinars.editing.forms import (
    DocumentForm,
    LinesForm,
    PosterForm,
    RecordingForm,
    VersionedForm,
)
from doorlezen.web.pages.webinars.editing.views import of_webinar, save, shown, to
from doorlezen.web.refusing import refuse
from doorlezen.webinars import targets
from doorlezen.webinars.catalogue.shape import DocumentEntry, RecordingEntry
from doorlezen.webinars.clock import clock
from doorlezen.webinars.domain import catalogue_lists, media
from doorlezen.webinars.domain.entries import entry_of
from doorlezen.webinars.domain.recordings import recording_of
from doorlezen.webinars.models import RecordingKind, Webinar


@of_webinar
def lines(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """Who speaks when, and the moments worth jumping to."""
    names = lines_of_text.ListedNames()
    initial = {"version": webinar.version, **names.write(entry_of(webinar))}
    form = LinesForm(request.POST or None, initial=initial)
    if form.is_valid() and _save_lines(request, webinar, form, names):
        return to(request, "lines", slug=webinar.slug)
    return shown(request, "lines", webinar, "lines", form=form, targets=targets.targets())


def _save_lines(
    request: HttpRequest, webinar: Webinar, form: LinesForm, names: lines_of_text.ListedNames
) -> bool:
    try:
        read = names.read(form.cleaned_data["parts"], form.cleaned_data["chapters"])
    except InputError as wrong:
        refuse(form, wrong)
        return False
    with transaction.atomic():
        catalogue_lists.ensure(read.speakers, read.affiliations)
        what = t("Onderdelen en hoofdstukken gewijzigd")
        saved = save(request, webinar, form, what, parts=read.parts, chapters=read.chapters)
        if saved is None:
            transaction.set_rollback(True)
    return saved is not None


@of_webinar
def recording(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """Where the recording sits."""
    held = recording_of(webinar)
    initial: dict[str, Any] = {"version": webinar.version}
    if held is not None:
        initial |= {
            "kind": held.kind,
            "url": held.url,
            "host": held.host,
            "licence": held.licence,
            "length": clock(held.seconds) if held.seconds is not None else "",
            "placed": media.within(held.file.name or "", webinar.organisation),
        }
    form = RecordingForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            entry = _recording_entry(form, actor_of(request), webinar)
        except InputError as wrong:
            sent = form.cleaned_data["upload"]
            refuse(form, wrong, at="upload" if sent and wrong.where == sent.name else None)
        else:
            if save(request, webinar, form, t("Opname gewijzigd"), recording=entry):
                return to(request, "recording-form", slug=webinar.slug)
    there = media.in_folder(webinar.organisation)
    return shown(request, "recording", webinar, "recording-form", form=form, held=held, there=there)


def _recording_entry(form: RecordingForm, editor: Actor, webinar: Webinar) -> RecordingEntry | None:
    filled = form.cleaned_data
    if not filled["kind"]:
        return None
    held = recording_of(webinar)
    kind = RecordingKind(filled["kind"])
    seconds = lines_of_text.read_clock(filled["length"]) if filled["length"] else None
    if filled["length"] and seconds is None:
        raise InputError(t("Lengte"), t("schrijf een tijd zoals 48:30"))
    if kind != RecordingKind.FILE:
        return RecordingEntry(
            kind, url=filled["url"], host=filled["host"], seconds=seconds, licence=filled["licence"]
        )
    if filled["upload"]:
        stored = media.store(filled["upload"], folder=media.UPLOADED, kinds=media.VIDEO)
    elif held is not None and held.file and "placed" not in form.changed_data:
        stored = media.Stored(held.file.name or "", held.media_type, held.size or 0, held.sha256)
    elif filled["placed"]:
        may_adopt = bool(ask("webinars.exchange", editor))
        stored = media.placed(filled["placed"], publisher=webinar.organisation, may_adopt=may_adopt)
    else:
        raise InputError(t("Bestand"), t("kies een bestand, of geef de naam in de opnamemap"))
    return RecordingEntry(
        kind,
        stored.name,
        stored.media_type,
        stored.size,
        stored.sha256,
        seconds=seconds,
        licence=filled["licence"],
    )


@of_webinar
def poster(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """The picture that stands there before the recording plays."""
    initial = {
        "version": webinar.version,
        "poster_alt": webinar.poster_alt,
        "poster_ink": webinar.poster_ink,
        "poster_paper": webinar.poster_paper,
    }
    form = PosterForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        filled = form.cleaned_data
        try:
            name = "" if filled["remove"] else webinar.poster.name or ""
            if filled["upload"]:
                name = media.store(filled["upload"], folder=media.UPLOADED, kinds=media.PICTURES).name
        except InputError as wrong:
            refuse(form, wrong, at="upload")
        else:
            fields = {key: filled[key] for key in ("poster_alt", "poster_ink", "poster_paper")}
            if save(request, webinar, form, t("Beeld vooraf gewijzigd"), poster=name, **fields):
                return to(request, "poster-form", slug=webinar.slug)
    return shown(request, "poster", webinar, "poster-form", form=form)


@of_webinar
def documents(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """What there is, and a form to add."""
    form = DocumentForm(request.POST or None, request.FILES or None, initial={"version": webinar.version})
    if form.is_valid() and _add_document(request, webinar, form):
        return to(request, "documents", slug=webinar.slug)
    return shown(request, "documents", webinar, "documents", form=form)


def _add_document(request: HttpRequest, webinar: Webinar, form: DocumentForm) -> bool:
    filled = form.cleaned_data
    if bool(filled["upload"]) == bool(filled["url"]):
        form.add_error("upload", t("Kies een bestand of geef een adres, niet allebei."))
        return False
    words = filled["text"].replace("\r\n", "\n").replace("\t", " ")
    entry = DocumentEntry(filled["title"], url=filled["url"], text=words)
    if filled["upload"]:
        try:
            stored = media.store(filled["upload"], folder=media.UPLOADED, kinds=media.DOCUMENTS)
        except InputError as wrong:
            refuse(form, wrong, at="upload")
            return False
        entry = DocumentEntry(
            filled["title"], stored.name, stored.media_type, stored.size, stored.sha256, text=words
        )
    added = (*entry_of(webinar).documents, entry)
    return save(request, webinar, form, t("Document toegevoegd"), documents=added) is not None


@require_POST
@of_webinar
def remove_document(request: HttpRequest, webinar: Webinar, order: int) -> HttpResponse:
    """Take a document away; its file stays for the versions that have it."""
    form = VersionedForm(request.POST)
    places = [document.order for document in webinar.documents.all()]
    if form.is_valid() and order in places:
        held, at = entry_of(webinar).documents, places.index(order)
        kept = held[:at] + held[at + 1 :]
        if save(request, webinar, form, t("Document weggehaald"), documents=kept) is None:
            tell(request, form)
    return to(request, "documents", slug=webinar.slug)


def tell(request: HttpRequest, form: forms.Form) -> None:
    """Say what the domain refused on the page that comes next."""
    for error in form.non_field_errors():
        messages.error(request, str(error))
