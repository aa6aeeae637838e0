"""Small things that every page of an organisation needs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.web.addresses import address

QUIET = "quiet"
"""The tag of a message that is a line, not a block: what somebody did and expected, such as a save."""


def needs(permission: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that only those may open who have ``permission``; ``request.actor`` says who is asking."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(permission, request.actor)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return guard


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


def attachment(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """A file to keep, which no browser or proxy does by itself. ``kind``: as the web calls it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
