"""DUO's file of pupils per vestiging on a peildatum (leerlingen en hun afstand tot school)."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from doorlezen.documents.headed import ReadColumn, RowFault, read_table
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import cell_values
from doorlezen.register.readers.faults import once_each, refuse_a_mass

COLUMNS: Mapping[str, ReadColumn] = {
    "day": ReadColumn(("PEILDATUM",)),
    "code": ReadColumn(("VESTIGINGSCODE", "VESTIGINGSNUMMER")),
    "brin": ReadColumn(("INSTELLINGSCODE", "BRIN NUMMER"), needed=False),
    "school_type": ReadColumn(("SOORT_PO",), longest=10),
    "pupils": ReadColumn(("LEERLINGEN", "AANTAL LEERLINGEN")),
}
IGNORED = (
    "INSTELLINGSNAAM_VESTIGING",
    "POSTCODE_VESTIGING",
    "PLAATSNAAM",
    "GEMEENTENUMMER",
    "GEMEENTECODE",
    "GEMEENTENAAM",
    "PROVINCIE",
    "DENOMINATIE_VESTIGING",
    "BEVOEGD_GEZAG_NUMMER",
    "AFSTAND",
)
PRIMARY = "bo"
"""The school type of the register: ordinary primary schools (basisonderwijs)."""


@dataclass(frozen=True)
class PupilRow:
    """The pupils of one vestiging; None where DUO masks a small number ("<5")."""

    row: int
    code: str
    school_type: str
    pupils: int | None


@dataclass(frozen=True)
class PupilList:
    """The ordinary primary schools of the file; ``others`` counts the rows of every other school type."""

    name: str
    day: datetime.date
    rows: tuple[PupilRow, ...]
    others: Mapping[str, int]
    refused: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]


def read_pupils(source: Source) -> PupilList:
    """Read the file, of one peildatum. Raises InputError.

    A row that cannot be read is left out and reported. Special schools are counted, not kept: they have no
    achterstandsscore, and one vestiging may stand there once for so and once for vso.
    """
    table = read_table(source, COLUMNS, ignored=IGNORED)
    days: dict[datetime.date, int] = {}
    others: Counter[str] = Counter()
    rows: list[PupilRow] = []
    refused: list[RowFault] = [replace(fault, column=t("hele rij")) for fault in table.misshapen]
    for line in table.lines:
        if line.broken:
            refused += table.broken(line)
            continue
        key = "day"
        try:
            days.setdefault(cell_values.day(line.cells["day"]), line.row)
            key = "code"
            code = cell_values.joined_code(line.cells.get("brin", ""), line.cells["code"])
            key = "pupils"
            pupils = cell_values.count(line.cells["pupils"])
        except cell_values.UnreadableError as why:
            refused.append(table.refuse(line, key, why))
            continue
        school_type = line.cells["school_type"].casefold()
        if school_type == PRIMARY:
            rows.append(PupilRow(line.row, code, school_type, pupils))
        else:
            others[school_type] += 1
    if not rows:
        raise InputError(source.name, t("geen enkele rij gaat over een basisschool (SOORT_PO = Bo)"))
    if len(days) > 1:
        row = sorted(days.values())[1]
        raise InputError(table.where(row, "day"), t("het bestand noemt meer dan één peildatum"))
    kept = once_each(rows, column=table.headers["code"], refused=refused)
    refuse_a_mass(source.name, refused, rows=table.rows)
    return PupilList(
        source.name,
        next(iter(days)),
        tuple(kept),
        dict(sorted(others.items())),
        tuple(refused),
        table.unknown,
    )
