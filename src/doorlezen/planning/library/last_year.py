"""Last year's hours per school: a small list beside the library file, or a table in it."""

import re
from decimal import Decimal
from pathlib import Path

from doorlezen.documents.front import read_rows
from doorlezen.documents.source import Source, open_source
from doorlezen.language import InputError, t
from doorlezen.planning.library.entries import Entries

HEADER = ("vestigingscode", "uren")
LARGEST = 2**20
"""Bytes of the list; that of all schools of the country would take a fifth of it."""
_CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_HOURS = re.compile(r"[0-9]{1,4}([.,][0-9]{1,4})?")


def read_last_year(entries: Entries | None, folder: Path) -> tuple[dict[str, int] | None, str]:
    """Read [last_year]: quarter-hours a week by vestigingscode, and where they were read.

    None where the file says nothing of last year. Raises InputError.
    """
    if entries is None:
        return None, ""
    if entries.only_one("file", "hours") == "file":
        file_name = entries.text("file")
        entries.close()
        path = folder / file_name
        try:
            source = open_source(path)
        except InputError as wrong:
            where = f"{entries.name}: {entries.at('file')}"
            what = t("{path} kan niet worden gelezen ({why})", path=path, why=wrong.what)
            raise InputError(where, what) from None
        return read_hours(Source(file_name, source.data)), file_name
    hours = entries.table("hours")
    entries.close()
    quarters = {}
    for code in hours.mapping_keys():
        if not _CODE.fullmatch(code):
            hours.refuse(code, t("is geen vestigingscode zoals 00AP00"))
        quarters[code] = hours.quarters(code)
    return quarters, entries.name


def read_hours(source: Source) -> dict[str, int]:
    """Read a list with the columns vestigingscode and uren (decimal comma or point): quarter-hours by code.

    Text with any delimiter or xlsx; other columns do not matter. Raises InputError with the number of the
    first row that is wrong.
    """
    rows = read_rows(source, largest=LARGEST).rows
    heads = [text.casefold() for text in rows[0].texts] if rows else []
    if any(heads.count(wanted) != 1 for wanted in HEADER):
        where = t("{name}, rij {row}", name=source.name, row=rows[0].number if rows else 1)
        raise InputError(where, t("hier moeten de kolommen vestigingscode en uren staan, elk één keer"))
    code_at, hours_at = (heads.index(wanted) for wanted in HEADER)
    quarters: dict[str, int] = {}
    for row in rows[1:]:
        where = t("{name}, rij {row}", name=source.name, row=row.number)
        if any(row.texts[len(heads) :]):
            raise InputError(where, t("meer cellen dan de kopregel"))
        code, value = _read_row(row.text(code_at), row.text(hours_at), where=where)
        if code in quarters:
            raise InputError(where, t("{code} staat er twee keer", code=code))
        quarters[code] = value
    return quarters


def _read_row(code: str, hours: str, *, where: str) -> tuple[str, int]:
    if not _CODE.fullmatch(code):
        raise InputError(where, t("vestigingscode: {code} is geen code zoals 00AP00", code=repr(code)))
    quarters = Decimal(hours.replace(",", ".")) * 4 if _HOURS.fullmatch(hours) else None
    if quarters is None or quarters != quarters.to_integral_value():
        what = t("uren: {hours} is geen aantal in stappen van een kwartier, zoals 2,5", hours=repr(hours))
        raise InputError(where, what)
    return code, int(quarters)
