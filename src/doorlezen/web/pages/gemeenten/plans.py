"""The plan that counts for a reader, and what it does in a gemeente."""

from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.planning.proposals import queries
from doorlezen.planning.proposals.models import Proposal
from doorlezen.reports.story import GemeenteRow, Story
from doorlezen.web.pages.plans.stories import story_for


@dataclass(frozen=True)
class LeadingPlan:
    """A plan with the story that its reader sees of it; ``own``: of the reader's own library."""

    proposal: Proposal
    story: Story
    own: bool

    def of(self, code: str) -> GemeenteRow | None:
        """What it does in this gemeente; None where the gemeente is not in it."""
        return next((row for row in self.story.gemeenten if row.code == code), None)


def leading_plan(actor: Actor) -> LeadingPlan | None:
    """The adopted plan, else the newest that is shared, as far as the actor may see it; None: no plan."""
    if not ask("plans.see", actor):
        return None
    found = queries.leading(queries.proposals_for(actor))
    return (
        None
        if found is None
        else LeadingPlan(found, story_for(actor, found), own=found.organisation_id == actor.organisation.pk)
    )
