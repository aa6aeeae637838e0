"""An actor as plain values, so that another process can act as the same person."""

from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.roles import Role


def told(actor: Actor) -> dict[str, Any]:
    """The actor as plain values."""
    return {
        "person": actor.person.pk,
        "organisation": actor.organisation.pk,
        "roles": sorted(role.value for role in actor.roles),
    }


def actor_of(told: dict[str, Any]) -> Actor:
    """The actor again."""
    return Actor(
        Person.objects.get(pk=told["person"]),
        Organisation.objects.get(pk=told["organisation"]),
        frozenset(Role(role) for role in told["roles"]),
    )
