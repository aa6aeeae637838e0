"""The ways to go on that are shown: the one that the fewest schools notice, the second best, the fullest."""

from dataclasses import dataclass

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.repair.repair_asked import Repair, RepairAsked, fate
from doorlezen.engine.roster.repair.repair_search import FEWEST_HOURS, FEWEST_SCHOOLS, search


@dataclass(frozen=True)
class Repairs:
    """``best``: noticed by the fewest schools, and of those with the fewest hours lost. ``second``: the best
    of the same kind in which at least one visit fares otherwise. ``fullest``: loses fewer hours than
    ``best``, though more schools notice it. None: there is none, or it was not found in time."""

    best: Repair | None
    second: Repair | None
    fullest: Repair | None


def find_repairs(asked: RepairAsked, effort: Effort) -> Repairs:
    """The repairs of what came between.

    A school of which a visit cannot stay notices it anyhow. So the fewest schools are those alone, and no
    visit of another school changes: that leaves little to search, and holds for every repair of that kind.
    """
    free = [visit for visit in asked.visits if visit.key not in asked.settled]
    own = [visit.key for visit in free if visit.school in asked.hurt_schools]
    best = search(asked, own, FEWEST_SCHOOLS, effort)
    if best is None:
        return Repairs(None, None, None)
    fared = {key: fate(asked.by_key[key], best.places.get(key)) for key in sorted(asked.hurt)}
    second = search(asked, own, FEWEST_SCHOOLS, effort, unlike=fared)
    fullest = None
    if best.cost.minutes:
        found = search(asked, [visit.key for visit in free], FEWEST_HOURS, effort)
        if found is not None and found.cost.minutes < best.cost.minutes:
            fullest = found
    return Repairs(best, second, fullest)
