"""Every page under /o/<organisation>/ runs as an actor, inside the scope of that organisation."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.domain.queries import actor_at


class OrganisationMiddleware:
    """Sets ``request.actor``. Who is not a member of the organisation in the address finds nothing there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        # the address decides; resolved here because the scope must hold for the template as well
        slug = _organisation_in(request.path_info)
        if slug is None:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        actor = actor_at(slug, request.user, at=timezone.now())
        if actor is None:
            request.nobody_here = True  # type: ignore[attr-defined]
            return self.get_response(request)
        request.actor = actor  # type: ignore[attr-defined]
        with scope(organisation=actor.organisation):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """The views need no argument for the organisation: ``request.actor`` has it."""
        kwargs.pop("organisation", None)
        if getattr(request, "nobody_here", False):
            raise Http404


def _organisation_in(path: str) -> str | None:
    parts = path.split("/", 3)
    return parts[2] if len(parts) == 4 and parts[1] == "o" and parts[2] else None
