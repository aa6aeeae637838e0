"""A made-up register: about 130 schools in nine made-up gemeenten, distributed as in the Netherlands.

The distributions are those of CBS, achterstandsscores per basisschoolvestiging, 1 October 2019 (own count
over its 6,295 rows). No school, place or gemeente exists.
"""

from dataclasses import dataclass
from decimal import Decimal

from doorlezen.demo import invented_names
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.score import met_drempel

SEED = 2018
SCHOOLS_PER_GEMEENTE = (34, 23, 17, 13, 12, 10, 9, 7, 5)
NEED = (5, 4, 2, 4, 2, 2, 3, 1, 2)
"""How strongly schools with many points are drawn to each gemeente: the two towns most."""
DREMPEL = Decimal("0.696048")
"""Points that each pupil takes off the score, as in 2019."""

PUPILS = (
    (0, 31), (20, 38), (50, 55), (100, 74), (200, 105), (300, 138), (400, 167), (500, 196),
    (600, 226), (700, 263), (800, 319), (900, 403), (950, 477), (980, 591), (1000, 790),
)  # fmt: skip
"""Pupils per school (the largest school of the Netherlands, with 1,815, is left out)."""
POINTS = (
    (0, 0), (50, 64), (100, 120), (200, 228), (300, 322), (400, 425), (500, 550), (594, 696),
    (700, 940), (800, 1367), (900, 2436), (950, 3280), (980, 3894), (1000, 4600),
)  # fmt: skip
"""Thousandths of a point per pupil, zonder drempel."""
LOWER_SHARE = ((0, 300), (100, 380), (500, 481), (900, 590), (1000, 680))
"""Per mille of the score zonder drempel that comes from the younger half of the pupils."""


@dataclass(frozen=True)
class InventedSchool:
    """A school that does not exist. Scores in points as CBS would print them, None where it has no row.

    ``funded`` are the pupils that the score rests on, ``pupils`` those of DUO's later count.
    """

    code: str
    name: str
    street: str
    house_number: int
    place: str
    gemeente: str
    gemeente_name: str
    denomination: str
    board_number: str
    longitude: Decimal
    latitude: Decimal
    pupils: int
    funded: int
    zonder: Decimal | None
    lower: Decimal | None
    footnotes: str

    @property
    def met(self) -> Decimal | None:
        """The score met drempel by CBS' formula."""
        return None if self.zonder is None else met_drempel(self.zonder, self.funded, DREMPEL)

    @property
    def upper(self) -> Decimal | None:
        """The part of the score that comes from the older half."""
        return None if self.zonder is None or self.lower is None else self.zonder - self.lower

    @property
    def has_score(self) -> bool:
        """Whether the score met drempel is above 0."""
        return bool(self.met)


def invent_schools(draw: Draw) -> list[InventedSchool]:
    """All schools, by code. The last one is new: it has pupils but is not in the workbook of scores."""
    count = sum(SCHOOLS_PER_GEMEENTE)
    funded = draw.spread(PUPILS, count)
    points = draw.spread(POINTS, count)
    shares = draw.spread(LOWER_SHARE, count)
    gemeenten = _spread_over_gemeenten(draw, points)
    known_as = draw.shuffled(invented_names.school_names())
    return [
        _invent(draw, place, known_as[place], gemeenten[place], funded[place], (points[place], shares[place]))
        for place in range(count)
    ]


def _spread_over_gemeenten(draw: Draw, points: list[int]) -> list[int]:
    """The gemeente (from 0) of each school: the more points per pupil, the likelier one with more need."""
    room = list(SCHOOLS_PER_GEMEENTE)
    gemeente = [0] * len(points)
    for place in sorted(range(len(points)), key=lambda at: -points[at]):
        pull = NEED if points[place] > 696 else (1,) * len(room)
        chosen = draw.weighted([free * need for free, need in zip(room, pull, strict=True)])
        room[chosen] -= 1
        gemeente[place] = chosen
    return gemeente


def _invent(
    draw: Draw, place: int, name: str, gemeente: int, funded: int, need: tuple[int, int]
) -> InventedSchool:
    points, lower_share = need
    new = place == sum(SCHOOLS_PER_GEMEENTE) - 1
    gemeente_name, places = list(invented_names.GEMEENTEN.items())[gemeente]
    denomination, form = draw.pick(invented_names.denominations())
    zonder = Decimal(points * funded // 10).scaleb(-2)
    younger = funded * draw.between(430, 520) // 1000
    footnotes = [
        note for note, pupils in (("a", funded), ("b", younger), ("c", funded - younger)) if pupils <= 40
    ]
    return InventedSchool(
        code=f"99{chr(65 + place // 26)}{chr(65 + place % 26)}00",
        name=form.format(name),
        street=draw.pick(invented_names.STREETS),
        house_number=draw.between(1, 180),
        place=draw.pick(places),
        gemeente=str(invented_names.FIRST_CODE + gemeente),
        gemeente_name=gemeente_name,
        denomination=denomination,
        board_number=str(99001 + draw.below(12)),
        longitude=longitude(draw, gemeente),
        latitude=latitude(draw, gemeente),
        pupils=max(12, funded + funded * draw.between(-40, 40) // 1000),
        funded=funded,
        zonder=None if new else zonder,
        lower=None if new else Decimal(int(zonder * 100) * lower_share // 1000).scaleb(-2),
        footnotes="" if new else ", ".join(footnotes),
    )


_IN_MARKERMEER = len(SCHOOLS_PER_GEMEENTE)


def longitude(draw: Draw, gemeente: int) -> Decimal:
    """Degrees east of a school in the ``gemeente``-th gemeente (from 0): nine in the Markermeer, the rest in
    the IJsselmeer, where no school can be."""
    at = (
        5_150_000 + 90_000 * (gemeente % 3)
        if gemeente < _IN_MARKERMEER
        else 5_390_000 + 60_000 * (gemeente % 2)
    )
    return _near(draw, at)


def latitude(draw: Draw, gemeente: int) -> Decimal:
    """Degrees north, likewise."""
    at = 52_520_000 + 50_000 * (gemeente // 3) if gemeente < _IN_MARKERMEER else 52_790_000
    return _near(draw, at)


def _near(draw: Draw, micro_degrees: int) -> Decimal:
    """A place within a few kilometres."""
    return Decimal(micro_degrees + draw.between(-20_000, 20_000)).scaleb(-6)
