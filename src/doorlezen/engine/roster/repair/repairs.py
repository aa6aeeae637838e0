"""The ways to go on that are shown: the one that the fewest schools notice, the second best, the fullest."""

from dataclasses import dataclass, replace
from time import monotonic

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.repair.repair_asked import (
    DatedVisit,
    Repair,
    RepairAsked,
    fate,
)
from doorlezen.engine.roster.repair.repair_search import FEWEST_HOURS, OF_THE_SAME_SCHOOLS, search

FOR_THE_FULLEST = 0.5
"""Seconds at most for what is shown besides."""


@dataclass(frozen=True)
class Repairs:
    """The repairs of what came between. None: there is none, or it was not found in time.

    ``best``: noticed by the fewest schools, and of those with the fewest hours lost. ``second``: where
    ``best`` changes visits that could have stayed, the best in which none of those changes; else the best in
    which at least one hurt visit fares otherwise. ``fullest``: the fewest hours lost, where that is fewer
    than with ``best``: schools that were not hurt may get another time, from who came already.
    """

    best: Repair | None
    second: Repair | None
    fullest: Repair | None


def find_repairs(asked: RepairAsked, effort: Effort) -> Repairs:
    """The repairs of what came between.

    A school of which a visit cannot stay notices it anyhow. So the fewest schools are those alone, and no
    visit of another school changes: that leaves little to search, and holds for every repair of that kind.
    """
    calm = search(asked, asked.hurt, OF_THE_SAME_SCHOOLS, effort)
    # where no hour is lost so, every other way changes more visits
    best = calm if calm is not None and not calm.cost.minutes else _of_hurt_schools(asked, effort)
    if best is None:
        return Repairs(None, None, None)
    second = calm
    if best.places.keys() <= asked.hurt:
        fared = {key: fate(asked.by_key[key], best.places[key]) for key in sorted(asked.hurt)}
        second = search(asked, asked.hurt, OF_THE_SAME_SCHOOLS, effort, unlike=fared)
    return Repairs(best, second, _fullest(asked, best, effort) if best.cost.minutes else None)


def _of_hurt_schools(asked: RepairAsked, effort: Effort) -> Repair | None:
    own = [one.key for one in _free(asked) if one.school in asked.hurt_schools]
    return search(asked, own, OF_THE_SAME_SCHOOLS, effort)


def _fullest(asked: RepairAsked, best: Repair, effort: Effort) -> Repair | None:
    soon = monotonic() + FOR_THE_FULLEST
    hurried = replace(effort, deadline=soon if effort.deadline is None else min(soon, effort.deadline))
    found = search(asked, [one.key for one in _free(asked)], FEWEST_HOURS, hurried, loyal=True)
    return found if found is not None and found.cost.minutes < best.cost.minutes else None


def _free(asked: RepairAsked) -> list[DatedVisit]:
    return [visit for visit in asked.visits if visit.key not in asked.settled]
