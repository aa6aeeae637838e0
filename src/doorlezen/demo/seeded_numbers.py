"""Numbers from a seed that are the same on every machine and every Python."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

T = TypeVar("T")
Quantiles = Sequence[tuple[int, int]]
"""Points (per mille of the schools, value), rising in both; straight lines between them."""


class Draw:
    """Draws from a seed. Only ``Random.random`` is used: of that alone Python promises the sequence."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, number: int) -> int:
        """A whole number from 0 up to but not including ``number``."""
        return int(self._random.random() * number)

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` up to and including ``most``."""
        return least + self.below(most - least + 1)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a drawn order (Fisher and Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def weighted(self, weights: Sequence[int]) -> int:
        """A place in the list, as likely as its weight; at least one weight is above 0."""
        left = self.below(sum(weights))
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        raise AssertionError("the weights add up to less than their sum")

    def spread(self, quantiles: Quantiles, count: int) -> list[int]:
        """``count`` values with this distribution, evenly spread over it, in a drawn order."""
        return self.shuffled([value_at(quantiles, place, count) for place in range(count)])


def value_at(quantiles: Quantiles, place: int, count: int) -> int:
    """The value at the middle of the ``place``-th of ``count`` equal parts, rounded down."""
    # everything in units of 1 / (2 × count) per mille, so that no fraction is ever needed
    at, unit = (2 * place + 1) * 1000, 2 * count
    for (low, value), (high, next_value) in pairwise(quantiles):
        if at <= high * unit:
            return value + (next_value - value) * (at - low * unit) // ((high - low) * unit)
    return quantiles[-1][1]
