"""Administrator rights: off until switched on, for half an hour, with a reason, all of it written down."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import rights_of
from doorlezen.accounts.models import Administering
from doorlezen.accounts.permissions import require
from doorlezen.desk import queue
from doorlezen.desk.events import history, record
from doorlezen.language import InputError, t

LASTS = datetime.timedelta(minutes=30)
TASK = "accounts.tell_that_rights_ended"
OFF = ("administering.switched-off", "administering.ran-out")


@transaction.atomic
def switch_on(actor: Actor, *, reason: str, at: datetime.datetime) -> Administering:
    """Give the actor administrator rights at the organisation for half an hour.

    Raises Refused or InputError.
    """
    require("administering.switch", actor)
    if len(reason.strip()) < 10:
        raise InputError(t("reden"), t("schrijf in een korte zin waarvoor je de rechten nodig hebt"))
    if rights_of(actor.person, actor.organisation, at=at):
        raise InputError(t("rechten"), t("je rechten staan al aan"))
    rights = Administering.objects.create(
        person=actor.person,
        organisation=actor.organisation,
        reason=reason.strip(),
        since=at,
        until=at + LASTS,
    )
    after = {"reason": rights.reason, "until": rights.until.isoformat()}
    record(actor, "administering.switched-on", rights, after=after)
    _tell_when_it_ends(rights)
    return rights


@transaction.atomic
def switch_off(actor: Actor, *, at: datetime.datetime) -> None:
    """Take the actor's administrator rights away again; nothing happens when they are off."""
    require("administering.switch", actor)
    rights = rights_of(actor.person, actor.organisation, at=at)
    if rights is None:
        return
    before = {"until": rights.until.isoformat()}
    rights.until = at
    rights.save(update_fields=["until"])
    record(actor, OFF[0], rights, before=before, after={"until": at.isoformat()})


def record_use(actor: Actor, *, permissions: Iterable[str], method: str, path: str) -> None:
    """Write down that a request was allowed only because administrator rights were on."""
    rights = Administering.objects.filter(person=actor.person).order_by("-since", "-id").first()
    used = {"permissions": sorted(permissions), "request": f"{method} {path}"}
    record(actor, "administering.used", rights or actor.person, after=used)


@transaction.atomic
def tell_that_rights_ended(administering: int) -> None:
    """Write down that the half hour is over, unless the rights were switched off by hand before that."""
    with scopes_disabled():
        rights = (
            Administering.objects.select_related("organisation", "person").filter(pk=administering).first()
        )
    if rights is None:
        return
    with scope(organisation=rights.organisation):
        if not history(rights).filter(action__in=OFF).exists():
            actor = Actor(rights.person, rights.organisation)
            record(actor, OFF[1], rights, after={"until": rights.until.isoformat()})


def _tell_when_it_ends(rights: Administering) -> None:
    queue.put(TASK, at=rights.until, administering_id=rights.pk)
