"""Every set of choices that a small problem allows, by brute force: what keys and futures must equal."""

from itertools import product
from typing import Any

from tests.engine.brute import Brute

Options = dict[str, dict[str, Any]]


def every_choice(problem: dict[str, Any]) -> list[Options]:
    """The option of every school, by code, for each set of choices that can be paid and meets all demands."""
    brute = Brute(problem)
    everything = frozenset(demand["id"] for demand in problem["requirements"])
    menus = [problem["menus"][school["menu"]] for school in problem["schools"]]
    found = []
    for options in product(*menus):
        chosen = dict(zip(brute.schools, options, strict=True))
        quarters = {code: option["quarters"] for code, option in chosen.items()}
        capacity = problem["capacity_quarters"]
        if capacity is not None and sum(quarters.values()) > capacity:
            continue
        due = {
            (code, part): cost.get("fixed", 0) + cost.get("per_pupil", 0) * brute.schools[code]["pupils"]
            for code, option in chosen.items()
            for part, cost in option["cost"].items()
        }
        ways = brute.ways_to_pay(list(due.items()), {})
        if any(brute.met(quarters, paid) == everything for paid in ways):
            found.append(chosen)
    return found


def value_of(problem: dict[str, Any], chosen: Options) -> int:
    """Weight × points, summed."""
    return sum(school["weight"] * chosen[school["code"]]["points"] for school in problem["schools"])
