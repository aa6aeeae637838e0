"""The whole catalogue out of and into one file."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.documents.books import XLSX
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.webinars.editing.forms import CatalogueForm
from doorlezen.web.pages.webinars.editing.views import to
from doorlezen.web.pages.webinars.editing.webinar_workbook import from_workbook, to_workbook
from doorlezen.web.refusing import refuse
from doorlezen.webinars.catalogue.catalogue_files import from_json, to_json
from doorlezen.webinars.catalogue.shape import Catalogue
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import catalogue, entry_of, whole
from doorlezen.webinars.models import Webinar

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@needs("webinars.exchange")
def exchange(request: HttpRequest) -> HttpResponse:
    """Export, and read an export in."""
    form = CatalogueForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            read = _read(upload)
            what = t("Ingelezen uit {file}", file=upload.name)[:200]
            taken = take_in(read, actor=actor_of(request), what=what, now=timezone.now())
        except InputError as wrong:
            refuse(form, wrong, at="upload")
        else:
            told = t(
                "{added} webinars nieuw, {changed} gewijzigd, {same} hetzelfde.",
                added=taken.added,
                changed=taken.changed,
                same=taken.same,
            )
            messages.success(request, told)
            if taken.held:
                titles = ", ".join(taken.held[:20])
                held = t(
                    "Als concept ingelezen, want de controle voor publiceren vraagt nog iets: {titles}.",
                    titles=titles,
                )
                messages.warning(request, held)
            return to(request, "list")
    status = 422 if form.is_bound else 200
    return render(request, "webinars/editing/exchange.html", {"form": form}, status=status)


@require_safe
@needs("webinars.exchange")
def as_json(request: HttpRequest) -> HttpResponse:
    """All of it, drafts too, as JSON."""
    return attachment(to_json(catalogue()), "application/json", "webinars.json")


@require_safe
@needs("webinars.exchange")
def as_workbook(request: HttpRequest) -> HttpResponse:
    """What the forms have of each, drafts too, for who works in a spreadsheet."""
    entries = [entry_of(webinar) for webinar in whole(Webinar.objects.order_by("-date", "slug"))]
    return attachment(to_workbook(entries), XLSX, "webinars.xlsx")


def _read(upload: "UploadedFile[bytes]") -> Catalogue:
    data, name = upload.read(), upload.name or ""
    if name.lower().endswith(".xlsx"):
        return from_workbook(data, name=name)
    if not name.lower().endswith(".json"):
        raise InputError(
            name, t("dit is hier niet uitgevoerd; kies het bestand webinars.json of webinars.xlsx")
        )
    return from_json(data, name=name)
