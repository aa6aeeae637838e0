"""A gemeente asks something of a library; the library answers, declines, or takes it into a scenario."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require, require_own
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.desk.events import House, forget_words, record
from doorlezen.desk.states import States, Step
from doorlezen.language import FieldError, InputError, clean_line, clean_text, t
from doorlezen.planning.library.demand_entries import KINDS
from doorlezen.planning.scenarios import editing, queries
from doorlezen.planning.stated.models import StatedDemand, StatedStatus
from doorlezen.register.models import Gemeente

_OVER = gettext_lazy("dit is ingetrokken")
_ALIVE = frozenset(StatedStatus) - {StatedStatus.WITHDRAWN}
STATED = States(
    "status",
    {
        "answer": Step(
            _ALIVE,
            StatedStatus.ANSWERED,
            _OVER,
            event="stated.answered",
        ),
        "take over": Step(
            _ALIVE,
            StatedStatus.IN_SCENARIO,
            _OVER,
            event="stated.taken-over",
        ),
        "decline": Step(
            _ALIVE,
            StatedStatus.DECLINED,
            _OVER,
            event="stated.declined",
        ),
        "withdraw": Step(
            {StatedStatus.PROPOSED, StatedStatus.ANSWERED},
            StatedStatus.WITHDRAWN,
            gettext_lazy("dit kan niet meer worden ingetrokken; vraag de bibliotheek"),
            event="stated.withdrawn",
        ),
    },
)
TERM = datetime.timedelta(days=5 * 365)
"""How long after the last word it is kept; docs/personal-data.md says why."""
MOST = 500
"""So many things the gemeenten of one library ask at most."""


def libraries_of(actor: Actor) -> list[Organisation]:
    """The libraries that somebody may ask something of: the own one, or those that work in the gemeente."""
    if actor.kind is OrganisationKind.LIBRARY:
        return [actor.organisation]
    if actor.kind is not OrganisationKind.GEMEENTE:
        return []
    found = Organisation.objects.filter(
        kind=OrganisationKind.LIBRARY, gemeenten__in=[gemeente.pk for gemeente in Visible(actor).gemeenten]
    )
    return list(found.distinct().order_by("name", "id"))


def state(
    actor: Actor,
    *,
    library: Organisation,
    gemeente: Gemeente,
    text: str,
    is_hard: bool,
    source: str,
    since: datetime.date,
    until: datetime.date | None,
    now: datetime.datetime,
) -> StatedDemand:
    """Write down what a gemeente asks of a library; by the gemeente itself, or by the library for it.

    Raises Refused, and InputError for another's library or gemeente, no text, or an end before the start.
    """
    require("stated.make", actor)
    if library not in libraries_of(actor) or gemeente not in Visible(actor).gemeenten:
        raise FieldError("gemeente", t("deze gemeente hoort niet bij je organisatie"))
    line = clean_line(text)[:300]
    if not line:
        raise FieldError("text", t("schrijf op wat er gevraagd wordt"))
    if until is not None and until < since:
        raise FieldError("until", t("dit ligt voor de eerste dag"))
    with transaction.atomic(), scope(organisation=library):
        if StatedDemand.objects.count() >= MOST:
            raise InputError("", t("er staan al {most} eisen en wensen; trek er eerst een in", most=MOST))
        made: StatedDemand = StatedDemand.objects.create(
            organisation=library,
            gemeente=gemeente,
            text=line,
            is_hard=is_hard,
            source=clean_line(source)[:300],
            since=since,
            until=until,
            made_at=now,
            made_by=actor.person,
        )
        record(actor, "stated.made", made, after={"text": line, "gemeente": gemeente.code})
    return made


def answer(actor: Actor, *, stated: StatedDemand, text: str, now: datetime.datetime) -> None:
    """Say what the library thinks of it. Raises as `_say` does."""
    _say(actor, "answer", stated, text, now)


def decline(actor: Actor, *, stated: StatedDemand, text: str, now: datetime.datetime) -> None:
    """Do not do it, and say why. Raises as `_say` does."""
    _say(actor, "decline", stated, text, now)


@transaction.atomic
def _say(actor: Actor, step: str, stated: StatedDemand, text: str, now: datetime.datetime) -> None:
    """Raises Refused, and InputError without words or for what was withdrawn."""
    require("stated.answer", actor)
    require_own(actor, stated)
    said = clean_text(text)[:2000]
    if not said:
        raise FieldError("answer", t("schrijf er een zin bij voor de gemeente"))
    STATED.move(stated, step, actor=actor, answer=said, answered_at=now, answered_by=actor.person)


@transaction.atomic
def take_over(
    actor: Actor, *, stated: StatedDemand, scenario: int, kind: str, now: datetime.datetime
) -> None:
    """Put it into a scenario of the library, as a demand of this kind that is still to be filled in.

    Raises Refused, Scenario.DoesNotExist, and InputError for an unknown kind, or where it is in it already.
    """
    require("stated.answer", actor)
    require_own(actor, stated)
    if kind not in KINDS:
        raise FieldError("kind", t("kies wat voor eis dit is"))
    found = queries.opened(actor, scenario)
    demands = list(found.tree.get("demand", []))
    if any(demand.get("id") == demand_id(stated) for demand in demands):
        raise InputError("", t("deze eis staat al in {title}", title=found.scenario.title))
    item: dict[str, Any] = {
        "id": demand_id(stated),
        "by": stated.gemeente.code,
        "text": stated.text,
        "kind": kind,
    }
    if "schools" in KINDS[kind].fields:
        item["schools"] = "all"
    tree = {**found.tree, "demand": [*demands, item]}
    editing.save(actor, scenario=scenario, seen=found.version.number, tree=tree, part="eisen", now=now)
    STATED.move(stated, "take over", actor=actor)


@transaction.atomic
def withdraw(actor: Actor, *, stated: StatedDemand) -> None:
    """Take it back: who asked, or the library that wrote it down. Raises Refused and InputError."""
    require("stated.make", actor)
    if stated.gemeente not in Visible(actor).gemeenten:
        require_own(actor, stated)
    with scopes_disabled():
        STATED.move(stated, "withdraw", actor=actor)


def shred_old(now: datetime.datetime) -> int:
    """Delete what was written down or answered longer ago than `TERM`, with its words; how many."""
    with transaction.atomic(), scopes_disabled():
        over = StatedDemand.objects.select_related("organisation").filter(
            Q(answered_at__isnull=True, made_at__lt=now - TERM) | Q(answered_at__lt=now - TERM)
        )
        found = list(over.select_for_update(of=("self",)).order_by("pk"))
        for stated in found:
            with scope(organisation=stated.organisation):
                forget_words(stated)
                record(House(stated.organisation), "stated.removed", stated)
            stated.delete()
    return len(found)


def demand_id(stated: StatedDemand) -> str:
    """What it is called in a scenario, and so in the plans that are made of it."""
    return f"wens-{stated.pk}"
