"""Where places stand in a picture: north up, and as far apart from east to west as from south to north."""

from collections.abc import Sequence

NARROWER = 612
"""Thousandths: a degree of longitude is so much shorter than one of latitude in the middle of the country."""
LEAST = 50_000
"""Millionths of a degree: a single school is not blown up to fill the picture."""


def fitted(places: Sequence[tuple[int, int]], width: int, height: int, *, edge: int) -> list[tuple[int, int]]:
    """The place of each (longitude and latitude in millionths of a degree) in a picture, from its top left.

    ``width`` and ``height`` are of the picture, ``edge`` stays free; any unit. What is told is in that unit.
    """
    if not places:
        return []
    east = [longitude * NARROWER // 1000 for longitude, _ in places]
    north = [latitude for _, latitude in places]
    wide, tall = width - 2 * edge, height - 2 * edge
    # so much of a degree of latitude is as high as the picture, and its like as broad
    span = max((max(east) - min(east)) * tall // wide, max(north) - min(north), LEAST)
    across, up = (max(east) + min(east)) // 2, (max(north) + min(north)) // 2
    return [
        (width // 2 + (x - across) * tall // span, height // 2 - (y - up) * tall // span)
        for x, y in zip(east, north, strict=True)
    ]
