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


def story_for(actor: Actor, proposal: Proposal) -> Story:
    """What this reader sees of a proposal that `planning.proposals.queries` found for this reader.

    Of several school years the first.
    """
    sight = sight_of(actor)
    return part_in_sight(_told_within(sight, proposal)[0], sight)


def story_in(actor: Actor, proposal: Proposal, school_year: str) -> Story | None:
    """As `story_for`, of this school year; None where the proposal is not about it."""
    sight = sight_of(actor)
    found = [story for story in _told_within(sight, proposal) if story.school_year == school_year]
    return part_in_sight(found[0], sight) if found else None


def school_years_of(proposal: Proposal) -> list[str]:
    """The school years that a proposal is about, in their order."""
    return [story.school_year for story in _whole(proposal)]


def part_in_sight(story: Story, sight: Sight) -> Story:
    """Of a story what is in sight, and nothing else."""
    if sight.school is not None:
        story = seen.part_of_school(story, sight.school)
    elif sight.gemeenten is not None:
        story = seen.part_of_gemeenten(story, sight.gemeenten)
    if not sight.money:
        return seen.without_money(story)
    return story if sight.prices else seen.without_prices(story)


def _told_within(sight: Sight, proposal: Proposal) -> tuple[Story, ...]:
    return _priced(proposal) if sight.prices else _whole(proposal)


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
