"""An amount divided over areas: to the cent, in proportion, and never less for who weighs more."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.engine.allocation.keys.amounts import AMOUNT_KEYS, Basis, divide_amount

BASES = st.lists(
    st.builds(
        Basis,
        schools=st.integers(0, 300),
        pupils=st.integers(0, 60_000),
        score=st.decimals(0, 90_000, places=2),
    ),
    max_size=12,
)


def test_three_keys_and_three_divisions() -> None:
    over = [Basis(2, 300, Decimal("10.50")), Basis(1, 300, Decimal("31.50")), Basis(0, 0, Decimal(0))]
    given_by = {key: divide_amount(10_000, over, found) for key, found in AMOUNT_KEYS.items()}
    assert given_by == {
        "score": [2_500, 7_500, 0],
        "school": [6_667, 3_333, 0],
        "pupil": [5_000, 5_000, 0],
    }


def test_where_nothing_counts_nothing_is_given() -> None:
    over = [Basis(0, 0, Decimal(0))] * 2
    assert [divide_amount(100, over, key) for key in AMOUNT_KEYS.values()] == [[0, 0]] * 3
    assert divide_amount(100, [], AMOUNT_KEYS["score"]) == []


@pytest.mark.parametrize("key", AMOUNT_KEYS)
@given(cents=st.integers(0, 10**12), over=BASES)
def test_the_shares_are_the_amount(key: str, cents: int, over: list[Basis]) -> None:
    found = AMOUNT_KEYS[key]
    shares, weights = divide_amount(cents, over, found), [found.weight(basis) for basis in over]
    together = sum(weights, Fraction(0))
    assert sum(shares) == (cents if together else 0)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - (cents * weight / together if together else 0)) < 1
    for one, other in zip(range(len(over)), range(1, len(over)), strict=False):
        if weights[one] > weights[other]:
            assert shares[one] >= shares[other]
