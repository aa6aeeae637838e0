"""Letting people in: an invitation by mail, for one mail address, one role and one use."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.people import admit, join, require_may_give
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.letters import INVITATION
from doorlezen.accounts.models import Invitation, Membership, Organisation, Person
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import Role
from doorlezen.desk.events import record
from doorlezen.desk.link_keys import key_hash, new_key
from doorlezen.desk.post.letter_kinds import Mail
from doorlezen.desk.post.outbox import put_sealed
from doorlezen.language import HERE, InputError, checked_mail_address, checked_name, date, t

EXPIRES_AFTER = datetime.timedelta(days=14)
AGAIN_AFTER = datetime.timedelta(minutes=10)
"""How long an invitation rests before it can be sent again."""
MOST_TIMES = 5
"""How often one invitation is sent at most."""
MOST_A_DAY = 5
"""How many invitations an organisation sends to one address in a day, whatever became of the ones before."""


@transaction.atomic
def invite(actor: Actor, *, email: str, name: str, role: Role, at: datetime.datetime) -> Invitation:
    """Invite a mail address to be ``role`` at the actor's organisation. Raises Refused or InputError."""
    require_may_give(actor, role)
    if email.strip().lower() == actor.person.email:
        require("people.give-role", actor, actor.person)
    return put_down(actor, email=email, name=name, role=role, at=at)


def put_down(
    actor: Actor,
    *,
    email: str,
    name: str,
    role: Role,
    at: datetime.datetime,
    from_library: Organisation | None = None,
) -> Invitation:
    """The invitation and its letter, in the name of ``actor`` at the organisation that it is for, for a
    function that asked whether that may be. Call it in that organisation's scope. Raises InputError."""
    address = checked_mail_address(email, where=t("e-mailadres")).lower()
    if any(membership.runs_on(day_of(at)) for membership in _held(address, role)):
        raise InputError(address, t("heeft deze rol hier al"))
    if any(invitation.role == role for invitation in open_invitations_to(address, at=at)):
        raise InputError(address, t("heeft hier al een uitnodiging voor; stuur die opnieuw"))
    lately = Invitation.objects.filter(email=address, invited_at__gt=at - datetime.timedelta(days=1))
    if lately.count() >= MOST_A_DAY:
        raise InputError(address, t("kreeg vandaag al genoeg uitnodigingen van hier; probeer het morgen"))
    token = new_key()
    invitation = Invitation.objects.create(
        organisation=actor.organisation,
        email=address,
        name=checked_name(name, where=t("naam")) if name.strip() else "",
        role=role,
        token_sha256=key_hash(token),
        invited_by=actor.person,
        from_library=from_library,
        expires_at=at + EXPIRES_AFTER,
    )
    record(actor, "people.invited", invitation, after={"role": role.value})
    _send(invitation, token)
    return invitation


@transaction.atomic
def invite_again(actor: Actor, *, invitation: Invitation, at: datetime.datetime) -> None:
    """Send the invitation again with a new link, good for another fortnight; the old link stops working."""
    require_may_give(actor, Role(invitation.role))
    send_again(actor, invitation, at=at)


def send_again(actor: Actor, invitation: Invitation, *, at: datetime.datetime) -> None:
    """As ``invite_again``, for a function that asked whether it may be; in the scope of the organisation."""
    _require_waiting(invitation)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    _require_not_just_sent(invitation, at)
    token = new_key()
    before = {"expires": invitation.expires_at.isoformat()}
    invitation.token_sha256 = key_hash(token)
    invitation.expires_at = at + EXPIRES_AFTER
    invitation.times_sent += 1
    invitation.save(update_fields=["token_sha256", "expires_at", "times_sent"])
    after = {"expires": invitation.expires_at.isoformat()}
    record(actor, "people.invited-again", invitation, before=before, after=after)
    _send(invitation, token)


@transaction.atomic
def withdraw(actor: Actor, *, invitation: Invitation, at: datetime.datetime) -> None:
    """Make the invitation's link stop working."""
    require_may_give(actor, Role(invitation.role))
    take_back(actor, invitation, at=at)


def take_back(actor: Actor, invitation: Invitation, *, at: datetime.datetime) -> None:
    """As ``withdraw``, for a function that asked whether it may be; in the scope of the organisation."""
    _require_waiting(invitation)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    record(actor, "people.invitation-withdrawn", invitation)


def by_token(token: str, *, at: datetime.datetime) -> Invitation | None:
    """The invitation that this link belongs to; None when it never was, or is used, withdrawn or expired."""
    found = Invitation.everywhere.filter(
        token_sha256=key_hash(token), accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
    )
    return found.select_related("organisation", "invited_by", "from_library").first()


def open_invitations_to(email: str, *, at: datetime.datetime) -> list[Invitation]:
    """Invitations of the organisation in scope to this address that can be accepted now, oldest first."""
    found = Invitation.objects.select_for_update().filter(
        email=email.lower(), accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at
    )
    return list(found.order_by("id"))


@transaction.atomic
def accept_as_somebody_new(token: str, *, name: str, password: str, at: datetime.datetime) -> Person:
    """Make a person of this invitation. Raises InputError when the link is no good, or they should log in."""
    invitation = _lock(token, at)
    if Person.objects.filter(email__iexact=invitation.email).exists():
        raise InputError(invitation.email, t("heeft al een login; log daarmee in en open de link nog eens"))
    person = admit(email=invitation.email, name=name, password=password)
    with scope(organisation=invitation.organisation):
        accept(invitation, person=person, at=at)
    return person


@transaction.atomic
def accept_as(person: Person, token: str, *, at: datetime.datetime) -> Invitation:
    """Add the role of this invitation to somebody who is logged in with its mail address."""
    invitation = _lock(token, at)
    if person.email != invitation.email:
        what = t("deze uitnodiging is voor {email}; log daarmee in", email=invitation.email)
        raise InputError(person.email, what)
    with scope(organisation=invitation.organisation):
        accept(invitation, person=person, at=at)
    return invitation


def accept(invitation: Invitation, *, person: Person, at: datetime.datetime) -> None:
    """Give ``person`` the role of this (locked) invitation; call it in its organisation's scope."""
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    by = Actor(person, invitation.organisation)
    record(by, "people.invitation-accepted", invitation)
    join(
        person,
        organisation=invitation.organisation,
        role=Role(invitation.role),
        by=by,
        since=day_of(at),
    )


def _lock(token: str, at: datetime.datetime) -> Invitation:
    found = by_token(token, at=at)
    # who comes second at the same moment waits here, and then finds it accepted
    locked = Invitation.everywhere.select_for_update(of=("self",)).filter(pk=found.pk) if found else None
    invitation = locked.select_related("organisation").first() if locked is not None else None
    if invitation is None or invitation.accepted_at is not None or invitation.withdrawn_at is not None:
        raise InputError(
            t("uitnodiging"),
            t("deze link werkt niet meer; vraag wie je uitnodigde om een nieuwe"),
        )
    return invitation


def _require_waiting(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise InputError(invitation.email, t("heeft deze uitnodiging al aangenomen"))
    if invitation.withdrawn_at is not None:
        raise InputError(invitation.email, t("deze uitnodiging is al ingetrokken"))


def _require_not_just_sent(invitation: Invitation, at: datetime.datetime) -> None:
    """Whoever invites cannot fill somebody's mailbox."""
    sent_at = invitation.expires_at - EXPIRES_AFTER
    if at < sent_at + AGAIN_AFTER:
        what = t("deze uitnodiging ging net nog weg; laat eerst tien minuten kijken, ook bij ongewenste mail")
        raise InputError(invitation.email, what)
    if invitation.times_sent >= MOST_TIMES:
        what = t(
            "deze uitnodiging is al {most} keer gestuurd; klopt het adres niet, trek die dan in en nodig "
            "opnieuw uit",
            most=MOST_TIMES,
        )
        raise InputError(invitation.email, what)


def _held(email: str, role: Role) -> list[Membership]:
    return list(Membership.objects.filter(person__email=email, role=role).order_by("id"))


def _send(invitation: Invitation, token: str) -> None:
    link = settings.SITE_ADDRESS + reverse("invitation", args=[token])
    organisation = invitation.organisation.name
    text = t(
        "Dag {name},\n\n{inviter} nodigt je uit voor Doorlezen, als {role} bij {organisation}.\n\n"
        "Open deze link om mee te doen:\n{link}\n\n"
        "De link werkt één keer, tot en met {until}. Verwachtte je dit bericht niet? Dan hoef je niets te "
        "doen.\n",
        name=invitation.name or invitation.email,
        inviter=invitation.sender,
        role=Role(invitation.role).label,
        organisation=organisation,
        link=link,
        until=date(invitation.expires_at.astimezone(HERE).date()),
    )
    sender = invitation.from_library.name if invitation.from_library else organisation
    subject = t("Uitnodiging voor Doorlezen van {organisation}", organisation=sender)
    mail = Mail(invitation.email, subject, text)
    put_sealed(INVITATION, mail, about=invitation.pk, round=invitation.times_sent)
