"""The plan that an address names, as far as who asks may see it; anything else is not there."""

from django.http import Http404, HttpRequest

from doorlezen.accounts.actor import Actor
from doorlezen.planning.proposals import queries
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import read_key
from doorlezen.reports.story import Story
from doorlezen.web.here import actor_of
from doorlezen.web.pages.plans.plan_years import YEAR
from doorlezen.web.pages.plans.stories import story_in


def found_plan(request: HttpRequest, pk: str) -> Proposal:
    """The plan, by its name in an address or the number of its row. Raises Refused and Http404."""
    return plan_called(actor_of(request), pk)


def plan_called(actor: Actor, key: str) -> Proposal:
    """As `found_plan`."""
    named = read_key(key)
    try:
        if named is not None:
            return queries.numbered(actor, **named._asdict())
        return queries.proposal(actor, int(key))
    except (Proposal.DoesNotExist, ValueError):
        raise Http404 from None


def found_story(request: HttpRequest, pk: str) -> tuple[Actor, Proposal, Story]:
    """Who asks, the plan, and what of it that person sees, in the school year that is asked for."""
    actor, proposal = actor_of(request), found_plan(request, pk)
    story = story_in(actor, proposal, request.GET.get(YEAR) or proposal.school_year)
    if story is None:
        raise Http404
    return actor, proposal, story
