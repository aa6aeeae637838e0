"""The plan that an instance is built around: drawn first, so that every instance has at least one plan.

The amounts are parameters of the benchmark and no norms of anybody (docs/benchmark.md).
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from bench.instances.schools import Base
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.allocation.posed.problem import Cost, Option

SIZE_BANDS = (100, 225, 350)
"""Schools with fewer pupils than this are in the first, second and third band; the rest in the fourth."""
HALF_OF_THE_USE = (8, 16, 28, 40)
"""Quarter-hours at which a school of each band has half of the use there can be."""
MOST_POINTS = 4_000
WITH_SCORE = (0, 8, 12, 16, 20, 24, 32)
WITHOUT_SCORE = (0, 4, 8, 12)
EXPERTISE_PER_QUARTER = 60_000
COLLECTIE, COLLECTIE_PER_PUPIL = 20_000, 100
NETWERK = 15_000
SCHOOL_PER_PUPIL = 900
SCHEME_PER_SCHOOL = 950_000
OAB_PER_SCHOOL = 400_000
MOST_QUARTERS = 24
COLLABORATES = (49, 56)
"""Per cent of the schools without and with a score that have a running collaboration (KB, 2022)."""

Paid = Counter[tuple[str, str, str]]
"""Cents by fund, school and bouwsteen."""


@dataclass(frozen=True)
class Reference:
    """A school in the reference plan: whether it collaborates, last year's hours, and those it gets."""

    school: Base
    collaboration: bool
    last_year: int
    quarters: int

    @property
    def needy(self) -> bool:
        """Whether it has a score above 0."""
        return has_score(self.school)

    @property
    def eligible(self) -> bool:
        """Whether the scheme pays here: a score above 0 and a running collaboration."""
        return self.needy and self.collaboration


def has_score(school: Base) -> bool:
    """Whether the score met drempel is above 0; an unknown one is not."""
    return school.score is not None and school.score > Decimal(0)


def menu_of(school: Base) -> str:
    """The name of a school's menu: with or without a score, and its size band."""
    band = sum(school.pupils >= limit for limit in SIZE_BANDS)
    return f"{'with' if has_score(school) else 'without'}-score-{band}"


def menus() -> dict[str, tuple[Option, ...]]:
    """All menus. Use rises with the hours, ever less."""
    made = {}
    for kind, hours in (("with", WITH_SCORE), ("without", WITHOUT_SCORE)):
        for band, half in enumerate(HALF_OF_THE_USE):
            made[f"{kind}-score-{band}"] = tuple(
                Option(f"{quarters}q", quarters, _cost(quarters), MOST_POINTS * quarters // (quarters + half))
                for quarters in hours
            )
    return made


def _cost(quarters: int) -> dict[str, Cost]:
    if not quarters:
        return {}
    return {
        "collectie": Cost(COLLECTIE, COLLECTIE_PER_PUPIL),
        "expertise": Cost(EXPERTISE_PER_QUARTER * quarters),
        "netwerk-en-beleid": Cost(NETWERK),
    }


def draw_reference(draw: Draw, schools: list[Base]) -> list[Reference]:
    """For every school, in order: collaboration, last year's hours and the hours it gets."""
    drawn = []
    for school in schools:
        hours = [quarters for quarters in (WITH_SCORE if has_score(school) else WITHOUT_SCORE) if quarters]
        collaboration = draw.below(100) < COLLABORATES[has_score(school)]
        last_year = draw.pick(hours[:4]) if collaboration else 0
        near = [q for q in hours if last_year - 4 <= q <= last_year + 8 and q <= MOST_QUARTERS]
        starts = not collaboration and draw.below(100) < 30
        quarters = draw.pick(near) if collaboration else hours[0] if starts else 0
        drawn.append(Reference(school, collaboration, last_year, quarters))
    return drawn


def pay(reference: list[Reference]) -> Paid:
    """Who pays the reference plan: school, scheme and OAB money first, gemeente and library the rest."""
    paid = Paid()
    for row in reference:
        if not row.quarters:
            continue
        code, gemeente = row.school.code, row.school.municipality
        collectie = COLLECTIE + COLLECTIE_PER_PUPIL * row.school.pupils
        own = min(SCHOOL_PER_PUPIL * row.school.pupils, collectie)
        paid["school", code, "collectie"] += own
        paid[f"gem-{gemeente}", code, "collectie"] += collectie - own
        expertise = EXPERTISE_PER_QUARTER * row.quarters
        if row.eligible:
            scheme = min(SCHEME_PER_SCHOOL, expertise * 2 // 3)
            paid["scheme", code, "expertise"] += scheme
            expertise -= scheme
        if row.needy:
            oab = min(OAB_PER_SCHOOL, expertise // 2)
            paid[f"oab-{gemeente}", code, "expertise"] += oab
            expertise -= oab
        paid[f"gem-{gemeente}", code, "expertise"] += expertise // 2
        paid["library", code, "expertise"] += expertise - expertise // 2
        paid["library", code, "netwerk-en-beleid"] += NETWERK
    return Paid({key: cents for key, cents in paid.items() if cents})
