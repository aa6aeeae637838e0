"""Small files in the publishers' own shapes: a workbook like CBS's, text files like DUO's. All invented."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from doorlezen.engine.score import PUBLISHED, met_drempel

EXPLANATION = "In 2019 was de waarde van C 535,26. G bedroeg in 2019 529,46. "
_CODE = "School (BRIN vestiging)"
_ZONDER = "Achterstandsscore zonder drempel"


@dataclass(frozen=True)
class Scored:
    """A school in the workbook; cells may be anything, also what CBS would never print."""

    code: str
    pupils: object = 100
    met: object = None
    zonder: object = 100.0
    lower: object = None
    upper: object = None
    notes_met: str = ""
    notes_zonder: str = ""

    @property
    def whole(self) -> "Scored":
        """With the cells that were left out worked out as CBS would."""
        if not isinstance(self.pupils, int) or not isinstance(self.zonder, float):
            return replace(self, met=self.met or "", lower=self.lower or "", upper=self.upper or "")
        zonder = Decimal(str(self.zonder))
        drempel = PUBLISHED[2019].drempel_per_pupil
        few = "a" if self.pupils <= 40 else ""
        return replace(
            self,
            met=float(met_drempel(zonder, self.pupils, drempel)) if self.met is None else self.met,
            lower=float(zonder) if self.lower is None else self.lower,
            upper=0.0 if self.upper is None else self.upper,
            notes_met=self.notes_met or few,
            notes_zonder=self.notes_zonder or few,
        )


def scores_xlsx(
    schools: Iterable[Scored],
    *,
    title: str = "Achterstandsscore per basisschoolvestiging, 1 oktober 2019",
    explanation: str = EXPLANATION,
    only_zonder: Iterable[Scored] = (),
    only_met: Iterable[Scored] = (),
    headers_met: Sequence[str] = (_CODE, "Aantal bekostigde leerlingen", "Achterstandsscore", ""),
    headers_zonder: Sequence[str] = (
        _CODE,
        _ZONDER,
        f"{_ZONDER} \n(onderbouw)",
        f"{_ZONDER} \n(bovenbouw)",
        "",
    ),
    tables: Sequence[str] = ("met", "zonder"),
    after: Sequence[Sequence[object]] = (),
) -> bytes:
    """A workbook like CBS's: title in row 2, header in row 4, row 5 empty, data, a blank row, footnotes."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet("Voorblad").write(2, 0, "Achterstandsscores basisscholen, 2019")
    book.add_worksheet("Toelichting").write(38, 0, explanation)
    whole = [school.whole for school in schools]
    rows = {
        "met": [(s.code, s.pupils, s.met, s.notes_met) for s in [*whole, *(o.whole for o in only_met)]],
        "zonder": [
            (s.code, s.zonder, s.lower, s.upper, s.notes_zonder)
            for s in [*whole, *(o.whole for o in only_zonder)]
        ],
    }
    headers = {"met": headers_met, "zonder": headers_zonder}
    for number, table in enumerate(tables, start=1):
        sheet = book.add_worksheet(f"Tabel {number}")
        sheet.write(0, 0, f"Tabel {number}")
        sheet.write(1, 0, title if table == "met" else title.replace("score per", "score zonder drempel per"))
        sheet.write_row(3, 0, headers[table])
        for at, row in enumerate([*rows[table], (), ("Bron: CBS",), ("a De score …",), *after], start=5):
            sheet.write_row(at, 0, row)
    book.close()
    return file.getvalue()


OLD_COLUMNS = {
    "province": "PROVINCIE",
    "board_number": "BEVOEGD GEZAG NUMMER",
    "brin": "BRIN NUMMER",
    "code": "VESTIGINGSNUMMER",
    "name": "VESTIGINGSNAAM",
    "street": "STRAATNAAM",
    "house_number": "HUISNUMMER-TOEVOEGING",
    "postcode": "POSTCODE",
    "place": "PLAATSNAAM",
    "gemeente": "GEMEENTENUMMER",
    "gemeente_name": "GEMEENTENAAM",
    "denomination": "DENOMINATIE",
    "phone": "TELEFOONNUMMER",
    "website": "INTERNETADRES",
    "region": "RMC-REGIO NAAM",
}
NEW_COLUMNS = {
    **OLD_COLUMNS,
    "brin": "INSTELLINGSCODE",
    "code": "VESTIGINGSCODE",
    "gemeente": "GEMEENTECODE",
    "holiday_region": "VAKANTIEREGIO",
}


def listed(code: str, **cells: str) -> dict[str, str]:
    """A row of DUO's list of schools, with what a test does not care about filled in."""
    return {
        "province": "Gelderland",
        "board_number": "41234",
        "brin": code[:4],
        "code": code,
        "name": f"De Wilg {code}",
        "street": "Lindelaan",
        "house_number": "12-A",
        "postcode": "4001 AB",
        "place": "TIEL",
        "gemeente": "0281",
        "gemeente_name": "TIEL",
        "denomination": "Openbaar",
        "phone": "0344000000",
        "website": "www.dewilg.example",
        "region": "Rivierenland",
        "holiday_region": "Midden",
        **cells,
    }


def schools_csv(
    rows: Iterable[Mapping[str, str]],
    *,
    columns: Mapping[str, str] = OLD_COLUMNS,
    delimiter: str = ";",
    encoding: str = "cp1252",
) -> bytes:
    """DUO's list of schools with these columns: key of `listed` → header."""
    return text_file(columns.values(), ([row[key] for key in columns] for row in rows), delimiter, encoding)


def pupils_csv(rows: Iterable[Sequence[str]], *, encoding: str = "cp1252") -> bytes:
    """DUO's file of pupils: rows of peildatum, BRIN, vestiging, school type and pupils."""
    header = ["PEILDATUM", "BRIN_NUMMER", "VESTIGINGSNUMMER", "SOORT_PO", "AFSTAND", "LEERLINGEN"]
    return text_file(header, ([*row[:4], "2500,77", row[4]] for row in rows), ";", encoding)


def history_csv(
    rows: Iterable[Sequence[str]], *, years: Sequence[int], delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    """DUO's historical overview: rows of vestigingscode, name, kind of school, gemeente code and name, and
    then the pupils of each of these years."""
    header = [
        *("INSTELLINGSCODE", "VESTIGINGSCODE", "NAAM_VESTIGING", "SOORT_VESTIGING"),
        *("DENOMINATIE_VESTIGING", "BEVOEGD_GEZAG_NUMMER", "GEMEENTECODE_VESTIGING"),
        "GEMEENTENAAM_VESTIGING",
        *(f"LEERLINGEN_{year}" for year in years),
    ]
    whole = ([row[0][:4], *row[:3], "Openbaar", "41234", *row[3:]] for row in rows)
    return text_file(header, whole, delimiter, encoding)


def locations_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """A list of coordinates: rows of vestigingscode, longitude and latitude."""
    return text_file(["vestigingscode", "longitude", "latitude"], rows, ",", "utf-8")


def text_file(
    header: Iterable[str], rows: Iterable[Iterable[str]], delimiter: str = ";", encoding: str = "utf-8"
) -> bytes:
    """Rows of text with this separator, every line ended."""
    return "".join(delimiter.join(cells) + "\n" for cells in (header, *rows)).encode(encoding)


def write(folder: Path, name: str, data: bytes) -> Path:
    """Put a file in a folder and return where it lies."""
    path = folder / name
    path.write_bytes(data)
    return path
