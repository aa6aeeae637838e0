"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from doorlezen.accounts.domain.queries import organisations_among, organisations_of
from doorlezen.web.pages.style.preferences import theme_of


def site(request: HttpRequest) -> dict[str, Any]:
    """``actor`` (or None), the person's ``organisations`` (asked for when used), ``demo``, ``theme``."""

    def organisations() -> list[Any]:
        memberships = getattr(request, "memberships", None)
        if memberships is not None:
            return organisations_among(memberships)
        user = getattr(request, "user", None)
        return organisations_of(user, at=timezone.now()) if user and user.is_authenticated else []

    return {
        "actor": getattr(request, "actor", None),
        "organisations": organisations,
        "demo": settings.DEMO,
        "theme": theme_of(request),
    }
