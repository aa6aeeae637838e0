"""Finding what gemeenten ask. Only here it crosses from a library to the gemeente that asked."""

from django.db.models import QuerySet
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.planning.stated.models import StatedDemand, StatedStatus


def stated_for(actor: Actor) -> list[StatedDemand]:
    """What is asked of the actor's library, or by the actor's gemeente: by gemeente, the newest first.

    Raises Refused.
    """
    require("stated.see", actor)
    with scopes_disabled():
        return list(_open_to(actor))


def one_stated(actor: Actor, pk: int) -> StatedDemand:
    """One of those. Raises Refused and StatedDemand.DoesNotExist."""
    require("stated.see", actor)
    with scopes_disabled():
        return _open_to(actor).get(pk=pk)


def unanswered(actor: Actor) -> list[StatedDemand]:
    """What waits for an answer, the oldest first. Raises Refused."""
    require("stated.see", actor)
    with scopes_disabled():
        return list(_open_to(actor).filter(status=StatedStatus.PROPOSED).order_by("made_at", "id"))


def _open_to(actor: Actor) -> "QuerySet[StatedDemand]":
    """The filter that decides who finds what; call it with scopes disabled."""
    found: QuerySet[StatedDemand] = StatedDemand.objects.select_related(
        "gemeente", "organisation", "made_by", "answered_by"
    ).defer("organisation__logo")
    found = found.order_by("gemeente__name", "-made_at", "-id")
    match actor.kind:
        case OrganisationKind.LIBRARY:
            return found.filter(organisation=actor.organisation)
        case OrganisationKind.GEMEENTE:
            return found.filter(gemeente__code__in=Visible(actor).codes or ())
        case _:
            return found.none()
