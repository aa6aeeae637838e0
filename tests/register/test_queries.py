"""What the register answers: the newest value of each kind up to a day, and which schools are closed."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from doorlezen.register.domain.queries import schools
from doorlezen.register.models import (
    Address,
    Collaboration,
    Edition,
    Gemeente,
    Kind,
    Location,
    PupilCount,
    School,
    Score,
)

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (datetime.date(year, 10, 1) for year in (2019, 2020, 2021))


def edition(kind: Kind, day: datetime.date, *, constants: bool = True) -> Edition:
    known = constants and kind == Kind.SCORES
    return Edition.objects.create(
        kind=kind,
        publisher="DUO",
        title="test",
        licence="CC0",
        peildatum=day,
        file_name="test.csv",
        sha256=f"{kind}{day}{Edition.objects.count()}",
        rows=1,
        drempel_per_pupil=Decimal("0.696048") if known else None,
        loaded_at=timezone.now(),
    )


def school(code: str) -> School:
    return School.objects.get_or_create(code=code)[0]


def address(
    code: str, where: Edition, *, name: str = "De Wilg", gemeente: str = "0281", row: int = 2
) -> None:
    there, _ = Gemeente.objects.get_or_create(code=gemeente, defaults={"name": "TIEL"})
    Address.objects.create(
        school=school(code), edition=where, row=row, name=name, place="TIEL", gemeente=there, province="GLD"
    )


def score(code: str, where: Edition, met: str | None, *, pupils: int | None = 100, row: int = 6) -> None:
    Score.objects.create(
        school=school(code),
        edition=where,
        row=row,
        pupils=pupils,
        met_drempel=met and Decimal(met),
        zonder_drempel=Decimal("90"),
        footnotes="bc",
    )


def test_a_view_joins_the_newest_value_of_each_kind_with_its_edition_and_row() -> None:
    lists, scores = edition(Kind.SCHOOLS, FIRST), edition(Kind.SCORES, FIRST)
    counts, places = edition(Kind.PUPILS, FIRST), edition(Kind.LOCATIONS, SECOND)
    collaborations = edition(Kind.COLLABORATIONS, THIRD)
    address("00AP00", lists, row=7)
    score("00AP00", scores, "33.02", pupils=100, row=9)
    PupilCount.objects.create(school_id="00AP00", edition=counts, row=4, pupils=101, school_type="bo")
    Location.objects.create(
        school_id="00AP00", edition=places, row=3, longitude=Decimal("5.1"), latitude=Decimal("51.9")
    )
    line = Collaboration.objects.create(
        school_id="00AP00", edition=collaborations, row=2, programme="dbos-po", since=FIRST
    )
    (view,) = schools()
    assert (view.code, view.name, view.place, view.gemeente, view.gemeente_name) == (
        "00AP00",
        "De Wilg",
        "Tiel",
        "0281",
        "Tiel",
    )
    assert (view.address_edition, view.address_row, view.closed_on) == (lists, 7, None)
    assert (view.pupils, view.pupils_edition, view.pupils_row, view.school_type) == (101, counts, 4, "bo")
    assert (view.score_met, view.score_zonder, view.score_pupils) == (Decimal("33.02"), Decimal("90.00"), 100)
    assert (view.score_edition, view.score_row, view.score_footnotes) == (scores, 9, "bc")
    assert view.drempel_per_pupil == Decimal("0.696048")
    assert (view.longitude, view.latitude) == (Decimal("5.100000"), Decimal("51.900000"))
    assert (view.first_seen, view.collaborations, view.location_edition) == (FIRST, (line,), places)
