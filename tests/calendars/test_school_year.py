"""How many weeks a school year really has, and on which days there is no school, and why."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.calendars.school_holidays import HolidayKind, HolidayRegion, shipped_holidays
from doorlezen.calendars.school_year import OwnDays, SchoolDays, contract_year, public_days, school_days
from doorlezen.language import FieldError

DAY = datetime.date
ONE = datetime.timedelta(days=1)
YEARS = shipped_holidays().years()[1:]


def north(*own: OwnDays) -> SchoolDays:
    return school_days(shipped_holidays(), year="2026-2027", region=HolidayRegion.NOORD, own=own)


def test_the_weeks_of_every_year_and_region_counted_by_hand() -> None:
    """Between two summers, less herfst 1, kerst 2, voorjaar 1 and mei 1."""
    counted = {
        year: tuple(
            len(school_days(shipped_holidays(), year=year, region=one).weeks()) for one in HolidayRegion
        )
        for year in YEARS
    }
    assert counted == {
        "2024-2025": (40, 42, 41),
        "2025-2026": (40, 41, 42),
        "2026-2027": (42, 41, 43),
        "2027-2028": (42, 40, 41),
        "2028-2029": (42, 41, 40),
        "2029-2030": (39, 43, 41),
    }


def test_the_first_and_last_day_and_what_is_off() -> None:
    year = north()
    assert (year.first, year.last) == (DAY(2026, 8, 17), DAY(2027, 7, 9))
    assert year.why_not(DAY(2026, 8, 14)) == "zomervakantie"
    assert year.why_not(DAY(2026, 8, 17)) == ""
    assert year.why_not(DAY(2026, 10, 12)) == "herfstvakantie"
    assert year.why_not(DAY(2026, 10, 20)) == ""
    assert year.why_not(DAY(2026, 10, 24)) == "weekend"
    assert year.why_not(DAY(2026, 12, 25)) == "kerstvakantie"
    assert year.why_not(DAY(2027, 3, 29)) == "tweede paasdag"
    assert year.why_not(DAY(2027, 5, 6)) == "Hemelvaartsdag"
    assert year.why_not(DAY(2027, 7, 12)) == "zomervakantie"
    # 47 weeks of five days, less five of holidays, Easter, Ascension and Whitsun
    assert sum(len(week.days) for week in year.weeks()) == (47 - 5) * 5 - 3


def test_the_contract_year_cuts_the_summer() -> None:
    first, last = contract_year("2026-2027")
    south = school_days(shipped_holidays(), year="2026-2027", region=HolidayRegion.ZUID)
    assert (first, last) == (DAY(2026, 8, 1), DAY(2027, 7, 31))
    assert len(south.weeks(first=first, last=last)) == 43
    assert len(south.weeks(first=first, last=DAY(2026, 12, 31))) == 16
    assert south.weeks(first=last, last=first) == ()


def test_a_school_with_another_autumn_and_a_study_day() -> None:
    own = (
        OwnDays(DAY(2026, 10, 17), DAY(2026, 10, 25), "als onze buren", HolidayKind.HERFST),
        OwnDays(DAY(2026, 11, 4), DAY(2026, 11, 4), "studiedag"),
    )
    year = north(*own)
    assert year.why_not(DAY(2026, 10, 12)) == ""
    assert year.why_not(DAY(2026, 10, 20)) == "herfstvakantie"
    assert year.why_not(DAY(2026, 11, 4)) == "studiedag"
    week = next(week for week in year.weeks() if week.monday == DAY(2026, 11, 2))
    assert [day.day for day in week.days] == [2, 3, 5, 6]
    assert len(year.weeks()) == len(north().weeks())


def test_a_second_week_in_may_is_a_week_less() -> None:
    longer = OwnDays(DAY(2027, 4, 24), DAY(2027, 5, 9), "twee weken mei", HolidayKind.MEI)
    assert len(north(longer).weeks()) == len(north().weeks()) - 1


@pytest.mark.parametrize(
    ("own", "told"),
    [
        (
            OwnDays(DAY(2027, 2, 22), DAY(2027, 4, 28), "lang", HolidayKind.VOORJAAR),
            "voorjaarsvakantie en meivakantie overlappen elkaar",
        ),
        (OwnDays(DAY(2027, 1, 2), DAY(2027, 1, 1), "om"), "om: kies een eerste en een laatste dag"),
        (OwnDays(DAY(2027, 1, 2), DAY(2027, 6, 1), "eeuwig"), "eeuwig: kies een eerste en een laatste dag"),
        (
            OwnDays(DAY(2028, 4, 24), DAY(2028, 5, 2), "later", HolidayKind.MEI),
            "meivakantie begint op 24 april 2028, buiten 2026-2027",
        ),
    ],
)
def test_own_days_that_cannot_be(own: OwnDays, told: str) -> None:
    with pytest.raises(FieldError) as refused:
        north(own)
    assert (refused.value.field, refused.value.what) == ("own", told)


def test_a_year_that_nobody_published_is_not_made_up() -> None:
    for year, missing in (("2030-2031", "2030–2031"), ("2023-2024", "2022–2023")):
        with pytest.raises(FieldError) as refused:
            school_days(shipped_holidays(), year=year, region=HolidayRegion.MIDDEN)
        assert refused.value.what == (
            f"van {missing} staan de schoolvakanties niet in de lijst "
            "(Rijksoverheid, schoolvakanties, gelezen op 30 november 2026)"
        )
    with pytest.raises(FieldError):
        school_days(shipped_holidays(), year="nu", region=HolidayRegion.MIDDEN)


def test_public_days_of_years_with_something_odd() -> None:
    assert public_days(2025)[DAY(2025, 4, 26)] == "Koningsdag"  # the 27th is a Sunday
    assert public_days(2025)[DAY(2025, 5, 5)] == "Bevrijdingsdag"
    assert "Bevrijdingsdag" not in public_days(2026).values()
    assert [day.isoformat() for day in public_days(2027)] == [
        "2027-01-01", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-17", "2027-12-25", "2027-12-26",
    ]  # fmt: skip


@given(st.sampled_from(YEARS), st.sampled_from(HolidayRegion), st.integers(0, 400))
def test_every_day_is_a_school_day_or_has_a_reason(year: str, region: HolidayRegion, at: int) -> None:
    made = school_days(shipped_holidays(), year=year, region=region)
    day = made.first - 20 * ONE + at * ONE
    in_weeks = {one for week in made.weeks() for one in week.days}
    assert (day in in_weeks) == made.holds(day) == (made.why_not(day) == "")


@given(st.sampled_from(YEARS), st.sampled_from(HolidayRegion), st.integers(1, 350))
def test_a_year_cut_in_two_has_its_days_once(year: str, region: HolidayRegion, at: int) -> None:
    made = school_days(shipped_holidays(), year=year, region=region)
    cut = made.first + at * ONE
    parts = [*made.weeks(last=cut), *made.weeks(first=cut + ONE)]
    assert [day for week in parts for day in week.days] == [day for week in made.weeks() for day in week.days]
