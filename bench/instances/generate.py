"""Instances from a seed: the same seed, family and schools give the same bytes on every machine."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
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
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.allocation.posed.plan import Payment, Plan
from doorlezen.engine.allocation.posed.problem import Fund, Problem, School
from doorlezen.engine.allocation.posed.requirements import ALL, KINDS, Requirement
from doorlezen.engine.allocation.posed.writing import write_problem
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
    codes = tuple(row.school.code for row in reference)
    asked = demands(draw, reference, paid, ease=tight.ease, slack=tight.slack)
    problem = Problem(
        f"Benchmark {family}-{tightness}-{seed}: {len(chosen)} scholen, {source}",
        (SCHOOL_YEAR,),
        tuple(_school(row) for row in reference),
        menus(),
        {SCHOOL_YEAR: _wider(sum(row.quarters for row in reference), tight)},
        tuple(_funds(reference, paid, tight)),
        tuple(_demand(fields, codes) for fields in asked),
    )
    data = write_problem(problem, indent=None)
    return Instance(data, _plan(problem, hashlib.sha256(data).hexdigest(), reference, paid))


def _wider(amount: int, tight: Tightness) -> int:
    return amount * (100 + tight.slack) // 100


def _school(row: Reference) -> School:
    school = row.school
    points = 0 if school.score is None else int(school.score)
    return School(
        code=school.code,
        name=school.name,
        municipality=school.municipality,
        pupils=school.pupils,
        score=school.score,
        collaboration=row.collaboration,
        last_year_quarters=row.last_year,
        weight=school.pupils + points,
        menu=menu_of(school),
    )


def _demand(fields: dict[str, Any], codes: tuple[str, ...]) -> Requirement:
    """A demand of its kind out of the fields that it has in a problem file."""
    kind = KINDS[fields["kind"]]
    asked = {key: fields.get(key, field.default) for key, field in kind.fields.items()}
    values = {
        key: codes if value == ALL else tuple(value) if isinstance(value, list) else value
        for key, value in asked.items()
    }
    return kind(id=fields["id"], by=fields["by"], text=fields["text"], **values)


def _funds(reference: list[Reference], paid: Paid, tight: Tightness) -> Iterator[Fund]:
    """The purses of the reference plan, each with what it pays there and the slack."""
    spent: Counter[str] = Counter()
    for (fund, _, _), cents in paid.items():
        spent[fund] += cents

    def purse(
        name: str, called: str, schools: list[Reference], bouwstenen: tuple[str, ...], most: int | None = None
    ) -> Fund:
        codes = tuple(row.school.code for row in schools)
        return Fund(name, called, _wider(spent[name], tight), codes, bouwstenen, most)

    everything = ("collectie", "expertise", "netwerk-en-beleid")
    some = everything[:2]
    yield purse("scheme", "Regeling", [row for row in reference if row.eligible], some, SCHEME_PER_SCHOOL)
    school = purse("school", "Bijdrage van de school", reference, some)
    yield replace(school, cents=None, max_cents_per_pupil=SCHOOL_PER_PUPIL)
    yield purse("library", "Eigen middelen", reference, everything)
    for gemeente in sorted({row.school.municipality for row in reference}):
        here = [row for row in reference if row.school.municipality == gemeente]
        yield purse(f"gem-{gemeente}", f"Subsidie gemeente {gemeente}", here, everything)
        if needy := [row for row in here if row.needy]:
            called = f"Onderwijsachterstandenmiddelen gemeente {gemeente}"
            yield purse(f"oab-{gemeente}", called, needy, ("expertise",), OAB_PER_SCHOOL)


def _plan(problem: Problem, sha256: str, reference: list[Reference], paid: Paid) -> Plan:
    choices = {row.school.code: f"{row.quarters}q" for row in reference}
    return Plan(
        problem_sha256=sha256,
        status="feasible",
        objective=problem.value(choices),
        bound=None,
        seconds=0.0,
        choices=choices,
        payments=tuple(sorted(Payment(*key, cents) for key, cents in paid.items())),
        requirements={demand.id: True for demand in problem.requirements},
    )
