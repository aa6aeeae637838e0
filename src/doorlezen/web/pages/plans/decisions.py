"""What a library can decide about a plan, on the page of the plan and on the pages that ask once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.partners import Partner, partners
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, date, n, t
from doorlezen.planning.proposals import deciding, queries
from doorlezen.planning.proposals.audience import PlanAudience, SeesIt, audience_of
from doorlezen.planning.proposals.models import PlanState, Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.sharing import share, unshare
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.plans.found_plans import found_plan
from doorlezen.web.pieces import sentence, table_of


def decisions_of(actor: Actor, proposal: Proposal) -> dict[str, Any]:
    """What this reader can do with the plan now, and since when it is what it is."""
    if actor.kind is not OrganisationKind.LIBRARY:
        return {"decisions": None}
    state, aside = proposal.state, proposal.archived_at is not None
    proposes, adopts = bool(ask("plans.propose", actor)), bool(ask("plans.adopt", actor))
    makes, shares = bool(ask("plans.make", actor)), bool(ask("plans.share", actor))
    draft, proposed = state == PlanState.DRAFT, state == PlanState.PROPOSED
    return {
        "decisions": {
            "told": _stands(proposal),
            "propose": proposes and draft and proposal.has_plan and not aside,
            "withdraw": proposes and proposed and (shares or not proposal.shared),
            "adopt": adopts and proposed,
            "by_another": str(deciding.BY_ANOTHER) if adopts and _needs_another(actor, proposal) else "",
            "share": shares and not draft and not aside,
            "archive": makes and state in deciding.ASIDE and not proposal.shared and not aside,
            "take_back": makes and aside,
            "delete": makes and not deciding.why_kept(proposal),
        }
    }


def _needs_another(actor: Actor, proposal: Proposal) -> bool:
    return bool(
        proposal.state == PlanState.PROPOSED
        and actor.organisation.four_eyes
        and proposal.proposed_by_id == actor.person.pk
    )


def _stands(proposal: Proposal) -> str:
    """Where the plan stands, and who sees it, in a sentence or two."""
    match proposal.state:
        case PlanState.PROPOSED:
            told = t("Dit plan is sinds {day} voorgesteld.", day=_day(proposal.proposed_at))
        case PlanState.ADOPTED:
            told = t(
                "Dit plan is op {day} vastgesteld. Het verandert niet meer.", day=_day(proposal.adopted_at)
            )
        case PlanState.REPLACED:
            told = t("Dit plan was vastgesteld en is vervangen door een ander.")
        case _:
            told = t("Dit plan is een concept. Alleen je eigen bibliotheek ziet het.")
    if proposal.archived_at is not None:
        told = " ".join((told, t("Het ligt in het archief.")))
    if proposal.shared_at is not None:
        seen = t(
            "Het is sinds {day} gedeeld: elke gemeente en elke school ziet haar eigen deel, de POI alles.",
            day=_day(proposal.shared_at),
        )
    elif proposal.state == PlanState.DRAFT:
        return told
    else:
        seen = t("Het is niet gedeeld: alleen je eigen bibliotheek ziet het.")
    return " ".join((told, seen))


def _day(at: Any) -> str:
    return date(timezone.localdate(at)) if at else ""


@require_POST
@needs("plans.propose")
def decide(request: HttpRequest, pk: str, what: str) -> HttpResponse:
    """Propose, withdraw, put in the archive or take out of it."""
    actor, proposal, now = actor_of(request), found_plan(request, pk), timezone.now()
    name, number = plan_name(proposal), proposal.pk
    try:
        match what:
            case "voorstellen":
                deciding.propose(actor, proposal=number, now=now)
                said = t("{plan} is voorgesteld. De directeur kan het vaststellen en delen.", plan=name)
            case "terugnemen":
                deciding.withdraw(actor, proposal=number)
                said = t("{plan} is weer een concept. Alleen je eigen bibliotheek ziet het.", plan=name)
            case "archief":
                deciding.archive(actor, proposal=number, now=now)
                said = t("{plan} ligt in het archief.", plan=name)
            case "terug":
                deciding.take_back(actor, proposal=number)
                said = t("{plan} is terug uit het archief.", plan=name)
            case _:
                raise Http404
        messages.success(request, said)
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
    return redirect(_back(actor, proposal))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.adopt")
def adopt(request: HttpRequest, pk: str) -> HttpResponse:
    """Let a proposed plan hold: what that does is said first."""
    actor, proposal = actor_of(request), found_plan(request, pk)
    if request.method == "POST":
        try:
            deciding.adopt(actor, proposal=proposal.pk, now=timezone.now())
            messages.success(request, t("{plan} is vastgesteld.", plan=plan_name(proposal)))
        except InputError as wrong:
            messages.error(request, sentence(wrong.what))
        return redirect(_back(actor, proposal))
    held = _held(actor, proposal)
    return render(
        request,
        "plans/adopt.html",
        {
            "name": plan_name(proposal),
            "at": key_of(actor, proposal),
            "held": plan_name(held) if held else "",
            "can": proposal.state == PlanState.PROPOSED and not _needs_another(actor, proposal),
            "why_not": _why_not_adopted(actor, proposal),
        },
    )


def _held(actor: Actor, proposal: Proposal) -> Proposal | None:
    """The plan that holds for the same school year, if it is another."""
    return next(
        (
            found
            for found in queries.proposals_for(actor)
            if found.holds and found.school_year == proposal.school_year and found.pk != proposal.pk
        ),
        None,
    )


def _why_not_adopted(actor: Actor, proposal: Proposal) -> str:
    if proposal.state != PlanState.PROPOSED:
        return sentence(str(deciding.DECIDING.steps["adopt"].otherwise))
    return sentence(str(deciding.BY_ANOTHER)) if _needs_another(actor, proposal) else ""


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.make")
def delete(request: HttpRequest, pk: str) -> HttpResponse:
    """Throw a draft away, after asking once more."""
    actor, proposal = actor_of(request), found_plan(request, pk)
    why = deciding.why_kept(proposal)
    if request.method == "POST":
        try:
            deciding.delete(actor, proposal=proposal.pk)
        except InputError as wrong:
            messages.error(request, sentence(wrong.what))
            return redirect(_back(actor, proposal))
        messages.success(request, t("{plan} is weg.", plan=plan_name(proposal)))
        return redirect(address(actor, "plans:list"))
    context = {
        "name": plan_name(proposal),
        "title": proposal.title,
        "at": key_of(actor, proposal),
        "why_not": sentence(why),
    }
    return render(request, "plans/delete.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("plans.share")
def sharing(request: HttpRequest, pk: str) -> HttpResponse:
    """Who will see a plan and who cannot yet; then share it ("ja"), or no longer."""
    actor, proposal = actor_of(request), found_plan(request, pk)
    if request.method == "POST":
        try:
            if request.POST.get("delen") == "ja":
                share(actor, proposal=proposal.pk)
                messages.success(request, t("{plan} is gedeeld.", plan=plan_name(proposal)))
            else:
                unshare(actor, proposal=proposal.pk)
                messages.success(request, t("{plan} is niet meer gedeeld.", plan=plan_name(proposal)))
        except InputError as wrong:
            messages.error(request, sentence(wrong.what))
        return redirect(_back(actor, proposal))
    return render(request, "plans/sharing.html", _sharing_page(actor, proposal))


def _sharing_page(actor: Actor, proposal: Proposal) -> dict[str, Any]:
    audience = audience_of(actor, proposal)
    columns: list[SheetColumn[SeesIt]] = [
        SheetColumn(t("Organisatie"), lambda one: one.name),
        SheetColumn(t("Ziet"), lambda one: _sees(one)),
        SheetColumn(t("Mensen"), lambda one: one.people or t("nog niemand"), "whole", key="people"),
    ]
    seen = table_of(t("Wie dit plan te zien krijgt"), columns, audience.organisations, first="people")
    if proposal.state == PlanState.DRAFT:
        why_not = t("Dit plan is nog een concept. Stel het eerst voor; daarna kun je het delen.")
    else:
        why_not = t("Dit plan ligt in het archief.") if proposal.archived_at else ""
    return {
        "name": plan_name(proposal),
        "at": key_of(actor, proposal),
        "shared": proposal.shared,
        "table": seen if audience.organisations else None,
        "sentence": _told(audience, shared=proposal.shared),
        **_not_seeing(actor, audience),
        "schools_told": _schools_not_seeing(audience),
        "why_not": why_not,
    }


@dataclass(frozen=True)
class NotSeeing:
    """A gemeente or school where nobody sees the plan yet. ``told``: how far its invitation is; empty where
    it was not invited."""

    code: str
    name: str
    told: str


def _not_seeing(actor: Actor, audience: PlanAudience) -> dict[str, Any]:
    """Each of them by name, to be invited from here by who may."""
    if not ask("partners.see", actor):
        return {}
    known = {one.place.code: one for one in partners(actor, at=timezone.now())}

    def listed(codes: Iterable[str]) -> list[NotSeeing]:
        return [
            NotSeeing(code, known[code].place.called, _invited(known[code]))
            for code in codes
            if code in known
        ]

    return {
        "gemeenten": listed(audience.gemeenten),
        "schools": listed(audience.schools),
        "may_invite": bool(ask("partners.invite", actor)),
    }


def _invited(one: Partner) -> str:
    waiting = [sent for sent in one.invitations if sent.accepted_at is None]
    if not waiting:
        return ""
    return t("uitgenodigd op {day}, nog niet gekomen", day=_day(waiting[0].invited_at))


def _sees(one: SeesIt) -> str:
    match one.kind:
        case OrganisationKind.POI:
            return t("het hele plan")
        case OrganisationKind.GEMEENTE:
            return t("de eigen gemeente, met het geld")
        case _:
            return t("de eigen school")


def _told(audience: PlanAudience, *, shared: bool) -> str:
    if not audience.people:
        if shared:
            return t("Dit plan is gedeeld, maar nog niemand kan het zien: er is nog niemand uitgenodigd.")
        return t("Als je dit plan deelt, kan nog niemand het zien: er is nog niemand uitgenodigd.")
    seeing = sum(1 for one in audience.organisations if one.people)
    if shared:
        return n(
            "Dit plan is gedeeld: {count} mens ziet het.",
            "Dit plan is gedeeld: {count} mensen bij {organisations} zien het.",
            audience.people,
            organisations=n("{count} organisatie", "{count} organisaties", seeing),
        )
    return n(
        "Als je dit plan deelt, ziet {count} mens het.",
        "Als je dit plan deelt, zien {count} mensen bij {organisations} het.",
        audience.people,
        organisations=n("{count} organisatie", "{count} organisaties", seeing),
    )


def _schools_not_seeing(audience: PlanAudience) -> str:
    count = len(audience.schools)
    return (
        n(
            "Van {count} school in dit plan kan nog niemand het zien.",
            "Van {count} scholen in dit plan kan nog niemand het zien.",
            count,
        )
        if count
        else ""
    )


def _back(actor: Actor, proposal: Proposal) -> str:
    return address(actor, "plans:plan", pk=key_of(actor, proposal))
