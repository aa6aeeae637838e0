"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from doorlezen.accounts.domain.queries import memberships_of, organisations_among
from doorlezen.web.device import device_key
from doorlezen.web.login.signing_in import opened
from doorlezen.web.pages.style.preferences import theme_of


def site(request: HttpRequest) -> dict[str, Any]:
    """``actor`` (or None), the person's ``organisations`` (asked for when used), ``demo``, ``theme``;
    ``who``: under which word the device keeps what is of this person."""

    def organisations() -> list[Any]:
        memberships = getattr(request, "memberships", None)
        if memberships is not None:
            return organisations_among(memberships)
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return []
        return organisations_among(opened(request, memberships_of(user, at=timezone.now())))

    def who() -> str:
        user = getattr(request, "user", None)
        return device_key(user) if user is not None and user.is_authenticated else ""

    return {
        "actor": getattr(request, "actor", None),
        "organisations": organisations,
        "demo": settings.DEMO,
        "theme": theme_of(request),
        "who": who,
    }
