"""The invented schools as the text files that DUO and the library itself would have."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from doorlezen.demo.invented_collaborations import InventedCollaboration
from doorlezen.demo.invented_names import PROVINCE
from doorlezen.demo.invented_schools import InventedSchool

PUPILS_DAY = "20241001"


def _lines(
    header: str, rows: Iterable[Sequence[object]], *, separator: str = ";", encoding: str = "cp1252"
) -> bytes:
    lines = [header, *(separator.join(map(str, row)) for row in rows)]
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def school_list(schools: Sequence[InventedSchool]) -> bytes:
    """DUO's list of vestigingen, with its present column names; Windows-1252, semicolons."""
    header = (
        "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
        "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;"
        "INTERNETADRES;VAKANTIEREGIO"
    )
    rows = [
        (
            PROVINCE, s.board_number, s.code[:4], s.code, s.name, s.street, s.house_number, "",
            s.place.upper(), s.gemeente, s.gemeente_name.upper(), s.denomination, "", "", "Midden",
        )
        for s in schools
    ]  # fmt: skip
    return _lines(header, rows)


def pupil_list(schools: Sequence[InventedSchool]) -> bytes:
    """DUO's pupils per vestiging: the vestiging number apart from the BRIN, decimals with a comma."""
    header = (
        "PEILDATUM;BRIN_NUMMER;VESTIGINGSNUMMER;INSTELLINGSNAAM_VESTIGING;POSTCODE_VESTIGING;PLAATSNAAM;"
        "GEMEENTENUMMER;GEMEENTENAAM;PROVINCIE;SOORT_PO;DENOMINATIE_VESTIGING;BEVOEGD_GEZAG_NUMMER;"
        "AFSTAND;LEERLINGEN"
    )
    rows = [
        (
            PUPILS_DAY, s.code[:4], s.code[4:], s.name, "", s.place.upper(), s.gemeente, s.gemeente_name,
            PROVINCE, "Bo", s.denomination, s.board_number, f"{700 + 7 * s.house_number},5", s.pupils,
        )
        for s in schools
    ]  # fmt: skip
    return _lines(header, rows)


def location_list(schools: Sequence[InventedSchool]) -> bytes:
    """Coordinates per vestiging (WGS84); UTF-8, commas."""
    header = "vestigingscode,longitude,latitude,postcode,plaats,gemeente,provincie,leerlingen"
    rows = [
        (s.code, s.longitude, s.latitude, "", s.place, s.gemeente_name.upper(), PROVINCE, s.pupils)
        for s in schools
    ]
    return _lines(header, rows, separator=",", encoding="utf-8")


def collaboration_list(lines: Sequence[InventedCollaboration]) -> bytes:
    """The library's own list of collaborations."""
    header = "vestigingscode;programme;since;until;phase"
    rows = [(line.code, "dbos-po", line.since, line.until or "", line.phase) for line in lines]
    return _lines(header, rows, encoding="utf-8")


def hours_list(lines: Sequence[InventedCollaboration]) -> bytes:
    """Last year's hours a week per school, with a decimal comma."""
    rows = [
        (line.code, str((Decimal(line.quarters) / 4).normalize()).replace(".", ","))
        for line in lines
        if line.until is None
    ]
    return _lines("vestigingscode;uren", rows, encoding="utf-8")
