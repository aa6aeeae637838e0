"""What the register answers: the newest value of each kind up to a day, and which schools are closed."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from doorlezen.language import InputError
from doorlezen.register.domain.queries import known_gemeenten, schools
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


def test_a_school_without_a_row_in_the_edition_asked_for_has_no_score() -> None:
    lists = edition(Kind.SCHOOLS, FIRST)
    old, new = edition(Kind.SCORES, FIRST), edition(Kind.SCORES, SECOND)
    for code in ("00AP00", "00AR00"):
        address(code, lists)
        score(code, old, "33.02")
    score("00AP00", new, None, row=8)
    first, second = schools()
    assert (first.score_met, first.score_edition, first.score_row) == (None, new, 8)
    assert (second.score_met, second.score_edition, second.score_row) == (None, new, None)
    assert [view.score_met for view in schools(score_edition=old)] == [Decimal("33.02")] * 2
    assert [view.score_edition for view in schools(on=FIRST)] == [old, old]


def test_pupils_come_from_the_newest_of_both_sources_and_from_duo_on_the_same_day() -> None:
    scores, newer = edition(Kind.SCORES, FIRST), edition(Kind.SCORES, THIRD)
    counts = edition(Kind.PUPILS, SECOND)
    score("00AP00", scores, "1.00", pupils=100)
    score("00AR00", scores, "1.00", pupils=200)
    PupilCount.objects.create(school_id="00AP00", edition=counts, row=2, pupils=101, school_type="bo")
    PupilCount.objects.create(school_id="00AR00", edition=counts, row=3, pupils=None, school_type="bo")
    seen = {view.code: (view.pupils, view.pupils_edition) for view in schools(on=SECOND)}
    assert seen == {"00AP00": (101, counts), "00AR00": (200, scores)}
    score("00AP00", newer, "1.00", pupils=102)
    assert schools()[0].pupils == 102
    same_day = edition(Kind.PUPILS, THIRD)
    PupilCount.objects.create(school_id="00AP00", edition=same_day, row=2, pupils=103, school_type="bo")
    assert schools()[0].pupils == 103


def test_gemeenten_narrow_the_answer_and_closed_schools_wait_to_be_asked_for() -> None:
    first, second = edition(Kind.SCHOOLS, FIRST), edition(Kind.SCHOOLS, SECOND)
    address("00AP00", first, gemeente="0281")
    address("00AR00", first, gemeente="1960")
    address("00AV00", first, gemeente="1960")
    address("00AR00", second, gemeente="1960")
    address("00AP00", second, gemeente="0214")
    assert [view.code for view in schools(["0281"])] == []
    assert [view.code for view in schools(["0214", "1960"])] == ["00AP00", "00AR00"]
    assert [view.code for view in schools(["1960"], closed=True)] == ["00AR00", "00AV00"]
    assert [view.code for view in schools(["0281"], on=FIRST)] == ["00AP00"]
    assert schools([]) == []


def test_collaborations_are_those_of_the_newest_list_in_order_of_since() -> None:
    lists = edition(Kind.SCHOOLS, FIRST)
    old, new = edition(Kind.COLLABORATIONS, SECOND), edition(Kind.COLLABORATIONS, THIRD)
    address("00AP00", lists)
    for which, since in ((old, FIRST), (new, THIRD), (new, SECOND)):
        Collaboration.objects.create(
            school_id="00AP00", edition=which, row=2, programme="dbos-po", since=since, until=THIRD
        )
    (view,) = schools(on=FIRST)
    assert [(line.edition, line.since) for line in view.collaborations] == [(new, SECOND), (new, THIRD)]
    line = view.collaborations[0]
    day = datetime.timedelta(days=1)
    assert [line.runs_on(on) for on in (SECOND - day, SECOND, THIRD, THIRD + day)] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("municipalities", [None, ["0281"]])
def test_one_school_and_many_take_the_same_number_of_queries(
    municipalities: list[str] | None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lists, scores, counts = (
        edition(Kind.SCHOOLS, FIRST),
        edition(Kind.SCORES, FIRST),
        edition(Kind.PUPILS, FIRST),
    )
    newer = edition(Kind.SCHOOLS, SECOND)
    own = edition(Kind.COLLABORATIONS, FIRST)
    for number in range(12):
        code = f"{number:02}AP00"
        address(code, lists)
        address(code, newer)
        score(code, scores, "1.00")
        PupilCount.objects.create(school_id=code, edition=counts, row=2, pupils=1, school_type="bo")
        Collaboration.objects.create(school_id=code, edition=own, row=2, programme="dbos-po", since=FIRST)
        with django_assert_num_queries(7):
            assert len(schools(municipalities)) == number + 1


def test_gemeente_codes_are_known_in_every_form_and_others_refused() -> None:
    address("00AP00", edition(Kind.SCHOOLS, FIRST), gemeente="0281")
    assert known_gemeenten(["281", "GM0281", "0281"]) == ["0281"]
    with pytest.raises(InputError) as unknown:
        known_gemeenten(["0281", "1960"])
    assert str(unknown.value) == ("gemeente 1960 staat in geen lijst van scholen in het register")
    with pytest.raises(InputError) as wrong:
        known_gemeenten(["Tiel"])
    assert str(wrong.value) == ("“Tiel” is geen gemeentecode; verwacht vier cijfers, zoals 0281")
