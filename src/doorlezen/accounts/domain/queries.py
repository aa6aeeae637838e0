"""Questions about people and organisations. Every list states its order."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from allauth.account.models import EmailAddress
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.letters import INVITATION
from doorlezen.accounts.models import Administering, Invitation, Membership, Organisation, Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.post.outbox import letters_about
from doorlezen.language import HERE


def day_of(at: datetime.datetime) -> datetime.date:
    """The day in the Netherlands at this moment."""
    return at.astimezone(HERE).date()


def actor_among(memberships: Iterable[Membership], slug: str, *, at: datetime.datetime) -> Actor | None:
    """Who has these memberships of this moment, at the organisation of this address; None: no member."""
    here = [membership for membership in memberships if membership.organisation.slug == slug]
    if not here:
        return None
    roles = frozenset(Role(membership.role) for membership in here)
    person, organisation = here[0].person, here[0].organisation
    administering = Role.ADMINISTRATOR in roles and rights_of(person, organisation, at=at) is not None
    return Actor(person, organisation, roles, administering)


def memberships_of(person: Person, *, at: datetime.datetime) -> list[Membership]:
    """What ``person`` does at this moment, everywhere, in order of organisation and role."""
    found = list(
        _running(Membership.everywhere.filter(person=person), day_of(at))
        .select_related("organisation")
        # pages need no picture; who shows it asks for it
        .defer("organisation__logo")
        .order_by("organisation__name", "organisation_id", "role", "id")
    )
    for membership in found:
        membership.person = person  # whom we have already
    return found


def organisations_among(memberships: Iterable[Membership]) -> list[Organisation]:
    """The organisations of these memberships of one person, in the order in which they stand."""
    return [organisation for organisation, _ in groupby(memberships, key=lambda held: held.organisation)]


def rights_of(person: Person, organisation: Organisation, *, at: datetime.datetime) -> Administering | None:
    """The stretch of time in which ``person`` has switched administrator rights on there, if it runs now."""
    with scope(organisation=organisation):
        return (
            Administering.objects.filter(person=person, since__lte=at, until__gt=at)
            .order_by("-until", "-id")
            .first()
        )


@dataclass(frozen=True)
class Colleague:
    """Somebody who works at an organisation now, with the roles held there in order."""

    person: Person
    memberships: tuple[Membership, ...]


def colleagues(actor: Actor, *, at: datetime.datetime) -> list[Colleague]:
    """Who work at the actor's organisation at this moment, by name. One query."""
    running = (
        _running(Membership.objects.filter(organisation=actor.organisation), day_of(at))
        .select_related("person")
        .order_by("person__name", "person_id", "role", "id")
    )
    return [
        Colleague(person, tuple(memberships))
        for person, memberships in groupby(running, key=lambda membership: membership.person)
    ]


def who_are(actor: Actor, role: Role, *, at: datetime.datetime) -> list[Person]:
    """Who have this role at the actor's organisation today, by name. One query."""
    held = Membership.objects.filter(organisation=actor.organisation, role=role, person__is_active=True)
    running = _running(held, day_of(at)).select_related("person").order_by("person__name", "person_id", "id")
    return list(dict.fromkeys(one.person for one in running))


def person_to_ask(
    organisation: Organisation, *, roles: Sequence[Role], first: Sequence[int | None], at: datetime.datetime
) -> Membership | None:
    """Who to turn to at an organisation: of the people with these roles today one of ``first`` (numbers of
    persons) where possible, else by the order of the roles, then by name. One query."""
    running = _running(Membership.everywhere.filter(organisation=organisation, role__in=roles), day_of(at))
    found = list(running.select_related("person").order_by("person__name", "person_id", "id"))
    wanted = [person for person in first if person is not None]

    def place(membership: Membership) -> tuple[int, int]:
        person = membership.person_id
        rank = wanted.index(person) if person in wanted else len(wanted)
        return rank, list(roles).index(Role(membership.role))

    return min(found, key=place, default=None)


def open_invitations(actor: Actor) -> list[Invitation]:
    """Invitations of the actor's organisation that nobody has accepted or withdrawn, newest first.

    Also the ones that have expired: those can be sent again. Each has ``letter_state``: how far its
    last mail is.
    """
    sent = letters_about([INVITATION], OuterRef("pk"))
    return list(
        Invitation.objects.filter(
            organisation=actor.organisation, accepted_at__isnull=True, withdrawn_at__isnull=True
        )
        .annotate(letter_state=Subquery(sent.order_by("-id").values("state")[:1]))
        .order_by("-invited_at", "-id")
    )


def confirmed_address(person: Person | None) -> str:
    """The mail address that this person confirmed; empty where there is nobody, or nothing was confirmed."""
    if person is None:
        return ""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk").first()
    return found.email if found is not None else ""


def _running(memberships: QuerySet[Membership], day: datetime.date) -> QuerySet[Membership]:
    return memberships.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)
