"""What a session proves: which organisations it opens, and whether the login was strong.

A session keeps a record of each way in which the person has shown who they are (django-allauth writes them):
a password, a second factor, a passkey, or the login of an organisation (OIDC).
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from doorlezen.accounts.models import Membership, OidcClient, Organisation

Record = dict[str, Any]

OWN_LOGIN = frozenset({"password", "demo"})
"""Ways in that nobody but the person (or the demo) has in hand; an organisation's login is not one."""


def records_of(request: HttpRequest) -> list[Record]:
    """How the person of this session has shown who they are, oldest first."""
    records: list[Record] = get_authentication_records(request, request.user)
    # a login of the demo proves nothing once the demo is over
    return [record for record in records if settings.DEMO or record.get("method") != "demo"]


def came_by_organisation(records: Iterable[Record]) -> str | None:
    """The address of the organisation whose login is all that this session rests on; None: rests on more.

    Such a session proves what that organisation says, and so opens nothing of another organisation.
    """
    organisation = None
    for record in records:
        if record.get("method") in OWN_LOGIN or record.get("passwordless"):
            return None
        if record.get("method") == "socialaccount":
            organisation = str(record["provider"])
    return organisation


def opens(records: list[Record], organisation: Organisation) -> bool:
    """Whether this session may enter ``organisation`` at all."""
    return came_by_organisation(records) in {None, organisation.slug}


def opened(request: HttpRequest, memberships: Iterable[Membership]) -> list[Membership]:
    """Of what the person does, what this session may know of: all of it, or that of one organisation."""
    slug = came_by_organisation(records_of(request))
    return [membership for membership in memberships if slug in {None, membership.organisation.slug}]


def is_strong(records: list[Record], organisation: Organisation) -> bool:
    """Whether the login had a second factor or a passkey, or came by a login that counts as strong here."""
    if any(record.get("method") in {"mfa", "demo"} for record in records):
        return True
    if came_by_organisation(records) != organisation.slug:
        return False
    return OidcClient.everywhere.filter(organisation=organisation, is_strong=True).exists()


def asks_strong(memberships: Iterable[Membership]) -> bool:
    """Whether one of these roles asks for a strong login."""
    return any(membership.needs_strong_login for membership in memberships)
