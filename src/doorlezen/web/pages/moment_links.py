"""Where a moment in a recording leads: to a page of one's own, or to the same of the invented library."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from doorlezen.accounts.permissions import require
from doorlezen.web.here import actor_of
from doorlezen.web.page_targets import PAGES, destination
from doorlezen.web.pages.example_pages import shown


@require_safe
def go(request: HttpRequest, name: str) -> HttpResponse:
    """On to the page at the reader's organisation."""
    if name not in PAGES:
        raise Http404
    actor = actor_of(request)
    require(PAGES[name].permission, actor)
    return redirect(destination(name, actor))


@require_safe
def told(request: HttpRequest, name: str) -> HttpResponse:
    """The page as the invented library has it, for everybody, with the way to one's own."""
    if name not in PAGES:
        raise Http404
    return render(request, "targets/told.html", {"page": PAGES[name], "name": name, **shown(name)})
