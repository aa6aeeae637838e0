"""An account at an organisation, kept in the session until its person has logged in in their own way."""

import time
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest

from doorlezen.accounts.models import Person

KEY = "organisation_account"
SECONDS = 15 * 60
"""Long enough to ask for a new password by mail."""


def remember_account(request: HttpRequest, person: Person, login: SocialLogin) -> None:
    """Keep which account came, and whose it says that it is."""
    request.session[KEY] = {
        "person": person.pk,
        "organisation": login.account.provider,
        "account": {"uid": login.account.uid, **login.account.extra_data},
        "until": time.time() + SECONDS,
    }


def waiting_account(request: HttpRequest, person: Person) -> dict[str, Any] | None:
    """The ``organisation`` and ``account`` that wait in this session for ``person``; None: nothing does."""
    found = request.session.get(KEY)
    if not isinstance(found, dict) or found["person"] != person.pk or found["until"] < time.time():
        return None
    return found


def forget_account(request: HttpRequest) -> None:
    """It is tied, or need not be."""
    request.session.pop(KEY, None)
