"""Every reader of what people upload: one line each, with the whole files that are damaged for it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import xlsxwriter

from doorlezen.accounts.domain.logos import drawn_anew
from doorlezen.agreements.pricing import read_price_model
from doorlezen.calendars.published_holidays import read_published_holidays
from doorlezen.calendars.school_holidays import SHIPPED as HOLIDAYS
from doorlezen.calendars.school_holidays import read_holiday_list
from doorlezen.documents.confined import confined
from doorlezen.documents.pictures import is_whole_picture
from doorlezen.documents.source import source_of
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.engine.roster import read_roster, read_roster_problem, write_roster
from doorlezen.meetings.attendance.attendance_rows import read_attendance
from doorlezen.planning.library import read_library
from doorlezen.planning.library.last_year_hours import read_hours
from doorlezen.planning.sources import read_sources
from doorlezen.register.readers.collaborations import read_collaborations
from doorlezen.register.readers.locations import read_locations
from doorlezen.register.readers.pupil_history import read_pupil_history
from doorlezen.register.readers.pupils import read_pupils
from doorlezen.register.readers.schools import read_schools
from doorlezen.register.readers.scores import read_scores
from doorlezen.schemes.reader import read_scheme
from doorlezen.webinars.captions.caption_files import read_captions
from doorlezen.webinars.catalogue.catalogue_files import from_json, from_yaml
from doorlezen.webinars.catalogue.catalogue_files import to_json as catalogue_json
from doorlezen.webinars.domain.shipped import FILE as SHIPPED
from tests.calendars.holiday_files import published, published_year
from tests.engine.roster.small import SMALL
from tests.engine.roster.test_check_roster import RIGHT
from tests.register.files import (
    Scored,
    history_csv,
    listed,
    locations_csv,
    pupils_csv,
    schools_csv,
    scores_xlsx,
    text_file,
)
from tests.webinars.entries import a_full_catalogue

Read = Callable[[bytes], object]
EXAMPLE = files("doorlezen.demo") / "files"


@dataclass(frozen=True)
class Reader:
    """``read``: what a page does with the bytes. ``seeds``: whole files, made when they are needed."""

    read: Read
    seeds: Callable[[], list[bytes]]


def source(read: Callable[..., object], name: str) -> Read:
    """A reader of a Source, given bytes as a page gives them."""
    return lambda data: read(source_of(name, data))


def named(read: Callable[..., object], name: str, **more: object) -> Read:
    """A reader of bytes that wants to know what the file is called."""
    return lambda data: read(data, name=name, **more)


def _workbook(rows: list[tuple[object, ...]]) -> bytes:
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("Lijst")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
    return made.getvalue()


def _pictures(*kinds: str) -> list[bytes]:
    from PIL import Image

    made = []
    for kind in kinds:
        for mode in ("RGB", "L", "P") if kind != "JPEG" else ("RGB", "L", "CMYK"):
            picture, out = Image.linear_gradient("L").convert(mode), BytesIO()
            picture.save(out, format=kind, **({"progressive": True} if kind == "JPEG" else {}))
            made.append(out.getvalue())
    return made


CODES = [f"{number:02d}AP00" for number in range(30)]
OWN = ("vestigingscode", "programma", "sinds", "tot", "fase")
OWN_ROWS = [(code, "dBos", "1-8-2018", "2025-07-31", "borging") for code in CODES]
SEEN = [("Naam", "E-mail", "Duur (minuten)"), ("Anne Vos", "anne@bieb.example", "45"), ("Bo", "", "1:05:00")]
VTT = (
    b"WEBVTT\n\nNOTE een\n\n1\n00:00:01.000 --> 00:00:02.500 align:start\n<v Anne Vos>Welkom &amp; hallo\n\n"
    b"00:00:03.000 --> 01:00:04.000\n<i>Tot ziens</i>\n"
)
SRT = b"1\n00:00:01,000 --> 00:00:02,500\n<i>Welkom</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nTot ziens\n"

READERS: dict[str, Reader] = {
    "price model": Reader(
        named(read_price_model, "prijzen.toml"),
        lambda: [
            files("doorlezen.agreements.pricing").joinpath("price_models", name).read_bytes()
            for name in ("09-zuid-kennemerland.toml", "08-emmen.toml")
        ],
    ),
    "school holidays": Reader(
        named(read_holiday_list, HOLIDAYS),
        lambda: [(files("doorlezen.calendars") / "data" / HOLIDAYS).read_bytes()],
    ),
    "published holidays": Reader(
        named(read_published_holidays, "vakanties.json", read_on=date(2026, 12, 1)),
        lambda: [published(published_year()), published(published_year(), published_year())],
    ),
    "scores": Reader(source(read_scores, "scores.xlsx"), lambda: [scores_xlsx([*map(Scored, CODES)])]),
    "schools": Reader(
        source(read_schools, "scholen_2026-08.csv"),
        lambda: [schools_csv(map(listed, CODES)), schools_csv(map(listed, CODES), encoding="utf-8")],
    ),
    "pupils": Reader(
        source(read_pupils, "leerlingen.csv"),
        lambda: [pupils_csv([("20191001", code[:4], code[4:], "Bo", "100") for code in CODES])],
    ),
    "pupil history": Reader(
        source(read_pupil_history, "06.csv"),
        lambda: [
            history_csv(
                [(code, "De Wilg", "Bo", "0281", "TIEL", "100", "<5") for code in CODES], years=(2019, 2020)
            )
        ],
    ),
    "locations": Reader(
        source(read_locations, "plekken_2024-11.csv"),
        lambda: [locations_csv([(code, "4.474884", "52.059985") for code in CODES])],
    ),
    "collaborations": Reader(
        source(read_collaborations, "lijst.csv"),
        lambda: [*(text_file(OWN, OWN_ROWS, mark) for mark in ";,"), _workbook([OWN, *OWN_ROWS])],
    ),
    "last year": Reader(
        source(read_hours, "uren"),
        lambda: [
            text_file(("vestigingscode", "uren"), [(code, "2,5") for code in CODES]),
            _workbook([("vestigingscode", "uren"), *((code, 2.5) for code in CODES)]),
        ],
    ),
    "attendance": Reader(
        source(read_attendance, "aanwezig"),
        lambda: [
            text_file(SEEN[0], SEEN[1:]),
            text_file(SEEN[0], SEEN[1:], "\t", "utf-16"),
            _workbook([*SEEN]),
        ],
    ),
    "captions vtt": Reader(named(read_captions, "o.vtt"), lambda: [VTT]),
    "captions srt": Reader(named(read_captions, "o.srt"), lambda: [SRT]),
    "catalogue json": Reader(named(from_json, "c.json"), lambda: [catalogue_json(a_full_catalogue())]),
    "catalogue yaml": Reader(
        named(from_yaml, "c.yaml"),
        lambda: [SHIPPED.read_bytes()],
    ),
    "scheme yaml": Reader(
        named(read_scheme, "regeling.yaml"),
        lambda: [Path(str(one)).read_bytes() for one in _schemes()],
    ),
    "library toml": Reader(
        named(read_library, "bibliotheek.toml", folder=Path(str(EXAMPLE))),
        lambda: [(files("doorlezen.planning") / "examples" / "library.toml").read_bytes()],
    ),
    "problem json": Reader(
        named(read_problem, "p.json"), lambda: [(EXAMPLE / "example" / "probleem.json").read_bytes()]
    ),
    "plan json": Reader(
        named(read_plan, "plan.json"), lambda: [(EXAMPLE / "example" / "plan.json").read_bytes()]
    ),
    "sources json": Reader(
        named(read_sources, "s.json"), lambda: [(EXAMPLE / "example" / "probleem.sources.json").read_bytes()]
    ),
    "roster problem json": Reader(named(read_roster_problem, "r.json"), lambda: [json.dumps(SMALL).encode()]),
    "roster json": Reader(named(read_roster, "rooster.json"), lambda: [write_roster(RIGHT)]),
    "logo": Reader(partial(drawn_anew, "logo.png"), lambda: _pictures("PNG", "JPEG")),
    "poster": Reader(
        lambda data: confined(is_whole_picture, data, name="beeld.png"),
        lambda: [*_pictures("PNG", "JPEG"), *_pictures("WEBP")],
    ),
}
"""A new reader of uploads is one line here, and gets its two thousand files."""


def _schemes() -> list[Path]:
    return sorted(Path(str(files("doorlezen.schemes") / "data")).glob("*.yaml"))
