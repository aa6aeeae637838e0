"""Logging in at one's organisation: who comes in by that door, and for which organisation it counts."""

import datetime
from contextlib import suppress
from typing import Any

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.audit import record
from doorlezen.accounts.domain.invitations import accept, open_invitations_to
from doorlezen.accounts.domain.people import admit
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.models import Invitation, OidcClient, Organisation, Person
from doorlezen.accounts.permissions import require
from doorlezen.accounts.seal import seal
from doorlezen.language import InputError, checked_name, t


def clients(provider: str | None = None) -> list[OidcClient]:
    """The logins of all organisations, or of the one with this address, in order of name.

    ``provider`` may also be "openid_connect", which is what django-allauth calls all of them.
    """
    found = OidcClient.everywhere.select_related("organisation").order_by("organisation__name", "id")
    if provider not in {None, "openid_connect"}:
        found = found.filter(organisation__slug=provider)
    return list(found)


def organisations_with_a_login() -> list[Organisation]:
    """The organisations where people can log in with their own account, by name."""
    return [client.organisation for client in clients()]


@transaction.atomic
def person_who_came(
    *, organisation: str, known: Person | None, email: str, name: str, at: datetime.datetime
) -> Person:
    """Who it is that came in by the login of ``organisation`` (its address).

    ``known``: who came in before with the same account there. ``email``: the mail address, but only when
    that login says that it is verified. Matched is a person who belongs to this organisation now, or an open
    invitation of this organisation, which is accepted by coming. Raises InputError, for the person to read,
    when there is none.
    """
    where = Organisation.objects.get(slug=organisation)
    person = known or Person.objects.filter(email__iexact=email).first() if known or email else None
    if person is not None and not person.is_active:
        raise _refused(where, t("je login hier is gesloten"))
    if person is not None and _belongs(person, where, at):
        return person
    if not email:
        raise _refused(where, t("je e-mailadres is daar niet bevestigd"))
    with scope(organisation=where):
        invitations = open_invitations_to(email, at=at)
        if not invitations:
            raise _refused(
                where, t("er staat hier niemand met jouw e-mailadres, en je bent niet uitgenodigd")
            )
        person = person or admit(email=email, name=_called(name, invitations[0], email), password=None)
        for invitation in invitations:
            accept(invitation, person=person, at=at)
    return person


def not_this_way() -> InputError:
    """Somebody who is logged in asks to tie an account to their own; that is not offered."""
    return InputError("OIDC", t("je kunt hier alleen inloggen, niet koppelen. Log eerst uit."))


@transaction.atomic
def set_client(
    actor: Actor, *, issuer: str, client_id: str, secret: str | None, is_strong: bool
) -> OidcClient:
    """Say where the people of the actor's organisation log in; ``secret`` None keeps the present one."""
    require("settings.login", actor)
    client = OidcClient.objects.filter(organisation=actor.organisation).first() or OidcClient(
        organisation=actor.organisation
    )
    before = _shown(client) if client.pk else {}
    client.issuer, client.client_id, client.is_strong = issuer, client_id, is_strong
    if secret:
        client.secret_sealed = seal(secret)
    if not client.secret_sealed:
        raise InputError(t("geheim"), t("vul het geheim in dat de uitgever je gaf"))
    client.save()
    after = {**_shown(client), "secret": "new"} if secret else _shown(client)
    record(actor, "settings.login-set", client, before=before, after=after)
    return client


@transaction.atomic
def remove_client(actor: Actor) -> None:
    """People of the actor's organisation log in with mail and password again."""
    require("settings.login", actor)
    for client in OidcClient.objects.filter(organisation=actor.organisation).order_by("id"):
        record(actor, "settings.login-removed", client, before=_shown(client))
        client.delete()


def _called(name: str, invitation: Invitation, email: str) -> str:
    """What to call somebody: as the issuer does, else as who invited did, else by the mail address."""
    for offered in (name, invitation.name):
        with suppress(InputError):
            return checked_name(offered, where="")
    return email.partition("@")[0].replace(".", " ")


def _shown(client: OidcClient) -> dict[str, Any]:
    return {"issuer": client.issuer, "client_id": client.client_id, "is_strong": client.is_strong}


def _belongs(person: Person, where: Organisation, at: datetime.datetime) -> bool:
    return any(membership.organisation_id == where.pk for membership in memberships_of(person, at=at))


def _refused(where: Organisation, reason: str) -> InputError:
    what = t(
        "{organisation} laat je niet binnen: {reason}. Vraag de directeur of beheerder daar om een "
        "uitnodiging.",
        organisation=where.name,
        reason=reason,
    )
    return InputError(where.name, what)
