"""Draws are the same on every Python."""

from collections import Counter

import pytest

from doorlezen.demo.seeded_numbers import Draw, value_at


def test_the_sequence_is_fixed() -> None:
    draw = Draw(2018)
    assert [draw.below(1000) for _ in range(8)] == [533, 27, 627, 507, 120, 534, 235, 34]
    assert "".join(Draw(2018).shuffled("abcdefgh")) == "hfbgcdae"


def test_a_shuffle_keeps_everything_and_moves_each_anywhere() -> None:
    draw = Draw(1)
    firsts = Counter(draw.shuffled("abc")[0] for _ in range(300))
    assert sorted(draw.shuffled(range(50))) == list(range(50))
    assert sorted(firsts) == ["a", "b", "c"]
    assert min(firsts.values()) > 60


def test_between_holds_both_ends() -> None:
    draw = Draw(1)
    assert {draw.between(-1, 1) for _ in range(100)} == {-1, 0, 1}


def test_weights_of_nought_are_never_drawn() -> None:
    draw = Draw(1)
    drawn = Counter(draw.weighted([0, 3, 0, 1]) for _ in range(400))
    assert sorted(drawn) == [1, 3]
    assert drawn[1] > 2 * drawn[3]


@pytest.mark.parametrize(("place", "value"), [(0, 5), (1, 15), (4, 45), (5, 50), (9, 50)])
def test_straight_lines_between_the_quantiles(place: int, value: int) -> None:
    assert value_at(((0, 0), (500, 50), (1000, 50)), place, 10) == value


def test_a_spread_is_even() -> None:
    assert sorted(Draw(1).spread(((0, 0), (1000, 100)), 4)) == [12, 37, 62, 87]
