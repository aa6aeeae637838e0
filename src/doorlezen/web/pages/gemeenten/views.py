"""The list of gemeenten, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.accounts.domain.visible import Visible
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.gemeenten import gemeente_pages
from doorlezen.web.pages.gemeenten.known import counts_for
from doorlezen.web.pages.gemeenten.plans import leading_plan


@require_safe
@needs("gemeenten.see")
def gemeenten(request: HttpRequest) -> HttpResponse:
    """The gemeenten that the reader sees, with what the newest plan does there."""
    actor = actor_of(request)
    counts = counts_for(Visible(actor), on=today())
    page = gemeente_pages.list_page(actor, counts, leading_plan(actor))
    return render(request, "gemeenten/list.html", page)


@require_safe
@needs("gemeenten.see")
def gemeente(request: HttpRequest, code: str) -> HttpResponse:
    """One gemeente."""
    actor = actor_of(request)
    counts = counts_for(Visible(actor), on=today())
    known = counts.of(code)
    if known is None:
        raise Http404
    page = gemeente_pages.gemeente_page(actor, known, leading_plan(actor), counts.editions)
    return render(request, "gemeenten/gemeente.html", page)
