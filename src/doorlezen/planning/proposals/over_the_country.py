"""How many schools are planned for, by library: what the national programme reads of plans, and nothing else.

Crosses organisations, as `queries._open_to` does for partners: numbers alone, of shared plans alone.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.planning.proposals.models import Proposal, ProposedSchool
from doorlezen.planning.proposals.queries import leading


@dataclass(frozen=True)
class PlannedCount:
    """The shared plan of a library that counts: its school year and state, how many schools are in it, how
    many of those get hours, and the quarter-hours a week."""

    school_year: str
    state: str
    schools: int
    reached: int
    quarters: int


def plans_counted(actor: Actor) -> dict[int, PlannedCount]:
    """By the number of the library; who shares no plan is not there. Two queries. Raises Refused."""
    require("country.see", actor)
    with scopes_disabled():
        shared = Proposal.objects.filter(
            shared_at__isnull=False, archived_at=None, organisation__kind=OrganisationKind.LIBRARY
        ).only("organisation_id", "school_year", "state", "shared_at", "made_at")
        of_library: dict[int, list[Proposal]] = {}
        for one in shared.order_by("organisation_id", "id"):
            of_library.setdefault(one.organisation_id, []).append(one)
        counting = [plan for plan in map(leading, of_library.values()) if plan is not None]
        # of a plan for several years the first one
        rows = ProposedSchool.objects.filter(
            proposal__in=[plan.pk for plan in counting], school_year=F("proposal__school_year")
        )
        counted = {
            row["proposal_id"]: row
            for row in rows.order_by("proposal_id")
            .values("proposal_id")
            .annotate(
                schools=Count("pk"), reached=Count("pk", filter=Q(quarters__gt=0)), hours=Sum("quarters")
            )
        }
    return {
        plan.organisation_id: PlannedCount(
            plan.school_year,
            str(plan.get_state_display()),
            counted[plan.pk]["schools"],
            counted[plan.pk]["reached"],
            counted[plan.pk]["hours"],
        )
        for plan in counting
        if plan.pk in counted
    }
