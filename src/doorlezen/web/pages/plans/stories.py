"""The story of a proposal, as its reader may see it. Each is told once per process, then kept.

What a proposal says never changes, so what was told of its files stays true; only what somebody may see of it
is asked again each time.
"""

from doorlezen.accounts.actor import Actor
from doorlezen.desk.kept import Kept
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import current
from doorlezen.planning.proposals.explaining import how_far, moves_of
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.proposals.sight import Sight, sight_of
from doorlezen.planning.sources import read_sources
from doorlezen.register.domain.queries import gemeente_names
from doorlezen.reports import seen
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell_each_year
from doorlezen.reports.worked_out import with_moves

_kept: Kept[tuple[Story, ...]] = Kept(32)
"""Whole stories, one per school year: some 40 kB for a library of 130 schools."""


def story_for(actor: Actor, proposal: Proposal, school_year: str | None = None) -> Story:
    """What this reader sees of a proposal that `planning.proposals.queries` found for this reader.

    Of several years one, the first where none is named. Raises KeyError for another year.
    """
    return stories_for(actor, proposal)[school_year or proposal.school_year]


def stories_for(actor: Actor, proposal: Proposal) -> dict[str, Story]:
    """As `story_for`: every school year, in its order."""
    sight = sight_of(actor)
    told = _priced(proposal) if sight.prices else _whole(proposal)
    return {story.school_year: part_in_sight(story, sight) for story in told}


def part_in_sight(story: Story, sight: Sight) -> Story:
    """Of a story what is in sight, and nothing else."""
    if sight.school is not None:
        story = seen.part_of_school(story, sight.school)
    elif sight.gemeenten is not None:
        story = seen.part_of_gemeenten(story, sight.gemeenten)
    if not sight.money:
        return seen.without_money(story)
    return story if sight.prices else seen.without_prices(story)


def _whole(proposal: Proposal) -> tuple[Story, ...]:
    # a story has words in it
    return _kept.get((proposal.content_sha256, current()), lambda: _told(proposal))


def _priced(proposal: Proposal) -> tuple[Story, ...]:
    """The whole, with the hours that demands move as far as they were worked out."""
    told = how_far(proposal).told
    key = (proposal.content_sha256, proposal.pk, current(), told)
    return _kept.get(
        key,
        lambda: tuple(with_moves(story, moves_of(proposal, story.school_year)) for story in _whole(proposal)),
    )


def _told(proposal: Proposal) -> tuple[Story, ...]:
    files = files_of(proposal.pk)
    sources = read_sources(files.sources) if files.sources else None
    problem = read_problem(files.problem)
    known = None if sources else gemeente_names({school.municipality for school in problem.schools})
    return tuple(tell_each_year(problem, read_plan(files.plan), sources, gemeenten=known))
