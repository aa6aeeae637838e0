"""A library with a leesconsulent, her visits and what she tells of them."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation, Person
from doorlezen.register.models import School
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.reporting import WorkDone, report
from doorlezen.visits.models import Visit, VisitReport
from tests.people import LONG_AGO

TODAY = datetime.date(2026, 11, 3)
NOW = datetime.datetime(2026, 11, 3, 14, 0, tzinfo=datetime.UTC)
SCHOOL = "00AP00"


def a_member(organisation: Organisation, person: Person | None, name: str = "Noor Kantlijn") -> TeamMember:
    """Somebody of the team."""
    return TeamMember.objects.create(
        organisation=organisation, name=name, function="leesconsulent", person=person, since=LONG_AGO,
        contract_quarters=96, schools_quarters=80, half_days={"tu-am": 210},
    )  # fmt: skip


def a_visit(member: TeamMember | None, organisation: Organisation, **values: Any) -> Visit:
    """A visit of hers, today at nine, two hours."""
    given: dict[str, Any] = {
        "school": School.objects.get(pk=SCHOOL),
        "day": TODAY,
        "half_day": "tu-am",
        "begins": datetime.time(9),
        "minutes": 120,
        "school_year": "2026-2027",
        "changed_at": timezone.now(),
    }
    return Visit.objects.create(organisation=organisation, member=member, **{**given, **values})


def done(visit: Visit | None = None, **values: Any) -> WorkDone:
    """Two hours of activities, with groups 5 and 6."""
    given: dict[str, Any] = {
        "visit": visit.pk if visit else None,
        "school": SCHOOL,
        "day": TODAY,
        "quarters": 8,
        "bouwsteen": "activiteiten",
        "activity": "voorlezen",
        "groups": (5, 6),
        "pupils": 50,
        "note": "Volgende keer verder met rijmen.",
    }
    return WorkDone(**{**given, **values})


def told(actor: Actor, what: WorkDone, key: uuid.UUID | None = None, **values: Any) -> VisitReport:
    """Tell it at `NOW`."""
    given: dict[str, Any] = {"made_at": NOW, "today": TODAY, "now": NOW}
    return report(actor, key=key or uuid.uuid4(), done=what, **{**given, **values})
