"""The formula of the achterstandsscore: against CBS's own figures, and against itself."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.engine.score import (
    FLIP_BAND,
    PUBLISHED,
    TOLERANCE,
    Constants,
    Published,
    can_flip,
    fit_drempel,
    halves_agree,
    margin_per_pupil,
    met_drempel,
    plausible,
    rounded,
)

OF_2019 = PUBLISHED[2019]
DREMPEL_2019 = Decimal("0.696048")
pupils = st.integers(1, 2000)
points = st.decimals(0, 5000, places=2)
constants = st.builds(
    lambda mean, distance: Constants(mean, mean - distance),
    st.decimals(520, 550, places=2),
    st.decimals(1, 20, places=2),
)


@pytest.mark.parametrize(
    ("zonder", "enrolled", "met"),
    [
        # rows of CBS's workbook of 2019: 00AP00, 00AR00, 00BB00, 31LC00's neighbour 31LZ00, 31MX00
        ("102.62", 100, "33.02"),
        ("19.46", 142, "0.00"),
        ("58.70", 72, "8.59"),
        ("568.25", 278, "374.74"),
        ("21.80", 5, "18.32"),
    ],
)
def test_the_formula_gives_what_cbs_published(zonder: str, enrolled: int, met: str) -> None:
    assert abs(met_drempel(Decimal(zonder), enrolled, DREMPEL_2019) - Decimal(met)) <= TOLERANCE
    assert plausible(Published(Decimal(met), Decimal(zonder), enrolled), DREMPEL_2019)


def test_the_drempel_of_2019_lies_within_what_the_printed_constants_allow() -> None:
    assert OF_2019.drempel_per_pupil == Decimal("0.6960")
    assert OF_2019.drempel_range == (Decimal("0.6948"), Decimal("0.6972"))
    assert OF_2019.drempel_range[0] < DREMPEL_2019 < OF_2019.drempel_range[1]


@pytest.mark.parametrize(
    ("exact", "printed"), [("33.0249", "33.02"), ("33.025", "33.03"), ("33.035", "33.04"), ("0", "0.00")]
)
def test_scores_are_rounded_half_up(exact: str, printed: str) -> None:
    assert rounded(Decimal(exact)) == Decimal(printed)


@given(points, pupils, constants)
def test_a_score_is_never_below_zero_nor_above_the_score_zonder_drempel(
    zonder: Decimal, enrolled: int, year: Constants
) -> None:
    assert Decimal(0) <= met_drempel(zonder, enrolled, year.drempel_per_pupil) <= zonder


@given(points, pupils, constants)
def test_what_the_formula_gives_is_plausible_and_a_cent_more_than_the_tolerance_is_not(
    zonder: Decimal, enrolled: int, year: Constants
) -> None:
    drempel = year.drempel_per_pupil
    met = met_drempel(zonder, enrolled, drempel)
    assert plausible(Published(met, zonder, enrolled), drempel)
    assert not plausible(Published(met + 2 * TOLERANCE, zonder, enrolled), drempel)


@given(points, pupils, constants)
def test_a_school_scores_exactly_when_its_margin_is_positive(
    zonder: Decimal, enrolled: int, year: Constants
) -> None:
    drempel = year.drempel_per_pupil
    margin = margin_per_pupil(zonder, enrolled, drempel)
    assert margin is not None
    assert (margin > 0) == (zonder - enrolled * drempel > 0)
    assert can_flip(zonder, enrolled, drempel) == (-FLIP_BAND <= margin <= FLIP_BAND)


def test_without_pupils_there_is_no_margin() -> None:
    assert margin_per_pupil(Decimal(10), 0, DREMPEL_2019) is None
    assert not can_flip(Decimal(10), 0, DREMPEL_2019)


@given(
    st.lists(st.tuples(st.decimals(0, 5000, places=4), pupils), max_size=40),
    constants,
    st.decimals(-1, 1, places=6),
)
def test_the_fitted_drempel_makes_every_school_plausible_when_one_drempel_made_them_all(
    schools: list[tuple[Decimal, int]], year: Constants, within: Decimal
) -> None:
    low, high = year.drempel_range
    true = (low + high) / 2 + within * (high - low) / 2
    published = [
        Published(rounded(max(Decimal(0), zonder - enrolled * true)), rounded(zonder), enrolled)
        for zonder, enrolled in schools
    ]
    fitted = fit_drempel(published, year)
    assert low <= fitted <= high
    assert [school for school in published if not plausible(school, fitted)] == []


def test_one_wrong_row_does_not_move_the_fitted_drempel() -> None:
    good = [
        Published(met_drempel(Decimal(zonder), enrolled, DREMPEL_2019), Decimal(zonder), enrolled)
        for zonder, enrolled in ((900, 1000), (1400, 1800), (300, 210), (700, 655))
    ]
    wrong = Published(Decimal("33.02"), Decimal("700.00"), 1000)
    fitted = fit_drempel([*good, wrong], OF_2019)
    assert [plausible(school, fitted) for school in good] == [True, True, True, True]
    assert not plausible(wrong, fitted)


def test_without_schools_the_drempel_is_that_of_the_printed_constants() -> None:
    assert fit_drempel([], OF_2019) == Decimal("0.6960")


@given(points, points)
def test_halves_agree_within_rounding_only(lower: Decimal, upper: Decimal) -> None:
    assert halves_agree(lower + upper, lower, upper)
    assert halves_agree(lower + upper + TOLERANCE, lower, upper)
    assert not halves_agree(lower + upper + 2 * TOLERANCE, lower, upper)
