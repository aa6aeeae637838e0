"""The whole catalogue out of and into one file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.webinars.editing.forms import CatalogueForm
from doorlezen.web.pages.webinars.editing.views import to
from doorlezen.webinars.catalogue.files import to_json
from doorlezen.webinars.catalogue.reading import read_catalogue
from doorlezen.webinars.catalogue.tables import to_zip
from doorlezen.webinars.domain.entries import catalogue
from doorlezen.webinars.domain.loading import take_in


@needs("webinars.exchange")
def exchange(request: HttpRequest) -> HttpResponse:
    """Export, and read an export in."""
    form = CatalogueForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        try:
            read = read_catalogue(upload.read(), name=upload.name)
            what = t("Ingelezen uit {file}", file=upload.name)[:200]
            taken = take_in(read, actor=actor_of(request), what=what, now=timezone.now())
        except InputError as wrong:
            form.add_error("upload", str(wrong))
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
    return _file(to_json(catalogue()), "application/json", "webinars.json")


@require_safe
@needs("webinars.exchange")
def as_zip(request: HttpRequest) -> HttpResponse:
    """All of it, drafts too, as tables."""
    return _file(to_zip(catalogue()), "application/zip", "webinars.zip")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=disposition)
