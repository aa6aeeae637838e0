"""The invented scores as a workbook laid out like CBS publishes them."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from doorlezen.demo.invented_names import PUBLISHER
from doorlezen.demo.invented_schools import InventedSchool

DAY = "1 februari {year}"
YEAR = 2024
"""The newest edition."""
_FOOTNOTES = {
    "a": "De achterstandsscore van een basisschool",
    "b": "De achterstandsscore van de onderbouw",
    "c": "De achterstandsscore van de bovenbouw",
}
_LABEL = "Verzonnen gegevens, gemaakt door Doorlezen: deze scholen bestaan niet."
_NOTES = (
    "Toelichting bij de tabel",
    "",
    _LABEL,
    "",
    "De tabellen tonen de achterstandsscores van verzonnen scholen op {day}. Tabel 1 toont de scores met "
    "drempel, Tabel 2 zonder drempel.",
    "",
    "De waardes van C en G uit de formule zijn voor alle scholen hetzelfde. In {year} was de waarde van C "
    "535,26. G bedroeg in {year} 529,46. Dat zijn de waardes van 2019.",
)


def scores_workbook(schools: Sequence[InventedSchool], year: int = YEAR) -> bytes:
    """The bytes of the .xlsx of this year: Voorblad, Toelichting, Tabel 1 (met drempel), Tabel 2 (zonder)."""
    from xlsxwriter import Workbook

    day = DAY.format(year=year)
    scored = [school for school in schools if school.zonder is not None]
    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    # a fixed day, so that the same seed gives the same bytes
    workbook.set_properties(
        {"title": "Verzonnen achterstandsscores", "created": datetime(year, 7, 1, tzinfo=UTC)}
    )
    cover = workbook.add_worksheet("Voorblad")
    cover.write(2, 0, f"Achterstandsscores basisscholen, {year} (verzonnen)")
    cover.write(4, 0, _LABEL)
    notes = workbook.add_worksheet("Toelichting")
    for row, line in enumerate(_NOTES):
        notes.write(row, 0, line.format(day=day, year=year))
    _table(
        workbook,
        "Tabel 1",
        f"Achterstandsscore per basisschoolvestiging, {day}",
        ("School (BRIN vestiging)", "Aantal bekostigde leerlingen", "Achterstandsscore", ""),
        [(s.code, s.funded, s.met, "a" if "a" in s.footnotes else "") for s in scored],
        "a",
    )
    zonder = "Achterstandsscore zonder drempel"
    _table(
        workbook,
        "Tabel 2",
        f"Achterstandsscore zonder drempel per basisschoolvestiging, {day}",
        ("School (BRIN vestiging)", zonder, f"{zonder} \n(onderbouw)", f"{zonder} \n(bovenbouw)", ""),
        [(s.code, s.zonder, s.lower, s.upper, s.footnotes) for s in scored],
        "abc",
    )
    workbook.close()
    return file.getvalue()


def _table(
    workbook: Any, name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[Any]], notes: str
) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.write(0, 0, name)
    sheet.write(1, 0, title)
    sheet.write_row(3, 0, header)
    for number, row in enumerate(rows, start=5):
        sheet.write_row(number, 0, [float(cell) if isinstance(cell, Decimal) else cell for cell in row])
    end = 5 + len(rows) + 1
    sheet.write(end, 0, f"Bron: {PUBLISHER}")
    for number, note in enumerate(notes, start=end + 1):
        few = "is onvoldoende betrouwbaar omdat de score is gebaseerd op te weinig (<= 40) leerlingen."
        sheet.write(number, 0, f"{note} {_FOOTNOTES[note]} {few}")
