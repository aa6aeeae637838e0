"""Where schools stand: a list of vestigingscodes with WGS84 coordinates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from doorlezen.documents.headed import ReadColumn, RowFault, read_table
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import cell_values
from doorlezen.register.readers.faults import once_each, refuse_a_mass

COLUMNS: Mapping[str, ReadColumn] = {
    "code": ReadColumn(("vestigingscode",)),
    "longitude": ReadColumn(("longitude", "lengtegraad", "lon")),
    "latitude": ReadColumn(("latitude", "breedtegraad", "lat")),
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
    refused: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]


def read_locations(source: Source) -> LocationList:
    """Read the list, in the Netherlands. A row that cannot be right is left out and named.

    Raises InputError when it is no such list, or when so many rows are wrong (`refuse_a_mass`).
    """
    table = read_table(source, COLUMNS, ignored=IGNORED)
    rows: list[LocationRow] = []
    refused: list[RowFault] = [replace(fault, column=t("hele rij")) for fault in table.misshapen]
    for line in table.lines:
        if line.broken:
            refused += table.broken(line)
            continue
        key = "code"
        try:
            code = cell_values.school_code(line.cells["code"])
            key = "longitude"
            longitude = cell_values.degrees(line.cells["longitude"], *_LONGITUDES)
            key = "latitude"
            latitude = cell_values.degrees(line.cells["latitude"], *_LATITUDES)
        except cell_values.UnreadableError as why:
            refused.append(table.refuse(line, key, why))
        else:
            rows.append(LocationRow(line.row, code, longitude, latitude))
    if not rows:
        raise InputError(
            source.name, t("geen enkele rij heeft een vestigingscode en coördinaten in Nederland")
        )
    kept = once_each(rows, column=table.headers["code"], refused=refused)
    refuse_a_mass(source.name, refused, rows=table.rows)
    return LocationList(source.name, tuple(kept), tuple(refused), table.unknown)
