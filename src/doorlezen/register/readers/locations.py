"""Where schools stand: a list of vestigingscodes with WGS84 coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import values
from doorlezen.register.readers.schools import refuse_doubles
from doorlezen.register.readers.table import Column, Refused, read_table

COLUMNS: Mapping[str, Column] = {
    "code": Column(("vestigingscode",)),
    "longitude": Column(("longitude", "lengtegraad", "lon")),
    "latitude": Column(("latitude", "breedtegraad", "lat")),
}
IGNORED = ("postcode", "plaats", "gemeente", "provincie", "leerlingen")
_LONGITUDES = (3, 8)
_LATITUDES = (50, 54)


@dataclass(frozen=True)
class LocationRow:
    """The coordinates of one vestiging, in degrees (WGS84), six places."""

    row: int
    code: str
    longitude: Decimal
    latitude: Decimal


@dataclass(frozen=True)
class LocationList:
    """A list of coordinates; ``refused`` rows have a code or a coordinate that cannot be right."""

    name: str
    rows: tuple[LocationRow, ...]
    refused: tuple[Refused, ...]
    unknown_columns: tuple[str, ...]


def read_locations(source: Source) -> LocationList:
    """Read the list, separated by commas or semicolons, in the Netherlands. Raises InputError."""
    table = read_table(source, COLUMNS, delimiters=",;", ignored=IGNORED)
    rows: list[LocationRow] = []
    refused: list[Refused] = []
    for line in table.lines:
        key = "code"
        try:
            code = values.school_code(line.cells["code"])
            key = "longitude"
            longitude = values.degrees(line.cells["longitude"], *_LONGITUDES)
            key = "latitude"
            latitude = values.degrees(line.cells["latitude"], *_LATITUDES)
        except values.UnreadableError as why:
            refused.append(table.refuse(line, key, why))
        else:
            rows.append(LocationRow(line.row, code, longitude, latitude))
    if not rows:
        raise InputError(
            source.name, t("geen enkele rij heeft een vestigingscode en coördinaten in Nederland")
        )
    refuse_doubles(source.name, [(row.code, row.row) for row in rows])
    return LocationList(source.name, tuple(rows), tuple(refused), table.unknown)
