"""Why a school gets what it gets in a plan, as far as it was worked out and as far as its reader may see."""

from dataclasses import dataclass, replace
from typing import Literal

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import person_to_ask
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import Role
from doorlezen.desk.work import WorkStatus
from doorlezen.language import t
from doorlezen.planning.proposals import school_reasons as reasons
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.sight import Sight, sight_of
from doorlezen.reports.explained.short_reasons import reason_for_reader, reason_for_school
from doorlezen.reports.story import SchoolRow, Story
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import ShownProgress


@dataclass(frozen=True)
class ShownReason:
    """What is known: ``told`` in ``lines``, ``asked`` with progress, ``silent`` with lines that say why there
    is nothing to tell, ``ready`` to be asked for. ``person``: a sentence with who to ask, for a school."""

    state: Literal["told", "asked", "silent", "ready"]
    lines: tuple[str, ...] = ()
    progress: ShownProgress | None = None
    person: str = ""


def reason_of(actor: Actor, proposal: Proposal, story: Story, school: SchoolRow) -> ShownReason | None:
    """What there is to tell this reader of why a school gets this; None where there is no plan."""
    if not story.has_plan:
        return None
    sight = sight_of(actor)
    return replace(_known(actor, proposal, story, school, sight), person=_person(proposal, sight))


def _known(actor: Actor, proposal: Proposal, story: Story, school: SchoolRow, sight: Sight) -> ShownReason:
    found = reasons.reasons_of(proposal, story.school_year)
    if found is None or found.status == WorkStatus.FAILED:
        line = "" if found is None else found.line
        if ask("plans.see_prices", actor):
            return ShownReason("ready", (line,) if line else ())
        return ShownReason("silent", (t("De reden is nog niet uitgezocht."),))
    known = reasons.reason_in(found, school.code)
    if known is None:
        how_far = found.progress or {}
        where = place(actor, proposal, story, "school", code=school.code)
        text = t("Waarom elke school krijgt wat ze krijgt, wordt uitgezocht.")
        return ShownReason(
            "asked", progress=ShownProgress(text, how_far.get("done", 0), how_far.get("of"), where)
        )
    if known.answer is None:
        return ShownReason("silent", (t("De reden is niet op tijd bewezen."),))
    if sight.school is not None:
        return ShownReason("told", reason_for_school(known.answer))
    return ShownReason("told", reason_for_reader(known.answer, story, with_money=sight.money))


def _person(proposal: Proposal, sight: Sight) -> str:
    """Whom a school can ask: who shared the plan or made it, else another at the library."""
    if sight.school is None:
        return ""
    found = person_to_ask(
        proposal.organisation,
        roles=(Role.ADVISER, Role.DIRECTOR),
        first=(proposal.shared_by_id, proposal.made_by_id),
        at=timezone.now(),
    )
    library = proposal.organisation.name
    if found is None:
        return t("Heb je hier vragen over? Stel ze aan {library}.", library=library)
    return t(
        "Heb je hier vragen over? Stel ze aan {name}, {role} bij {library}.",
        name=found.person.name,
        role=Role(found.role).label,
        library=library,
    )
