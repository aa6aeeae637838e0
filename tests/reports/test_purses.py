"""Six purses that nobody mixes up: not in colour, not with another colour sight, not in grey."""

from itertools import combinations

import pytest

from doorlezen.reports.purse_styles import PURSES, WORDS, label, short_label

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2127, 0.7152, 0.0722), (0.0193, 0.1192, 0.9503))


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, sight: str) -> list[float]:
    """CIELAB (D65) of a colour such as #0B5E6B, as seen."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    seen = [min(max(part, 0.0), 1.0) for part in times(SIGHT[sight], linear)]
    x, y, z = (value / white for value, white in zip(times(TO_XYZ, seen), (0.9505, 1.0, 1.0888), strict=True))
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


@pytest.mark.parametrize("sight", SIGHT)
def test_every_two_purses_differ_for_every_sight(sight: str) -> None:
    colours = {kind: lab(purse.fill, sight) for kind, purse in PURSES.items()}
    close = {
        (one, other)
        for one, other in combinations(colours, 2)
        if sum((a - b) ** 2 for a, b in zip(colours[one], colours[other], strict=True)) < 16**2
    }
    assert close == set()


def test_every_purse_has_a_pattern_of_its_own() -> None:
    assert len({purse.pattern for purse in PURSES.values()}) == len(PURSES) == 6


def test_every_purse_has_a_name_and_every_word_a_purse() -> None:
    assert len({label(kind) for kind in PURSES}) == len(PURSES)
    assert len({short_label(kind) for kind in PURSES}) == len(PURSES)
    assert set(WORDS.values()) == set(PURSES) - {"other"}
