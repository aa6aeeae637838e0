"""The real scores of 2019 and the nine gemeenten of the river area: counted a second time, in another way."""

import csv
import datetime
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker
from python_calamine import CalamineWorkbook

from doorlezen.documents.source import open_source
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.models import Kind
from doorlezen.schemes.domain import verdicts
from doorlezen.schemes.scheme import FilledParameter, fill
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.summary import summary
from doorlezen.schemes.verdict import Eligibility, WarningKind
from tests.databases import for_several

pytestmark = pytest.mark.django_db
RIVER = ("0214", "0216", "0225", "0263", "0281", "0297", "0668", "1740", "1960")
AUTUMN = datetime.date(2019, 11, 1)
YEAR = "2023-2024"
"""A year in which both Impulsregelingen gave money; the figures stay those of the autumn of 2019."""
STARTS = ("2016-08-01", "2018-08-01", "2019-11-01", "2019-11-02", "2020-08-01")
TRAVELLING = (
    "11PF00 12AI00 12JP00 12RZ00 12YW00 13EU00 13KE00 13PD00 13TD00 13WO00 13ZZ00".split()  # noqa: SIM905
)
"""Schools on wheels, for children of fairs and circuses: listed in Geldermalsen, without a score."""
DREMPEL = Decimal("0.12") * (Decimal("535.26") - Decimal("529.46"))


class Row:
    """A school of the river area, straight from the two files."""

    def __init__(self, code: str, pupils: int, met: str, zonder: str, note: str) -> None:
        self.code, self.pupils, self.note = code, pupils, note
        self.met, self.zonder = Decimal(met), Decimal(zonder)

    @property
    def start(self) -> str:
        """When its invented collaboration starts: "" for one school in three."""
        number = int(self.code[:2]) + ord(self.code[2]) + ord(self.code[3])
        return "" if number % 3 == 0 else STARTS[number % 5]

    @property
    def outcome(self) -> str:
        runs = self.start != "" and self.start <= AUTUMN.isoformat()
        if not runs or (self.met == 0 and "a" not in self.note):
            return "not-eligible"
        return "undetermined" if "a" in self.note else "eligible"

    @property
    def near(self) -> bool:
        return abs(self.zonder / self.pupils - DREMPEL) <= Decimal("0.1")


def river_rows(data: Path) -> dict[str, Row]:
    with (data / "duo" / "alle-vestigingen-bo_2019-09.csv").open(encoding="cp1252", newline="") as file:
        codes = {
            row["VESTIGINGSNUMMER"]
            for row in csv.DictReader(file, delimiter=";")
            if row["GEMEENTENUMMER"].strip().zfill(4) in RIVER
        }
    book = CalamineWorkbook.from_path(data / "cbs" / "achterstandsscores-scholen-2019.xlsx")
    met, zonder = (book.get_sheet_by_name(f"Tabel {number}").to_python() for number in (1, 2))
    scores = {str(row[0]): str(row[1]) for row in zonder}
    return {
        code: Row(code, int(float(str(row[1]))), str(row[2]), scores[code], str(row[3]))
        for row in met
        if (code := str(row[0])) in codes
    }


@pytest.fixture(scope="module")
def river(
    shared: Path,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Row]]:
    """The register filled with the real files of 2019, and an invented list of collaborations, once."""
    with for_several(django_db_blocker):
        yield filled(shared / "data", tmp_path_factory.mktemp("river"))


def filled(data: Path, folder: Path) -> dict[str, Row]:
    """Fill the register; the schools of the river area, straight from the files."""
    rows = river_rows(data)
    load(
        [
            Offered(Kind.SCORES, open_source(data / "cbs" / "achterstandsscores-scholen-2019.xlsx")),
            Offered(Kind.SCHOOLS, open_source(data / "duo" / "alle-vestigingen-bo_2019-09.csv")),
        ]
    )
    own = folder / "eigen.csv"
    lines = [f"{row.code};dbos-po;{row.start}\n" for row in rows.values() if row.start]
    own.write_text("vestigingscode;programma;sinds\n" + "".join(lines))
    load_collaborations(Offered(Kind.COLLABORATIONS, open_source(own), AUTUMN), today=AUTUMN)
    return rows


def test_the_river_area_counted_twice(river: dict[str, Row]) -> None:
    scheme, track = find_track(load_schemes(), "mbv2-doorontwikkeling-po")
    found = verdicts(scheme, track, municipalities=RIVER, on=AUTUMN, school_year=YEAR)
    assert {row.school.code: row.outcome.value for row in found.rows} == {
        **{code: row.outcome for code, row in river.items()},
        **dict.fromkeys(TRAVELLING, "not-eligible"),
    }
    assert (len(found.existing), len(found.in_scores), len(found.with_score)) == (140, 129, 58)
    near = {
        row.school.code
        for row in found.rows
        if WarningKind.NEAR_THRESHOLD in [warning.kind for warning in row.warnings]
    }
    assert near == {code for code, row in river.items() if row.near}
    counted = Counter(row.outcome for row in river.values())
    assert summary(found) == (
        "58 van je 129 scholen hebben een achterstandsscore; "
        f"{counted['eligible']} daarvan komen in aanmerking. "
        "Nog 11 scholen staan niet in de scores. "
        f"Bij {counted['undetermined']} scholen is het niet vast te stellen."
    )
    assert min(counted["eligible"], counted["undetermined"]) > 1
    assert all(answer.facts for row in found.rows for answer in row.answers)


def test_new_locations_are_the_schools_without_a_running_collaboration(river: dict[str, Row]) -> None:
    scheme, track = find_track(load_schemes(), "mbv2-nieuwe-locaties-po")
    found = verdicts(scheme, track, municipalities=RIVER, on=AUTUMN, school_year=YEAR)
    running = {code for code, row in river.items() if row.start and row.start <= AUTUMN.isoformat()}
    assert {row.school.code for row in found.rows if row.outcome == Eligibility.ELIGIBLE} == (
        {*river, *TRAVELLING} - running
    )
    assert {row.school.code for row in found.rows if row.outcome == Eligibility.NOT_ELIGIBLE} == running


@pytest.mark.parametrize("asked", ["structureel", "mbv2-kwaliteitsbewaking-po", "stimulering-2020"])
def test_what_is_not_public_is_never_guessed(river: dict[str, Row], asked: str) -> None:
    scheme, track = find_track(load_schemes(), asked)
    year = (scheme.school_years.in_force or (YEAR,))[-1]
    found = verdicts(scheme, track, municipalities=RIVER, on=AUTUMN, school_year=year)
    assert found.counts == {Eligibility.UNDETERMINED: 140}


@pytest.mark.parametrize("asked", ["mbv1-boekstart", "mbv1-vmbo"])
def test_a_primary_school_is_no_kinderopvang_and_no_vmbo(river: dict[str, Row], asked: str) -> None:
    scheme, track = find_track(load_schemes(), asked)
    assert verdicts(scheme, track, municipalities=RIVER, on=AUTUMN, school_year=YEAR).counts == {
        Eligibility.NOT_ELIGIBLE: 140
    }


def test_a_threshold_and_the_small_schools_filled_in(river: dict[str, Row]) -> None:
    scheme, track = find_track(load_schemes(), "mbv2-doorontwikkeling-po")
    values = {"score_above.threshold": "100", "score_above.unreliable": "count"}
    filled = [FilledParameter(name, value, "brief", AUTUMN, "Jo", name) for name, value in values.items()]
    found = verdicts(scheme, fill(track, filled), municipalities=RIVER, on=AUTUMN, school_year=YEAR)
    assert {row.school.code for row in found.rows if row.outcome == Eligibility.ELIGIBLE} == {
        code for code, row in river.items() if row.met > 100 and row.start and row.start <= AUTUMN.isoformat()
    }
    assert found.counts[Eligibility.UNDETERMINED] == 0


def test_the_whole_country(river: dict[str, Row]) -> None:
    scheme, track = find_track(load_schemes(), "mbv2-doorontwikkeling-po")
    found = verdicts(scheme, track, municipalities=None, on=AUTUMN, school_year=YEAR)
    assert (len(found.existing), len(found.in_scores), len(found.with_score)) == (6319, 6295, 2555)
    # outside the river area no school is in the list
    assert found.counts[Eligibility.ELIGIBLE] == Counter(row.outcome for row in river.values())["eligible"]
