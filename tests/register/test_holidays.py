"""School holidays of the government, loaded beside those that come along: the newest that knows the year."""

import datetime
import json

import pytest

from doorlezen.calendars.school_holidays import HolidayRegion, shipped_holidays
from doorlezen.calendars.school_year import school_days
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.planning.counted_weeks import counted_weeks
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_holidays import holidays_for
from doorlezen.register.domain.load_result import FileReport
from doorlezen.register.models import Edition, Kind, PublishedHoliday
from tests.calendars.holiday_files import published, published_year
from tests.register.files import NEW_COLUMNS, listed, schools_csv

pytestmark = pytest.mark.django_db
DAY = datetime.date


def moved(years: int, **changes: str) -> dict[str, object]:
    """2024-2025, so many years later."""
    text = json.dumps(published_year())
    for year in (2025, 2024) if years > 0 else (2024, 2025):
        text = text.replace(str(year), str(year + years))
    for old, new in changes.items():
        text = text.replace(old.strip("_").replace("_", "-"), new)
    made: dict[str, object] = json.loads(text)
    return made


FIRST = DAY(2026, 12, 1)
# the summer before ends a week earlier in the south than it really did
BOTH = published(moved(-1, _2024_08_16T22="2024-08-09T22"), published_year())


def offered(data: bytes, day: datetime.date = FIRST) -> Offered:
    return Offered(Kind.HOLIDAYS, Source("schoolvakanties.json", data), day)


def loaded(data: bytes, day: datetime.date = FIRST) -> FileReport:
    (report,) = load([offered(data, day)]).files
    return report


def test_an_edition_with_its_source_and_what_changed() -> None:
    first = loaded(published(published_year()))
    assert (first.edition.publisher, first.edition.licence, first.edition.rows) == (
        "Rijksoverheid",
        "CC0",
        15,
    )
    assert first.edition.peildatum == DAY(2026, 12, 1)
    assert len(first.added) == 15
    other = published(moved(0, _2024_10_18T22="2024-10-11T22"))
    second = loaded(other, DAY(2026, 12, 2))
    assert [(noted.code, noted.what) for noted in second.changed] == [
        ("2024-2025 zuid herfst", "19 oktober 2024 – 27 oktober 2024 → 12 oktober 2024 – 27 oktober 2024")
    ]
    assert (second.added, second.gone) == ([], [])
    assert loaded(other, DAY(2026, 12, 2)).already_loaded
    assert PublishedHoliday.objects.count() == 30


def test_a_year_is_counted_with_the_newest_edition_that_knows_it_whole() -> None:
    assert holidays_for("2024-2025") is shipped_holidays()
    loaded(published(published_year()))
    assert holidays_for("2024-2025") is shipped_holidays()  # it does not know when the year begins
    loaded(BOTH, DAY(2026, 12, 2))
    found = holidays_for("2024-2025")
    assert found.source == "Rijksoverheid, schoolvakanties, gelezen op 2 december 2026"
    assert found.of["2024-2025", HolidayRegion.ZUID] == shipped_holidays().of["2024-2025", HolidayRegion.ZUID]
    assert len(school_days(found, year="2024-2025", region=HolidayRegion.ZUID).weeks()) == 42
    assert holidays_for("2025-2026") is shipped_holidays()
    assert holidays_for("ooit") is shipped_holidays()


def test_a_plan_counts_with_what_is_loaded() -> None:
    rows = [listed("00AP00", holiday_region="Zuid")]
    load(
        [Offered(Kind.SCHOOLS, Source("lijst.csv", schools_csv(rows, columns=NEW_COLUMNS)), DAY(2026, 8, 1))]
    )
    before = counted_weeks(["0281"], "2024-2025")
    assert before is not None
    assert before.weeks == 41
    loaded(BOTH, DAY(2026, 12, 2))
    after = counted_weeks(["0281"], "2024-2025")
    assert after is not None
    assert (after.weeks, after.day) == (42, DAY(2026, 12, 2))


def test_another_file_is_told_from_it_and_nothing_is_written() -> None:
    with pytest.raises(
        InputError, match="dit lijkt de lijst met scholen van DUO; hier hoort de schoolvakanties"
    ):
        load([offered(schools_csv([listed("00AP00")]))])
    with pytest.raises(
        InputError, match="dit lijkt de schoolvakanties van de rijksoverheid; hier hoort de lijst"
    ):
        load([Offered(Kind.SCHOOLS, Source("x.csv", published(published_year())), DAY(2026, 8, 1))])
    with pytest.raises(InputError, match="er staan geen schoolvakanties in"):
        load([offered(b"[]")])
    assert not Edition.objects.exists()
