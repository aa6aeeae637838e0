"""The ways out of a plan that cannot be, as far as they were found and as far as the reader may see them."""

from dataclasses import dataclass
from typing import Literal

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.desk.work import WorkStatus
from doorlezen.language import t
from doorlezen.planning.proposals.finding_ways_out import known_ways_out, ways_out_of
from doorlezen.planning.proposals.models import Proposal
from doorlezen.reports.explained.conflicts import tell_conflict
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.story import Story
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import ShownProgress


@dataclass(frozen=True)
class ShownWaysOut:
    """What is known: ``told`` in ``lines``, ``asked`` with progress, ``ready`` to be asked for, or ``silent``
    with a line that says why there is nothing."""

    state: Literal["told", "asked", "ready", "silent"]
    lines: tuple[str, ...] = ()
    progress: ShownProgress | None = None


def shown_ways_out(actor: Actor, proposal: Proposal, story: Story) -> ShownWaysOut | None:
    """What this reader gets of the ways out; None where there is a plan, or prices are not for the reader."""
    if proposal.plan_status != "infeasible" or not ask("plans.see_prices", actor):
        return None
    found = ways_out_of(proposal)
    if found is None or found.status == WorkStatus.FAILED:
        return ShownWaysOut("ready", () if found is None else (found.line,))
    known = known_ways_out(found)
    if known is not None:
        unknown = known.unknown & {"money", "people"}
        told = tell_conflict(known.conflict, StoryNames(story), unknown=unknown, with_values=False)
        outs = told.lines[1 + len(known.conflict.demands) :]  # the demands stand in the drawing
        return ShownWaysOut("told", tuple(line.removeprefix("– ") for line in outs))
    if found.line:
        return ShownWaysOut("silent", (found.line,))
    text = t("De uitwegen worden uitgezocht.")
    return ShownWaysOut("asked", progress=ShownProgress(text, 0, None, place(actor, proposal, story, "plan")))
