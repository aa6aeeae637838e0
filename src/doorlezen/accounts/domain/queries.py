"""Questions about people and organisations. Every list states its order."""

import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Administering, Membership, Organisation, Person
from doorlezen.accounts.roles import Role

HERE = ZoneInfo("Europe/Amsterdam")


def actor_at(slug: str, person: Person, *, at: datetime.datetime) -> Actor | None:
    """``person`` as a member of the organisation of this address at this moment; None: not a member."""
    held = _running(person, at).filter(organisation__slug=slug).select_related("organisation")
    memberships = list(held.order_by("role", "id"))
    if not memberships:
        return None
    roles = frozenset(Role(membership.role) for membership in memberships)
    organisation = memberships[0].organisation
    return Actor(
        person, organisation, roles, Role.ADMINISTRATOR in roles and _switched_on(person, organisation, at)
    )


def organisations_of(person: Person, *, at: datetime.datetime) -> list[Organisation]:
    """The organisations that ``person`` belongs to at this moment, by name."""
    held = _running(person, at).values("organisation_id")
    return list(Organisation.objects.filter(pk__in=held).order_by("name", "id"))


def _running(person: Person, at: datetime.datetime) -> QuerySet[Membership]:
    day = at.astimezone(HERE).date()
    return Membership.everywhere.filter(
        Q(until__isnull=True) | Q(until__gte=day), person=person, since__lte=day
    )


def _switched_on(person: Person, organisation: Organisation, at: datetime.datetime) -> bool:
    with scope(organisation=organisation):
        return Administering.objects.filter(person=person, since__lte=at, until__gt=at).exists()
