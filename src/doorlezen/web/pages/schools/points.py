"""The selection as points: for the map that a browser draws, and for the one that we draw ourselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from doorlezen.accounts.addresses import address
from doorlezen.language import decimal, t
from doorlezen.reports.score_chart_map import Dot
from doorlezen.web.pages.schools.selection import Selection

ABOVE, ZERO, UNKNOWN = "boven", "nul", "onbekend"
"""How a school is drawn; each has its own shape as well as its own colour."""


@dataclass(frozen=True)
class Point:
    """A school on the map: degrees, how it is drawn, and what its label says."""

    code: str
    name: str
    latitude: Decimal
    longitude: Decimal
    kind: str
    label: str


def points(selection: Selection) -> Iterator[Point]:
    """The schools of the selection that have coordinates, in order of code."""
    found = selection.rows.order_by("pk").exclude(latitude=None)
    fields = ("pk", "name", "place", "latitude", "longitude", "score_met")
    for code, name, place, latitude, longitude, score in found.values_list(*fields):
        yield Point(code, name, latitude, longitude, kind_of(score), _label(place, score))


def as_data(selection: Selection) -> dict[str, Any]:
    """The points as plain values: an address with "00AA00" for the code, and per point a short list.

    ``points``: code, name, latitude, longitude (degrees), kind, label.
    """
    return {
        "page": address(selection.visible.actor, "schools:school", code="00AA00"),
        "points": [
            [
                point.code,
                point.name,
                float(point.latitude),
                float(point.longitude),
                point.kind,
                point.label,
            ]
            for point in points(selection)
        ],
    }


def dots(selection: Selection) -> list[Dot]:
    """The points for our own drawing, in millionths of a degree."""
    return [
        Dot(int(point.longitude * 1_000_000), int(point.latitude * 1_000_000), point.kind)
        for point in points(selection)
    ]


def kind_of(score: Decimal | None) -> str:
    """How a school with this score met drempel is drawn."""
    if score is None:
        return UNKNOWN
    return ABOVE if score else ZERO


def _label(place: str, score: Decimal | None) -> str:
    told = t("score onbekend") if score is None else t("score {score}", score=decimal(score))
    return f"{place}, {told}"
