"""The list of gemeenten, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.accounts.permissions import needs
from doorlezen.web.pages.gemeenten import showing
from doorlezen.web.pages.gemeenten.known import editions_of, known_gemeenten
from doorlezen.web.pages.gemeenten.plans import newest_plan
from doorlezen.web.pages.plans.views import actor_of


@require_safe
@needs("gemeenten.see")
def gemeenten(request: HttpRequest) -> HttpResponse:
    """The gemeenten that the reader sees, with what the newest plan does there."""
    actor = actor_of(request)
    known = known_gemeenten(actor, on=timezone.localdate())
    page = showing.list_page(actor, known, newest_plan(actor), editions_of(actor))
    return render(request, "gemeenten/list.html", page)


@require_safe
@needs("gemeenten.see")
def gemeente(request: HttpRequest, code: str) -> HttpResponse:
    """One gemeente."""
    actor = actor_of(request)
    known = known_gemeenten(actor, on=timezone.localdate(), code=code)
    if not known:
        raise Http404
    page = showing.gemeente_page(actor, known[0], newest_plan(actor), editions_of(actor))
    return render(request, "gemeenten/gemeente.html", page)
