"""The list of plans: what holds, what is proposed, what is tried; the archive apart."""

from functools import partial
from typing import Any

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import date, n, school_year, t, with_school_years
from doorlezen.planning.proposals.models import PlanState, Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.queries import proposals_for
from doorlezen.web.addresses import address
from doorlezen.web.pieces import Cell, Holds, Table, table_of

_HOLDS: dict[str, Holds] = {
    PlanState.ADOPTED: "yes",
    PlanState.PROPOSED: "unknown",
    PlanState.DRAFT: "outside",
    PlanState.REPLACED: "outside",
}


def list_page(actor: Actor) -> dict[str, Any]:
    """The plans in a table, and what to do where there are none; a library has an archive as well."""
    own = actor.kind is OrganisationKind.LIBRARY
    found = proposals_for(actor)
    archived = proposals_for(actor, archived=True) if own else []
    return {
        "own": own,
        "may_make": bool(ask("plans.make", actor)),
        "sees_scenarios": bool(ask("scenarios.see", actor)),
        "table": _listed(actor, t("Plannen, het nieuwste eerst"), found) if found else None,
        "archived": _listed(actor, t("In het archief"), archived) if archived else None,
        "lead": _lead(found, own=own),
    }


def _lead(found: list[Proposal], *, own: bool) -> str:
    """What holds, in a sentence."""
    if not own:
        return n(
            "Er is {count} plan met jou gedeeld.", "Er zijn {count} plannen met jou gedeeld.", len(found)
        )
    holding = [proposal for proposal in found if proposal.holds]
    if holding:
        names = "; ".join(plan_name(proposal) for proposal in holding)
        return n("{names} geldt.", "Deze plannen gelden: {names}.", len(holding), names=names)
    return n(
        "Er ligt één plan. Er is er nog geen vastgesteld.",
        "Er liggen {count} plannen. Er is er nog geen vastgesteld.",
        len(found),
    )


def _listed(actor: Actor, caption: str, found: list[Proposal]) -> Table:
    own = actor.kind is OrganisationKind.LIBRARY
    library = SheetColumn[Proposal](t("Bibliotheek"), lambda proposal: str(proposal.organisation))
    columns: list[SheetColumn[Proposal]] = [
        SheetColumn(t("Plan"), partial(_named, actor)),
        SheetColumn(t("Stand"), _state, key="state"),
        *([] if own else [library]),
        SheetColumn(t("Schooljaar"), lambda proposal: school_year(proposal.school_year)),
        SheetColumn(t("Uitkomst"), outcome),
        SheetColumn(t("Gemaakt"), lambda proposal: timezone.localdate(proposal.made_at)),
        *([SheetColumn(t("Gedeeld"), _shared)] if own else []),
    ]
    return table_of(caption, columns, found, first="state")


def _named(actor: Actor, proposal: Proposal) -> Cell:
    return Cell(
        plan_name(proposal),
        address=address(actor, "plans:plan", pk=key_of(actor, proposal)),
        note=with_school_years(proposal.title),
    )


def _state(proposal: Proposal) -> Cell:
    since = {PlanState.ADOPTED: proposal.adopted_at, PlanState.PROPOSED: proposal.proposed_at}
    at = since.get(PlanState(proposal.state))
    note = t("Sinds {day}", day=date(timezone.localdate(at))) if at else ""
    return Cell(_capital(str(proposal.get_state_display())), note=note, holds=_HOLDS[proposal.state])


def outcome(proposal: Proposal) -> str:
    """What came out of the search, in words."""
    match proposal.plan_status:
        case "optimal":
            return t("Bewezen het beste")
        case "feasible":
            return t("Geldig plan")
        case "infeasible":
            return t("Geen plan mogelijk")
        case _:
            return t("Nog geen plan")


def _shared(proposal: Proposal) -> str:
    if proposal.shared_at is None:
        return t("Nee")
    return t("Sinds {day}", day=date(timezone.localdate(proposal.shared_at)))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
