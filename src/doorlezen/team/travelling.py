"""How long somebody travels between two places, as far as only their coordinates are known."""

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from doorlezen.documents.toml_text import parse_toml
from doorlezen.team.models import TravelMode

EARTH = 6371.0
"""Kilometres from the middle of the earth to its face."""


@dataclass(frozen=True)
class GeoPoint:
    """A place on earth, WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class TravelSpeed:
    """How fast one way of travelling is; the factor is what a road is longer than the crow flies."""

    kilometres_per_hour: int
    factor_percent: int
    fixed_minutes: int

    def minutes(self, one: GeoPoint, other: GeoPoint) -> int:
        """Whole minutes between two places, rounded up; 0 where they are one place."""
        if one == other:
            return 0
        way = crow_flies(one, other) * self.factor_percent / 100
        return self.fixed_minutes + math.ceil(round(way / self.kilometres_per_hour * 60, 6))


@dataclass(frozen=True)
class TravelSpeeds:
    """The speed of every way of travelling, with on what ground."""

    source: str
    read_on: datetime.date
    of: Mapping[TravelMode, TravelSpeed]


def crow_flies(one: GeoPoint, other: GeoPoint) -> float:
    """Kilometres between two places as the crow flies."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    up, across = north - south, math.radians(other.longitude - one.longitude)
    half = math.sin(up / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(across / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


@cache
def travel_speeds() -> TravelSpeeds:
    """The speeds that are shipped (data/travel_modes.toml)."""
    name = "travel_modes.toml"
    tree = parse_toml(files("doorlezen.team").joinpath("data", name).read_bytes(), name=name)
    return TravelSpeeds(
        tree["source"], tree["read_on"], {mode: TravelSpeed(**tree[mode.value]) for mode in TravelMode}
    )
