"""The gemeenten and schools of a library: it asks them to come, and sees who did.

What a library may do at such an organisation is to invite its first people, and nothing else; whoever came
lets the colleagues in. The few queries here that cross organisations each name the library that asks.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.utils.text import slugify
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain import invitations
from doorlezen.accounts.domain.organisations import Wanted, put_down
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.letters import INVITATION
from doorlezen.accounts.models import Invitation, Membership, Organisation
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.events import record
from doorlezen.desk.post.outbox import letters_about
from doorlezen.language import InputError, checked_mail_address, checked_title, t
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Gemeente, Listing, School

ROLE_OF_KIND = {
    OrganisationKind.GEMEENTE: Role.GEMEENTE_OFFICER,
    OrganisationKind.SCHOOL: Role.SCHOOL_CONTACT,
}
"""What somebody is who comes because a library asked: there is nothing to choose."""
MOST_OPEN = 10
"""So many invitations of one library may wait at one gemeente or school."""


@dataclass(frozen=True)
class PartnerPlace:
    """A gemeente (four figures) or an open school (vestigingscode) of the library, as the register has it."""

    code: str
    kind: OrganisationKind
    name: str
    gemeente: str
    place: str = ""

    @property
    def called(self) -> str:
        """What its organisation is called."""
        return t("Gemeente {name}", name=self.name) if self.kind is OrganisationKind.GEMEENTE else self.name


@dataclass(frozen=True)
class Partner:
    """A place and how far it is. ``since``: the first day that somebody who works there now took part.

    ``invitations``: those that this library sent, the newest first, without the ones that were withdrawn.
    """

    place: PartnerPlace
    since: datetime.date | None
    invitations: tuple[Invitation, ...]


def places(actor: Actor) -> dict[str, PartnerPlace]:
    """The gemeenten and the open schools of the actor's library by code: gemeenten by name, then schools by
    gemeente and name. Two queries."""
    require("partners.see", actor)
    visible = Visible(actor)
    found = [
        PartnerPlace(one.code, OrganisationKind.GEMEENTE, as_written(one.name), as_written(one.name))
        for one in visible.gemeenten
    ]
    rows = visible.schools.rows().filter(closed_on=None).order_by("gemeente_name", "search", "pk")
    found += [_of_school(row) for row in rows]
    return {one.code: one for one in found}


def partners(actor: Actor, *, at: datetime.datetime) -> list[Partner]:
    """Every place, with who of it was invited by this library and whether it takes part, in order of
    ``places``. Five queries, however many they are."""
    there = places(actor)
    since = _since(there, at)
    sent: dict[str, list[Invitation]] = {}
    for invitation in _sent_by(actor):
        sent.setdefault(invitation.organisation.register_code or "", []).append(invitation)
    return [Partner(one, since.get(code), tuple(sent.get(code, ()))) for code, one in there.items()]


@dataclass(frozen=True)
class PartnersCame:
    """The organisations that a library asked to come: by name those where ``nobody`` came yet, and those that
    came ``lately``."""

    nobody: tuple[str, ...]
    lately: tuple[str, ...]


LATELY = datetime.timedelta(days=14)


def came(actor: Actor, *, at: datetime.datetime) -> PartnersCame:
    """How far the invitations of the actor's library are, by organisation in order of name. Two queries."""
    require("partners.see", actor)
    names = {one.organisation.register_code or "": one.organisation.name for one in _sent_by(actor)}
    since = _since(names, at)
    named = sorted((name, code) for code, name in names.items())
    return PartnersCame(
        tuple(name for name, code in named if code not in since),
        tuple(name for name, code in named if code in since and since[code] > day_of(at - LATELY)),
    )


@transaction.atomic
def invite_partner(
    actor: Actor, *, place: PartnerPlace, name: str, email: str, at: datetime.datetime
) -> Invitation:
    """Invite somebody of this place (one of ``places``); its organisation is made where there is none yet.

    Raises Refused, or InputError where somebody takes part there already.
    """
    require("partners.invite", actor)
    address = checked_mail_address(email, where="email")
    if address.lower() == actor.person.email:
        raise InputError("email", t("dit is je eigen adres; nodig iemand uit die daar werkt"))
    organisation = _organisation(actor, place, at=at)
    if _since([place.code], at):
        what = t("doet al mee; wie daar werkt, nodigt de collega's uit")
        raise InputError(organisation.name, what)
    role = ROLE_OF_KIND[place.kind]
    with scope(organisation=organisation):
        waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
        if waiting.filter(from_library=actor.organisation).count() >= MOST_OPEN:
            what = t("heeft al {most} uitnodigingen van je; trek er eerst een in", most=MOST_OPEN)
            raise InputError(organisation.name, what)
        made = invitations.put_down(
            Actor(actor.person, organisation),
            email=address,
            name=name,
            role=role,
            at=at,
            from_library=actor.organisation,
        )
    record(actor, "partners.invited", organisation, after={"name": organisation.name, "role": role.value})
    return made


def sent_by_us(actor: Actor, number: int) -> Invitation | None:
    """The invitation of this number, if the actor's library sent it to a partner."""
    return _sent_by(actor).filter(pk=number).first()


@transaction.atomic
def invite_partner_again(actor: Actor, *, invitation: Invitation, at: datetime.datetime) -> None:
    """Send it again with a new link. Raises Refused or InputError."""
    _require_ours(actor, invitation)
    with scope(organisation=invitation.organisation):
        invitations.send_again(Actor(actor.person, invitation.organisation), invitation, at=at)
    _write_down(actor, "partners.invited-again", invitation)


@transaction.atomic
def withdraw_from_partner(actor: Actor, *, invitation: Invitation, at: datetime.datetime) -> None:
    """Make its link stop working. Raises Refused or InputError."""
    _require_ours(actor, invitation)
    with scope(organisation=invitation.organisation):
        invitations.take_back(Actor(actor.person, invitation.organisation), invitation, at=at)
    _write_down(actor, "partners.invitation-withdrawn", invitation)


def _sent_by(actor: Actor) -> QuerySet[Invitation]:
    state = letters_about([INVITATION], OuterRef("pk")).order_by("-id").values("state")[:1]
    sent = Invitation.everywhere.filter(from_library=actor.organisation, withdrawn_at=None).exclude(email="")
    return (
        sent.select_related("organisation", "invited_by", "from_library")
        .annotate(letter_state=Subquery(state))
        .order_by("-invited_at", "-id")
    )


def _require_ours(actor: Actor, invitation: Invitation) -> None:
    require("partners.invite", actor)
    if invitation.from_library_id != actor.organisation.pk:
        raise InputError(invitation.email, t("deze uitnodiging is van een andere organisatie"))


def _write_down(actor: Actor, action: str, invitation: Invitation) -> None:
    record(actor, action, invitation.organisation, after={"name": invitation.organisation.name})


def _since(codes: Iterable[str], at: datetime.datetime) -> dict[str, datetime.date]:
    """For each of these codes where somebody takes part today: the first day of those who do."""
    day = day_of(at)
    running = Membership.everywhere.filter(
        Q(until__isnull=True) | Q(until__gte=day), since__lte=day, organisation__register_code__in=list(codes)
    )
    found = running.values_list("organisation__register_code").annotate(first=Min("since")).order_by()
    return {code: first for code, first in found if code is not None}


def _organisation(actor: Actor, place: PartnerPlace, *, at: datetime.datetime) -> Organisation:
    """The one organisation that is this gemeente or school, locked; made now where there is none."""
    of_code = Organisation.objects.select_for_update().filter(register_code=place.code)
    known = of_code.first()
    if known is not None:
        return known
    for slug in _slugs(place):
        made = put_down(_wanted(place, slug), at=at, let_in_by=actor.organisation)
        if made is not None:
            _tell_that_it_came(actor, made)
            return made
        # somebody else made it just now, or another organisation has this address
        known = of_code.first()
        if known is not None:
            return known
    raise InputError(place.called, t("kan hier nu niet worden aangemaakt; vraag het landelijke programma"))


def _tell_that_it_came(actor: Actor, made: Organisation) -> None:
    """In its own logbook, and in that of the national programme."""
    national = Organisation.objects.filter(kind=OrganisationKind.NATIONAL).order_by("id")
    after = {"name": made.name, "kind": made.kind, "let_in_by": actor.organisation.name}
    for where in (made, *national):
        with scope(organisation=where):
            record(Actor(actor.person, where), "organisations.created", made, after=after)


def _wanted(place: PartnerPlace, slug: str) -> Wanted:
    name = _title(place)
    if place.kind is OrganisationKind.GEMEENTE:
        gemeenten = list(Gemeente.objects.filter(code=place.code).order_by("code"))
        return Wanted(place.kind, name, slug, gemeenten=gemeenten)
    return Wanted(place.kind, name, slug, school=School.objects.get(code=place.code))


def _title(place: PartnerPlace) -> str:
    """Its name of the register, unless that is none for an organisation: it stands in mail to strangers."""
    try:
        return checked_title(place.called, where="name")
    except InputError:
        return t("School {code}", code=place.code)


def _slugs(place: PartnerPlace) -> list[str]:
    """Addresses to try, the plainest first: gemeente-tiel, gemeente-tiel-0281."""
    parts = (place.called, place.place) if place.place else (place.called,)
    plain = slugify(" ".join(parts))[:50].strip("-") or place.kind.value
    return [plain, f"{plain}-{place.code.lower()}"]


def _of_school(row: Listing) -> PartnerPlace:
    gemeente = as_written(row.gemeente_name)
    return PartnerPlace(row.pk, OrganisationKind.SCHOOL, row.name, gemeente, as_written(row.place))
