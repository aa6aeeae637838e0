"""A whole number over shares that are whole numbers too: the one way in which cents and quarter-hours are
divided here."""

from collections.abc import Sequence
from fractions import Fraction


def by_largest_remainder(number: int, weights: Sequence[int | Fraction]) -> list[int]:
    """``number`` in proportion to the weights (0 or more), in their order; together exactly ``number``, or 0
    where no weight counts.

    Each its share rounded down; what is left goes to those who lost most by it, of equal ones the first.
    """
    together = sum(weights, Fraction(0))
    if not together:
        return [0] * len(weights)
    exact = [number * Fraction(weight) / together for weight in weights]
    given = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda place: (given[place] - exact[place], place))
    for place in by_remainder[: number - sum(given)]:
        given[place] += 1
    return given
