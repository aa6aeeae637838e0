"""What is called the repair that asks least, against every repair there is."""

from hypothesis import given, settings

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.repair import RepairAsked, check_repair, fate, find_repairs
from doorlezen.engine.roster.repair.repair_asked import Repair, RepairCost
from tests.engine.roster.repair.drawn_repairs import all_repairs, asked_repairs
from tests.examples import ANY_MACHINE, examples


def fewest_schools(cost: RepairCost) -> tuple[int, ...]:
    return tuple(cost)


def fewest_hours(cost: RepairCost) -> tuple[int, ...]:
    return cost.minutes, cost.schools, cost.visits, cost.new_people, cost.days


@settings(ANY_MACHINE, max_examples=examples(120))
@given(asked=asked_repairs())
def test_no_repair_asks_less(asked: RepairAsked) -> None:
    every = list(all_repairs(asked))
    found = find_repairs(asked, Effort())
    for repair in (found.best, found.second, found.fullest):
        assert repair is None or (check_repair(asked, repair) == [] and repair.proven)
    assert found.best is not None  # to cancel is always possible
    assert found.best.cost == min((repair.cost for repair in every), key=fewest_schools)
    best = found.best

    def otherwise(repair: Repair) -> bool:
        return any(
            fate(asked.by_key[key], repair.places.get(key)) != fate(asked.by_key[key], best.places.get(key))
            for key in asked.hurt
        )

    others = [repair.cost for repair in every if otherwise(repair)]
    of_the_kind = [one for one in others if one.schools == len(asked.hurt_schools)]
    assert (found.second and found.second.cost) == min(of_the_kind, key=fewest_schools, default=None)
    fuller = min((repair.cost for repair in every), key=fewest_hours)
    if fuller.minutes < best.cost.minutes:
        assert found.fullest is not None
        assert found.fullest.cost == fuller
    else:
        assert found.fullest is None
