"""What is loaded, and loading more: the library's own list, and what CBS and DUO publish."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from doorlezen.accounts.domain.loading import load_own_list, load_published
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.books import XLSX
from doorlezen.language import InputError, t
from doorlezen.register.domain import load_words
from doorlezen.register.domain.listing import source
from doorlezen.register.domain.load_collaborations import ListRefusedError
from doorlezen.register.domain.load_result import LoadReport
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.register import edition_tables
from doorlezen.web.pages.register.forms import OwnListForm, PublishedForm
from doorlezen.web.pages.register.template import as_xlsx
from doorlezen.web.refusing import refuse

SHOWN = 100
"""So many rows of each sort are shown; the command line gives them all as JSON."""
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@needs("register.see")
def overview(request: HttpRequest) -> HttpResponse:
    """Every edition that there is, and the ways to load more."""
    actor = actor_of(request)
    context: dict[str, Any] = {
        "published": edition_tables.published(actor),
        "may_load": ask("register.load", actor),
        "may_load_list": ask("collaborations.load", actor),
    }
    if ask("collaborations.see", actor):
        context["own_lists"] = edition_tables.own_lists(actor)
    context["is_library"] = actor.kind == OrganisationKind.LIBRARY
    return render(request, "register/overview.html", context)


@_get_or_post
@needs("collaborations.load")
def own_list(request: HttpRequest) -> HttpResponse:
    """Load the library's own list, and show what that changed."""
    form = OwnListForm(*_given(request))
    refused: Sequence[str] = ()
    if form.is_valid():
        try:
            report = load_own_list(
                actor=actor_of(request), source=form.source(), day=form.cleaned_data["day"]
            )
        except ListRefusedError as wrong:
            form.add_error("file", wrong.what)
            refused = wrong.lines
        except InputError as wrong:
            refuse(form, wrong, at="file")
        else:
            return _loaded(request, report)
    title = t("Laad je lijst met samenwerkingen")
    return _page(request, title, form, refused, with_template=True)


@require_GET
@needs("collaborations.load")
def template(request: HttpRequest) -> HttpResponse:
    """The list to fill in, as an Excel file, with the lines that there are."""
    return attachment(as_xlsx(actor_of(request)), XLSX, t("samenwerkingen.xlsx"))


@_get_or_post
@needs("register.load")
def published(request: HttpRequest) -> HttpResponse:
    """Load files of CBS and DUO, and show what that changed."""
    form = PublishedForm(*_given(request))
    if form.is_valid():
        actor = actor_of(request)
        try:
            report = load_published(
                actor=actor,
                offered=form.offered(by=actor.person.pk),
                accept_closures=form.cleaned_data["accept_closures"],
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return _loaded(request, report)
    return _page(request, t("Laad open gegevens"), form)


def _given(request: HttpRequest) -> tuple[Any, ...]:
    """What a form is filled with: nothing at all until it was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _page(
    request: HttpRequest,
    title: str,
    form: forms.Form,
    refused: Sequence[str] = (),
    *,
    with_template: bool = False,
) -> HttpResponse:
    context = {
        "with_template": with_template,
        "title": title,
        "form": form,
        "refused": refused[:SHOWN],
        "more": max(0, len(refused) - SHOWN),
    }
    return render(request, "register/load.html", context, status=422 if form.errors else 200)


def _loaded(request: HttpRequest, report: LoadReport) -> HttpResponse:
    files = [
        {
            "report": file,
            "source": source(file.edition),
            "figures": load_words.figures(file),
            "sections": [_section(title, rows) for title, rows in load_words.sections(file)],
        }
        for file in report.files
    ]
    context = {
        "sentence": load_words.sentence(report),
        "files": files,
        "closings": [_section(title, rows) for title, rows in load_words.closings(report)],
        "may_plan": ask("scenarios.make", actor_of(request)),
    }
    return render(request, "register/loaded.html", context)


def _section(title: str, rows: Sequence[Any]) -> dict[str, Any]:
    return {"title": title, "count": len(rows), "rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN)}
