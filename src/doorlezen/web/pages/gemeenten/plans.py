"""The newest plan that a reader may see, and what it does in a gemeente."""

from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.planning.proposals import queries
from doorlezen.planning.proposals.models import Proposal
from doorlezen.reports.story import GemeenteRow, Story
from doorlezen.web.pages.plans.stories import story_for


@dataclass(frozen=True)
class NewestPlan:
    """A proposal with the story that its reader sees of it; ``own``: of the reader's own library."""

    proposal: Proposal
    story: Story
    own: bool

    def of(self, code: str) -> GemeenteRow | None:
        """What it does in this gemeente; None where the gemeente is not in it."""
        return next((row for row in self.story.gemeenten if row.code == code), None)


def newest_plan(actor: Actor) -> NewestPlan | None:
    """The newest proposal with a plan in it that the actor may see; None where there is none."""
    if not ask("plans.see", actor):
        return None
    found = next((proposal for proposal in queries.proposals_for(actor) if proposal.has_plan), None)
    return (
        None
        if found is None
        else NewestPlan(found, story_for(actor, found), own=found.organisation_id == actor.organisation.pk)
    )
