"""DUO's list of all vestigingen in primary education, with its old and its new column names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, read_table
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.register.readers import cell_values
from doorlezen.register.readers.cell_texts import Mended, mend
from doorlezen.register.readers.faults import once_each, refuse_a_mass
from doorlezen.register.readers.filling import Earlier, Filler

COLUMNS: Mapping[str, ReadColumn] = {
    "code": ReadColumn(("VESTIGINGSCODE", "VESTIGINGSNUMMER")),
    "brin": ReadColumn(("INSTELLINGSCODE", "BRIN NUMMER"), needed=False),
    "name": ReadColumn(("VESTIGINGSNAAM", "INSTELLINGSNAAM VESTIGING", "NAAM VESTIGING")),
    "street": ReadColumn(("STRAATNAAM",)),
    "house_number": ReadColumn(("HUISNUMMER-TOEVOEGING", "HUISNUMMER"), longest=20),
    "postcode": ReadColumn(("POSTCODE", "POSTCODE VESTIGING")),
    "place": ReadColumn(("PLAATSNAAM",), longest=100),
    "gemeente": ReadColumn(("GEMEENTECODE", "GEMEENTENUMMER")),
    "gemeente_name": ReadColumn(("GEMEENTENAAM",), longest=100),
    "province": ReadColumn(("PROVINCIE",), longest=40),
    "denomination": ReadColumn(("DENOMINATIE", "DENOMINATIE VESTIGING"), longest=100, needed=False),
    "board_number": ReadColumn(("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG CODE"), longest=10, needed=False),
    "holiday_region": ReadColumn(("VAKANTIEREGIO",), longest=10, needed=False),
    "website": ReadColumn(("INTERNETADRES",), needed=False),
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

NEEDED = ("name", "place", "gemeente", "gemeente_name")
"""What a row must say about a school, or what is known of it must."""


@dataclass(frozen=True)
class ListedSchool:
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

    ``refused`` rows are left out: no code that a school can have, or a hole that nothing known fills.
    ``filled`` cells were empty or could not be read and got what other rows or earlier editions say;
    ``blanked`` ones are left empty; ``mended`` ones were encoded twice, and ``doubtful`` ones seem to be.
    """

    name: str
    rows: tuple[ListedSchool, ...]
    refused: tuple[RowFault, ...]
    blanked: tuple[RowFault, ...]
    unknown_columns: tuple[str, ...]
    filled: tuple[RowFault, ...] = ()
    mended: tuple[RowFault, ...] = ()
    doubtful: tuple[RowFault, ...] = ()


def read_schools(source: Source, *, earlier: Earlier = Earlier.nothing) -> SchoolList:
    """Read DUO's list of schools. ``earlier``: what the register knows, for the cells that say nothing.

    A hole in a row is filled from the other rows, else from ``earlier``; where neither knows, the row is
    left out. Each is named. Raises InputError when it is no such list, and when so many rows are wrong that
    the others cannot be trusted (`refuse_a_mass`).
    """
    table = read_table(source, COLUMNS, ignored=IGNORED)
    refused: list[RowFault] = []
    blanked: list[RowFault] = []
    texts: dict[Mended, list[RowFault]] = {how: [] for how in Mended}
    coded: list[tuple[HeadedRow, str, dict[str, str]]] = []
    for line in table.lines:
        if "code" in line.broken:
            refused.append(table.refuse(line, "code", line.broken["code"]))
            continue
        try:
            code = cell_values.joined_code(line.cells.get("brin", ""), line.cells["code"])
        except cell_values.UnreadableError as why:
            refused.append(table.refuse(line, "code", why))
        else:
            coded.append((line, code, _cells(table, line, blanked, texts)))
    filled: list[RowFault] = []
    rows = _shifted(table, earlier, refused, filled)
    if not coded:
        raise InputError(source.name, t("geen enkele rij heeft een vestigingscode zoals 00AP00"))
    filler = Filler(table, [(code, cells) for _, code, cells in coded], earlier)
    rows += [
        ListedSchool(row=line.row, code=code, **cells)
        for line, code, cells in coded
        if filler.fill(line, code, cells, filled=filled, refused=refused)
    ]
    kept = once_each(rows, column=table.headers["code"], refused=refused, first_counts=True)
    wrong = [*refused, *filled, *blanked]
    refuse_a_mass(source.name, wrong, rows=table.rows)
    if not kept:
        raise InputError(source.name, t("van geen enkele rij is bekend welke school het is en waar ze staat"))
    return SchoolList(
        source.name,
        tuple(kept),
        tuple(sorted(refused, key=_row)),
        tuple(blanked),
        table.unknown,
        tuple(filled),
        tuple(texts[Mended.ENCODED_ONCE]),
        tuple(texts[Mended.LEFT_AS_IT_IS]),
    )


def _shifted(
    table: HeadedList, earlier: Earlier, refused: list[RowFault], filled: list[RowFault]
) -> list[ListedSchool]:
    """The schools of rows with too many or too few cells, as they were known.

    Their cells cannot be told apart, and left out a school would pass for closed. A row in which no known
    school can be found is left out.
    """
    codes = {
        row: found[0]
        for row, cells in table.shifted.items()
        if len(found := [*filter(cell_values.SCHOOL_CODE.fullmatch, map(cell_values.bare, cells))]) == 1
    }
    known = earlier.schools(sorted(set(codes.values()))) if codes else {}
    rows = []
    for fault in table.misshapen:
        code = codes.get(fault.row, "")
        if code not in known:
            refused.append(replace(fault, column=t("hele rij")))
            continue
        what = t("{code}: {what}; de gegevens zijn die van het register", code=code, what=fault.what)
        filled.append(RowFault(fault.row, t("hele rij"), what))
        rows.append(ListedSchool(row=fault.row, code=code, **known[code]))
    return rows


def _row(fault: RowFault) -> int:
    return fault.row


def _cells(
    table: HeadedList, line: HeadedRow, blanked: list[RowFault], texts: Mapping[Mended, list[RowFault]]
) -> dict[str, str]:
    """The cells of a row in their full form. What cannot be read becomes empty: a needed one is then a hole,
    any other is named in ``blanked``."""
    cells = {}
    for key in COLUMNS:
        if key in {"code", "brin"}:
            continue
        if key in line.broken:
            cells[key] = ""
            if key not in NEEDED:
                blanked.append(table.refuse(line, key, line.broken[key]))
            continue
        text, how = mend(line.cells.get(key, ""))
        if how is not Mended.NOTHING:
            texts[how].append(table.refuse(line, key, how.told(line.cells[key], text)))
        try:
            cells[key] = _read(key, text)
        except cell_values.UnreadableError as why:
            cells[key] = ""
            if key not in NEEDED:
                blanked.append(table.refuse(line, key, why))
    return cells


def _read(key: str, text: str) -> str:
    if len(text) > COLUMNS[key].longest:
        raise cell_values.UnreadableError(
            t("{count} tekens; meer dan {longest} past niet", count=len(text), longest=COLUMNS[key].longest)
        )
    if key == "postcode":
        return cell_values.postcode(text)
    if key == "house_number":
        return cell_values.house_number(text)
    return cell_values.gemeente_code(text) if key == "gemeente" else text
