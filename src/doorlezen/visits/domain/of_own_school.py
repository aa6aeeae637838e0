"""What a school sees of itself: who comes when, and what was done there. Of whichever library comes."""

import datetime
from dataclasses import dataclass

from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import own_school
from doorlezen.accounts.permissions import require
from doorlezen.visits.models import Visit, VisitReport, VisitState


@dataclass(frozen=True)
class OwnSchoolVisits:
    """``coming``: from today on, cancelled ones too where somebody could have counted on them. ``done``: what
    was told, the newest first, without the notes: those are between who was there and the library."""

    coming: tuple[Visit, ...]
    done: tuple[VisitReport, ...]


def visits_of_own_school(actor: Actor, *, school_year: str, today: datetime.date) -> OwnSchoolVisits:
    """The visits of a school year to the school that the actor is of. Raises Refused."""
    require("visits.see_at_own_school", actor)
    here = {"school": own_school(actor), "school_year": school_year}
    with scopes_disabled():  # a school reads what libraries do there: said in the filter
        coming = Visit.objects.filter(**here, day__gte=today)
        coming = coming.exclude(state=VisitState.CANCELLED, sequence=0)
        reports = VisitReport.objects.filter(**here).select_related("member", "organisation").defer("note")
        return OwnSchoolVisits(
            tuple(coming.select_related("member", "organisation").order_by("day", "begins", "pk")),
            tuple(reports.order_by("-day", "id")),
        )
