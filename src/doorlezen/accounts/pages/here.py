"""Small things that every page of an organisation needs."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.addresses import address


def actor_of(request: HttpRequest) -> Actor:
    """Who is asking; only on pages that ask a permission, which nobody has without being an actor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def to(request: HttpRequest, name: str, **parts: Any) -> HttpResponse:
    """Go to another page of the same organisation."""
    return HttpResponseRedirect(address(actor_of(request), name, **parts))


def shown(
    request: HttpRequest, template: str, context: dict[str, Any], *, wrong: bool = False
) -> HttpResponse:
    """The page; with status 422 when it shows a form again that could not be used."""
    return render(request, template, context, status=422 if wrong else 200)
