"""Last year's hours per school: a small list beside the library file, or a table in it."""

import re
from decimal import Decimal
from pathlib import Path

from doorlezen.documents.headed import ReadColumn, read_table
from doorlezen.documents.source import Source, open_source
from doorlezen.language import InputError, clean_line, t
from doorlezen.planning.library.toml_entries import Entries

COLUMNS = {"code": ReadColumn(("vestigingscode",)), "hours": ReadColumn(("uren",))}
_CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_HOURS = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,4})?)(?: ?(?:u|uur|uren)\.?)?", re.IGNORECASE)


def read_last_year(entries: Entries | None, folder: Path | None) -> tuple[dict[str, int] | None, str]:
    """Read [last_year]: quarter-hours a week by vestigingscode, and where they were read.

    None where the file says nothing of last year. Raises InputError.
    """
    if entries is None:
        return None, ""
    source = entries.text_or_none("source") or entries.name
    if folder is None and entries.has("file"):
        entries.refuse("file", t("een bestand erbij kan hier niet; vul de uren zelf in"))
    if entries.only_one("file", "hours") == "file":
        file_name = entries.text("file")
        entries.close()
        path = (folder or Path()) / file_name
        try:
            opened = open_source(path)
        except InputError as wrong:
            where = f"{entries.name}: {entries.at('file')}"
            what = t("{path} kan niet worden gelezen ({why})", path=path, why=wrong.what)
            raise InputError(where, what) from None
        return read_hours(Source(file_name, opened.data)), file_name
    hours = entries.table("hours")
    entries.close()
    quarters = {}
    for code in hours.mapping_keys():
        if not _CODE.fullmatch(code):
            hours.refuse(code, t("is geen vestigingscode zoals 00AP00"))
        quarters[code] = hours.quarters(code)
    return quarters, source


def read_hours(source: Source) -> dict[str, int]:
    """Read a list with the columns vestigingscode and uren (decimal comma or point): quarter-hours by code.

    Text with any delimiter or xlsx; other columns do not matter, and a school without hours is passed over.
    Raises InputError with the number of the first row that is wrong.
    """
    table = read_table(source, COLUMNS, published=False)
    for fault in table.misshapen:
        raise InputError(t("{name}, rij {row}", name=table.name, row=fault.row), fault.what)
    quarters: dict[str, int] = {}
    for row in table.lines:
        for key, broken in row.broken.items():
            raise InputError(table.where(row.row, key), broken)
        code, hours = clean_line(row.cells["code"]).upper(), clean_line(row.cells["hours"])
        if not code and not hours:
            continue
        where = table.where(row.row, "code")
        if not code:
            what = t("hier staat geen vestigingscode; zijn er cellen samengevoegd, zet haar dan in elke rij")
            raise InputError(where, what)
        if not _CODE.fullmatch(code):
            raise InputError(where, t("{code} is geen code zoals 00AP00", code=repr(code)))
        if code in quarters:
            raise InputError(where, t("{code} staat er twee keer", code=code))
        if not hours:
            continue
        written = _HOURS.fullmatch(hours)
        found = Decimal(written[1].replace(",", ".")) * 4 if written else None
        if found is None or found != found.to_integral_value():
            what = t("{hours} is geen aantal in stappen van een kwartier, zoals 2,5", hours=repr(hours))
            raise InputError(table.where(row.row, "hours"), what)
        quarters[code] = int(found)
    return quarters
