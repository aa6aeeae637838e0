"""The neighbours: a second invented library, so that one can see what stays inside the first.

Its schools stand in the same open files, as in real ones; its list of collaborations is its own.
"""

from dataclasses import replace

from doorlezen.demo import invented_names
from doorlezen.demo.invented_collaborations import InventedCollaboration, invent_collaborations
from doorlezen.demo.invented_schools import InventedSchool, invent_schools, latitude, longitude
from doorlezen.demo.seeded_numbers import Draw

LIBRARY = "Bibliotheek Ganzendal (verzonnen)"
GEMEENTEN: dict[str, tuple[str, ...]] = {
    "Ganzendal": ("Ganzendal", "Veerschacht"),
    "Klinkerbroek": ("Klinkerbroek", "Medeklinkeren"),
}
"""Its two gemeenten, each with its places; codes 9910 and 9911."""
FIRST_CODE = invented_names.FIRST_CODE + len(invented_names.GEMEENTEN)
SCHOOLS = 14
SEED_ON = 1
"""Added to the seed of the library itself, so that its schools stay what they are."""


def invent_neighbours(seed: int, own: list[InventedSchool]) -> list[InventedSchool]:
    """The neighbours' schools, by code; none has the code or the name of one of ``own``."""
    draw = Draw(seed + SEED_ON)
    taken = {school.name for school in own}
    free = [
        name for name in invented_names.school_names() if not any(known.endswith(name) for known in taken)
    ]
    like = draw.shuffled(
        [school for school in invent_schools(Draw(seed + SEED_ON)) if school.zonder is not None]
    )
    return [
        _moved(draw, place, school, name)
        for place, (school, name) in enumerate(zip(like[:SCHOOLS], free, strict=False))
    ]


def invent_their_collaborations(seed: int, schools: list[InventedSchool]) -> list[InventedCollaboration]:
    """The lines of the neighbours' own list: about half of their schools."""
    lines = invent_collaborations(Draw(seed + SEED_ON), schools)
    return [line for line in lines if line.until is None][: SCHOOLS // 2]


def _moved(draw: Draw, place: int, school: InventedSchool, name: str) -> InventedSchool:
    """A school with these figures, but here and under this name."""
    at = place % len(GEMEENTEN)
    gemeente, places = list(GEMEENTEN.items())[at]
    denomination, form = draw.pick(invented_names.denominations())
    return replace(
        school,
        code=f"99Z{chr(65 + place)}00",
        name=form.format(name),
        place=draw.pick(places),
        gemeente=str(FIRST_CODE + at),
        gemeente_name=gemeente,
        denomination=denomination,
        longitude=longitude(draw, len(invented_names.GEMEENTEN) + at),
        latitude=latitude(draw, len(invented_names.GEMEENTEN) + at),
    )
