"""Finding plans. Only here do they cross from a library to its partners, each time by name and filter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible, own_school
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.desk.kept import Kept
from doorlezen.engine.allocation.explain.each_year import demands_of_year
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.planning.proposals.models import (
    BLOBS,
    PlanState,
    Proposal,
    ProposedPayment,
    ProposedSchool,
)
from doorlezen.planning.proposals.sight import sight_of

_UNSHOWN = (*BLOBS, "organisation__logo")
"""What no list shows, and what is large."""
_demands: Kept[tuple[str, ...]] = Kept(256)


def proposals_for(actor: Actor, *, archived: bool = False) -> list[Proposal]:
    """The plans that are open to the actor, newest first, without their files: those of the actor's library,
    or those that others share with the actor's organisation. Raises Refused.

    ``archived``: those that were put aside; else the others.
    """
    require("plans.see", actor)
    with scopes_disabled():
        found = _open_to(actor).filter(archived_at__isnull=not archived)
        return list(found.order_by("-made_at", "-id"))


def leading(proposals: Iterable[Proposal]) -> Proposal | None:
    """Of these plans the one that counts: the adopted one of the latest school year, else the newest that is
    shared; never a trial. None where there is no such plan."""
    counting = [
        found for found in proposals if found.holds or (found.state == PlanState.PROPOSED and found.shared)
    ]
    return max(counting, key=lambda found: (found.holds, found.school_year, found.made_at), default=None)


def proposal(actor: Actor, pk: int) -> Proposal:
    """One plan that is open to the actor, without its files. Raises Refused and Proposal.DoesNotExist."""
    require("plans.see", actor)
    with scopes_disabled():
        return _open_to(actor).get(pk=pk)


def numbered(actor: Actor, *, library: str, school_year: str, number: int) -> Proposal:
    """As `proposal`, by what a plan is called: its library (its slug; "" for the actor's own), its school
    year and its number."""
    require("plans.see", actor)
    slug = library or actor.organisation.slug
    with scopes_disabled():
        return _open_to(actor).get(organisation__slug=slug, school_year=school_year, number=number)


def _open_to(actor: Actor) -> "QuerySet[Proposal]":
    """The filter that decides who finds which proposal; call it with scopes disabled."""
    found: QuerySet[Proposal] = Proposal.objects.select_related("organisation").defer(*_UNSHOWN)
    shared = found.filter(shared_at__isnull=False)
    match actor.kind:
        case OrganisationKind.LIBRARY:
            return found.filter(organisation=actor.organisation)
        case OrganisationKind.GEMEENTE:
            codes = Visible(actor).codes or ()
            return _of_libraries_in(shared, codes).filter(_has_schools(gemeente__in=codes))
        case OrganisationKind.SCHOOL:
            there = _of_libraries_in(shared, Visible(actor).codes or ())
            return there.filter(_has_schools(code=own_school(actor)))
        case OrganisationKind.POI:
            return shared.filter(organisation__in=actor.organisation.supports.all())
        case _:
            return found.none()


def _of_libraries_in(shared: "QuerySet[Proposal]", gemeenten: Collection[str]) -> "QuerySet[Proposal]":
    """Those of the libraries that work in one of these gemeenten: a library shares with the gemeenten and the
    schools where it works, whatever its files say."""
    return shared.filter(organisation__gemeenten__in=gemeenten).distinct()


def _has_schools(**of: object) -> Exists:
    return Exists(ProposedSchool.objects.filter(proposal=OuterRef("pk"), **of))


@dataclass(frozen=True)
class Files:
    """The bytes of a proposal. ``sources`` is empty where there are none."""

    problem: bytes
    sources: bytes
    plan: bytes


def files_of(found: int) -> Files:
    """The files of a proposal that one of the functions above found, by its number."""
    with scopes_disabled():
        row = Proposal.objects.values_list(*BLOBS).get(pk=found)
    return Files(*(bytes(part) for part in row))


def demand_id(found: Proposal, number: int, school_year: str) -> str:
    """The id of the demand at this place, from 1, among those of a school year. Raises IndexError."""
    key = (found.content_sha256, school_year)
    return _demands.get(key, lambda: _demand_ids(files_of(found.pk).problem, school_year))[number - 1]


def _demand_ids(problem: bytes, school_year: str) -> tuple[str, ...]:
    return tuple(demand.id for demand in demands_of_year(read_problem(problem), school_year))


@dataclass(frozen=True)
class LibraryHours:
    """What the plan of the own library that counts for a school year gives: quarter-hours a week by school;
    ``proposal`` None, and nothing, where there is no such plan."""

    proposal: Proposal | None
    quarters: dict[str, int]


def hours_in_year(actor: Actor, school_year: str) -> LibraryHours:
    """The hours of every school in a school year by the plan of the actor's library that counts: the adopted
    one, else the newest that is shared. Two queries. Raises Refused."""
    found = [
        plan
        for plan in proposals_for(actor)
        if plan.organisation_id == actor.organisation.pk and plan.school_year == school_year
    ]
    plan = leading(found)
    if plan is None:
        return LibraryHours(None, {})
    with scopes_disabled():
        rows = ProposedSchool.objects.filter(proposal=plan.pk, school_year=school_year)
        return LibraryHours(plan, dict(rows.order_by("code").values_list("code", "quarters")))


@dataclass(frozen=True)
class SchoolGets:
    """What one school gets in a year of one proposal: quarter-hours a week; ``cents`` a year, None where the
    actor sees no money; ``paid`` by fund, bouwsteen and cents, in that order."""

    proposal: Proposal
    school_year: str
    quarters: int
    last_year_quarters: int
    cents: int | None
    paid: tuple[tuple[str, str, int], ...]


def what_schools_get(actor: Actor, code: str) -> list[SchoolGets]:
    """What the school with this code gets in every plan that is open to the actor and not put aside, newest
    first, year by year.

    Two queries, however many proposals there are. Who sees only a part of a proposal gets an answer about
    the schools of that part alone. Raises Refused.
    """
    require("plans.see", actor)
    seen = sight_of(actor)
    if seen.school is not None and seen.school != code:
        return []
    with scopes_disabled():
        rows: Iterable[ProposedSchool] = _rows(actor, code).prefetch_related(
            Prefetch("payments", ProposedPayment.objects.order_by("fund", "bouwsteen"))
        )
        return [
            SchoolGets(
                row.proposal,
                row.school_year,
                row.quarters,
                row.last_year_quarters,
                row.cents if seen.money else None,
                tuple((paid.fund_name, paid.bouwsteen, paid.cents) for paid in row.payments.all())
                if seen.money
                else (),
            )
            for row in rows
        ]


def _rows(actor: Actor, code: str) -> "QuerySet[ProposedSchool]":
    rows: QuerySet[ProposedSchool] = (
        ProposedSchool.objects.filter(
            code=code, proposal__in=_open_to(actor).filter(archived_at=None).order_by().values("pk")
        )
        .select_related("proposal__organisation")
        .defer(*(f"proposal__{name}" for name in _UNSHOWN))
        .order_by("-proposal__made_at", "-proposal_id", "school_year")
    )
    gemeenten = sight_of(actor).gemeenten
    return rows if gemeenten is None else rows.filter(gemeente__in=gemeenten)
