"""Logging in at one's organisation: who comes in by that door, and for which organisation it counts."""

import datetime
from contextlib import suppress
from typing import Any

import structlog
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.invitations import accept, open_invitations_to
from doorlezen.accounts.domain.people import admit
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.issuers.configuration import ProviderMetadata, read_issuer
from doorlezen.accounts.models import Invitation, OidcClient, Organisation, Person
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.desk.seal import seal
from doorlezen.language import InputError, checked_name, t

_log = structlog.get_logger("doorlezen.accounts")


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


class HasLoginError(Exception):
    """Who came has a login here already, and must show that by it once before this one counts as well."""

    def __init__(self, person: Person, organisation: Organisation) -> None:
        super().__init__(person.pk)
        self.person, self.organisation = person, organisation


@transaction.atomic
def person_who_came(
    *, organisation: str, known: Person | None, email: str, name: str, at: datetime.datetime
) -> Person:
    """Who it is that came in by the login of ``organisation`` (its address).

    ``known``: who is tied to that very account there. ``email``: the mail address, but only when that login
    says that it is verified; it makes somebody new of an open invitation of this organisation, and never
    opens the login of somebody who is there already: what an issuer calls verified, a director can decide.

    Raises InputError, for the person to read, when nobody comes in; HasLoginError when this person
    can tie the account to the login that is there.
    """
    where = Organisation.objects.get(slug=organisation)
    person = known or (Person.objects.filter(email__iexact=email).first() if email else None)
    if person is not None and not person.is_active:
        raise _refused(where, t("je login hier is gesloten"))
    if person is not None and belongs(person, where, at):
        if known is None:
            raise HasLoginError(person, where)
        return person
    if not email:
        raise _refused(where, t("je e-mailadres is daar niet bevestigd"))
    with scope(organisation=where):
        invitations = open_invitations_to(email, at=at)
        if not invitations:
            raise _refused(
                where, t("er staat hier niemand met jouw e-mailadres, en je bent niet uitgenodigd")
            )
        if person is not None:
            raise _refused(where, t("je hebt al een login; neem je uitnodiging aan met de link in de mail"))
        person = admit(email=email, name=_called(name, invitations[0], email), password=None)
        for invitation in invitations:
            accept(invitation, person=person, at=at)
    return person


@transaction.atomic
def tie(person: Person, *, organisation: str, account: dict[str, str], at: datetime.datetime) -> Organisation:
    """Let ``person``, who is logged in in a way of their own, also come in by the account there.

    ``account``: ``uid``, ``iss`` and ``sub`` (providers.py). An earlier tie there is let go.
    Raises InputError when the person does not belong to the organisation, or somebody else has that account.
    """
    where = Organisation.objects.get(slug=organisation)
    if not person.is_active or not belongs(person, where, at):
        raise _refused(where, t("je hoort hier nu niet bij"))
    if SocialAccount.objects.filter(provider=organisation, uid=account["uid"]).exclude(user=person).exists():
        raise _refused(where, t("dit account hoort al bij iemand anders"))
    SocialAccount.objects.filter(provider=organisation, user=person).delete()
    SocialAccount.objects.create(
        provider=organisation,
        uid=account["uid"],
        user=person,
        extra_data={"iss": account["iss"], "sub": account["sub"]},
    )
    with scope(organisation=where):
        record(Actor(person, where), "people.login-tied", person)
    return where


def not_this_way() -> InputError:
    """Somebody who is logged in asks to tie an account to their own; that is not offered."""
    return InputError("OIDC", t("je kunt hier alleen inloggen, niet koppelen. Log eerst uit."))


@transaction.atomic
def set_client(
    actor: Actor, *, issuer: str, client_id: str, secret: str | None, is_strong: bool, told: ProviderMetadata
) -> OidcClient:
    """Say where the people of the actor's organisation log in; ``secret`` None keeps the present one.

    ``told``: what the issuer says about itself. A secret is never sent to another issuer than it was given
    for: with another one, it must be filled in again.
    """
    require("settings.login", actor)
    client = OidcClient.objects.filter(organisation=actor.organisation).first() or OidcClient(
        organisation=actor.organisation
    )
    before = _shown(client) if client.pk else {}
    if not secret and client.issuer != issuer:
        raise InputError(t("geheim"), t("vul het geheim in dat de uitgever je gaf"))
    client.issuer, client.client_id, client.is_strong = issuer, client_id, is_strong
    client.configuration, client.keys, client.read_at = told.configuration, told.keys, timezone.now()
    if secret:
        client.secret_sealed = seal(secret)
    client.save()
    after = {**_shown(client), "secret": "new"} if secret else _shown(client)
    record(actor, "settings.login-set", client, before=before, after=after)
    return client


def keep_told(client: OidcClient, told: ProviderMetadata) -> None:
    """Keep what the issuer of ``client`` says about itself, unless another issuer was set meanwhile."""
    OidcClient.everywhere.filter(pk=client.pk, issuer=client.issuer).update(
        configuration=told.configuration, keys=told.keys, read_at=timezone.now()
    )


def keep_keys(organisation: str, issuer: str, keys: list[dict[str, str]]) -> None:
    """The same of its keys alone; ``issuer`` as it calls itself."""
    found = OidcClient.everywhere.filter(organisation__slug=organisation, configuration__issuer=issuer)
    found.update(keys=keys)


def refresh_issuers() -> int:
    """Ask every issuer anew what it says about itself; how many answered. The others keep what they said."""
    answered = 0
    for client in clients():
        try:
            keep_told(client, read_issuer(client.issuer))
        except InputError:
            _log.warning("issuer does not answer", organisation=client.organisation_id)
        else:
            answered += 1
    return answered


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


def belongs(person: Person, where: Organisation, at: datetime.datetime) -> bool:
    """Whether ``person`` works there at this moment."""
    return any(membership.organisation_id == where.pk for membership in memberships_of(person, at=at))


def _refused(where: Organisation, reason: str) -> InputError:
    what = t(
        "{organisation} laat je niet binnen: {reason}. Vraag de directeur of beheerder daar om een "
        "uitnodiging.",
        organisation=where.name,
        reason=reason,
    )
    return InputError(where.name, what)
