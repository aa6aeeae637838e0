"""Put the hours and euros that demands move, as far as they were worked out, on the price tags of a story."""

from collections.abc import Mapping
from dataclasses import replace

from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.reports.legible import plain
from doorlezen.reports.moved import NOTHING, Moved
from doorlezen.reports.story import DemandRow, Story

Known = Mapping[str, tuple[tuple[Move, ...], tuple[Move, ...] | None]]
"""Per demand, by its id: what changes without it, beside the others and (None: not known) as the only one."""


def with_moves(story: Story, known: Known) -> Story:
    """The story with hours on the tags that they are known of. A demand that costs nothing moves nothing."""
    found = {plain(name): moves for name, moves in known.items()}
    needy = frozenset(
        school.code for row in story.gemeenten for school in row.schools if school.group == "with-score"
    )

    def tagged(demand: DemandRow) -> DemandRow:
        price = demand.price
        if price is None:
            return demand
        beside, alone = found.get(demand.id, (None, None))
        if price.given_the_others == 0:
            beside = NOTHING
        if price.alone == 0:
            alone = NOTHING
        moved = None if beside is None else Moved(beside, alone, needy)
        return replace(demand, price=replace(price, moved=moved))

    conflict = None if story.conflict is None else tuple(map(tagged, story.conflict))
    return replace(story, demands=tuple(map(tagged, story.demands)), conflict=conflict)
