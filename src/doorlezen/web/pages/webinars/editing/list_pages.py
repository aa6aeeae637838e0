"""Themes, audiences, series, speakers and organisations: see, add, rename."""

import dataclasses

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.language import InputError, t
from doorlezen.web.here import QUIET, actor_of, needs
from doorlezen.web.pages.webinars.editing.forms import ThingForm
from doorlezen.web.pages.webinars.editing.views import to
from doorlezen.web.refusing import refuse
from doorlezen.webinars.domain import catalogue_lists, shared_lists
from doorlezen.webinars.domain.entries import LISTS


def titles() -> dict[str, str]:
    """What people call the lists."""
    return {
        "themes": t("Thema's"),
        "audiences": t("Doelgroepen"),
        "series": t("Reeksen"),
        "speakers": t("Sprekers"),
        "affiliations": t("Organisaties"),
    }


@require_safe
@needs("webinars.open-editing")
def things(request: HttpRequest, which: str) -> HttpResponse:
    """All of a list."""
    if which not in LISTS:
        raise Http404
    rows = sorted(LISTS[which].model._default_manager.all(), key=lambda row: str(row).lower())
    context = {"which": which, "title": titles()[which], "rows": rows, "titles": titles()}
    return render(request, "webinars/editing/things.html", context)


@needs("webinars.open-editing")
def new(request: HttpRequest, which: str) -> HttpResponse:
    """Add to a list."""
    return _form(request, which, None)


@needs("webinars.open-editing")
def edit(request: HttpRequest, which: str, slug: str) -> HttpResponse:
    """Change what is in a list."""
    return _form(request, which, slug)


def _form(request: HttpRequest, which: str, slug: str | None) -> HttpResponse:
    if which not in LISTS:
        raise Http404
    fields = [field.name for field in dataclasses.fields(LISTS[which].entry)]
    initial, held = {}, ""
    if slug is not None:
        row = LISTS[which].model._default_manager.filter(slug=slug).first()
        if row is None:
            raise Http404
        initial = {field: getattr(row, field) for field in fields}
        held = shared_lists.held_by_others(actor_of(request), which, row)
    form = ThingForm(request.POST or None, initial=initial, only=fields)
    for field in form.fields.values():
        field.disabled = bool(held)
    if form.is_valid():
        try:
            catalogue_lists.save(actor_of(request), which, form.values(), was=slug)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Bewaard."), extra_tags=QUIET)
            return to(request, "things", which=which)
    context = {"form": form, "which": which, "title": titles()[which], "is_new": slug is None, "held": held}
    return render(request, "webinars/editing/thing.html", context, status=422 if form.is_bound else 200)
