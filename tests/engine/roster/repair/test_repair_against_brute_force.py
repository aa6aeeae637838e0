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


def is_loyal(asked: RepairAsked, repair: Repair) -> bool:
    """Schools that are not hurt keep who comes."""
    return all(
        place is None
        or asked.by_key[key].school in asked.hurt_schools
        or place.person == asked.by_key[key].place.person
        for key, place in repair.places.items()
    )


@settings(ANY_MACHINE, max_examples=examples(150))
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

    of_hurt = [repair for repair in every if repair.places.keys() <= asked.hurt]
    if best.places.keys() <= asked.hurt:
        of_hurt = [repair for repair in of_hurt if otherwise(repair)]
    second = min((repair.cost for repair in of_hurt), key=fewest_schools, default=None)
    assert (found.second and found.second.cost) == second
    fuller = min((repair.cost for repair in every if is_loyal(asked, repair)), key=fewest_hours)
    if fuller.minutes < best.cost.minutes:
        assert found.fullest is not None
        assert found.fullest.cost == fuller
    else:
        assert found.fullest is None
