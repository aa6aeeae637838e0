"""What django-allauth tells us when it happens."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.http import HttpRequest

from doorlezen.accounts.models import Person


def listen() -> None:
    """Hear of second factors; once, however often it is called."""
    authenticator_added.connect(count_as_used, dispatch_uid="doorlezen.accounts.count_as_used")


def count_as_used(*, request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Who has just set up a second factor has shown that it works: the session is strong from here."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
