"""Brute force over small problems, written from the format alone: it shares nothing with the engine."""

from collections.abc import Iterator
from itertools import product
from typing import Any

Paid = dict[tuple[str, str, str], int]


class Brute:
    """Every plan of a problem, tried: the best value under any set of its demands."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        self.schools = {school["code"]: school for school in problem["schools"]}
        self.best_by_met: dict[frozenset[str], int] = {}
        menus = [problem["menus"][school["menu"]] for school in problem["schools"]]
        for options in product(*menus):
            chosen = dict(zip(self.schools, options, strict=True))
            quarters = {code: option["quarters"] for code, option in chosen.items()}
            capacity = problem["capacity_quarters"]
            if capacity is not None and sum(quarters.values()) > capacity:
                continue
            value = sum(self.schools[code]["weight"] * option["points"] for code, option in chosen.items())
            due = self.due(chosen)
            for met in {self.met(quarters, paid) for paid in self.ways_to_pay(list(due.items()), {})}:
                self.best_by_met[met] = max(value, self.best_by_met.get(met, value))

    def best(self, demands: set[str]) -> int | None:
        """The best value among the plans that meet these demands; None where there is none."""
        return max((value for met, value in self.best_by_met.items() if demands <= met), default=None)

    def due(self, chosen: dict[str, Any]) -> dict[tuple[str, str], int]:
        """What these options cost, by school and bouwsteen."""
        return {
            (code, part): cost.get("fixed", 0) + cost.get("per_pupil", 0) * self.schools[code]["pupils"]
            for code, option in chosen.items()
            for part, cost in option["cost"].items()
        }

    def money(self, due: dict[tuple[str, str], int], paid: Paid) -> dict[int, int]:
        """What the funds of each place in the order of spending pay."""
        place = {}
        for fund in self.problem["funds"]:
            pairs = sum(
                cents > 0
                and part in fund["bouwstenen"]
                and (fund["schools"] == "all" or code in fund["schools"])
                for (code, part), cents in due.items()
            )
            if "use" in fund or pairs:
                place[fund["id"]] = fund.get("use", len(f"{pairs:b}") - 1)
        money = dict.fromkeys(place.values(), 0)
        for (fund, _, _), cents in paid.items():
            if cents:
                money[place[fund]] += cents
        return money

    def ways_to_pay(self, due: list[tuple[tuple[str, str], int]], paid: Paid) -> Iterator[Paid]:
        if not due:
            yield dict(paid)
            return
        (code, part), cents = due[0]
        yield from self.split(code, part, cents, list(self.problem["funds"]), paid, due[1:])

    def split(
        self, code: str, part: str, cents: int, funds: list[Any], paid: Paid, rest: list[Any]
    ) -> Iterator[Paid]:
        if not funds:
            if cents == 0:
                yield from self.ways_to_pay(rest, paid)
            return
        fund = funds[0]
        may = part in fund["bouwstenen"] and (fund["schools"] == "all" or code in fund["schools"])
        for amount in range(cents + 1 if may else 1):
            paid[fund["id"], code, part] = amount
            if self.within(fund, code, paid):
                yield from self.split(code, part, cents - amount, funds[1:], paid, rest)
            del paid[fund["id"], code, part]

    def within(self, fund: Any, code: str, paid: Paid) -> bool:
        total = sum(amount for (name, _, _), amount in paid.items() if name == fund["id"])
        here = sum(amount for (name, at, _), amount in paid.items() if (name, at) == (fund["id"], code))
        limits = [(total, fund["cents"]), (here, fund.get("max_cents_per_school"))]
        if fund.get("max_cents_per_pupil") is not None:
            limits.append((here, fund["max_cents_per_pupil"] * self.schools[code]["pupils"]))
        return all(limit is None or amount <= limit for amount, limit in limits)

    def met(self, quarters: dict[str, int], paid: Paid) -> frozenset[str]:
        return frozenset(d["id"] for d in self.problem["requirements"] if self.holds(d, quarters, paid))

    def holds(self, d: dict[str, Any], quarters: dict[str, int], paid: Paid) -> bool:
        def codes(key: str) -> list[str]:
            return list(self.schools) if d.get(key, "all") == "all" else d[key]

        def spent(at: list[str], by: list[str] | None = None) -> int:
            parts = d.get("bouwstenen", "all")
            return sum(
                cents
                for (fund, code, part), cents in paid.items()
                if code in at and (by is None or fund in by) and (parts == "all" or part in parts)
            )

        schools = codes("schools")
        match d["kind"]:
            case "min_quarters":
                return all(quarters[code] >= d["quarters"] for code in schools)
            case "max_quarters":
                return all(quarters[code] <= d["quarters"] for code in schools)
            case "keep":
                last = {code: self.schools[code]["last_year_quarters"] for code in schools}
                return all(100 * quarters[code] >= d["percent"] * last[code] for code in schools)
            case "min_share":
                among = sum(quarters[code] for code in codes("among"))
                return 100 * sum(quarters[code] for code in schools) >= d["percent"] * among
            case "reach":
                return sum(quarters[code] >= d.get("at_least_quarters", 1) for code in schools) >= d["count"]
            case "at_most_schools":
                return sum(quarters[code] > 0 for code in schools) <= d["count"]
            case "equal_treatment":
                pupils = {code: self.schools[code]["pupils"] for code in schools}
                return all(
                    100 * quarters[a] * pupils[b] >= d["percent"] * quarters[b] * pupils[a]
                    for a, b in product(schools, schools)
                    if a != b
                )
            case "spend_at_least":
                return spent(schools, d["funds"]) >= d["cents"]
            case "spend_at_most":
                return spent(schools, d["funds"]) <= d["cents"]
            case "cofinance":
                groups = [[code] for code in schools] if d["scope"] == "each" else [schools]
                return all(
                    100 * spent(group, d["own_funds"]) >= d["percent"] * spent(group) for group in groups
                )
        raise AssertionError(d["kind"])
