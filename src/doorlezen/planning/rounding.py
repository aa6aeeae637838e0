"""One way to round, for money, weights and points: half up, from exact decimals."""

from decimal import ROUND_HALF_UP, Decimal


def half_up(number: Decimal) -> int:
    """Round to a whole number, halves upwards: Decimal("2.5") → 3."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))
