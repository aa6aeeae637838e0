"""Every plan of a small problem, one by one: what the answers of `explain` are compared with.

Written from the words of the answers; of the engine it uses nothing.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from math import comb, prod
from typing import Any

from tests.engine.brute import Brute, Paid


@dataclass(frozen=True)
class Every:
    """One plan: options and quarter-hours by school, the payments, the value, and the demands it meets."""

    chosen: dict[str, str]
    quarters: dict[str, int]
    paid: Paid
    value: int
    met: frozenset[str]

    def spent(self, fund: str) -> int:
        return sum(cents for (name, _, _), cents in self.paid.items() if name == fund)


class Plans:
    """Every plan of a problem that keeps its fixed rules; demands are met or not."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        self.brute = Brute({**problem, "schools": [], "requirements": []})
        self.brute.schools = {school["code"]: school for school in problem["schools"]}
        self.brute.problem = problem
        self.everything = {demand["id"] for demand in problem["requirements"]}
        self.all = list(self._every())

    def _every(self) -> Iterator[Every]:
        schools = self.brute.schools
        menus = [self.problem["menus"][school["menu"]] for school in schools.values()]
        for options in product(*menus):
            chosen = dict(zip(schools, options, strict=True))
            quarters = {code: option["quarters"] for code, option in chosen.items()}
            capacity = self.problem["capacity_quarters"]
            if capacity is not None and sum(quarters.values()) > capacity:
                continue
            value = sum(schools[code]["weight"] * option["points"] for code, option in chosen.items())
            due = [
                ((code, part), self._cost(code, cost))
                for code, o in chosen.items()
                for part, cost in o["cost"].items()
            ]
            for paid in self.brute.ways_to_pay(due, {}):
                ids = {code: option["id"] for code, option in chosen.items()}
                yield Every(ids, quarters, paid, value, self.brute.met(quarters, paid))

    def _cost(self, code: str, cost: dict[str, int]) -> int:
        return cost.get("fixed", 0) + cost.get("per_pupil", 0) * self.brute.schools[code]["pupils"]

    def meeting(self, demands: Iterable[str] | None = None) -> list[Every]:
        """The plans that meet these demands (None: all of them)."""
        wanted = self.everything if demands is None else set(demands)
        return [plan for plan in self.all if wanted <= plan.met]

    def best(self, demands: Iterable[str] | None = None) -> int | None:
        return max((plan.value for plan in self.meeting(demands)), default=None)

    def holds(self, demand: dict[str, Any], plan: Every) -> bool:
        return self.brute.holds(demand, plan.quarters, plan.paid)


def size(problem: dict[str, Any]) -> int:
    """At most how many plans there are."""
    funds = len(problem["funds"])

    def ways(school: dict[str, Any], option: dict[str, Any]) -> int:
        costs = [
            cost.get("fixed", 0) + cost.get("per_pupil", 0) * school["pupils"]
            for cost in option["cost"].values()
        ]
        return prod(comb(cents + funds - 1, funds - 1) for cents in costs)

    menus = problem["menus"]
    return prod(
        sum(ways(school, option) for option in menus[school["menu"]]) for school in problem["schools"]
    )


def open_to(problem: dict[str, Any], allowed: dict[str, set[str]]) -> dict[str, Any]:
    """The problem in which these schools may choose only these options."""
    changed = deepcopy(problem)
    for school in changed["schools"]:
        menu = problem["menus"][school["menu"]]
        if school["code"] in allowed:
            menu = [option for option in menu if option["id"] in allowed[school["code"]]]
        school["menu"] = school["code"]
        changed["menus"][school["code"]] = menu
    return changed


def lifted(problem: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    """The problem without one rule."""
    changed = deepcopy(problem)
    if kind == "people":
        changed["capacity_quarters"] = None
    if kind == "demand":
        changed["requirements"] = [d for d in problem["requirements"] if d["id"] != name]
    for fund in changed["funds"]:
        if fund["id"] != name:
            continue
        match kind:
            case "money":
                fund["cents"] = None
            case "per_school":
                fund["max_cents_per_school"] = fund["max_cents_per_pupil"] = None
            case "schools":
                fund["schools"] = "all"
            case "bouwstenen":
                fund["bouwstenen"] = ["expertise", "collectie"]
    return changed


def rules(problem: dict[str, Any]) -> list[tuple[str, str]]:
    """Every rule that there may be, as (kind, id); lifting one that is not set changes nothing."""
    kinds = ("money", "per_school", "schools", "bouwstenen")
    return [
        ("people", ""),
        *((kind, fund["id"]) for fund in problem["funds"] for kind in kinds),
        *(("demand", demand["id"]) for demand in problem["requirements"]),
    ]


def with_fund_cents(problem: dict[str, Any], name: str, cents: int | None) -> dict[str, Any]:
    """The problem in which one fund holds so many cents."""
    changed = deepcopy(problem)
    for fund in changed["funds"]:
        if fund["id"] == name:
            fund["cents"] = cents
    return changed
