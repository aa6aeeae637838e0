"""Where a moment in a recording leads: to a page of one's own, or to an explanation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from doorlezen.accounts.permissions import require
from doorlezen.web.targets import PAGES, destination


@require_safe
def go(request: HttpRequest, name: str) -> HttpResponse:
    """On to the page at the reader's organisation."""
    if name not in PAGES:
        raise Http404
    actor = request.actor  # type: ignore[attr-defined]
    require(PAGES[name].permission, actor)
    return redirect(destination(name, actor))


@require_safe
def told(request: HttpRequest, name: str) -> HttpResponse:
    """What the page does, for everybody, with the way to try it."""
    if name not in PAGES:
        raise Http404
    return render(request, "targets/told.html", {"page": PAGES[name], "name": name})
