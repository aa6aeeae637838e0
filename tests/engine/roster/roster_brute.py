"""Brute force over small roster problems, from the format alone: it shares nothing with the engine."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, permutations, product
from typing import Any

Times = tuple[tuple[str, int], ...]
Assignment = dict[str, tuple[str, Times]]
"""Each served school: who, and per visit the half-day and the phase."""


class RosterBrute:
    """Every roster of a problem, tried: the best value under any set of its ``must:`` and ``fixed:``."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        self.people = {person["id"]: person for person in problem["people"]}
        self.schools = {school["code"]: school for school in problem["schools"]}
        self.weeks = range(1, problem["cycle_weeks"] + 1)
        self.demands = frozenset(
            [f"must:{code}" for code, school in self.schools.items() if school["must"]]
            + [f"fixed:{code}" for code, school in self.schools.items() if school["fixed"] is not None]
        )
        self.best_by_met: dict[frozenset[str], int] = {}
        self.assignment: dict[frozenset[str], Assignment] = {}
        for assignment in self.assignments():
            if self.valid(assignment):
                met, value = self.met(assignment), self.value(assignment)
                if value > self.best_by_met.get(met, value - 1):
                    self.best_by_met[met], self.assignment[met] = value, assignment

    def best(self, demands: frozenset[str] | None = None) -> int | None:
        """The best value among the rosters that meet these demands (None: all); None where there is none."""
        wanted = self.demands if demands is None else demands
        return max((value for met, value in self.best_by_met.items() if wanted <= met), default=None)

    def assignments(self) -> Iterator[Assignment]:
        """Each school by each person at each time, or not at all; whatever its rules say."""
        for chosen in product(*([None, *self.ways(code)] for code in self.schools)):
            yield {code: way for code, way in zip(self.schools, chosen, strict=True) if way is not None}

    def ways(self, code: str) -> Iterator[tuple[str, Times]]:
        """Who could go there and when: those that rules for one school alone refuse are left out."""
        school = self.schools[code]
        each = [
            [
                (half_day, phase)
                for half_day in self.problem["half_days"]
                for phase in range(1, v["every"] + 1)
            ]
            for v in school["visits"]
        ]
        for person, times in product(self.people, product(*each)):
            if self.valid({code: (person, times)}, whole=False):
                yield person, times

    def slots(self, assignment: Assignment) -> dict[tuple[str, int, str], list[tuple[str, int]]]:
        used = defaultdict(list)
        for code, (person, times) in assignment.items():
            for visit, (half_day, phase) in zip(self.schools[code]["visits"], times, strict=True):
                for week in self.weeks:
                    if (week - phase) % visit["every"] == 0:
                        used[person, week, half_day].append((code, visit["minutes"]))
        return used

    def minutes(self, person: str, week: int, half_day: str) -> int:
        changed = self.people[person].get("weeks", {}).get(str(week), {})
        return int(changed.get(half_day, self.people[person]["half_days"].get(half_day, 0)))

    def valid(self, assignment: Assignment, *, whole: bool = True) -> bool:
        """Whether every rule holds but must and fixed. Not ``whole``: without ways, which more schools in a
        slot can make shorter.
        """
        for code, (person, times) in assignment.items():
            school, who = self.schools[code], self.people[person]
            if code in who["not_at"] or not set(school["competences"]) <= set(who["competences"]):
                return False
            if school["half_days"] != "all" and any(day not in school["half_days"] for day, _ in times):
                return False
        used = self.slots(assignment)
        for (person, week, half_day), visits in used.items():
            codes = [code for code, _ in visits]
            if len(set(codes)) < len(codes) or len(codes) > 3:
                return False
            between = self.way(codes) if whole else 0
            if between is None or (whole and self.way(codes, person) is None):
                return False
            if sum(minutes for _, minutes in visits) + between > self.minutes(person, week, half_day):
                return False
        if not whole:
            return True
        return all(
            minutes <= self.people[person]["max_minutes"] * len(self.weeks)
            for person, minutes in self.worked(assignment).items()
        )

    def way(self, codes: list[str], home: str | None = None) -> int | None:
        """The shortest way through, with a home: from there and back."""
        places, minutes = self.problem["travel"]["places"], self.problem["travel"]["minutes"]
        lengths = []
        for order in permutations(codes):
            stops = (home, *order, home) if home else order
            legs = [minutes[places.index(a)][places.index(b)] for a, b in pairwise(stops)]
            if None not in legs:
                lengths.append(sum(legs))
        return min(lengths, default=None)

    def worked(self, assignment: Assignment) -> dict[str, int]:
        worked = dict.fromkeys(self.people, 0)
        for (person, _, _), visits in self.slots(assignment).items():
            worked[person] += sum(minutes for _, minutes in visits)
            worked[person] += self.way([code for code, _ in visits]) or 0
        return worked

    def terms(self, assignment: Assignment) -> dict[str, int]:
        """The five sums before weighing."""
        used = self.slots(assignment)
        return {
            "minutes": sum(minutes for visits in used.values() for _, minutes in visits),
            "continuity": sum(
                self.schools[code]["last_year"] == person for code, (person, _) in assignment.items()
            ),
            "wish": sum(
                self.people[person]["wishes"].get(code, 0) for code, (person, _) in assignment.items()
            ),
            "travel": sum(
                self.way([code for code, _ in visits], person) or 0 for (person, _, _), visits in used.items()
            ),
            "over_target": sum(
                max(0, minutes - self.people[person]["target_minutes"] * len(self.weeks))
                for person, minutes in self.worked(assignment).items()
            ),
        }

    def value(self, assignment: Assignment) -> int:
        terms, weights = self.terms(assignment), self.problem["weights"]
        return int(
            weights["minute"] * terms["minutes"]
            + weights["continuity"] * terms["continuity"]
            + weights["wish"] * terms["wish"]
            - weights["travel"] * terms["travel"]
            - weights["over_target"] * terms["over_target"]
        )

    def met(self, assignment: Assignment) -> frozenset[str]:
        """The demands that hold: a school that is not served meets what is fixed of it."""
        return frozenset(demand for demand in self.demands if self._holds(demand, assignment))

    def _holds(self, demand: str, assignment: Assignment) -> bool:
        kind, code = demand.split(":")
        if kind == "must":
            return code in assignment
        if code not in assignment:
            return True
        (person, times), fixed = assignment[code], self.schools[code]["fixed"]
        wanted = [(visit["half_day"], visit["phase"]) for visit in fixed.get("visits", [])]
        return fixed.get("person", person) == person and ("visits" not in fixed or list(times) == wanted)
