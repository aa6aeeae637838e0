"""The invented library as it comes with Doorlezen: what it looks like to who has no account.

The plan with its proof and its prices is in files/example, made by `make example`; the schools and the
verdicts on them are made anew from the same seed. Nothing here asks a database, so nothing of anybody real
can be in it.
"""

import datetime
from functools import cache
from importlib.resources import files

from doorlezen.demo import invented_names
from doorlezen.demo.demo_files import FIRST_DAY, SCHEME
from doorlezen.demo.invented_collaborations import InventedCollaboration, invent_collaborations
from doorlezen.demo.invented_schools import DREMPEL, SEED, InventedSchool, invent_schools
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.planning.sources import Sources, read_sources
from doorlezen.register.domain.editions import INVENTED
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import Collaboration, Edition, Kind, Programme
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.rules import Circumstances
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import judge

FOLDER = files("doorlezen.demo") / "files" / "example"
FILES = ("probleem.json", "plan.json", "probleem.sources.json")
_FIRST_ROW = 6
"""The row of the first school in the invented workbook of scores."""


def story() -> Story:
    """The plan of the invented library with the price of every demand, in the language of now."""
    problem, plan, sources = ((FOLDER / name).read_bytes() for name in FILES)
    return tell(read_problem(problem), read_plan(plan), read_sources(sources))


def verdicts() -> Verdicts:
    """Which of its schools are eligible, and why: judged by the same rules as those of a real library."""
    scheme, track = find_track(load_schemes(), SCHEME)
    day = datetime.date.fromisoformat(FIRST_DAY)
    known = Circumstances(on=day, collaborations=_edition(Kind.COLLABORATIONS))
    schools = school_views()
    return Verdicts(
        scheme=scheme,
        track=track,
        municipalities=tuple(sorted({school.gemeente for school in schools})),
        on=day,
        score_edition=_edition(Kind.SCORES),
        collaborations=known.collaborations,
        rows=tuple(judge(track, school, known) for school in schools),
        school_year=known.school_year,
    )


@cache
def school_views() -> tuple[SchoolView, ...]:
    """Its schools as a register would know them, by code."""
    draw = Draw(SEED)
    schools = invent_schools(draw)
    lines = list(enumerate(invent_collaborations(draw, schools), start=2))
    rows = {s.code: row for row, s in enumerate((s for s in schools if s.met is not None), start=_FIRST_ROW)}
    return tuple(
        _view(
            school,
            row,
            rows.get(school.code),
            [_collaboration(line, at) for at, line in lines if line.code == school.code],
        )
        for row, school in enumerate(schools, start=2)
    )


def _view(
    school: InventedSchool, row: int, score_row: int | None, collaborations: list[Collaboration]
) -> SchoolView:
    return SchoolView(
        code=school.code,
        name=school.name,
        place=school.place,
        postcode="",
        gemeente=school.gemeente,
        gemeente_name=school.gemeente_name,
        closed_on=None,
        address_edition=_edition(Kind.SCHOOLS),
        address_row=row,
        pupils=school.pupils,
        pupils_edition=_edition(Kind.PUPILS),
        pupils_row=row,
        school_type="bo",
        score_met=school.met,
        score_zonder=school.zonder,
        score_pupils=school.funded,
        score_footnotes=school.footnotes.replace(", ", ""),
        drempel_per_pupil=DREMPEL,
        score_edition=_edition(Kind.SCORES),
        score_row=score_row,
        longitude=school.longitude,
        latitude=school.latitude,
        first_seen=_edition(Kind.PUPILS if school.met is None else Kind.SCORES).peildatum,
        collaborations=tuple(collaborations),
        province=invented_names.PROVINCE,
        denomination=school.denomination,
        score_row_zonder=score_row,
    )


def _collaboration(line: InventedCollaboration, row: int) -> Collaboration:
    return Collaboration(
        edition=_edition(Kind.COLLABORATIONS),
        row=row,
        programme=Programme.DBOS_PO,
        since=line.since,
        until=line.until,
        phase=line.phase,
    )


@cache
def _edition(kind: Kind) -> Edition:
    """The edition that its file would be, as the plan names it among its sources; it is in no database."""
    title = INVENTED[kind].title
    known = next(edition for edition in _sources().editions if edition.title == title)
    return Edition(
        pk=-1 - list(Kind).index(kind),  # a number that no row has
        kind=kind,
        publisher=known.publisher,
        title=known.title,
        licence=known.licence,
        peildatum=datetime.date.fromisoformat(known.peildatum),
        file_name=known.file_name,
        sha256=known.sha256,
    )


@cache
def _sources() -> Sources:
    return read_sources((FOLDER / FILES[2]).read_bytes())
