"""Who is reading a public page, as the organisations that this person works for."""

from django.http import HttpRequest
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import actor_among, memberships_of
from doorlezen.web.login.signing_in import opened

MOST = 3
"""At more organisations than these nobody looks for one under every moment."""


def readers(request: HttpRequest) -> list[Actor]:
    """The reader at each of the first organisations; nobody for who is not logged in."""
    here: Actor | None = getattr(request, "actor", None)
    if here is not None:
        return [here]
    if not request.user.is_authenticated:
        return []
    now = timezone.now()
    held = opened(request, memberships_of(request.user, at=now))
    places = list(dict.fromkeys(membership.organisation.slug for membership in held))
    found = [actor_among(held, place, at=now) for place in places[:MOST]]
    return [actor for actor in found if actor is not None]
