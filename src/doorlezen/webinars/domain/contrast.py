"""How well letters stand out from what is behind them (WCAG 2.2, contrast ratio)."""

from decimal import Decimal

LEAST = Decimal("4.5")
"""The least contrast of letters (success criterion 1.4.3)."""


def contrast(ink: str, paper: str) -> Decimal:
    """The ratio of two colours like #1F2430: 1 (the same) to 21 (black on white), cut off at two places."""
    lighter, darker = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    # cut off and not rounded, so that 4.499 is not enough
    return Decimal(int(100 * (lighter + 0.05) / (darker + 0.05))) / 100


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
