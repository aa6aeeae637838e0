"""Cells as publishers and people write them: what is read, and how the rest is refused."""

import datetime
from decimal import Decimal

import pytest

from doorlezen.register.readers import cell_values
from doorlezen.register.readers.cell_values import UnreadableError
from tests.words import BRIN_ALONE


@pytest.mark.parametrize("text", ["00AP00", " 00AP00 ", "00ap00"])
def test_a_code_is_mended_where_only_its_looks_are_wrong(text: str) -> None:
    assert cell_values.school_code(text) == "00AP00"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "geen vestigingscode"),
        ("00AP", BRIN_ALONE),
        ("00AP0001", "“00AP0001” is geen vestigingscode; verwacht zes tekens, zoals 00AP00"),
        ("0AAP00", "“0AAP00” is geen vestigingscode; verwacht zes tekens, zoals 00AP00"),
        ("００AP00", "“００AP00” is geen vestigingscode; verwacht zes tekens, zoals 00AP00"),
    ],
)
def test_a_code_that_can_be_no_schools_is_refused(text: str, what: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        cell_values.school_code(text)
    assert str(refused.value) == what


@pytest.mark.parametrize(
    ("brin", "vestiging"),
    [("00AP", "00AP01"), ("00AP", "1"), ("00AP", "01"), ("00ap", " 1 "), ("", "00AP01")],
)
def test_brin_and_vestiging_are_joined(brin: str, vestiging: str) -> None:
    assert cell_values.joined_code(brin, vestiging) == "00AP01"


@pytest.mark.parametrize(
    ("brin", "vestiging"), [("00AP", "00AR01"), ("00AP0", "1"), ("", "1"), ("00AP", "101"), ("00AP", "00AP")]
)
def test_brin_and_vestiging_that_do_not_belong_together_are_refused(brin: str, vestiging: str) -> None:
    with pytest.raises(UnreadableError):
        cell_values.joined_code(brin, vestiging)


@pytest.mark.parametrize("text", ["0281", "281", " 281", "GM0281", "gm0281"])
def test_gemeente_codes_are_padded(text: str) -> None:
    assert cell_values.gemeente_code(text) == "0281"


@pytest.mark.parametrize("text", ["", "0000", "02810", "Tiel", "28.1", "-281"])
def test_what_is_no_gemeente_code_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        cell_values.gemeente_code(text)


@pytest.mark.parametrize("text", ["4001 AB", "4001AB", " 4001ab "])
def test_postcodes_lose_their_space(text: str) -> None:
    assert cell_values.postcode(text) == "4001AB"


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        (33.02, "33.02"),
        (33.019999999999996, "33.02"),
        (1041.4, "1041.40"),
        (0.0, "0.00"),
        (100, "100.00"),
        ("33,02", "33.02"),
        ("33.02", "33.02"),
        ("1.041,40", "1041.40"),
        (" 33,02* ", "33.02"),
        ("0,005", "0.01"),
    ],
)
def test_scores_are_read_as_published(cell: object, score: str) -> None:
    assert cell_values.score(cell) == Decimal(score)


@pytest.mark.parametrize("cell", [".", "", "  ", "x", "<5", "< 10", ".*"])
def test_a_score_that_is_not_given_is_unknown_and_not_zero(cell: str) -> None:
    assert cell_values.score(cell) is None
    assert cell_values.count(cell) is None


@pytest.mark.parametrize(
    "cell", ["abc", "12 34", "1_000", "NaN", "1e5", -0.01, float("nan"), float("inf"), True, None, "-", 10**6]
)
def test_what_is_no_score_is_refused(cell: object) -> None:
    with pytest.raises(UnreadableError):
        cell_values.score(cell)


@pytest.mark.parametrize("cell", ["1,5", 99.5, -1, 100_000, "veel", "1.041"])
def test_what_is_no_number_of_pupils_is_refused(cell: object) -> None:
    with pytest.raises(UnreadableError):
        cell_values.count(cell)


def test_numbers_of_pupils_are_whole() -> None:
    assert (cell_values.count(100.0), cell_values.count("100"), cell_values.count(0)) == (100, 100, 0)


@pytest.mark.parametrize(
    "text",
    ["2018-08-01", "1-8-2018", "01-08-2018", "1/8/2018", "1.8.2018", "20180801", "2018-08-01T00:00:00"],
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert cell_values.day(text) == datetime.date(2018, 8, 1)


@pytest.mark.parametrize(
    "text", ["", "2018", "32-8-2018", "2018-13-01", "0018-08-01", "1-8-18", "gisteren", "2218-08-01"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        cell_values.day(text)


def test_the_peildatum_of_a_title_comes_with_its_mark() -> None:
    october = datetime.date(2019, 10, 1)
    assert cell_values.date_in_words("Achterstandsscore per vestiging, 1 oktober 2019") == (october, "")
    assert cell_values.date_in_words("Achterstandsscore per vestiging, 1 Oktober 2019**") == (october, "**")
    assert cell_values.date_in_words("Achterstandsscore per vestiging, 31 februari 2019") is None
    assert cell_values.date_in_words("Achterstandsscore per vestiging") is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("alle-vestigingen-bo_2019-09.csv", datetime.date(2019, 9, 1)),
        ("vestigingen-2024-06-03.csv", datetime.date(2024, 6, 3)),
        ("vestigingen_2019-2020.csv", None),
        ("2019-09_en_2020-01.csv", None),
        ("vestigingen_2023-02-30.csv", None),
        ("02.-alle-schoolvestigingen-basisonderwijs.csv", None),
    ],
)
def test_the_peildatum_in_a_file_name(name: str, day: datetime.date | None) -> None:
    assert cell_values.date_in_name(name) == day


@pytest.mark.parametrize(
    "text",
    [
        "1 aug 2020",
        "1 augustus 2020",
        "1-aug-2020",
        "01-08-2020",
        "1e aug. 2020",
        "1 August 2020",
        "2020-08-01 00:00:00",
        "1\u00a0aug\u200b 2020",
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    assert cell_values.day(text) == datetime.date(2020, 8, 1)


@pytest.mark.parametrize(
    ("text", "month"), [("3 mrt 2021", 3), ("3 maart 2021", 3), ("3 mei 2021", 5), ("3 okt 2021", 10)]
)
def test_months_by_their_short_names(text: str, month: int) -> None:
    assert cell_values.day(text) == datetime.date(2021, month, 3)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1-8-20", "“1-8-20” is geen datum: schrijf het jaar met vier cijfers, zoals 1-8-2018"),
        ("44044", "“44044” is geen datum: zo bewaart Excel een datum; geef de cel de opmaak Datum"),
        ("1 foo 2020", "“1 foo 2020” is geen datum zoals 1-8-2018 of 1 aug 2018"),
        ("aug 2020", "“aug 2020” is geen datum zoals 1-8-2018 of 1 aug 2018"),
        ("31 juni 2020", "“31 juni 2020” is geen datum zoals 1-8-2018 of 1 aug 2018"),
    ],
)
def test_a_date_that_nobody_can_be_sure_of_is_refused_with_what_helps(text: str, what: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        cell_values.day(text)
    assert str(refused.value) == what
