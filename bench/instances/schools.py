"""The schools that instances are drawn over: from the open register, from a problem, or invented."""

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from doorlezen.demo.invented_schools import DREMPEL, POINTS, PUPILS
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.score import met_drempel
from doorlezen.language import InputError, t

SCHOOLS_PER_GEMEENTE = 18
FIRST_GEMEENTE = 9001
"""Codes from here on are of no real gemeente."""
MOST_INVENTED = 9_000


class Base(NamedTuple):
    """What an instance knows of a school; everything else is drawn. ``score`` met drempel, None: unknown."""

    code: str
    name: str
    municipality: str
    pupils: int
    score: Decimal | None


def from_register(scores: Path, schools: Path) -> list[Base]:
    """The schools of CBS's workbook and DUO's list that stand in both and have pupils, by code.

    Raises InputError where a file cannot be read, or the two have no school in common.
    """
    from doorlezen.documents.source import open_source
    from doorlezen.register.readers.schools import read_schools
    from doorlezen.register.readers.scores import read_scores

    met = {row.code: row for row in read_scores(open_source(scores)).met}
    found = [
        Base(row.code, row.name, row.gemeente, pupils, met[row.code].met)
        for row in read_schools(open_source(schools)).rows
        if row.code in met and (pupils := met[row.code].pupils)
    ]
    if not found:
        raise InputError(str(schools), t("geen enkele school staat ook in {scores}", scores=scores.name))
    return sorted(found)


def from_problem(problem: Problem) -> list[Base]:
    """The schools of a problem that have pupils, by code."""
    found = [
        Base(school.code, school.name, school.municipality, school.pupils, school.score)
        for school in problem.schools
        if school.pupils
    ]
    if not found:
        raise InputError("problem", t("er is geen school met leerlingen"))
    return sorted(found)


def invented(draw: Draw, count: int) -> list[Base]:
    """So many schools that do not exist, distributed as in `doorlezen.demo.invented_schools`, by code."""
    pupils, points = draw.spread(PUPILS, count), draw.spread(POINTS, count)
    gemeenten = count // SCHOOLS_PER_GEMEENTE + 2
    schools = []
    for place in range(count):
        zonder = Decimal(points[place] * pupils[place] // 10).scaleb(-2)
        code = f"{place // 676:02d}{chr(65 + place // 26 % 26)}{chr(65 + place % 26)}00"
        # the lower of two draws: gemeenten of very different sizes, as in the Netherlands
        gemeente = min(draw.below(gemeenten), draw.below(gemeenten))
        schools.append(
            Base(
                code,
                f"School {code}",
                str(FIRST_GEMEENTE + gemeente),
                pupils[place],
                met_drempel(zonder, pupils[place], DREMPEL),
            )
        )
    return schools


def some(draw: Draw, schools: list[Base], count: int) -> list[Base]:
    """``count`` schools in whole gemeenten, drawn (of the last one the first by code), by code."""
    by_gemeente: dict[str, list[Base]] = {}
    for school in schools:
        by_gemeente.setdefault(school.municipality, []).append(school)
    chosen: list[Base] = []
    for gemeente in draw.shuffled(sorted(by_gemeente)):
        chosen += by_gemeente[gemeente][: count - len(chosen)]
    return sorted(chosen)
