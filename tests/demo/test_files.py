"""The invented files are read by the very readers that read the real ones, without a single complaint."""

import datetime
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from doorlezen.demo.demo_files import InputFiles, invent_files
from doorlezen.demo.earlier_scores import YEARS
from doorlezen.documents.source import Source
from doorlezen.engine.score import Constants
from doorlezen.planning.library import Library, read_library

AT = InputFiles(Path("invoer"))


@pytest.fixture(scope="module")
def made() -> dict[Path, bytes]:
    return invent_files(AT.folder)


def source(made: dict[Path, bytes], path: Path) -> Source:
    return Source(path.name, made[path])


def test_the_same_seed_gives_the_same_bytes(made: dict[Path, bytes]) -> None:
    assert invent_files(AT.folder) == made
    assert invent_files(AT.folder, seed=1) != made


def test_the_text_files_never_change_by_themselves(made: dict[Path, bytes]) -> None:
    """Whoever changes the demo on purpose changes these too."""
    texts = (AT.schools, AT.pupils, AT.locations, AT.collaborations, AT.their_collaborations, AT.hours)
    assert {path.name: hashlib.sha256(made[path]).hexdigest()[:16] for path in texts} == {
        "vestigingen-verzonnen_2025-02.csv": "a9ac6dfd6e38bc9d",
        "leerlingen-verzonnen_2024-2025.csv": "ca2491045aad2abc",
        "locaties-verzonnen_2025-02.csv": "770fee5fde775e35",
        "samenwerkingen.csv": "4414f4d3c04abe46",
        "samenwerkingen-ganzendal.csv": "23c1692410cd2f50",
        "uren-2024-2025.csv": "98bdf3fe4d942969",
    }


def test_the_workbook_reads_as_one_of_cbs(made: dict[Path, bytes]) -> None:
    from doorlezen.register.readers.scores import read_scores

    read = read_scores(source(made, AT.scores))
    assert (len(read.met), len(read.zonder), read.refused, read.mark) == (143, 143, (), "")
    assert read.day == datetime.date(2024, 2, 1)
    assert read.constants == Constants(Decimal("535.26"), Decimal("529.46"))


def test_the_lists_read_as_those_of_duo(made: dict[Path, bytes]) -> None:
    from doorlezen.register.readers.locations import read_locations
    from doorlezen.register.readers.pupils import read_pupils
    from doorlezen.register.readers.schools import read_schools

    schools = read_schools(source(made, AT.schools))
    pupils = read_pupils(source(made, AT.pupils))
    locations = read_locations(source(made, AT.locations))
    for read in (schools, pupils, locations):
        assert (len(read.rows), read.refused, read.unknown_columns) == (144, (), ())
    assert {row.province for row in schools.rows} == {"Verzonnen"}
    assert pupils.day == datetime.date(2024, 10, 1)


def test_the_list_of_schools_is_in_windows_1252(made: dict[Path, bytes]) -> None:
    with pytest.raises(UnicodeDecodeError):
        made[AT.schools].decode("utf-8")
    assert "Poëzie" in made[AT.schools].decode("cp1252")


def test_the_own_list_reads(made: dict[Path, bytes]) -> None:
    from doorlezen.register.readers.collaborations import read_collaborations

    for path, lines in ((AT.collaborations, 81), (AT.their_collaborations, 7)):
        read = read_collaborations(source(made, path))
        assert (len(read.rows), read.wrong, read.unknown_columns) == (lines, (), ())


@pytest.fixture
def library(made: dict[Path, bytes], tmp_path: Path) -> Library:
    (tmp_path / AT.hours.name).write_bytes(made[AT.hours])
    return read_library(made[AT.library], name=AT.library.name, folder=tmp_path)


def test_the_library_file_says_that_it_is_invented(library: Library) -> None:
    assert library.invented
    assert library.name == "Bibliotheek Rietlanden (verzonnen)"
    grounds = [fund.ground for fund in library.funds] + [cost.ground for cost in library.costs]
    assert {ground.source for ground in grounds} == {"Verzonnen voor de demo"}


def test_every_gemeente_makes_a_demand(library: Library) -> None:
    assert [demand.gemeente for demand in library.demands][:9] == list(library.gemeenten)
    assert library.last_year is not None
    assert len(library.last_year) == 77


def test_the_earlier_years_read_as_those_of_cbs_and_some_schools_cross_the_drempel(
    made: dict[Path, bytes],
) -> None:
    from doorlezen.register.readers.scores import read_scores

    read = {year: read_scores(source(made, AT.earlier_scores(year))) for year in YEARS}
    newest = read_scores(source(made, AT.scores))
    assert [(one.day, len(one.met), one.refused) for one in read.values()] == [
        (datetime.date(year, 2, 1), 143, ()) for year in YEARS
    ]
    now = {row.code: row.met or Decimal(0) for row in newest.met}
    before = {row.code: row.met or Decimal(0) for row in read[2023].met}
    assert set(before) == set(now)
    crossed = [code for code in now if (now[code] > 0) != (before[code] > 0)]
    assert 0 < len(crossed) < 25
