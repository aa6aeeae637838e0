"""One projection for every map: in the picture, north up, and the same scale both ways."""

from hypothesis import given
from hypothesis import strategies as st

from doorlezen.reports.projection import NARROWER, fitted

WIDTH, HEIGHT, EDGE = 100_000, 62_000, 5_000
spot = st.tuples(st.integers(3_300_000, 7_300_000), st.integers(50_700_000, 53_600_000))


@given(st.lists(spot, max_size=8))
def test_every_place_is_inside_the_edge(found: list[tuple[int, int]]) -> None:
    for x, y in fitted(found, WIDTH, HEIGHT, edge=EDGE):
        assert EDGE - 1 <= x <= WIDTH - EDGE + 1
        assert EDGE - 1 <= y <= HEIGHT - EDGE + 1


def test_north_is_up_and_a_step_to_the_east_is_as_long_as_one_to_the_north() -> None:
    step = 200_000
    home, north, east = fitted(
        [
            (5_400_000, 51_900_000),
            (5_400_000, 51_900_000 + step),
            (5_400_000 + step * 1000 // NARROWER, 51_900_000),
        ],
        WIDTH,
        HEIGHT,
        edge=EDGE,
    )
    assert (north[0], east[1]) == (home[0], home[1])
    assert home[1] - north[1] == HEIGHT - 2 * EDGE
    assert abs((east[0] - home[0]) - (home[1] - north[1])) <= 1


def test_one_place_stands_in_the_middle_and_none_is_no_picture() -> None:
    assert fitted([(5_400_000, 51_900_000)], WIDTH, HEIGHT, edge=EDGE) == [(WIDTH // 2, HEIGHT // 2)]
    assert fitted([], WIDTH, HEIGHT, edge=EDGE) == []
