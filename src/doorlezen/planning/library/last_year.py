"""Last year's hours per school: a small CSV beside the library file, or a table in it."""

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

from doorlezen.language import InputError, not_read, t
from doorlezen.planning.library.entries import Entries

HEADER = ["vestigingscode", "uren"]
_CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_HOURS = re.compile(r"\d{1,4}([.,]\d{1,4})?")


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
            data = path.read_bytes()
        except OSError as wrong:
            where = f"{entries.name}: {entries.at('file')}"
            what = t("{path} kan niet worden gelezen ({why})", path=path, why=not_read(wrong))
            raise InputError(where, what) from None
        return read_hours(data, name=file_name), file_name
    hours = entries.table("hours")
    entries.close()
    quarters = {}
    for code in hours.mapping_keys():
        if not _CODE.fullmatch(code):
            hours.refuse(code, t("is geen vestigingscode zoals 00AP00"))
        quarters[code] = hours.quarters(code)
    return quarters, entries.name


def read_hours(data: bytes, *, name: str) -> dict[str, int]:
    """Read a CSV ``vestigingscode;uren`` (decimal comma or point): quarter-hours by vestigingscode.

    Raises InputError with the number of the first row that is wrong.
    """
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    quarters: dict[str, int] = {}
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
        if header != HEADER:
            raise InputError(t("{name}, rij 1", name=name), t('moet "vestigingscode;uren" zijn'))
        for cells in rows:
            if any(cell.strip() for cell in cells):
                code, value = _read_row(cells, where=t("{name}, rij {row}", name=name, row=rows.line_num))
                if code in quarters:
                    where = t("{name}, rij {row}", name=name, row=rows.line_num)
                    raise InputError(where, t("{code} staat er twee keer", code=code))
                quarters[code] = value
    except csv.Error:
        where = t("{name}, rij {row}", name=name, row=rows.line_num)
        raise InputError(where, t("deze rij is geen CSV")) from None
    return quarters


def _read_row(cells: list[str], *, where: str) -> tuple[str, int]:
    if len(cells) != len(HEADER):
        raise InputError(where, t("heeft {count} velden in plaats van 2", count=len(cells)))
    code, hours = cells[0].strip(), cells[1].strip()
    if not _CODE.fullmatch(code):
        raise InputError(where, t("vestigingscode: {code} is geen code zoals 00AP00", code=repr(code)))
    try:
        quarters = Decimal(hours.replace(",", ".")) * 4 if _HOURS.fullmatch(hours) else Decimal("NaN")
    except InvalidOperation:  # pragma: no cover - the pattern lets through numbers alone
        quarters = Decimal("NaN")
    if not quarters.is_finite() or quarters != quarters.to_integral_value():
        what = t("uren: {hours} is geen aantal in stappen van een kwartier, zoals 2,5", hours=repr(hours))
        raise InputError(where, what)
    return code, int(quarters)
