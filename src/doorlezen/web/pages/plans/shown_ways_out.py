"""The ways out of a plan that cannot be, as far as they were found and as far as the reader may see them."""

from dataclasses import dataclass
from typing import Literal

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.desk.work import WorkStatus
from doorlezen.language import t
from doorlezen.planning.proposals.finding_ways_out import KnownWaysOut, known_ways_out, ways_out_of
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios.untying import WayOut, scenario_behind
from doorlezen.reports.explained.conflicts import clash_over, not_in_one_group, outs_of
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.story import Story
from doorlezen.web.addresses import address
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import ShownProgress


@dataclass(frozen=True)
class ShownOut:
    """A way out in a sentence; ``way`` names it where a scenario can be made of it."""

    line: str
    way: str = ""


@dataclass(frozen=True)
class ShownWaysOut:
    """What is known: ``told`` in ``lines`` and ``outs``, ``asked`` with progress, ``ready`` to be asked for
    at ``plan_page``, or ``silent`` with a line that says why there is nothing.

    ``take_at``: where a scenario is made of one, with the plan's number in the database; "": there is no
    scenario behind the plan, or this reader makes none.
    """

    state: Literal["told", "asked", "ready", "silent"]
    lines: tuple[str, ...] = ()
    progress: ShownProgress | None = None
    outs: tuple[ShownOut, ...] = ()
    take_at: str = ""
    plan: int = 0
    plan_page: str = ""


def shown_ways_out(actor: Actor, proposal: Proposal, story: Story) -> ShownWaysOut | None:
    """What this reader gets of the ways out; None where there is a plan, or prices are not for the reader."""
    if proposal.plan_status != "infeasible" or not ask("plans.see_prices", actor):
        return None
    found, page = ways_out_of(proposal), place(actor, proposal, story, "plan")
    if found is None or found.status == WorkStatus.FAILED:
        return ShownWaysOut("ready", () if found is None else (found.line,), plan_page=page)
    known = known_ways_out(found)
    if known is not None:
        return _told(actor, proposal, story, known)
    if found.line:
        return ShownWaysOut("silent", (found.line,))
    text = t("De uitwegen worden uitgezocht.")
    return ShownWaysOut("asked", progress=ShownProgress(text, 0, None, page))


def _told(actor: Actor, proposal: Proposal, story: Story, known: KnownWaysOut) -> ShownWaysOut:
    unknown = known.unknown & {"money", "people"}
    behind = scenario_behind(actor, proposal) if ask("scenarios.make", actor) else None
    outs = tuple(
        ShownOut(out.line, str(WayOut(out.what, out.which)) if out.what and behind else "")
        for out in outs_of(known.conflict, StoryNames(story), unknown=unknown)
    )
    lines = clash_over(known.conflict, unknown)
    lines += [not_in_one_group()] if len(unknown) > 1 and not known.conflict.softer else []
    lines += [t("De goedkoopste uitwegen, elk nagerekend:")] if outs else []
    take_at = "" if behind is None else address(actor, "scenarios:outcome", pk=behind.scenario.pk)
    return ShownWaysOut("told", tuple(lines), outs=outs, take_at=take_at, plan=proposal.pk)
