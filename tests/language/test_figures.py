"""Figures as a reader writes them, in Dutch and in English, and back."""

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.language import (
    date,
    decimal,
    hours,
    money,
    percent,
    school_year,
    short_date,
    use,
    whole,
    with_school_years,
)

NBSP = "\N{NO-BREAK SPACE}"
languages = st.sampled_from(["nl", "en"])
cents = st.integers(-(10**14), 10**14)
SEPARATORS = {"nl": (".", ","), "en": (",", ".")}
QUARTERS = {"": 0, "¼": 1, "½": 2, "¾": 3}


def number_of(text: str, language: str) -> Decimal:
    """What a figure says: "1.234,50" → 1234.50."""
    thousands, point = SEPARATORS[language]
    return Decimal(text.replace(thousands, "").replace(point, ".").replace("−", "-"))


def quarters_of(text: str) -> int:
    """What hours say: "2½" → 10."""
    digits, rest = text.lstrip("−").rstrip("¼½¾"), text.lstrip("−0123456789")
    quarters = 4 * int(digits or 0) + QUARTERS[rest]
    return -quarters if text.startswith("−") else quarters


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1.000", "1,000"),
        (20508008, "20.508.008", "20,508,008"),
        (-1234, "-1.234", "-1,234"),
    ],
)
def test_whole(number: int, dutch: str, english: str) -> None:
    assert whole(number) == dutch
    with use("en"):
        assert whole(number) == english


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        (0, f"€{NBSP}0", "€0"),
        (949000, f"€{NBSP}9.490", "€9,490"),
        (949050, f"€{NBSP}9.490,50", "€9,490.50"),
        (5, f"€{NBSP}0,05", "€0.05"),
        (-100005, f"−€{NBSP}1.000,05", "−€1,000.05"),
    ],
)
def test_money(amount: int, dutch: str, english: str) -> None:
    assert money(amount) == dutch
    with use("en"):
        assert money(amount) == english


@pytest.mark.parametrize(
    ("number", "places", "dutch", "english"),
    [
        (Decimal("33.02"), 2, "33,02", "33.02"),
        (Decimal("2895.4"), 2, "2.895,40", "2,895.40"),
        (Decimal("0.696048"), 6, "0,696048", "0.696048"),
        (Decimal("-1.5"), 1, "-1,5", "-1.5"),
    ],
)
def test_decimal(number: Decimal, places: int, dutch: str, english: str) -> None:
    assert decimal(number, places) == dutch
    with use("en"):
        assert decimal(number, places) == english


@pytest.mark.parametrize(
    ("quarters", "text"),
    [(0, "0"), (1, "¼"), (2, "½"), (3, "¾"), (4, "1"), (8, "2"), (10, "2½"), (-3, "−¾"), (-9, "−2¼")],
)
def test_hours_are_the_same_in_both_languages(quarters: int, text: str) -> None:
    assert hours(quarters) == text
    with use("en"):
        assert hours(quarters) == text


@pytest.mark.parametrize(
    ("part", "of", "text"),
    [(0, 0, "–"), (5, 0, "–"), (0, 3, "0%"), (1, 3, "33%"), (2, 3, "67%"), (1, 200, "1%"), (3, 2, "150%")],
)
def test_percent_rounds_and_never_divides_by_nothing(part: int, of: int, text: str) -> None:
    assert percent(part, of) == text


@pytest.mark.parametrize(
    ("day", "dutch", "short_dutch", "english", "short_english"),
    [
        ("2024-03-28", "28 maart 2024", "28 mrt 2024", "28 March 2024", "28 Mar 2024"),
        ("2019-10-01", "1 oktober 2019", "1 okt 2019", "1 October 2019", "1 Oct 2019"),
        ("2026-05-09", "9 mei 2026", "9 mei 2026", "9 May 2026", "9 May 2026"),
    ],
)
def test_dates(day: str, dutch: str, short_dutch: str, english: str, short_english: str) -> None:
    given_day = datetime.date.fromisoformat(day)
    assert (date(given_day), short_date(given_day)) == (dutch, short_dutch)
    with use("en"):
        assert (date(given_day), short_date(given_day)) == (english, short_english)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_month_has_a_name_of_its_own(language: str) -> None:
    days = [datetime.date(2026, month, 1) for month in range(1, 13)]
    with use(language):
        assert len({date(day) for day in days}) == 12
        assert len({short_date(day) for day in days}) == 12


def test_a_school_year_has_an_en_dash() -> None:
    assert school_year("2026-2027") == "2026–2027"


@given(languages, st.integers(-(10**15), 10**15))
def test_a_whole_number_reads_back(language: str, number: int) -> None:
    with use(language):
        assert number_of(whole(number), language) == number


@given(languages, cents)
def test_an_amount_reads_back_to_the_cent(language: str, amount: int) -> None:
    with use(language):
        text = money(amount).replace("€", "").replace(NBSP, "")
    assert number_of(text, language) * 100 == amount


@given(languages, st.decimals(-(10**9), 10**9, places=2))
def test_a_decimal_reads_back(language: str, number: Decimal) -> None:
    with use(language):
        assert number_of(decimal(number), language) == number


@given(languages, st.integers(-(10**6), 10**6))
def test_hours_read_back(language: str, quarters: int) -> None:
    with use(language):
        assert quarters_of(hours(quarters)) == quarters


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_at_most_half_a_point_off(part: int, of: int) -> None:
    shown = int(percent(part, of).removesuffix("%"))
    assert abs(Fraction(100 * part, of) - shown) <= Fraction(1, 2)


def test_every_school_year_in_a_text_has_an_en_dash() -> None:
    assert with_school_years("Plan 2026-2027 en 2027-2028, tel. 0344-123456") == (
        "Plan 2026–2027 en 2027–2028, tel. 0344-123456"
    )


@pytest.mark.parametrize(
    "name", ["uren-2024-2025.csv", "leerlingen_2024-2025.csv", "plan-2026-2027-voorstel-3", "2024-2025.xlsx"]
)
def test_the_name_of_a_file_keeps_its_hyphen(name: str) -> None:
    assert with_school_years(f"zie {name}.") == f"zie {name}."
