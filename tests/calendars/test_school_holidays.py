"""The school holidays that come along, and those that the government publishes, in one shape."""

import datetime
import json

import pytest

from doorlezen.calendars.published_holidays import read_published_holidays
from doorlezen.calendars.school_holidays import (
    HolidayKind,
    HolidayRegion,
    SchoolHoliday,
    read_holiday_list,
    region_called,
    shipped_holidays,
)
from doorlezen.language import InputError
from tests.calendars.holiday_files import HEEL, published, published_year, region, vacation

READ = datetime.date(2026, 12, 1)
DAY = datetime.date


def test_what_is_shipped_has_every_year_region_and_holiday() -> None:
    shipped = shipped_holidays()
    assert shipped.years() == tuple(f"{year}-{year + 1}" for year in range(2023, 2030))
    assert set(shipped.of) == {(year, region) for year in shipped.years() for region in HolidayRegion}
    for (year, _), holidays in shipped.of.items():
        assert [one.kind for one in holidays] == list(HolidayKind), year
        for one in holidays:  # from a Saturday to a Sunday
            assert (one.first.weekday(), one.last.weekday()) == (5, 6), (year, one)
    assert shipped.source == "Rijksoverheid, schoolvakanties, gelezen op 30 november 2026"


def test_the_spring_of_2024_in_the_south_is_a_week_before_the_others() -> None:
    south = shipped_holidays().of["2023-2024", HolidayRegion.ZUID]
    assert south[2] == SchoolHoliday(HolidayKind.VOORJAAR, DAY(2024, 2, 10), DAY(2024, 2, 18))


def test_what_is_published_is_read_as_what_is_shipped() -> None:
    read = read_published_holidays(published(published_year()), name="x.json", read_on=READ)
    shipped = shipped_holidays()
    assert dict(read.of) == {("2024-2025", one): shipped.of["2024-2025", one] for one in HolidayRegion}
    assert read.source == "Rijksoverheid, schoolvakanties, gelezen op 1 december 2026"


def test_several_years_and_what_is_no_holiday_of_primary_schools() -> None:
    other = published_year()
    other["content"][0]["vacations"].append(vacation("Examens", region(HEEL, "2025-05-08", "2025-05-26")))
    one = read_published_holidays(published(other), name="x", read_on=READ)
    assert len(one.of) == 3
    later = json.loads(json.dumps(published_year()).replace("2025", "2026").replace("2024", "2025"))
    both = read_published_holidays(published(published_year(), later), name="x", read_on=READ)
    assert both.years() == ("2024-2025", "2025-2026")


def test_a_year_that_stands_there_twice() -> None:
    one, other = published_year(), published_year()
    assert len(read_published_holidays(published(one, other), name="x", read_on=READ).of) == 3
    other["content"][0]["vacations"][0]["regions"][0]["enddate"] = "2024-11-09T23:00:00.000Z"
    with pytest.raises(
        InputError, match="x, herfstvakantie 2024-2025 noord: staat er twee keer, met andere dagen"
    ):
        read_published_holidays(published(one, other), name="x", read_on=READ)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "x.json, regel 1: hier is het bestand niet te lezen"),
        (b"[]", "x.json: er staan geen schoolvakanties in; kies het bestand van de rijksoverheid"),
        (b"{}", "x.json: content: ontbreekt"),
        (b'{"content": 3}', "x.json: content: moet een lijst zijn, niet 3"),
        (b'{"content": [3]}', "x.json: vacations: ontbreekt"),
        (published(published_year("2024")), "x.json: schoolyear: moet een schooljaar zijn, zoals 2026-2027"),
        (published(published_year(vacations=[])), "x.json: er staan geen schoolvakanties in"),
        (
            published(
                published_year(
                    vacations=[vacation("Herfstvakantie", region("oost", "2024-10-25", "2024-11-02"))]
                )
            ),
            'x.json: region: "oost" is geen vakantieregio',
        ),
        (
            published(
                published_year(
                    vacations=[vacation("Herfstvakantie", region("noord", "morgen", "2024-11-02"))]
                )
            ),
            'x.json: "morgen" is geen dag',
        ),
        (
            published(
                published_year(
                    vacations=[vacation("Herfstvakantie", region("noord", "2024-11-02", "2024-10-26"))]
                )
            ),
            "x.json, herfstvakantie 2024-2025 noord: de laatste dag ligt voor de eerste",
        ),
        (
            published(
                published_year(
                    vacations=[vacation("Herfstvakantie", region("noord", "2024-10-26", "2024-11-02"))]
                )
            ),
            "x.json, 2024-2025 noord: zonder kerstvakantie, voorjaarsvakantie, meivakantie, zomervakantie",
        ),
        (
            published(
                published_year(
                    vacations=[vacation("Herfstvakantie", region("noord", "1901-10-26", "1901-11-02"))]
                )
            ),
            "x.json: kies een dag van",
        ),
    ],
)
def test_what_is_no_list_of_holidays_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_published_holidays(data, name="x.json", read_on=READ)
    assert str(refused.value).startswith(told)


HEAD = (
    'format = "doorlezen-school-holidays/1"\n'
    'publisher = "P"\ntitle = "T"\nlicence = "L"\nread_on = 2026-01-01\n'
)
GOOD = {
    "herfst": "2026-10-10, 2026-10-18",
    "kerst": "2026-12-19, 2027-01-03",
    "voorjaar": "2027-02-20, 2027-02-28",
    "mei": "2027-04-24, 2027-05-02",
    "zomer": "2027-07-10, 2027-08-22",
}


def own(**changes: str) -> bytes:
    kinds = GOOD | changes
    rows = [
        f"{kind} = {{ " + ", ".join(f"{one} = [{days}]" for one in HolidayRegion) + " }"
        for kind, days in kinds.items()
    ]
    return (HEAD + '["2026-2027"]\n' + "\n".join(rows)).encode()


def test_an_own_file_of_the_shape_that_is_shipped() -> None:
    assert read_holiday_list(own(), name="x").of["2026-2027", HolidayRegion.NOORD][4].last == DAY(2027, 8, 22)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "x: begint niet met format: doorlezen-school-holidays/1"),
        (HEAD.replace('"P"', '""').encode(), "x: publisher: moet een tekst zijn"),
        (HEAD.replace("2026-01-01", '"nu"').encode(), "x: read_on: kies een dag van"),
        (own().replace(b"2026-2027", b"2026-2028"), 'x: "2026-2028": moet een schooljaar zijn'),
        (own().replace(b"herfst", b"lente"), 'x: "2026-2027": heeft precies deze velden: herfst, kerst'),
        (
            own().replace(b"zuid", b"west"),
            'x: "2026-2027".herfst: heeft precies deze velden: noord, midden, zuid',
        ),
        (own(herfst="2026-10-10"), 'x: "2026-2027".herfst.noord: moet een eerste en een laatste dag zijn'),
        (
            own(herfst="2026-10-18, 2026-10-10"),
            'x: "2026-2027".herfst.noord: de laatste dag ligt voor de eerste',
        ),
        (
            own(zomer="2027-07-10, 2027-09-30"),
            'x: "2026-2027".zomer.noord: duurt 83 dagen; zo lang is geen vakantie',
        ),
        (
            own(mei="2027-02-27, 2027-05-02"),
            'x: "2026-2027": voorjaarsvakantie en meivakantie overlappen elkaar',
        ),
        (
            own(herfst="2027-10-09, 2027-10-17"),
            'x: "2026-2027": herfstvakantie begint op 9 oktober 2027, buiten 2026-2027',
        ),
    ],
)
def test_a_wrong_own_file_is_refused_with_its_path(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_holiday_list(data, name="x")
    assert str(refused.value).startswith(told)


def test_duos_names_of_the_regions() -> None:
    assert [region_called(name) for name in ("Noord", " MIDDEN ", "zuid", "", "Oost")] == [
        *HolidayRegion,
        None,
        None,
    ]
