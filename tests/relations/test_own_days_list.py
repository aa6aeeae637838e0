"""Own days from a list: dates as people write them, a word for every row, all of it or nothing."""

import datetime
from io import BytesIO

import pytest
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.language import FieldError, InputError
from doorlezen.register.models import Address
from doorlezen.relations.domain.own_days import own_days_said, whose_days
from doorlezen.relations.domain.own_days_list import ReadOwnDays, read_own_days
from doorlezen.relations.domain.written_days import days_in
from doorlezen.relations.models import OwnSchoolDays
from tests.people import Neighbourhood

DAY = datetime.date
NOW = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
TWELFTH, SIXTEENTH = DAY(2026, 10, 12), DAY(2026, 10, 16)


@pytest.mark.parametrize(
    "written",
    [
        "12-10-2026 t/m 16-10-2026",
        "12-10-2026 T/M 16-10-2026",
        "12-10 t/m 16-10-2026",
        "12 t/m 16 oktober 2026",
        "12 okt. tot en met 16 okt. 2026",
        "van ma 12 oktober t/m vrijdag 16 oktober 2026",
        "12/10/2026 - 16/10/2026",
        "12.10.26 – 16.10.26",
        "2026-10-12 t/m 2026-10-16",
        "  12-10-26  t/m  16 okt 26 ",
    ],
)
def test_from_one_day_to_another_as_people_write_it(written: str) -> None:
    assert days_in(written) == (TWELFTH, SIXTEENTH)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "vul een dag in"),
        ("12-10-2026 tot 16-10-2026", "is geen datum"),
        ("16-10-2026 t/m 12-10-2026", "de laatste dag ligt voor de eerste"),
        ("31-9-2026", "is geen datum"),
        ("46310", "zo bewaart Excel een datum; geef de cel de opmaak Datum"),
        ("1-10-2026 t/m 2-10-2026 t/m 3-10-2026", "schrijf hooguit twee dagen"),
        ("31 t/m 2 november 2026", "is geen datum"),
        ("volgende week", "is geen datum"),
    ],
)
def test_what_is_no_day(written: str, told: str) -> None:
    with pytest.raises(FieldError, match=told):
        days_in(written)


@given(st.dates(DAY(2020, 1, 1), DAY(2029, 12, 31)), st.integers(0, 200))
def test_what_is_written_is_read(first: datetime.date, more: int) -> None:
    last = first + datetime.timedelta(days=more)
    short = f"{first.day}-{first.month} t/m {last.day}-{last.month}-{last.year}"
    assert days_in(short) == (first, last)
    assert days_in(f"{first.isoformat()} t/m {last:%d/%m/%Y}") == (first, last)


def lines(
    *rows: tuple[object, ...], head: tuple[str, ...] = ("School", "Soort", "Datum", "Omschrijving")
) -> Source:
    return Source(
        "dagen.csv", "\r\n".join(";".join(map(str, row)) for row in (head, *rows)).encode() + b"\r\n"
    )


def read(neighbourhood: Neighbourhood, source: Source, role: Role = Role.ADVISER) -> ReadOwnDays:
    with scope(organisation=neighbourhood.linge):
        return read_own_days(
            neighbourhood.actor(neighbourhood.linge, role), source, today=NOW.date(), now=NOW
        )


def there(neighbourhood: Neighbourhood) -> list[tuple[str, str, datetime.date, datetime.date]]:
    with scope(organisation=neighbourhood.linge):
        found = own_days_said(neighbourhood.actor(neighbourhood.linge, Role.ADVISER), "2026-2027")
        return [(whose_days(one), one.told, one.first, one.last) for one in found]


@pytest.mark.django_db
def test_a_list_is_read_and_read_again(neighbourhood: Neighbourhood) -> None:
    Address.objects.update(holiday_region="Midden")
    source = lines(
        ("00ap00", "Studiedag", "4-11-2026", "rekenen"),
        ("De Klepper", "vrije dagen", "3 t/m 7 mei 2027", ""),
        ("Tiel", "herfstvakantie", "10-10-26 t/m 18-10-26", ""),
        ("alle scholen", "Kinderboekenweek", "2026-09-30 t/m 2026-10-11", ""),
        ("alle scholen", "Vragenlijsten van de Monitor", "1-12-2026 t/m 12-2-2027", ""),
        ("", "", "", ""),
    )
    assert [row.new for row in read(neighbourhood, source).rows] == [1, 1, 1, 1, 1]
    assert there(neighbourhood) == [
        ("alle scholen", "Kinderboekenweek", DAY(2026, 9, 30), DAY(2026, 10, 11)),
        ("alle scholen in Tiel", "herfstvakantie", DAY(2026, 10, 10), DAY(2026, 10, 18)),
        ("De Bogerd", "rekenen", DAY(2026, 11, 4), DAY(2026, 11, 4)),
        ("alle scholen", "Vragenlijsten van de Monitor", DAY(2026, 12, 1), DAY(2027, 2, 12)),
        ("De Klepper", "vrije dag", DAY(2027, 5, 3), DAY(2027, 5, 7)),
    ]
    assert read(neighbourhood, source).said == 0


@pytest.mark.django_db
def test_every_wrong_row_says_what_and_nothing_is_kept(neighbourhood: Neighbourhood) -> None:
    Address.objects.update(holiday_region="Midden")
    found = read(
        neighbourhood,
        lines(
            ("00AP00", "studiedag", "4-11-2026", ""),
            ("02CK00", "studiedag", "4-11-2026", ""),
            ("99ZZ99", "studiedag", "4-11-2026", ""),
            ("00AP00", "feest", "4-11-2026", ""),
            ("00AP00", "studiedag", "morgen", ""),
            ("00AP00", "studiedag", "8-11-2026", ""),
            ("00AP00", "studiedag", "4-11-2062", ""),
            ("00AP00", "herfstvakantie", "14-12-2026 t/m 20-12-2026", ""),
            ("", "studiedag", "4-11-2026", ""),
        ),
    )
    assert [(row.row, row.fault and row.fault.column) for row in found.rows] == [
        *((2, None), (3, "School"), (4, "School"), (5, "Soort"), (6, "Datum")),
        *((7, "Datum"), (8, "Datum"), (9, "Datum"), (10, "School")),
    ]
    told = [row.fault.what for row in found.wrong if row.fault]
    assert told[0] == "„02CK00” is geen school of gemeente van je bibliotheek"
    assert told[2].startswith("schrijf een van deze: studiedag, vrije dag, herfstvakantie")
    assert told[6] == "herfstvakantie en kerstvakantie overlappen elkaar"
    assert there(neighbourhood) == []
    with scope(organisation=neighbourhood.linge):
        assert not OwnSchoolDays.objects.exists()


@pytest.mark.django_db
def test_dates_of_a_workbook(neighbourhood: Neighbourhood) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["vestigingscode", "soort", "eerste dag", "laatste dag"])
    sheet.append(["00AP00", "studiedag", datetime.datetime(2026, 11, 4), None])  # noqa: DTZ001 — as Excel has it
    sheet.append(["01BR00", "vrij", DAY(2027, 5, 3), "7 mei 2027"])
    kept = BytesIO()
    book.save(kept)
    read(neighbourhood, Source("dagen.xlsx", kept.getvalue()))
    assert [row[2:] for row in there(neighbourhood)] == [
        (DAY(2026, 11, 4), DAY(2026, 11, 4)),
        (DAY(2027, 5, 3), DAY(2027, 5, 7)),
    ]
    sheet.append(["00AP00", "studiedag", 46310])
    book.save(kept := BytesIO())
    (wrong,) = read(neighbourhood, Source("dagen.xlsx", kept.getvalue())).wrong
    assert wrong.fault is not None
    assert "geef de cel de opmaak Datum" in wrong.fault.what


@pytest.mark.django_db
def test_what_is_no_such_list(neighbourhood: Neighbourhood) -> None:
    for source, told in (
        (lines(("00AP00", "studiedag"), head=("School", "Soort")), "deze kolommen ontbreken: eerste dag"),
        (lines(), "onder de kopregel staat geen enkele rij"),
        (
            lines(("", "", "", "x"), head=("School", "Soort", "Datum", "Weer")),
            "in geen enkele rij staat een dag",
        ),
        (lines(*([("00AP00", "studiedag", "4-11-2026", "")] * 3001)), "meer dan 3.000 rijen"),
    ):
        with pytest.raises(InputError, match=told):
            read(neighbourhood, source)
    with pytest.raises(Refused, match="leggen alleen directeur en adviseur vast"):
        read(neighbourhood, lines(("00AP00", "studiedag", "4-11-2026", "")), Role.LEESCONSULENT)
