"""The invented schools look like real ones in numbers, and like no real one in name."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from doorlezen.demo.invented_collaborations import InventedCollaboration, invent_collaborations
from doorlezen.demo.invented_schools import DREMPEL, SEED, InventedSchool, invent_schools
from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.score import can_flip, halves_agree


@pytest.fixture(scope="module")
def schools() -> list[InventedSchool]:
    return invent_schools(Draw(SEED))


@pytest.fixture(scope="module")
def scored(schools: list[InventedSchool]) -> list[tuple[InventedSchool, Decimal]]:
    """The schools that stand in the workbook, each with its score zonder drempel."""
    return [(school, school.zonder) for school in schools if school.zonder is not None]


@pytest.fixture(scope="module")
def lines() -> list[InventedCollaboration]:
    draw = Draw(SEED)
    return invent_collaborations(draw, invent_schools(draw))


def test_how_many(schools: list[InventedSchool]) -> None:
    assert len(schools) == len({school.code for school in schools}) == len({s.name for s in schools}) == 130
    in_gemeenten = Counter(school.gemeente for school in schools)
    assert sorted(in_gemeenten) == [str(code) for code in range(9901, 9910)]
    assert sorted(in_gemeenten.values()) == [5, 7, 9, 10, 12, 13, 17, 23, 34]


def test_no_such_school_can_exist(schools: list[InventedSchool]) -> None:
    """BRIN numbers that begin with 99 are not given out, nor gemeente codes from 9901."""
    assert all(re.fullmatch(r"99[A-Z]{2}00", school.code) for school in schools)


def test_two_in_five_score_above_nought(scored: list[tuple[InventedSchool, Decimal]]) -> None:
    positive = sum(school.has_score for school, _ in scored)
    assert abs(positive / len(scored) - 0.406) < 0.01  # 2,555 of 6,295 in 2019


def test_the_scores_have_the_real_quantiles(scored: list[tuple[InventedSchool, Decimal]]) -> None:
    positive = sorted(school.met for school, _ in scored if school.met)
    for share, real in ((0.25, 38), (0.5, 112), (0.75, 311), (0.9, 583)):
        assert abs(float(positive[int(share * len(positive))]) / real - 1) < 0.1, share
    assert positive[-1] < 2895


def test_one_in_nine_lies_near_the_drempel(scored: list[tuple[InventedSchool, Decimal]]) -> None:
    near = sum(can_flip(zonder, school.funded, DREMPEL) for school, zonder in scored)
    assert abs(near / len(scored) - 0.11) < 0.02


def test_every_gemeente_has_need_but_not_alike(schools: list[InventedSchool]) -> None:
    shares = [
        sum(s.has_score for s in schools if s.gemeente == code) / sum(s.gemeente == code for s in schools)
        for code in sorted({school.gemeente for school in schools})
    ]
    assert min(shares) > 0
    assert max(shares) > 2 * min(shares)


def test_scores_agree_with_the_formula_and_the_halves(scored: list[tuple[InventedSchool, Decimal]]) -> None:
    for school, zonder in scored:
        assert school.met == max(Decimal(0), zonder - school.funded * DREMPEL).quantize(Decimal("0.01"))
        assert school.lower is not None
        assert school.upper is not None
        assert halves_agree(zonder, school.lower, school.upper)
        assert school.lower >= 0 <= school.upper


def test_small_schools_carry_a_footnote(scored: list[tuple[InventedSchool, Decimal]]) -> None:
    assert {school.code for school, _ in scored if "a" in school.footnotes} == {
        school.code for school, _ in scored if school.funded <= 40
    }
    assert sum("a" in school.footnotes for school, _ in scored) == 3
    assert any("b" in school.footnotes and "a" not in school.footnotes for school, _ in scored)


def test_one_school_is_new(schools: list[InventedSchool]) -> None:
    assert [school.code for school in schools if school.zonder is None] == [schools[-1].code]


def test_three_in_five_collaborate(schools: list[InventedSchool], lines: list[InventedCollaboration]) -> None:
    running = {line.code for line in lines if line.until is None}
    assert (len(running), len(lines)) == (77, 81)
    assert len({line.code for line in lines}) == 81
    assert schools[-1].code in running
    with_score = [school for school in schools if school.has_score]
    share = sum(school.code in running for school in with_score) / len(with_score)
    assert share > 77 / 130


def test_last_years_hours_are_half_hours_that_schools_can_choose(
    schools: list[InventedSchool], lines: list[InventedCollaboration]
) -> None:
    most = {school.code: 20 if school.has_score else 12 for school in schools}
    for line in lines:
        assert line.quarters % 2 == 0
        assert line.quarters == 0 if line.until else 4 <= line.quarters <= most[line.code]
