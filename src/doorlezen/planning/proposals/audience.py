"""Who sees a plan once it is shared, and for which gemeenten and schools nobody can: said beforehand."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Membership, Organisation
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.planning.proposals.models import Proposal, ProposedSchool

READS = {
    OrganisationKind.GEMEENTE: Role.GEMEENTE_OFFICER,
    OrganisationKind.SCHOOL: Role.SCHOOL_CONTACT,
    OrganisationKind.POI: Role.POI_ADVISER,
}
"""Outside the library: who at an organisation of each kind sees plans that are shared."""


@dataclass(frozen=True)
class SeesIt:
    """An organisation that sees its part (a POI all), and how many people there can; 0: nobody yet."""

    kind: OrganisationKind
    name: str
    people: int


@dataclass(frozen=True)
class PlanAudience:
    """Who sees a plan when it is shared: gemeenten, schools, POIs, each by name. Nobody sees it yet of these
    ``gemeenten`` and ``schools``, by code."""

    organisations: tuple[SeesIt, ...]
    gemeenten: tuple[str, ...]
    schools: tuple[str, ...]

    @property
    def people(self) -> int:
        """How many people see it."""
        return sum(one.people for one in self.organisations)


def audience_of(actor: Actor, proposal: Proposal) -> PlanAudience:
    """Who would see a plan of the actor's library that `queries` found. Raises Refused.

    Crosses organisations, as `queries._open_to` does for those readers: names and numbers of people alone.
    """
    require("plans.share", actor)
    with scopes_disabled():
        schools = dict(
            ProposedSchool.objects.filter(proposal=proposal.pk)
            .order_by("code")
            .values_list("code", "gemeente")
        )
        own = set(proposal.organisation.gemeenten.values_list("code", flat=True))
        codes = sorted(own.intersection(schools.values()))
        found = list(_around(proposal, codes, own, schools))
        people = _people_at(found)
        reached = [one for one in found if people[one.pk]]
        seen_gemeenten = set(_codes_of(one for one in reached if one.kind == OrganisationKind.GEMEENTE))
    seen_schools = {one.school_id for one in reached if one.kind == OrganisationKind.SCHOOL}
    return PlanAudience(
        tuple(SeesIt(OrganisationKind(one.kind), one.name, people[one.pk]) for one in found),
        tuple(code for code in codes if code not in seen_gemeenten),
        tuple(code for code in schools if code not in seen_schools),
    )


def _around(
    proposal: Proposal, codes: Iterable[str], own: Iterable[str], schools: Iterable[str]
) -> "QuerySet[Organisation]":
    partners = (
        Q(kind=OrganisationKind.GEMEENTE, gemeenten__in=codes)
        | Q(kind=OrganisationKind.SCHOOL, school__in=list(schools), school__listing__gemeente__in=own)
        | Q(kind=OrganisationKind.POI, supports=proposal.organisation_id)
    )
    found: QuerySet[Organisation] = Organisation.objects.filter(partners).defer("logo").distinct()
    return found.prefetch_related("gemeenten").order_by("kind", "name", "id")


def _people_at(organisations: Iterable[Organisation]) -> Counter[int]:
    today = timezone.localdate()
    reads = {one.pk: READS[OrganisationKind(one.kind)] for one in organisations}
    held = (
        Membership.everywhere.filter(organisation__in=list(reads), since__lte=today, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=today))
        .order_by("organisation_id", "person_id")
        .values_list("organisation_id", "person_id", "role")
    )
    return Counter(pk for pk, _, role in held if role == reads[pk])


def _codes_of(organisations: Iterable[Organisation]) -> Iterable[str]:
    return (gemeente.code for one in organisations for gemeente in one.gemeenten.all())
