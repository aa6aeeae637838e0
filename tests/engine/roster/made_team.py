"""A team and its schools, made up by a seed: as real ones are spread, long and often, and as tight."""

import json
import math
import random
from typing import Any

HALF_DAYS = {
    **{f"{day}-am": 210 for day in ("mo", "tu", "we", "th", "fr")},
    **{f"{day}-pm": 150 for day in ("mo", "tu", "th", "fr")},
}
VISITS = (
    *[[{"minutes": 120, "every": 1}]] * 8,
    *[[{"minutes": 120, "every": 2}]] * 8,
    *[[{"minutes": 180, "every": 1}]] * 4,
    [{"minutes": 150, "every": 1}, {"minutes": 150, "every": 1}],
    [{"minutes": 120, "every": 1}, {"minutes": 120, "every": 1}],
)
WIDE = 30.0
"""Kilometres of the square in which all live and work."""


def made_problem(schools: int, people: int, seed: int) -> dict[str, Any]:
    """A roster problem of two weeks with so many schools and people."""
    chance = random.Random(seed)
    order = sorted(HALF_DAYS, key=lambda name: (("mo", "tu", "we", "th", "fr").index(name[:2]), name))
    ids = [f"p{number + 1:02d}" for number in range(people)]
    codes = [f"{number + 1:02d}AA00" for number in range(schools)]
    at = {place: (chance.uniform(0, WIDE), chance.uniform(0, WIDE)) for place in [*ids, *codes]}
    return {
        "format": "doorlezen-roster-problem/1",
        "title": f"Verzonnen: {schools} scholen, {people} mensen",
        "school_year": "2026-2027",
        "cycle_weeks": 2,
        "half_days": order,
        "people": [_person(chance, number, name, order, codes) for number, name in enumerate(ids)],
        "schools": [_school(chance, code, order, ids) for code in codes],
        "travel": {
            "places": list(at),
            "minutes": [[_minutes(a, b) for b in at.values()] for a in at.values()],
        },
        "weights": {"minute": 1000, "continuity": 60000, "travel": 10, "wish": 500, "over_target": 300},
    }


def made_bytes(schools: int, people: int, seed: int) -> bytes:
    return json.dumps(made_problem(schools, people, seed)).encode()


def _person(
    chance: random.Random, number: int, name: str, order: list[str], codes: list[str]
) -> dict[str, Any]:
    works = chance.sample(order, chance.randint(4, 7))
    half_days = {half_day: HALF_DAYS[half_day] for half_day in order if half_day in works}
    most = sum(half_days.values()) * 3 // 4 // 15 * 15
    return {
        "id": name,
        "name": f"Leesconsulent {number + 1}",
        "half_days": half_days,
        "max_minutes": most,
        "target_minutes": most - 45,
        "competences": ["leesconsulent", *(["meertalig"] if chance.random() < 0.5 else [])],
        "not_at": chance.sample(codes, 1) if chance.random() < 0.2 else [],
        "wishes": {code: chance.choice([-2, 2, 3, 5]) for code in chance.sample(codes, min(3, len(codes)))},
    }


def _school(chance: random.Random, code: str, order: list[str], ids: list[str]) -> dict[str, Any]:
    some = chance.sample(order, chance.randint(4, 7))
    return {
        "code": code,
        "name": f"School {code[:2]}",
        "municipality": "9901",
        "half_days": "all" if chance.random() < 0.6 else [name for name in order if name in some],
        "competences": ["leesconsulent", *(["meertalig"] if chance.random() < 0.1 else [])],
        "visits": chance.choice(VISITS),
        "last_year": chance.choice(ids) if chance.random() < 0.7 else None,
        "must": False,
        "fixed": None,
    }


def _minutes(one: tuple[float, float], other: tuple[float, float]) -> int:
    """As the crow flies × 1.3 at 45 km an hour, and four minutes to park."""
    return 0 if one == other else round(math.dist(one, other) * 1.3 / 45 * 60) + 4
