"""DUO's list of all vestigingen in primary education, with its old and its new column names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import values
from doorlezen.register.readers.table import Column, Line, Refused, TextTable, read_table, too_long

COLUMNS: Mapping[str, Column] = {
    "code": Column(("VESTIGINGSCODE", "VESTIGINGSNUMMER")),
    "brin": Column(("INSTELLINGSCODE", "BRIN NUMMER"), needed=False),
    "name": Column(("VESTIGINGSNAAM", "INSTELLINGSNAAM VESTIGING", "NAAM VESTIGING")),
    "street": Column(("STRAATNAAM",)),
    "house_number": Column(("HUISNUMMER-TOEVOEGING", "HUISNUMMER"), longest=20),
    "postcode": Column(("POSTCODE", "POSTCODE VESTIGING")),
    "place": Column(("PLAATSNAAM",), longest=100),
    "gemeente": Column(("GEMEENTECODE", "GEMEENTENUMMER")),
    "gemeente_name": Column(("GEMEENTENAAM",), longest=100),
    "province": Column(("PROVINCIE",), longest=40),
    "denomination": Column(("DENOMINATIE", "DENOMINATIE VESTIGING"), longest=100, needed=False),
    "board_number": Column(("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG CODE"), longest=10, needed=False),
    "holiday_region": Column(("VAKANTIEREGIO",), longest=10, needed=False),
    "website": Column(("INTERNETADRES",), needed=False),
}
"""What we read, by the name of the field."""

IGNORED = (
    "TELEFOONNUMMER",
    "STRAATNAAM CORRESPONDENTIEADRES",
    "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES",
    "POSTCODE CORRESPONDENTIEADRES",
    "PLAATSNAAM CORRESPONDENTIEADRES",
    *(
        f"{area} {what}"
        for area in ("NODAAL GEBIED", "RPA-GEBIED", "WGR-GEBIED")
        for what in ("CODE", "NAAM")
    ),
    *(
        f"{area} {what}"
        for area in ("COROPGEBIED", "ONDERWIJSGEBIED", "RMC-REGIO")
        for what in ("CODE", "NAAM")
    ),
)
"""Columns that DUO publishes and we have no use for; any other column is named in the report."""


@dataclass(frozen=True)
class SchoolRow:
    """One vestiging as DUO prints it; codes and postcode in their full form."""

    row: int
    code: str
    name: str
    street: str
    house_number: str
    postcode: str
    place: str
    gemeente: str
    gemeente_name: str
    province: str
    denomination: str
    board_number: str
    holiday_region: str
    website: str


@dataclass(frozen=True)
class SchoolList:
    """A list of vestigingen.

    ``refused`` rows have a code that can be no school's; ``blanked`` cells could not be read and are left
    empty (postcodes only).
    """

    name: str
    rows: tuple[SchoolRow, ...]
    refused: tuple[Refused, ...]
    blanked: tuple[Refused, ...]
    unknown_columns: tuple[str, ...]


def read_schools(source: Source) -> SchoolList:
    """Read DUO's list of schools: separated by semicolons, Windows-1252 or UTF-8.

    A row whose code can be no school's is left out and reported. Anything else that is wrong refuses the
    whole file, because a school that is left out would pass for closed. Raises InputError.
    """
    table = read_table(source, COLUMNS, delimiters=";", ignored=IGNORED)
    rows: list[SchoolRow] = []
    refused: list[Refused] = []
    blanked: list[Refused] = []
    for line in table.lines:
        try:
            code = values.joined_code(line.cells.get("brin", ""), line.cells["code"])
        except values.UnreadableError as why:
            refused.append(table.refuse(line, "code", why))
        else:
            rows.append(_row(table, line, code, blanked))
    if not rows:
        raise InputError(source.name, t("geen enkele rij heeft een vestigingscode zoals 00AP00"))
    refuse_doubles(source.name, [(row.code, row.row) for row in rows])
    return SchoolList(source.name, tuple(rows), tuple(refused), tuple(blanked), table.unknown)


def refuse_doubles(name: str, codes: Iterable[tuple[str, int]]) -> None:
    """Refuse a file in which a school stands twice: nobody can tell which row is right."""
    first: dict[str, int] = {}
    for code, row in codes:
        if first.setdefault(code, row) != row:
            raise InputError(
                t("{name}, rij {row}", name=name, row=row),
                t("vestiging {code} staat ook in rij {first}; haal er één weg", code=code, first=first[code]),
            )


def _row(table: TextTable, line: Line, code: str, blanked: list[Refused]) -> SchoolRow:
    cells = {key: line.cells.get(key, "") for key in COLUMNS if key not in {"code", "brin"}}
    for key in ("name", "place", "gemeente_name"):
        if not cells[key]:
            raise InputError(table.where(line.row, key), t("deze cel is leeg"))
    for wrong in too_long(table, line):
        raise InputError(
            t("{name}, rij {row}, {column}", name=table.name, row=line.row, column=wrong.column), wrong.what
        )
    try:
        cells["gemeente"] = values.gemeente_code(cells["gemeente"])
    except values.UnreadableError as why:
        raise InputError(table.where(line.row, "gemeente"), str(why)) from None
    try:
        cells["postcode"] = values.postcode(cells["postcode"])
    except values.UnreadableError as why:
        blanked.append(table.refuse(line, "postcode", why))
        cells["postcode"] = ""
    return SchoolRow(row=line.row, code=code, **cells)
