"""Who works where, in which role."""

import datetime

from allauth.account.models import EmailAddress
from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Membership, Organisation, Person
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import KEEPER_OF_KIND, OrganisationKind, Role
from doorlezen.desk.events import record
from doorlezen.language import LANGUAGES, InputError, checked_name, t


@transaction.atomic
def admit(*, email: str, name: str, password: str | None) -> Person:
    """Make a person whose mail address is known to be theirs. Without a password they come in otherwise.

    Raises InputError for a name that is none.
    """
    name = checked_name(name, where=t("naam"))
    person = Person.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def join(person: Person, *, organisation: Organisation, role: Role, by: Actor, since: datetime.date) -> None:
    """Give ``person`` a role that somebody who may has promised; holding it already changes nothing.

    Call it in the scope of the organisation and in the transaction of what promised it.
    """
    _require_possible(organisation, role)
    held = Membership.objects.filter(person=person, role=role, until__isnull=True)
    if held.exists():
        return
    Membership.objects.create(person=person, organisation=organisation, role=role, since=since)
    record(by, "people.joined", person, after={"role": role.value, "since": since.isoformat()})


@transaction.atomic
def give_role(actor: Actor, *, person: Person, role: Role, at: datetime.datetime) -> None:
    """Give somebody who works here another role from today. Raises InputError when held already."""
    require_may_give(actor, role)
    require("people.give-role", actor, person)
    mine = Membership.objects.select_for_update().filter(person=person).order_by("id")
    held = [membership for membership in mine if membership.runs_on(day_of(at))]
    if not held:
        raise InputError(str(person), t("werkt hier niet; stuur eerst een uitnodiging"))
    if any(membership.role == role for membership in held):
        raise InputError(str(person), t("heeft deze rol al"))
    join(person, organisation=actor.organisation, role=role, by=actor, since=day_of(at))


@transaction.atomic
def end_membership(actor: Actor, *, membership: Membership, at: datetime.datetime) -> None:
    """End a role at once: its last day was yesterday, also of one that began today or is still to begin.

    Raises InputError for the last person who can let others in, and for a role that was over already.
    """
    require("people.end", actor, membership)
    if membership.role == Role.ADMINISTRATOR and membership.person_id != actor.person.pk:
        require("people.give-administrator", actor)
    today = day_of(at)
    _require_not_last_keeper(actor.organisation, membership, today)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if membership.until is not None and membership.until < today:
        raise InputError(str(membership.person), t("deze rol was al beëindigd"))
    yesterday = today - datetime.timedelta(days=1)
    before = {
        "role": membership.role,
        "since": membership.since.isoformat(),
        "until": _text(membership.until),
    }
    record(
        actor,
        "people.ended",
        membership.person,
        before=before,
        after={**before, "until": yesterday.isoformat()},
    )
    # the row stays, whenever the role began: by it the shredder knows that the person left, and when
    membership.since, membership.until = min(membership.since, today), yesterday
    membership.save(update_fields=["since", "until"])


def change_own(person: Person, *, name: str, language: str) -> None:
    """Change one's own name and language. Raises InputError."""
    name = checked_name(name, where=t("naam"))
    if language not in LANGUAGES:
        raise InputError(t("taal"), t("kies een taal van de lijst"))
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])


def require_may_give(actor: Actor, role: Role) -> None:
    """Raise Refused or InputError unless ``actor`` may give this role to somebody here."""
    require("people.invite", actor)
    _require_possible(actor.organisation, role)
    if role == Role.ADMINISTRATOR:
        require("people.give-administrator", actor)


def _require_possible(organisation: Organisation, role: Role) -> None:
    if role not in organisation.possible_roles:
        what = t("bestaat niet bij {organisation}; kies een rol van de lijst", organisation=organisation.name)
        raise InputError(str(role), what)


def _require_not_last_keeper(
    organisation: Organisation, membership: Membership, today: datetime.date
) -> None:
    keeper = KEEPER_OF_KIND[OrganisationKind(organisation.kind)]
    if membership.role != keeper:
        return
    # two who leave at the same moment wait for each other here; all lock in the same order
    keepers = Membership.objects.select_for_update(of=("self",)).filter(role=keeper, person__is_active=True)
    if not any(other.runs_on(today) and other.pk != membership.pk for other in keepers.order_by("id")):
        what = t("is hier de laatste {role}; nodig eerst een opvolger uit", role=keeper.label)
        raise InputError(str(membership.person), what)


def _text(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
