"""The selection as points: for the map that a browser draws, and for the one that we draw ourselves."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from doorlezen.language import current, decimal, t
from doorlezen.register.domain.register_cache import until_next_edition
from doorlezen.reports.score_chart_map import Dot, draw_dots
from doorlezen.web.addresses import address
from doorlezen.web.pages.schools.choice import USUAL_ORDER
from doorlezen.web.pages.schools.chosen import Chosen
from doorlezen.web.pages.schools.selection import Selection

ABOVE, ZERO, UNKNOWN = "boven", "nul", "onbekend"
"""How a school is drawn; each has its own shape as well as its own colour."""


@dataclass(frozen=True)
class MapPoint:
    """A school on the map: degrees, how it is drawn, and what its label says."""

    code: str
    name: str
    latitude: Decimal
    longitude: Decimal
    kind: str
    label: str


def points(chosen: Chosen) -> Iterator[MapPoint]:
    """The schools of the selection that have coordinates, in order of code."""
    found = chosen.rows.order_by("pk").exclude(latitude=None)
    fields = ("pk", "name", "place", "latitude", "longitude", "score_met")
    for code, name, place, latitude, longitude, score in found.values_list(*fields):
        yield MapPoint(code, name, latitude, longitude, kind_of(score), _label(place, score))


def as_json(selection: Selection) -> str:
    """The points for a script: an address with "00AA00" for the code, and per point a short list.

    ``points``: code, name, latitude, longitude (degrees), kind, label.
    """
    page = json.dumps(address(selection.visible.actor, "schools:school", code="00AA00"))
    return f'{{"page": {page}, "points": {_listed(_in_no_order(selection), current())}}}'


def drawing(selection: Selection) -> str:
    """The points drawn by ourselves, as SVG."""
    return _drawn(_in_no_order(selection), current())


def _in_no_order(selection: Selection) -> Chosen:
    """The question without its order, which no map shows."""
    return replace(selection.chosen, choice=replace(selection.choice, order=USUAL_ORDER))


@until_next_edition(16)
def _listed(chosen: Chosen, language: str) -> str:
    """Of the country some 600 kB of text."""
    return json.dumps(
        [
            [
                point.code,
                point.name,
                float(point.latitude),
                float(point.longitude),
                point.kind,
                point.label,
            ]
            for point in points(chosen)
        ],
        separators=(",", ":"),
    )


@until_next_edition(16)
def _drawn(chosen: Chosen, language: str) -> str:
    dots = [
        Dot(int(point.longitude * 1_000_000), int(point.latitude * 1_000_000), point.kind)
        for point in points(chosen)
    ]
    return draw_dots(
        dots,
        name="kaart",
        title=t("Kaart van de scholen van je keuze"),
        text=t("Elke stip is een school. De tabel noemt ze allemaal."),
    )


def kind_of(score: Decimal | None) -> str:
    """How a school with this score met drempel is drawn."""
    if score is None:
        return UNKNOWN
    return ABOVE if score else ZERO


def _label(place: str, score: Decimal | None) -> str:
    told = t("score onbekend") if score is None else t("score {score}", score=decimal(score))
    return f"{place}, {told}"
