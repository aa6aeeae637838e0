"""Instances from a seed: the same seed, family and schools give the same bytes on every machine."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bench.instances.demands import demands
from bench.instances.reference import (
    OAB_PER_SCHOOL,
    SCHEME_PER_SCHOOL,
    SCHOOL_PER_PUPIL,
    Paid,
    Reference,
    draw_reference,
    menu_of,
    menus,
    pay,
)
from bench.instances.schools import MOST_INVENTED, Base, invented, some
from doorlezen.demo.draw import Draw
from doorlezen.engine.allocation.plan import Payment, Plan
from doorlezen.engine.allocation.problem import FORMAT
from doorlezen.language import FieldError, t

SCHOOL_YEAR = "2026-2027"
FAMILIES = {"small": 12, "region": 130, "country": 6_295}
"""How many schools an instance of each family has, where there are so many."""


@dataclass(frozen=True)
class Tightness:
    """``slack``: per cent of money and people beyond the reference plan; ``ease``: per cent of it asked."""

    slack: int
    ease: int


TIGHTNESS = {"loose": Tightness(slack=30, ease=60), "tight": Tightness(slack=2, ease=95)}


@dataclass(frozen=True)
class Instance:
    """The bytes of a problem file, and a plan that answers it, though hardly ever the best one."""

    problem: bytes
    reference: Plan


def generate(
    *,
    family: str,
    tightness: str,
    seed: int,
    schools: list[Base] | None = None,
    count: int | None = None,
    source: str = "verzonnen",
) -> Instance:
    """Draw an instance over ``schools`` (by code; None: invented ones) in whole gemeenten.

    ``count`` schools, or as many as the family has. Raises FieldError where there are not so many.
    """
    draw, wanted = Draw(seed), FAMILIES[family] if count is None else count
    if schools is None:
        if wanted > MOST_INVENTED:
            raise FieldError("--schools", t("hooguit {most} verzonnen scholen", most=MOST_INVENTED))
        schools = invented(draw, wanted)
    if count is not None and count > len(schools):
        raise FieldError("--schools", t("er zijn er maar {count}", count=len(schools)))
    chosen = some(draw, schools, min(wanted, len(schools)))
    reference, tight = draw_reference(draw, chosen), TIGHTNESS[tightness]
    paid = pay(reference)
    document = {
        "format": FORMAT,
        "title": f"Benchmark {family}-{tightness}-{seed}: {len(chosen)} scholen, {source}",
        "school_year": SCHOOL_YEAR,
        "schools": [_school(row) for row in reference],
        "menus": menus(),
        "capacity_quarters": _wider(sum(row.quarters for row in reference), tight),
        "funds": _funds(reference, paid, tight),
        "requirements": demands(draw, reference, paid, ease=tight.ease, slack=tight.slack),
    }
    data = (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
    return Instance(data, _plan(data, document, reference, paid))


def _wider(amount: int, tight: Tightness) -> int:
    return amount * (100 + tight.slack) // 100


def _school(row: Reference) -> dict[str, Any]:
    school = row.school
    points = 0 if school.score is None else int(school.score)
    # as a float of at most ten digits, which JSON writes as it was published
    score = None if school.score is None else float(school.score)
    return {
        "code": school.code,
        "name": school.name,
        "municipality": school.municipality,
        "pupils": school.pupils,
        "score": score,
        "collaboration": row.collaboration,
        "last_year_quarters": row.last_year,
        "weight": school.pupils + points,
        "menu": menu_of(school),
    }


def _funds(reference: list[Reference], paid: Paid, tight: Tightness) -> list[dict[str, Any]]:
    """The purses of the reference plan, each with what it pays there and the slack."""
    spent: Counter[str] = Counter()
    for (fund, _, _), cents in paid.items():
        spent[fund] += cents
    everything = ["collectie", "expertise", "netwerk-en-beleid"]
    made: list[dict[str, Any]] = [
        {
            "id": "scheme",
            "name": "Regeling",
            "cents": _wider(spent["scheme"], tight),
            "schools": [row.school.code for row in reference if row.eligible],
            "bouwstenen": ["collectie", "expertise"],
            "max_cents_per_school": SCHEME_PER_SCHOOL,
        },
        {
            "id": "school",
            "name": "Bijdrage van de school",
            "cents": None,
            "schools": "all",
            "bouwstenen": ["collectie", "expertise"],
            "max_cents_per_pupil": SCHOOL_PER_PUPIL,
        },
        {
            "id": "library",
            "name": "Eigen middelen",
            "cents": _wider(spent["library"], tight),
            "schools": "all",
            "bouwstenen": everything,
        },
    ]
    for gemeente in sorted({row.school.municipality for row in reference}):
        here = [row for row in reference if row.school.municipality == gemeente]
        made.append(
            {
                "id": f"gem-{gemeente}",
                "name": f"Subsidie gemeente {gemeente}",
                "cents": _wider(spent[f"gem-{gemeente}"], tight),
                "schools": [row.school.code for row in here],
                "bouwstenen": everything,
            }
        )
        if needy := [row.school.code for row in here if row.needy]:
            made.append(
                {
                    "id": f"oab-{gemeente}",
                    "name": f"Onderwijsachterstandenmiddelen gemeente {gemeente}",
                    "cents": _wider(spent[f"oab-{gemeente}"], tight),
                    "schools": needy,
                    "bouwstenen": ["expertise"],
                    "max_cents_per_school": OAB_PER_SCHOOL,
                }
            )
    return made


def _plan(data: bytes, document: dict[str, Any], reference: list[Reference], paid: Paid) -> Plan:
    points = {
        (menu, option["quarters"]): option["points"]
        for menu, options in document["menus"].items()
        for option in options
    }
    weight = {school["code"]: school["weight"] for school in document["schools"]}
    return Plan(
        problem_sha256=hashlib.sha256(data).hexdigest(),
        status="feasible",
        objective=sum(weight[r.school.code] * points[menu_of(r.school), r.quarters] for r in reference),
        bound=None,
        seconds=0.0,
        choices={row.school.code: f"{row.quarters}q" for row in reference},
        payments=tuple(sorted(Payment(*key, cents) for key, cents in paid.items())),
        requirements={demand["id"]: True for demand in document["requirements"]},
    )
