"""The country to measure with: the real register where it is, else an invented one of the same size."""

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from doorlezen import demo
from doorlezen.demo import invented_names
from doorlezen.demo.invented_schools import PUPILS, InventedSchool, invent_schools
from doorlezen.demo.open_files import location_list, pupil_list, school_list
from doorlezen.demo.scores_workbook import scores_workbook
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.documents.source import Source, open_source
from doorlezen.register.domain.editions import INVENTED, ORIGINS, Offered, Origin
from doorlezen.register.models import Kind

SHARED = Path(os.environ.get("DOORLEZEN_SHARED", Path(__file__).parent.parent.parent.parent / "shared"))
SCHOOLS = 6295
SEED = 2018
RIVER_AREA = ("0214", "0216", "0225", "0263", "1740", "0281", "1960", "0668", "0297")
RIVER_AREA_FILE = Path(__file__).parent.parent.parent / "tests" / "planning" / "river_area.toml"
OWN = tuple(str(invented_names.FIRST_CODE + place) for place in range(len(invented_names.GEMEENTEN)))


@dataclass(frozen=True)
class Country:
    """Files to load, whose they are, and the gemeenten of the library that is measured."""

    title: str
    files: list[Offered]
    origins: dict[Kind, Origin]
    gemeenten: tuple[str, ...]
    problem: Path | None
    """A problem about that library; None: that of the demo."""
    scenario: Path
    """A library file about its gemeenten."""


def country() -> Country:
    """The real one, or one in which the demo's own library is one of many."""
    data = SHARED / "data"
    if data.is_dir():
        files = [
            Offered(Kind.SCHOOLS, open_source(data / "duo" / "alle-vestigingen-bo_2019-09.csv")),
            Offered(Kind.SCORES, open_source(data / "cbs" / "achterstandsscores-scholen-2019.xlsx")),
            Offered(
                Kind.PUPILS,
                open_source(data / "duo" / "gemiddelde-afstand-leerling-school_2019-2020.csv"),
            ),
            Offered(
                Kind.LOCATIONS,
                open_source(data / "geo" / "school_locations_2024-11.csv"),
                datetime.date(2024, 11, 1),
            ),
        ]
        problem = SHARED / "problems" / "rivierengebied-2019.json"
        return Country("CBS and DUO 2019", files, ORIGINS, RIVER_AREA, problem, RIVER_AREA_FILE)
    schools = list(invented())
    day = datetime.date(2025, 2, 1)
    files = [
        Offered(Kind.SCHOOLS, Source("vestigingen_2025-02.csv", school_list(schools)), day),
        Offered(Kind.SCORES, Source("scores.xlsx", scores_workbook(schools))),
        Offered(Kind.PUPILS, Source("leerlingen.csv", pupil_list(schools))),
        Offered(Kind.LOCATIONS, Source("locaties.csv", location_list(schools)), day),
    ]
    own = Path(demo.__file__).parent / "files" / "bibliotheek.toml"
    return Country("invented", files, INVENTED, OWN, None, own)


def invented() -> Iterator[InventedSchool]:
    """The demo's own schools, and others like them up to `SCHOOLS`, thirty to a gemeente."""
    own = invent_schools(Draw(SEED))
    yield from own
    draw = Draw(SEED + 1)
    sizes = draw.spread(PUPILS, SCHOOLS)
    for place in range(SCHOOLS - len(own)):
        like = draw.pick(own[:-1])
        gemeente = 1 + place // 30
        yield replace(
            like,
            code=f"{place // 676:02d}{chr(65 + place // 26 % 26)}{chr(65 + place % 26)}00",
            name=f"{like.name} {place}",
            place=f"Plaats {gemeente}",
            gemeente=f"{gemeente:04d}",
            gemeente_name=f"Gemeente {gemeente}",
            pupils=max(12, sizes[place]),
        )
