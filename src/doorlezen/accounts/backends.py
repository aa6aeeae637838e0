"""Who a session belongs to."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from doorlezen.accounts.domain.demo import is_invented
from doorlezen.accounts.models import Person


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """As django-allauth, but for the invented people of the demo: they come in by a click, or not at all."""

    def authenticate(self, request: Any, **credentials: Any) -> Person | None:
        """Nobody of the demo by a password, whoever gave them one."""
        found: Person | None = super().authenticate(request, **credentials)
        return None if found is not None and is_invented(found) else found

    def get_user(self, user_id: int) -> Person | None:
        """Nobody of the demo where there is no demo, whatever session is still there."""
        found: Person | None = super().get_user(user_id)
        return None if found is not None and is_invented(found) and not settings.DEMO else found
