"""Why this plan, in words: the exact answers of the engine as passages, for the terminal and the PDF."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from doorlezen.engine.allocation.explain import Explanation
from doorlezen.language import t
from doorlezen.reports.explained.bounds import as_it_is, tell_bounds
from doorlezen.reports.explained.conflicts import tell_conflict
from doorlezen.reports.explained.demands import tell_demand
from doorlezen.reports.explained.funds import tell_fund
from doorlezen.reports.explained.passage import StoryDrawing, StorySection
from doorlezen.reports.explained.people import tell_people
from doorlezen.reports.explained.schools import tell_school
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.story import Story

__all__ = ["StoryDrawing", "StorySection", "passages"]


def passages(
    story: Story,
    told: Explanation,
    *,
    first: Sequence[StorySection] = (),
    besides: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> list[StorySection]:
    """Everything that was answered, in the order of the answers; last what there was no time for.

    ``first``: what goes before. ``besides``: a sentence more about some demands and funds, by what and which.
    """
    names = StoryNames(story)
    parts = [*first, *([as_it_is()] if told.elsewhere_as_is else [])]
    parts += [tell_school(answer, story, names) for answer in told.schools]
    parts += [
        tell_demand(answer, story, names, besides=besides.get(("demand", answer.id)))
        for answer in told.demands
    ]
    parts += [
        tell_fund(answer, index, story, names, besides=besides.get(("fund", answer.id)))
        for index, answer in enumerate(told.funds)
    ]
    parts += [tell_people(told.people, story, names)] if told.people else []
    if told.conflict:
        unknown = {what for what, _ in told.not_reached} & {"money", "people"}
        parts.append(tell_conflict(told.conflict, names, unknown=unknown))
    parts += [tell_bounds(told.bounds, story, names)] if told.bounds else []
    if told.not_reached:
        lines = tuple(names.question(what, which) for what, which in told.not_reached)
        parts.append(StorySection(t("Hier was de tijd te kort voor"), lines))
    return parts
