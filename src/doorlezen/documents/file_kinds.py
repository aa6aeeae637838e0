"""What kind of file somebody gave us, by its first bytes, and what to do where it is not one that we read."""

import zipfile
from typing import NoReturn

from doorlezen.documents.source import Source
from doorlezen.language import InputError, t

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def may_be_workbook(source: Source) -> bool:
    """Whether this is a zip or an office file of an old kind, so surely not a list in plain text."""
    return source.data.startswith((*_ZIP, _OLE))


def refuse_other_than_zip(source: Source) -> None:
    """Raise InputError, with what to do, unless this begins as a zip."""
    if source.data.startswith(_OLE):
        raise InputError(source.name, _old_office(source.data))
    if not source.data.startswith(_ZIP):
        refuse_workbook(source)


def refuse_other_zips(source: Source, archive: zipfile.ZipFile) -> None:
    """Raise InputError, with what to do, unless the zip has the parts of an Excel workbook (xlsx)."""
    names = {name.casefold() for name in archive.namelist()}
    if "xl/workbook.bin" in names:
        what = t("dit is een binaire Excel-werkmap (.xlsb)")
        raise InputError(source.name, t("{what}; {advice}", what=what, advice=_save_as_xlsx()))
    if "mimetype" in archive.namelist():
        with archive.open("mimetype") as file:
            if b"opendocument.spreadsheet" in file.read(100):
                what = t("dit is een bestand van LibreOffice (.ods)")
                raise InputError(source.name, t("{what}; {advice}", what=what, advice=_save_as_xlsx()))
    if not any(name.startswith("xl/") for name in names):
        refuse_workbook(source)


def refuse_workbook(source: Source) -> NoReturn:
    """Refuse a file that is no workbook at all, or a damaged one."""
    raise InputError(
        source.name, t("dit is geen Excel-bestand (xlsx), of het is beschadigd; haal het opnieuw op")
    )


def _old_office(data: bytes) -> str:
    if _utf16("EncryptedPackage") in data:
        return t(
            "dit Excel-bestand is beveiligd met een wachtwoord; haal de beveiliging eraf in Excel, bewaar "
            "het opnieuw en kies dat bestand"
        )
    if _utf16("Workbook") in data or _utf16("Book") in data:
        what = t("dit is een Excel-bestand van een oude soort (.xls)")
    else:
        what = t("dit is een Office-bestand van een oude soort")
    return t("{what}; {advice}", what=what, advice=_save_as_xlsx())


def _save_as_xlsx() -> str:
    return t("open het in Excel, bewaar het als “Excel-werkmap (*.xlsx)” en kies dat bestand")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
