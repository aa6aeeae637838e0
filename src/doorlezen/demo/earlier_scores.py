"""The scores of earlier years: the same schools, a little smaller or larger, with a little more or less need.

So a school's page has years to show, and some schools cross the drempel from one year to the next, as real
ones do.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from doorlezen.demo.invented_schools import InventedSchool
from doorlezen.demo.seeded_numbers import Draw

YEARS = (2022, 2023)
"""Before the newest; since 2022 the scores are of one series."""
_SEED_ON = 2
"""Added to the seed of the library itself, so that everything else stays what it is."""


def invent_earlier(seed: int, newest: Sequence[InventedSchool]) -> dict[int, list[InventedSchool]]:
    """The schools as they were in each of `YEARS`; a school without a score had none then either."""
    draw = Draw(seed + _SEED_ON)
    found, later = {}, list(newest)
    for year in reversed(YEARS):
        later = [_a_year_before(draw, school) for school in later]
        found[year] = later
    return dict(sorted(found.items()))


def _a_year_before(draw: Draw, school: InventedSchool) -> InventedSchool:
    """Within 4% as many pupils; the points per pupil within 9% and a tenth of a point."""
    pupils = max(12, school.funded + school.funded * draw.between(-40, 40) // 1000)
    points, share, shift = draw.between(-90, 90), draw.between(-20, 20), draw.between(-100, 100)
    if school.zonder is None or school.lower is None:
        return replace(school, funded=pupils)
    hundredths = int(school.zonder * 100) * pupils // school.funded
    hundredths = max(0, hundredths + hundredths * points // 1000 + pupils * shift // 10)
    lower = int(school.lower * 100) * hundredths // max(int(school.zonder * 100), 1)
    lower = min(hundredths, max(0, lower + lower * share // 1000))
    return replace(school, funded=pupils, zonder=_points(hundredths), lower=_points(lower))


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
