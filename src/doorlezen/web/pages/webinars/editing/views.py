"""All webinars with their stage, a new one, and what one is about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.accounts.permissions import ask, require
from doorlezen.language import InputError, t
from doorlezen.web.addresses import address
from doorlezen.web.here import QUIET, actor_of, needs
from doorlezen.web.pages.webinars.editing.forms import AboutForm, VersionedForm
from doorlezen.webinars.catalogue.shape import WebinarEntry
from doorlezen.webinars.domain import editing
from doorlezen.webinars.domain.entries import entry_of
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.domain.unshowable import fault
from doorlezen.webinars.models import Stage, Webinar

Editing = Callable[..., HttpResponseBase]
"""A view of one webinar that the actor may edit, and of more parts of its address."""


def of_webinar(view: Editing) -> Editing:
    """Give a view the webinar of its address: 404 where there is none, 403 for who may not."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **parts: Any) -> HttpResponseBase:
        require("webinars.open-editing", actor_of(request))
        try:
            webinar = editing.to_edit(actor_of(request), slug)
        except Webinar.DoesNotExist:
            raise Http404 from None
        return view(request, webinar, **parts)

    found.permission = "webinars.edit"  # type: ignore[attr-defined]
    return found


def to(request: HttpRequest, page: str, **parts: Any) -> HttpResponse:
    """Go on to a page of the editors."""
    return redirect(address(actor_of(request), f"webinar-editing:{page}", **parts))


def shown(request: HttpRequest, template: str, webinar: Webinar, here: str, **more: Any) -> HttpResponse:
    """A page about one webinar, with the way to its other pages; 422 when the form on it was refused, or
    something is ``wrong`` in the forms beside it."""
    stage = webinar.stage(timezone.now())
    context = {"webinar": webinar, "stage": stage, "here": here, "fault": fault(webinar), **more}
    form = more.get("form")
    wrong = more.get("wrong") or (form is not None and form.is_bound and not form.is_valid())
    return render(request, f"webinars/editing/{template}.html", context, status=422 if wrong else 200)


@require_safe
@needs("webinars.open-editing")
def everything(request: HttpRequest) -> HttpResponse:
    """All webinars, the newest first, with what the public sees of each."""
    now = timezone.now()
    webinars = Webinar.objects.select_related("organisation").order_by("-date", "slug")
    asked = [(x, x.stage(now), bool(ask("webinars.edit", actor_of(request), x)), fault(x)) for x in webinars]
    rows = [row for row in asked if row[2] or (row[1] == Stage.PUBLISHED and not row[3])]
    may_exchange = ask("webinars.exchange", actor_of(request))
    return render(request, "webinars/editing/list.html", {"rows": rows, "may_exchange": may_exchange})


@needs("webinars.open-editing")
def new(request: HttpRequest) -> HttpResponse:
    """A new webinar begins as a draft."""
    form = AboutForm(request.POST or None)
    if form.is_valid():
        try:
            webinar = put(
                WebinarEntry(**form.changes()),
                actor=actor_of(request),
                what=t("Gemaakt"),
                now=timezone.now(),
                new=True,
            )
        except InputError as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, t("Het concept is bewaard."))
            return to(request, "lines", slug=webinar.slug)
    status = 422 if form.is_bound else 200
    return render(request, "webinars/editing/new.html", {"form": form}, status=status)


@of_webinar
def about(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """What it is, and when."""
    initial = {**AboutForm.of(entry_of(webinar)), "version": webinar.version}
    form = AboutForm(request.POST or None, initial=initial)
    if form.is_valid() and (saved := save(request, webinar, form, t("Gegevens gewijzigd"), **form.changes())):
        return to(request, "about", slug=saved.slug)
    return shown(request, "about", webinar, "about", form=form)


def save(
    request: HttpRequest,
    webinar: Webinar,
    form: VersionedForm,
    what: str,
    edit: editing.Edit | None = None,
    /,
    **fields: Any,
) -> Webinar | None:
    """Change the webinar and say so; None when the domain refused, which the form then shows."""
    edit = edit or editing.to_fields(**fields)
    seen = form.cleaned_data["version"]
    try:
        changed = editing.change(
            actor_of(request), webinar.slug, edit, seen=seen, what=what, now=timezone.now()
        )
    except InputError as wrong:
        form.refuse(wrong)
        return None
    messages.success(request, t("Bewaard."), extra_tags=QUIET)
    return changed
