"""The historical overview of pupils: an edition per year, schools of every kind, and what stays about primary
schools alone."""

import datetime

import pytest

from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.listing import sentence
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.domain.load_result import FileReport, Noted
from doorlezen.register.domain.queries import SchoolView, schools
from doorlezen.register.models import Edition, Gemeente, Kind, Listing, PupilCount, School
from doorlezen.register.readers.pupil_history import HistoryRow, PupilHistory, read_pupil_history
from tests.register.files import Scored, history_csv, listed, schools_csv, scores_xlsx

YEARS = (2022, 2023, 2024, 2025)
TIEL = ("281", "TIEL")
ROWS = (
    ("00AP00", "De Wilg", "BO", *TIEL, "100", "110", "120", "130"),
    ("00AR00", "De Es", "BO", *TIEL, "90", "80", "0", "0"),
    ("01SB00", "De Meander", "SBO", *TIEL, "0", "50", "0", "55"),
    ("02SV00", "De Bolder", "SO/VSO", *TIEL, "<5", "60", "60", "61"),
    ("03VS00", "De Kruin", "VSO", *TIEL, "40", "0", "0", "0"),
)


def read(*rows: tuple[str, ...], years: tuple[int, ...] = YEARS, **written: str) -> PupilHistory:
    return read_pupil_history(Source("06.csv", history_csv(rows, years=years, **written)))  # type: ignore[arg-type]


def loaded(*rows: tuple[str, ...], years: tuple[int, ...] = YEARS) -> FileReport:
    (file,) = load([Offered(Kind.PUPILS, Source("06.csv", history_csv(rows, years=years)))]).files
    return file


def list_of(day: datetime.date, *codes: str) -> Offered:
    return Offered(Kind.SCHOOLS, Source("lijst.csv", schools_csv(listed(code) for code in codes)), day)


def view(code: str, on: datetime.date | None = None) -> SchoolView:
    return schools(on=on, codes=[code], closed=True)[0]


def test_a_row_has_the_years_in_which_the_school_was_there_and_the_first_without_pupils() -> None:
    first, second, third, fourth, fifth = read(*ROWS).rows
    assert first == HistoryRow(
        row=2,
        code="00AP00",
        school_type="bo",
        name="De Wilg",
        gemeente="0281",
        gemeente_name="TIEL",
        denomination="Openbaar",
        board_number="41234",
        counts=((2022, 100), (2023, 110), (2024, 120), (2025, 130)),
    )
    assert second.counts == ((2022, 90), (2023, 80), (2024, 0))
    assert third.counts == ((2023, 50), (2024, 0), (2025, 55))
    assert fourth.counts == ((2022, None), (2023, 60), (2024, 60), (2025, 61))
    assert fifth.counts == ((2022, 40), (2023, 0))


@pytest.mark.parametrize(
    "written", [{"delimiter": ","}, {"encoding": "cp1252"}, {"delimiter": "\t", "encoding": "utf-8"}]
)
def test_separator_and_encoding_do_not_matter(written: dict[str, str]) -> None:
    assert read(*ROWS, **written) == read(*ROWS)


def test_a_blank_is_no_count_and_a_row_without_any_is_told() -> None:
    found = read(
        ("00AP00", "De Wilg", "BO", *TIEL, "", "110", "", "130"),
        ("00AR00", "De Es", "BO", *TIEL, "0", "0", "", "0"),
    )
    assert [row.counts for row in found.rows] == [((2023, 110), (2025, 130))]
    assert found.empty == 1


def test_a_row_that_cannot_be_read_is_left_out_and_named() -> None:
    found = read(
        ROWS[0],
        ("00AR", "De Es", "BO", *TIEL, "1", "1", "1", "1"),
        ("00AV00", "De Es", "havo", *TIEL, "1", "1", "1", "1"),
        ("00AZ00", "De Es", "BO", *TIEL, "1", "veel", "1", "1"),
    )
    assert [row.code for row in found.rows] == ["00AP00"]
    assert [(fault.row, fault.column, fault.what) for fault in found.refused] == [
        (
            3,
            "VESTIGINGSCODE",
            "“00AR” is een BRIN zonder vestigingsnummer; verwacht zes tekens, zoals 00AP00",
        ),
        (4, "SOORT_VESTIGING", "“havo” is geen soort school; verwacht BO, SBO, SO, VSO, SO/VSO"),
        (5, "LEERLINGEN_2023", "“veel” is geen getal"),
    ]


def test_a_mass_of_faults_refuses_the_file() -> None:
    wrong = [(f"{n:02}AR00", "De Es", "BO", *TIEL, "??", "1", "1", "1") for n in range(21)]
    with pytest.raises(InputError) as refused:
        read(ROWS[0], *wrong)
    assert str(refused.value) == (
        "06.csv: 21 van de 22 rijen kloppen niet; bij meer dan 20 wordt niets geladen. "
        "De eerste is rij 3, LEERLINGEN_2022: “??” is geen getal"
    )


@pytest.mark.django_db
def test_every_year_is_an_edition_of_1_october() -> None:
    report = loaded(*ROWS)
    assert [
        (edition.peildatum.isoformat(), edition.rows, edition.school_types)
        for edition in Edition.objects.order_by("peildatum")
    ] == [
        (f"{year}-10-01", rows, "bo sbo vso so/vso") for year, rows in zip(YEARS, (4, 5, 4, 3), strict=True)
    ]
    assert {edition.sha256 for edition in Edition.objects.all()} == {report.edition.sha256}
    assert report.edition.title == "Leerlingen per schoolvestiging, historisch overzicht"
    assert report.edition.peildatum == datetime.date(2025, 10, 1)
    assert report.notes == [
        "Tellingen van 4 jaren: 1 oktober 2022 tot en met 1 oktober 2025",
        "Soorten school: BO 2, SBO 1, VSO 1, SO/VSO 1",
        "Lijsten en cijfers over basisscholen tellen de andere soorten niet mee",
    ]
    assert [noted.code for noted in report.added] == ["00AP00", "01SB00", "02SV00"]


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "pupils"), [(2022, 100), (2023, 110), (2024, 120), (2025, 130)])
def test_the_count_of_a_day_is_that_of_the_last_1_october(year: int, pupils: int) -> None:
    loaded(*ROWS)
    known = view("00AP00", on=datetime.date(year + 1, 9, 30))
    assert (known.pupils, known.pupils_row) == (pupils, 2)
    assert known.pupils_edition is not None
    assert known.pupils_edition.peildatum == datetime.date(year, 10, 1)


@pytest.mark.django_db
def test_a_special_school_has_a_name_a_gemeente_and_a_kind_and_is_in_no_list_of_primary_schools() -> None:
    load([list_of(datetime.date(2026, 8, 1), "00AP00")])
    loaded(*ROWS)
    special = view("01SB00")
    assert (special.name, special.gemeente_name, special.school_type, special.pupils, special.closed_on) == (
        "De Meander",
        "Tiel",
        "sbo",
        55,
        None,
    )
    assert [school.code for school in schools(["0281"])] == ["00AP00"]
    assert [school.code for school in schools(["0281"], special=True)] == ["00AP00", "01SB00", "02SV00"]
    assert sentence(schools()).startswith("1 school; ")
    assert {row.pk: (row.school_type, row.closed_on) for row in Listing.objects.all()} == {
        "00AP00": ("bo", None),
        "00AR00": ("bo", datetime.date(2026, 8, 1)),
        "01SB00": ("sbo", None),
        "02SV00": ("so/vso", None),
        "03VS00": ("vso", datetime.date(2023, 10, 1)),
    }


@pytest.mark.django_db
def test_a_list_of_primary_schools_closes_no_special_school_and_a_later_count_does() -> None:
    loaded(*ROWS)
    load([list_of(datetime.date(2026, 8, 1), "00AP00")])
    assert School.objects.get(code="01SB00").closed_on is None
    later = [(*row, "0" if row[0] == "01SB00" else row[-1]) for row in ROWS]
    report = load(
        [Offered(Kind.PUPILS, Source("06.csv", history_csv(later, years=(*YEARS, 2026))))],
    )
    assert report.closed == [Noted(None, "01SB00", "De Meander")]
    assert School.objects.get(code="01SB00").closed_on == datetime.date(2026, 10, 1)
    # what a count of pupils says of primary schools closes none: only their own list does
    assert School.objects.get(code="00AR00").closed_on == datetime.date(2026, 8, 1)


@pytest.mark.django_db
def test_schools_that_closed_long_ago_are_no_news() -> None:
    load([list_of(datetime.date(2026, 8, 1), "00AP00")])
    gone = [(f"{n:02}GW00", "Weg", "BO", *TIEL, "10", "0", "0", "0") for n in range(40)]
    report = load([Offered(Kind.PUPILS, Source("06.csv", history_csv([*ROWS, *gone], years=YEARS)))])
    assert (report.closed, report.reopened) == ([], [])
    assert School.objects.filter(closed_on=None).count() == 3


@pytest.mark.django_db
def test_a_first_list_after_a_count_of_many_years_closes_those_without_a_word() -> None:
    gone = [(f"{n:02}GW00", "Weg", "BO", *TIEL, "10", "0", "0", "0") for n in range(40)]
    loaded(*ROWS, *gone)
    report = load([list_of(datetime.date(2026, 8, 1), "00AP00")])
    assert (report.closed, report.reopened) == ([], [])
    assert School.objects.filter(closed_on=datetime.date(2026, 8, 1)).count() == 41


@pytest.mark.django_db
def test_the_address_of_a_list_goes_before_the_name_of_a_count_whatever_is_newer() -> None:
    load([list_of(datetime.date(2019, 9, 1), "00AP00")])
    loaded(*ROWS)
    known = view("00AP00")
    assert (known.name, known.postcode, known.place, known.school_type) == (
        "De Wilg 00AP00",
        "4001AB",
        "Tiel",
        "bo",
    )


@pytest.mark.django_db
def test_the_order_of_loading_makes_no_difference() -> None:
    def register() -> list[tuple[object, ...]]:
        fields = ("pk", "name", "school_type", "closed_on", "pupils", "gemeente_id")
        return list(Listing.objects.order_by("pk").values_list(*fields))

    lists = [
        list_of(datetime.date(2019, 9, 1), "00AP00", "00AR00"),
        list_of(datetime.date(2026, 8, 1), "00AP00"),
    ]
    for one in lists:
        load([one], accept_closures=True)
    loaded(*ROWS)
    first = register()
    for model in (Listing, PupilCount):
        model._default_manager.all().delete()
    School.objects.all()
    from doorlezen.register.models import Address

    for gone in (Address, School, Edition, Gemeente):
        gone._default_manager.all().delete()
    loaded(*ROWS)
    for one in reversed(lists):
        load([one], accept_closures=True)
    assert register() == first


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing() -> None:
    loaded(*ROWS)
    again = loaded(*ROWS)
    assert (again.already_loaded, again.edition.peildatum) == (True, datetime.date(2025, 10, 1))
    assert Edition.objects.count() == len(YEARS)


@pytest.mark.django_db
def test_a_library_can_have_a_collaboration_with_a_special_school() -> None:
    load([list_of(datetime.date(2026, 8, 1), "00AP00")])
    loaded(*ROWS)
    own = b"vestigingscode;programma;sinds\n01SB00;dbos-po;2020-08-01\n"
    load_collaborations(
        Offered(Kind.COLLABORATIONS, Source("lijst.csv", own)), today=datetime.date(2026, 11, 1)
    )
    assert [line.programme for line in view("01SB00").collaborations] == ["dbos-po"]


@pytest.mark.django_db
def test_scores_beside_a_count_join_as_before() -> None:
    scores = Offered(Kind.SCORES, Source("cbs.xlsx", scores_xlsx([Scored("00AP00"), Scored("01SB00")])))
    loaded(*ROWS)
    report = load([scores])
    # a name from a count is no place in a list of schools
    assert [noted.code for noted in report.files[0].unjoined] == ["00AP00", "01SB00"]
