"""Figures for the invented schools of tests/people.py, so that pages about schools have something to show."""

import datetime
from decimal import Decimal

from django.utils import timezone

from doorlezen.documents.source import source_of
from doorlezen.register.domain.current import list_anew
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.models import Address, Edition, Gemeente, Kind, Location, PupilCount, School, Score

DAY = datetime.date(2019, 10, 1)


def an_edition(kind: Kind, day: datetime.date = DAY, **fields: object) -> Edition:
    """An edition of this kind."""
    return Edition.objects.create(
        kind=kind,
        publisher="CBS" if kind == Kind.SCORES else "DUO",
        title=f"Proef van {kind.value}",
        licence="CC0",
        peildatum=day,
        file_name=f"{kind.value}.csv",
        sha256=f"{kind.value}{day}{Edition.objects.count()}".ljust(64, "0"),
        rows=4,
        loaded_at=timezone.now(),
        **fields,
    )


def a_score(
    code: str,
    edition: Edition,
    met: str | None,
    zonder: str | None,
    pupils: int | None,
    *,
    row: int = 6,
    **more: object,
) -> None:
    """A row of an edition of scores."""
    Score.objects.create(
        school_id=code,
        edition=edition,
        row=row,
        row_zonder=row + 1,
        pupils=pupils,
        met_drempel=None if met is None else Decimal(met),
        zonder_drempel=None if zonder is None else Decimal(zonder),
        **more,
    )


def figures() -> None:
    """Scores, pupils and coordinates of the four invented schools.

    De Bogerd scores 33,02; De Klepper 0, near the drempel; De Kaardebol 200 on few pupils; De Meent unknown.
    """
    scores = an_edition(Kind.SCORES, drempel_per_pupil=Decimal("0.696048"))
    a_score("00AP00", scores, "33.02", "102.62", 100, row=6)
    a_score("01BR00", scores, "0.00", "130.00", 200, row=7)
    a_score("02CK00", scores, "200.00", "227.84", 40, row=8, footnotes="a")
    a_score("03DM00", scores, None, None, None, row=9)
    pupils, locations = an_edition(Kind.PUPILS), an_edition(Kind.LOCATIONS)
    for row, (code, count, longitude, latitude) in enumerate(
        [
            ("00AP00", 101, "5.43", "51.89"),
            ("01BR00", 202, "5.33", "51.91"),
            ("02CK00", 41, "5.23", "51.95"),
        ],
        start=2,
    ):
        PupilCount.objects.create(school_id=code, edition=pupils, row=row, pupils=count, school_type="bo")
        Location.objects.create(
            school_id=code,
            edition=locations,
            row=row,
            longitude=Decimal(longitude),
            latitude=Decimal(latitude),
        )
    list_anew()


def own_list(owner: str, *lines: str, day: datetime.date = datetime.date(2025, 9, 1)) -> Edition:
    """Load a list of collaborations of this library: "00AP00;dbos-po;2018-08-01;;uitvoering"."""
    text = "\r\n".join(["vestigingscode;programma;sinds;tot;fase", *lines])
    report = load_collaborations(
        Offered(Kind.COLLABORATIONS, source_of("lijst.csv", text.encode()), day, owner=owner), today=day
    )
    return report.files[0].edition


def more_schools(gemeente: str, count: int, *, start: int = 0) -> None:
    """Add schools with a score to a gemeente, so that a list has more of everything, and load an edition."""
    addresses = Edition.objects.get(kind=Kind.SCHOOLS)
    scores = Edition.objects.get(kind=Kind.SCORES)
    for number in range(start, start + count):
        code = f"{50 + number // 100:02d}ZZ{number % 100:02d}"
        School.objects.create(code=code)
        Address.objects.create(
            school_id=code,
            edition=addresses,
            row=100 + number,
            name=f"Proefschool {number}",
            place="Tiel",
            gemeente=Gemeente.objects.get(code=gemeente),
            province="Gelderland",
        )
        a_score(code, scores, "10.00", "80.00", 100, row=100 + number)
    an_edition(Kind.LOCATIONS)
    list_anew()
