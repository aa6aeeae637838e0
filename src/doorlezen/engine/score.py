"""The achterstandsscore as CBS computes it from its parts: used to check what was published, never to score.

score met drempel = max(0, A - B) with A the score zonder drempel and B = E × 12% × (C - G).
Source: CBS, sheet Toelichting of "Achterstandsscores basisscholen, 2019"; docs/achterstandsscore.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

SHARE = Decimal("0.12")
"""The share of its pupils for which a school gets no score."""
CENT = Decimal("0.01")
"""Scores, and C and G too, are printed in two places."""
TOLERANCE = CENT
"""How far a published score may lie from the computed one: both it and A were rounded by half a cent."""
FLIP_BAND = Decimal("0.1")
"""Within this many points per pupil of the drempel a score can turn to 0, or from 0, in the next year."""


@dataclass(frozen=True)
class Constants:
    """The two onderwijsscores that fix the drempel of a year, in points, as CBS prints them.

    ``mean`` (C) is the national mean, ``lowest_mean`` (G) the mean of the lowest 15%.
    """

    mean: Decimal
    lowest_mean: Decimal

    @property
    def drempel_per_pupil(self) -> Decimal:
        """What every pupil of a school takes off its score: 12% × (C - G), from C and G as printed."""
        return SHARE * (self.mean - self.lowest_mean)

    @property
    def drempel_range(self) -> tuple[Decimal, Decimal]:
        """Between which two values the drempel per pupil lies: C and G are each printed rounded."""
        slack = SHARE * CENT
        return self.drempel_per_pupil - slack, self.drempel_per_pupil + slack


PUBLISHED = {2019: Constants(Decimal("535.26"), Decimal("529.46"))}
"""C and G per year of the peildatum. 2019: CBS, sheet Toelichting of the workbook of February 2020."""


@dataclass(frozen=True)
class Published:
    """One school as published: scores met and zonder drempel in points, and its funded pupils."""

    met: Decimal
    zonder: Decimal
    pupils: int


def rounded(points: Decimal) -> Decimal:
    """Round to two places as CBS prints scores: half up."""
    return points.quantize(CENT, rounding=ROUND_HALF_UP)


def met_drempel(zonder: Decimal, pupils: int, drempel_per_pupil: Decimal) -> Decimal:
    """The score met drempel, in points, for this score zonder drempel and number of funded pupils."""
    return rounded(max(Decimal(0), zonder - pupils * drempel_per_pupil))


def plausible(school: Published, drempel_per_pupil: Decimal) -> bool:
    """Whether the published score met drempel lies within 0.01 point of what the formula gives."""
    return abs(school.met - max(Decimal(0), school.zonder - school.pupils * drempel_per_pupil)) <= TOLERANCE


def fit_drempel(schools: Iterable[Published], constants: Constants) -> Decimal:
    """The drempel per pupil that makes the most schools plausible, in points, as short as it can be written.

    Needed because C and G are printed in two places only: for a school of 1,800 pupils that leaves the
    drempel open by 2 points. The answer lies in ``constants.drempel_range``; where every value of the range
    explains the schools equally well, and so where there are none, it is the one from C and G as printed.
    """
    low, high = constants.drempel_range
    events: list[tuple[Decimal, int]] = []
    for school in schools:
        at_least, at_most = _explaining(school, low, high)
        if at_least <= at_most:
            events += [(at_least, 0), (at_most, 1)]
    best = (low, high)
    most = covering = 0
    events.sort()
    for (start, ends), (end, _) in pairwise(events):
        covering += -1 if ends else 1
        if covering > most:
            most, best = covering, (start, end)
    return _shortest(*best, constants.drempel_per_pupil)


def _explaining(school: Published, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Between which values in [low, high] the drempel per pupil makes this school plausible."""
    if school.pupils <= 0:
        return high, low
    deducted = school.zonder - school.met
    at_least = (deducted - TOLERANCE) / school.pupils
    at_most = (deducted + TOLERANCE) / school.pupils if school.met > TOLERANCE else high
    return max(low, at_least), min(high, at_most)


def _shortest(low: Decimal, high: Decimal, preferred: Decimal) -> Decimal:
    if low <= preferred <= high:
        return preferred
    middle = (low + high) / 2
    for places in range(6, 10):
        short = middle.quantize(Decimal(1).scaleb(-places))
        if low <= short <= high:
            return short
    return middle.quantize(Decimal("1e-10"))


def margin_per_pupil(zonder: Decimal, pupils: int, drempel_per_pupil: Decimal) -> Decimal | None:
    """How far a school lies above (+) or below (-) the drempel, in points per pupil; None without pupils."""
    return None if pupils <= 0 else zonder / pupils - drempel_per_pupil


def can_flip(zonder: Decimal, pupils: int, drempel_per_pupil: Decimal) -> bool:
    """Whether the school lies so close to the drempel that its next score may fall on the other side."""
    margin = margin_per_pupil(zonder, pupils, drempel_per_pupil)
    return margin is not None and abs(margin) <= FLIP_BAND


def halves_agree(zonder: Decimal, lower: Decimal, upper: Decimal) -> bool:
    """Whether lower and upper half add up to the score zonder drempel, all three rounded to two places."""
    return abs(lower + upper - zonder) <= TOLERANCE
