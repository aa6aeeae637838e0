"""What a library decides about a plan: propose, adopt, withdraw, put aside, throw away.

A plan is a draft, then proposed, then adopted, until another plan for its school year takes its place. What
it says never changes on the way.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.desk.states import States, Step
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import BLOBS, PlanState, Proposal


def _may(permission: str) -> Any:
    return lambda actor, proposal: require(permission, actor)


DECIDING = States(
    "state",
    {
        "propose": Step(
            {PlanState.DRAFT},
            PlanState.PROPOSED,
            gettext_lazy("alleen een concept kun je voorstellen"),
            _may("plans.propose"),
            "plans.proposed",
        ),
        "withdraw": Step(
            {PlanState.PROPOSED},
            PlanState.DRAFT,
            gettext_lazy("alleen een plan dat voorgesteld is, kun je terugnemen"),
            _may("plans.propose"),
            "plans.withdrawn",
        ),
        "adopt": Step(
            {PlanState.PROPOSED},
            PlanState.ADOPTED,
            gettext_lazy("alleen een plan dat voorgesteld is, kun je vaststellen"),
            _may("plans.adopt"),
            "plans.adopted",
        ),
        "replace": Step(
            {PlanState.ADOPTED},
            PlanState.REPLACED,
            gettext_lazy("alleen een vastgesteld plan kan vervangen worden"),
            _may("plans.adopt"),
            "plans.replaced",
        ),
    },
)
ASIDE = (PlanState.DRAFT, PlanState.REPLACED)
"""Only these lie in an archive."""


def propose(actor: Actor, *, proposal: int, now: datetime.datetime) -> Proposal:
    """Put a draft forward, to be adopted and shared.

    Raises Proposal.DoesNotExist, Refused, and InputError where it is no draft, has no plan in it, or lies in
    the archive.
    """
    require("plans.propose", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _locked(proposal)
        if not found.has_plan:
            raise InputError("", t("hierin staat geen plan, dus er valt niets voor te stellen"))
        if found.archived_at is not None:
            raise InputError("", t("dit plan ligt in het archief; haal het eerst terug"))
        DECIDING.move(found, "propose", actor=actor, proposed_at=now, proposed_by=actor.signer)
    return found


def withdraw(actor: Actor, *, proposal: int) -> Proposal:
    """Make a proposed plan a draft again; where it was shared, nobody outside the library sees it any more.

    Raises Proposal.DoesNotExist, Refused, and InputError where it is not proposed.
    """
    require("plans.propose", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _locked(proposal)
        was_shared = found.shared
        if was_shared:
            require("plans.share", actor)
        DECIDING.move(
            found,
            "withdraw",
            actor=actor,
            proposed_at=None,
            proposed_by=None,
            shared_at=None,
            shared_by=None,
        )
        if was_shared:
            record(actor, "plans.unshared", found, before={"shared": True}, after={"shared": False})
    return found


def adopt(actor: Actor, *, proposal: int, now: datetime.datetime) -> Proposal:
    """Let a proposed plan be the one that holds for its school year; the one that held is replaced.

    Raises Proposal.DoesNotExist, Refused, and InputError where it is not proposed, or where the library wants
    four eyes and this person proposed it.
    """
    require("plans.adopt", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        # one at a time per library, so that two never hold
        library = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
        found = _locked(proposal)
        DECIDING.check(found, "adopt", actor=actor)
        if library.four_eyes and found.proposed_by_id == actor.person.pk:
            raise InputError("", str(BY_ANOTHER))
        of_year = Proposal.objects.filter(school_year=found.school_year, state=PlanState.ADOPTED)
        for held in of_year.defer(*BLOBS).order_by("pk"):
            DECIDING.move(held, "replace", actor=actor)
        DECIDING.move(found, "adopt", actor=actor, adopted_at=now, adopted_by=actor.signer)
    return found


BY_ANOTHER = gettext_lazy(
    "je hebt dit plan zelf voorgesteld, en bij jullie stelt een ander het vast; vraag een andere directeur"
)
"""What is read by who proposed a plan where the library wants four eyes."""


def archive(actor: Actor, *, proposal: int, now: datetime.datetime) -> Proposal:
    """Put a draft or a replaced plan aside; nothing happens where it lies aside already.

    Raises Proposal.DoesNotExist, Refused, and InputError for a plan that is proposed, holds or is shared.
    """
    require("plans.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _locked(proposal)
        if found.state == PlanState.ADOPTED:
            raise InputError(
                "", t("dit plan geldt; het gaat pas naar het archief als een ander het vervangt")
            )
        if found.state not in ASIDE:
            raise InputError("", t("dit plan is voorgesteld; neem het eerst terug"))
        if found.shared:
            raise InputError("", t("dit plan is gedeeld; trek het delen eerst in"))
        _set_archived(actor, found, now)
    return found


def take_back(actor: Actor, *, proposal: int) -> Proposal:
    """Take a plan out of the archive; nothing happens where it is not there. Raises DoesNotExist, Refused."""
    require("plans.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _locked(proposal)
        _set_archived(actor, found, None)
    return found


def delete(actor: Actor, *, proposal: int) -> Proposal:
    """Throw a draft away that nobody outside the library ever saw; its number is not given again.

    Raises Proposal.DoesNotExist, Refused, and InputError for any other plan.
    """
    require("plans.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _locked(proposal)
        if why := why_kept(found):
            raise InputError("", why)
        gone = {"title": found.title, "school_year": found.school_year, "number": found.number}
        record(actor, "plans.deleted", found, before=gone)
        found.delete()
    return found


def why_kept(proposal: Proposal) -> str:
    """Why a plan cannot be thrown away; "" where it can."""
    if proposal.state != PlanState.DRAFT:
        return t("alleen een concept kun je weggooien")
    if proposal.was_shared:
        return t("dit plan is gedeeld geweest; leg het in het archief")
    return ""


def _set_archived(actor: Actor, found: Proposal, at: datetime.datetime | None) -> None:
    if (found.archived_at is None) != (at is None):
        found.archived_at = at
        found.save(update_fields=["archived_at"])
        record(actor, "plans.archived" if at else "plans.taken-back", found)


def _locked(pk: int) -> Proposal:
    found: Proposal = Proposal.objects.select_for_update().defer(*BLOBS).get(pk=pk)
    return found
