"""Which invented schools work with the invented library, since when, and how many hours they had."""

import datetime
from dataclasses import dataclass

from doorlezen.demo.invented_schools import InventedSchool
from doorlezen.demo.seeded_numbers import Draw

RUNNING = 77
"""So many of the schools have a running dBos collaboration."""
ENDED = 4
"""So many had one that ended."""
FIRST_YEAR, LAST_YEAR = 2013, 2023


@dataclass(frozen=True)
class InventedCollaboration:
    """A line of the invented library's own list. ``quarters`` are last year's quarter-hours a week."""

    code: str
    since: datetime.date
    until: datetime.date | None
    phase: str
    quarters: int


def invent_collaborations(draw: Draw, schools: list[InventedSchool]) -> list[InventedCollaboration]:
    """The lines of the list, by code. A school with a score takes part more often, the new one always."""
    eager = {school.code: draw.below(1000) + _keen(school) for school in schools}
    by_eagerness = sorted(schools, key=lambda school: (-eager[school.code], school.code))
    running = [_running(draw, school) for school in by_eagerness[:RUNNING]]
    ended = [_ended(draw, school) for school in by_eagerness[RUNNING : RUNNING + ENDED]]
    return sorted(running + ended, key=lambda line: line.code)


def _keen(school: InventedSchool) -> int:
    if school.zonder is None:
        return 1000
    return 180 if school.has_score else 0


def _running(draw: Draw, school: InventedSchool) -> InventedCollaboration:
    year = draw.between(FIRST_YEAR, LAST_YEAR)
    phase = "borging" if year < 2020 else "uitvoering" if year < 2022 else "implementatie"
    return InventedCollaboration(
        school.code, datetime.date(year, 8, 1), None, phase, _last_year(draw, school)
    )


def _last_year(draw: Draw, school: InventedSchool) -> int:
    """Quarter-hours a week, in half hours: by size, more with a score, within what schools can choose."""
    least, per_thousand, most = (6, (40, 75), 20) if school.has_score else (4, (20, 42), 12)
    halves = school.pupils * draw.between(*per_thousand) // 2000
    return max(least, min(most, 2 * halves))


def _ended(draw: Draw, school: InventedSchool) -> InventedCollaboration:
    year = draw.between(FIRST_YEAR, LAST_YEAR - 3)
    since, until = datetime.date(year, 8, 1), datetime.date(year + 3, 7, 31)
    return InventedCollaboration(school.code, since, until, "uitvoering", 0)
