"""Brute force over several years, written from the format alone: it shares nothing with the engine.

Every year apart is tried by `Brute` of one year; what a fund pays in a year decides what goes on. Money is
followed from year to year, as a bookkeeper would, not by stretches of years as in the engine.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.engine.brute import Brute


def value_of(value: Any, year: str) -> Any:
    """The value in a year: per year where the file says so."""
    return value[year] if isinstance(value, dict) else value


class YearsBrute:
    """Every plan of a problem of several years, tried: the best value under any set of its demands."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        self.years: list[str] = problem["school_years"]
        self.best_by_met: dict[frozenset[str], int] = {}
        for _, value, _, met in self.plans():
            self.best_by_met[met] = max(value, self.best_by_met.get(met, value))

    def plans(self) -> Iterator[tuple[list[dict[str, int]], int, list[dict[str, int]], frozenset[str]]]:
        """Every plan that differs: hours and spent per fund of each year, its value, the demands it meets."""
        for plans in product(*(self.year(year) for year in self.years)):
            hours, values, spent, met = (list(part) for part in zip(*plans, strict=True))
            if self.money_suffices(spent):
                yield hours, sum(values), spent, self.met(hours, met)

    def best(self, demands: set[str]) -> int | None:
        """The best value among the plans that meet these demands; None where there is none."""
        return max((value for met, value in self.best_by_met.items() if demands <= met), default=None)

    def year(self, year: str) -> list[tuple[dict[str, int], int, dict[str, int], frozenset[str]]]:
        """Every way to spend one year that differs: hours, value, spent per fund, demands of one year met."""
        one = OneYear(self.problem, year)
        weight = value_of(self.problem.get("year_weights", 1), year)
        return [
            (dict(hours), weight * value, dict(spent), met)
            for hours, value, spent, met in sorted(one.ways, key=str)
        ]

    def money_suffices(self, spent: list[dict[str, int]]) -> bool:
        for fund in self.problem["funds"]:
            brought = 0
            for year, paid in zip(self.years, spent, strict=True):
                cents = value_of(fund.get("cents"), year)
                if cents is None:
                    brought = 0
                    continue
                left = cents + brought - paid.get(fund["id"], 0)
                if left < 0:
                    return False
                if year != self.years[-1]:
                    may = value_of(fund.get("carry_over", 0), year)
                    brought = left if may == "all" else min(left, may)
        return True

    def met(self, hours: list[dict[str, int]], each: list[frozenset[str]]) -> frozenset[str]:
        names = set()
        for demand in self.problem["requirements"]:
            years = demand.get("years", "all")
            at = [place for place, year in enumerate(self.years) if years == "all" or year in years]
            if demand["kind"] != "max_drop":
                holds = all(demand["id"] in each[place] for place in at)
            else:
                holds = all(self.gentle(demand, hours, place) for place in at)
            if holds:
                names.add(demand["id"])
        return frozenset(names)

    def gentle(self, demand: dict[str, Any], hours: list[dict[str, int]], place: int) -> bool:
        codes = [school["code"] for school in self.problem["schools"]]
        last = {school["code"]: school["last_year_quarters"] for school in self.problem["schools"]}
        before = hours[place - 1] if place else last
        for code in codes if demand["schools"] == "all" else demand["schools"]:
            lost = before[code] - hours[place][code]
            if "quarters" in demand and lost > demand["quarters"]:
                return False
            if "percent" in demand and 100 * lost > demand["percent"] * before[code]:
                return False
        return True


class OneYear(Brute):
    """Every way to spend one year, when the totals of the funds are left for later."""

    def __init__(self, problem: dict[str, Any], year: str) -> None:
        self.ways: set[tuple[Any, int, Any, frozenset[str]]] = set()
        schools = [{key: value_of(value, year) for key, value in s.items()} for s in problem["schools"]]
        funds = [
            {key: value_of(value, year) for key, value in f.items() if key != "carry_over"}
            for f in problem["funds"]
        ]
        self.most = {fund["id"]: fund.get("cents") for fund in funds}
        demands = [demand for demand in problem["requirements"] if demand["kind"] != "max_drop"]
        self.problem = {**problem, "schools": schools, "requirements": demands}
        self.problem["funds"] = [{**fund, "cents": None} for fund in funds]
        self.schools = {school["code"]: school for school in schools}
        capacity = value_of(problem.get("capacity_quarters"), year)
        for options in product(*(problem["menus"][school["menu"]] for school in schools)):
            chosen = dict(zip(self.schools, options, strict=True))
            quarters = {code: option["quarters"] for code, option in chosen.items()}
            if capacity is not None and sum(quarters.values()) > capacity:
                continue
            value = sum(self.schools[code]["weight"] * option["points"] for code, option in chosen.items())
            due = [
                ((code, part), cost.get("fixed", 0) + cost.get("per_pupil", 0) * self.schools[code]["pupils"])
                for code, option in chosen.items()
                for part, cost in option["cost"].items()
            ]
            for paid in self.ways_to_pay(due, {}):
                spent: dict[str, int] = {}
                for (fund, _, _), cents in paid.items():
                    spent[fund] = spent.get(fund, 0) + cents
                self.ways.add(
                    (tuple(quarters.items()), value, tuple(spent.items()), self.met(quarters, paid))
                )
