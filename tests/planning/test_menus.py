"""What an option costs and is worth, against the plain formula in exact fractions."""

import math
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from doorlezen.engine.allocation.posed.problem import Cost, Option
from doorlezen.planning.library import Candidate
from doorlezen.planning.library.library_model import PROFILES, CostLine
from doorlezen.planning.menus import FORMULAS, build_menus, cost_of, menu_of, weight_of
from doorlezen.planning.rounding import half_up
from tests.planning.small import SCHOOLS, built, changed, library, with_more

cents = st.integers(0, 10**8)
books = st.decimals(0, 100, places=3)


def nearest(number: Fraction) -> int:
    """Half up, in fractions: written in another way than the code under test."""
    return math.floor(number + Fraction(1, 2))


@given(
    quarters=st.integers(1, 160),
    weeks=st.integers(1, 52),
    hourly=st.integers(0, 50_000),
    fixed=cents,
    per_pupil=st.integers(0, 10**6),
    per_pupil_per_hour=st.integers(0, 10**5),
    books_per_pupil=books,
    price=st.integers(0, 10**5),
    people=st.booleans(),
)
def test_costs_are_exact_and_rounded_once(
    quarters: int,
    weeks: int,
    hourly: int,
    fixed: int,
    per_pupil: int,
    per_pupil_per_hour: int,
    books_per_pupil: Decimal,
    price: int,
    people: bool,
) -> None:
    ground = library().funds[0].ground
    line = CostLine(
        "expertise", PROFILES, people, fixed, per_pupil, books_per_pupil, price, per_pupil_per_hour, ground
    )
    worked = Fraction(quarters * weeks * hourly, 4) if people else 0
    expected = Cost(
        fixed=nearest(fixed + worked),
        per_pupil=nearest(
            per_pupil + Fraction(books_per_pupil) * price + Fraction(per_pupil_per_hour * quarters, 4)
        ),
    )
    assert cost_of(line, quarters, hourly, weeks) == expected


@given(hours=st.integers(0, 10_000), pupils=st.integers(1, 2_000))
def test_points_are_the_documented_formula(hours: int, pupils: int) -> None:
    per_100 = Decimal(hours * 25) / pupils
    assert abs(FORMULAS["logarithm"](per_100) - 1000 * math.log1p(hours * 25 / pupils)) <= 0.5 + 1e-6
    assert FORMULAS["linear"](per_100) == nearest(Fraction(hours * 25_000, pupils))


@given(number=st.decimals(-(10**9), 10**9, places=3))
def test_halves_go_up(number: Decimal) -> None:
    up = half_up(number)
    assert abs(up - number) <= Decimal("0.5")
    if number >= 0:
        assert up == nearest(Fraction(number))


def test_a_whole_menu() -> None:
    expertise, fund_for_books = Cost(fixed=496_000), Cost(fixed=25_000, per_pupil=90)
    assert build_menus(library())["with-score-1"] == (
        Option("0q", 0, {}, 0),
        Option("8q", 8, {"expertise": expertise, "collectie": fund_for_books}, 811),
        Option("16q", 16, {"expertise": Cost(fixed=992_000), "collectie": fund_for_books}, 1253),
    )


def test_there_is_a_menu_for_every_profile_and_size() -> None:
    assert sorted(build_menus(library())) == [
        "with-score-0",
        "with-score-1",
        "without-score-0",
        "without-score-1",
    ]


def test_a_cost_may_belong_to_one_profile_and_lines_add_up() -> None:
    extra = '[[cost]]\nbouwsteen = "collectie"\nprofile = "with_score"\nbooks_per_pupil = 0.5'
    menus = build_menus(library(with_more(extra, 'book_price = "15.01"')))
    # half a book of € 15,01 is € 7,505: rounded up to € 7,51
    assert menus["with-score-0"][1].cost["collectie"] == Cost(fixed=25_000, per_pupil=90 + 751)
    assert menus["without-score-0"][1].cost["collectie"] == Cost(fixed=25_000, per_pupil=90)


def test_own_points_take_the_place_of_the_formula() -> None:
    own = changed("hours = [0, 2, 4]", "hours = [0, 2, 4]\npoints = [0, 7, 9]")
    assert [option.points for option in build_menus(library(own))["with-score-0"]] == [0, 7, 9]


def test_the_score_and_the_size_decide_the_menu() -> None:
    assert {school.code: school.menu for school in built().problem.schools} == {
        "01AA00": "with-score-0",
        "01BB00": "without-score-1",
        "01CC00": "with-score-0",
        "02AA00": "with-score-1",
        "02BB00": "without-score-0",
        "02CC00": "without-score-1",
    }


def test_the_verdeelsleutel() -> None:
    own = changed("per_pupil = 1\nper_point = 1", "per_pupil = 0.5\nper_point = 2\nper_school = 10")
    school = Candidate("01AA00", "x", "0001", 81, Decimal("33.02"), collaborating=True, eligible=False)
    assert weight_of(library(), school) == 114  # 81 + 33.02 = 114.02
    assert weight_of(library(own), school) == 117  # 40.5 + 66.04 + 10 = 116.54
    unknown = Candidate("02CC00", "x", "0002", 100, None, collaborating=False, eligible=False)
    assert weight_of(library(own), unknown) == 60
    assert menu_of(library(), unknown) == "without-score-1"


def test_the_small_schools_are_what_these_tests_think() -> None:
    assert len(SCHOOLS) == len(built().problem.schools) == 6
