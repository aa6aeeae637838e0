"""Let others see a plan, or no longer: each gemeente and school its own part, the POI all of it."""

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import BLOBS, PlanState, Proposal


def share(actor: Actor, *, proposal: int) -> Proposal:
    """Share a plan of the actor's library; nothing happens where it is shared already.

    Raises Proposal.DoesNotExist, Refused, and InputError for a draft, and where there is no plan in it.
    """
    return _set(actor, proposal, shared=True)


def unshare(actor: Actor, *, proposal: int) -> Proposal:
    """Stop sharing a plan; nothing happens where it is not shared. Raises as `share` does."""
    return _set(actor, proposal, shared=False)


@transaction.atomic
def _set(actor: Actor, pk: int, *, shared: bool) -> Proposal:
    require("plans.share", actor)
    with scope(organisation=actor.organisation):
        proposal: Proposal = Proposal.objects.select_for_update().defer(*BLOBS).get(pk=pk)
        if shared and not proposal.has_plan:
            raise InputError(proposal.title, t("hierin staat geen plan, dus er valt niets te delen"))
        if shared and proposal.state == PlanState.DRAFT:
            raise InputError(proposal.title, t("dit plan is nog een concept; stel het eerst voor"))
        if proposal.shared != shared:
            proposal.shared_at = timezone.now() if shared else None
            proposal.shared_by = actor.person if shared else None
            proposal.was_shared = True
            proposal.save(update_fields=["shared_at", "shared_by", "was_shared"])
            action = "plans.shared" if shared else "plans.unshared"
            which = {"number": proposal.number, "school_year": proposal.school_year, "shared": shared}
            record(actor, action, proposal, before={"shared": not shared}, after=which)
    return proposal
