"""`doorlezen collaborations`, as a user runs it."""

import csv
import io
import json
from pathlib import Path

import pytest

from doorlezen.register.models import Collaboration, Edition
from tests.cli.inside import Inside, commands
from tests.register.files import listed, schools_csv, text_file, write
from tests.words import LOADED_ALREADY

pytestmark = pytest.mark.django_db
HEADER = ("vestigingscode", "programma", "sinds", "tot", "fase")
DAY = "2026-09-01"


@pytest.fixture
def doorlezen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inside:
    """The command, with three schools in the register."""
    call = commands(capsys, monkeypatch)
    schools = [
        listed("00AP00", name="Wereldwijs", gemeente="0637", gemeente_name="ZOETERMEER", place="ZOETERMEER"),
        listed("00AR00", name="De Es"),
        listed("00AV00", name="De Olm"),
    ]
    assert (
        call("register", "load", "--schools", write(tmp_path, "bo_2019-09.csv", schools_csv(schools))).status
        == 0
    )
    return call


def own_list(folder: Path, *rows: tuple[str, ...], name: str = "lijst.csv") -> Path:
    return write(folder, name, text_file(HEADER, rows))


ONE = ("00AP00", "dBos", "1-8-2018", "", "borging")
TWO = ("00AR00", "dBos+", "2022-08-01", "2025-07-31", "uitvoering")


def test_a_list_is_loaded_shown_and_not_loaded_twice(doorlezen: Inside, tmp_path: Path) -> None:
    path = own_list(tmp_path, ONE, TWO)
    first = doorlezen("collaborations", "load", path, "--date", DAY)
    assert (first.status, first.err) == (0, "")
    assert first.out.splitlines() == [
        "1 bestand geladen (samenwerkingen 2).",
        "",
        "lijst.csv",
        "  de bibliotheek, Eigen lijst met samenwerkingen, 1 september 2026",
        "  2 rijen, 2 nieuw",
    ]
    again = doorlezen("collaborations", "load", path)
    assert again.out.splitlines()[0] == LOADED_ALREADY
    assert Edition.objects.filter(kind="collaborations").count() == 1
    shown = doorlezen("collaborations", "show")
    assert shown.out.splitlines() == [
        "2 samenwerkingen met 2 scholen "
        "(bron: de bibliotheek, Eigen lijst met samenwerkingen, 1 september 2026).",
        "",
        "Code    School      Plaats      Gemeente    Programma                    "
        "  Sinds            Tot en met    Fase        Rij",
        "00AR00  De Es       Tiel        Tiel        dBos+                        "
        "  1 augustus 2022  31 juli 2025  uitvoering    3",
        "00AP00  Wereldwijs  Zoetermeer  Zoetermeer  de Bibliotheek op school (po)"
        "  1 augustus 2018                borging       2",
    ]


def test_show_narrows_to_a_gemeente_and_to_a_day(doorlezen: Inside, tmp_path: Path) -> None:
    doorlezen("collaborations", "load", own_list(tmp_path, ONE, TWO))
    running = doorlezen("collaborations", "show", "--on", "2026-01-01", "--format", "csv")
    assert [row["vestigingscode"] for row in csv.DictReader(io.StringIO(running.out))] == ["00AP00"]
    tiel = json.loads(doorlezen("collaborations", "show", "--municipality", "281", "--format", "json").out)
    assert tiel["collaborations"] == [
        {
            "code": "00AR00",
            "name": "De Es",
            "gemeente": "0281",
            "programme": "dbos-plus",
            "since": "2022-08-01",
            "until": "2025-07-31",
            "phase": "uitvoering",
            "row": 3,
            "school_closed_on": None,
        }
    ]
    assert doorlezen("collaborations", "show", "--on", "2000-01-01").out == (
        "Geen samenwerkingen; laad je lijst met doorlezen collaborations load.\n"
    )


def test_what_show_writes_can_be_loaded_again(doorlezen: Inside, tmp_path: Path) -> None:
    doorlezen("collaborations", "load", own_list(tmp_path, ONE, TWO), "--date", DAY)
    written = doorlezen("collaborations", "show", "--format", "csv").out
    again = doorlezen("collaborations", "load", write(tmp_path, "terug.csv", written.encode()))
    assert (again.status, again.err) == (0, "")
    assert "0 nieuw" in again.out
    assert "gewijzigd" not in again.out


def test_a_newer_list_counts_as_a_whole_and_says_what_it_changed(doorlezen: Inside, tmp_path: Path) -> None:
    doorlezen("collaborations", "load", own_list(tmp_path, ONE, TWO), "--date", DAY)
    changed = (*ONE[:3], "2027-07-31", "borging")
    new = ("00AV00", "dbos", "2026-08-01", "", "")
    newer = doorlezen(
        "collaborations", "load", own_list(tmp_path, changed, new, name="nieuw.csv"), "--date", "2026-10-01"
    )
    assert newer.out.splitlines()[2:] == [
        "nieuw.csv",
        "  de bibliotheek, Eigen lijst met samenwerkingen, 1 oktober 2026",
        "  2 rijen, 1 nieuw, 1 gewijzigd, 1 verdwenen",
        "",
        "  Gewijzigd sinds de vorige uitgave (1)",
        "    rij 2  00AP00  dbos-po sinds 1 augustus 2018, borging → "
        "dbos-po sinds 1 augustus 2018 tot en met 31 juli 2027, borging",
        "",
        "  Nieuw sinds de vorige uitgave (1)",
        "    rij 3  00AV00  dbos-po sinds 1 augustus 2026",
        "",
        "  Verdwenen sinds de vorige uitgave (1)",
        "      00AR00  dbos-plus sinds 1 augustus 2022 tot en met 31 juli 2025, uitvoering",
    ]
    shown = json.loads(doorlezen("collaborations", "show", "--format", "json").out)
    assert [line["code"] for line in shown["collaborations"]] == ["00AP00", "00AV00"]


def test_an_older_list_given_again_counts_again(doorlezen: Inside, tmp_path: Path) -> None:
    right, wrong = own_list(tmp_path, ONE), own_list(tmp_path, TWO, name="fout.csv")
    for path in (right, wrong, right):
        assert doorlezen("collaborations", "load", path).status == 0
    shown = json.loads(doorlezen("collaborations", "show", "--format", "json").out)
    assert [line["code"] for line in shown["collaborations"]] == ["00AP00"]


def test_a_list_of_an_earlier_day_does_not_count_and_says_so(doorlezen: Inside, tmp_path: Path) -> None:
    doorlezen("collaborations", "load", own_list(tmp_path, ONE), "--date", DAY)
    older = doorlezen(
        "collaborations", "load", own_list(tmp_path, TWO, name="oud.csv"), "--date", "2025-09-01"
    )
    assert "  Deze lijst telt niet: die van 1 september 2026 is nieuwer" in older.out.splitlines()
    shown = json.loads(doorlezen("collaborations", "show", "--format", "json").out)
    assert [line["code"] for line in shown["collaborations"]] == ["00AP00"]


def test_every_wrong_row_is_named_and_nothing_is_loaded(doorlezen: Inside, tmp_path: Path) -> None:
    rows = [ONE, ("00AP", *ONE[1:]), ("99XX99", *ONE[1:]), ("00AR00", "dbs", "gisteren", "", "klaar")]
    done = doorlezen("collaborations", "load", own_list(tmp_path, *rows))
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines() == [
        "lijst.csv, rij 3, vestigingscode: “00AP” is een BRIN zonder vestigingsnummer; "
        "verwacht zes tekens, zoals 00AP00",
        "lijst.csv, rij 4, vestigingscode: 99XX99 staat niet in het register; klopt de code, en zijn de "
        "lijsten van CBS en DUO geladen? "
        "Scholen voor speciaal onderwijs staan in de lijst met leerlingen",
        "lijst.csv, rij 5, programma: “dbs” is geen programma; "
        "kies uit de Bibliotheek op school, primair onderwijs; de Bibliotheek op school, vmbo; "
        "BoekStart in de kinderopvang; dBos+; vergelijkbare samenwerking",
        "lijst.csv, rij 5, sinds: “gisteren” is geen datum zoals 1-8-2018 of 1 aug 2018",
        "lijst.csv, rij 5, fase: “klaar” is geen fase; "
        "kies uit acquisitie, implementatie, uitvoering, borging",
        "lijst.csv: 3 rijen kloppen niet; er is niets geladen",
    ]
    assert (Collaboration.objects.count(), Edition.objects.filter(kind="collaborations").count()) == (0, 0)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            b"vestigingscode;sinds\n00AP00;2018-08-01\n",
            "lijst.csv, kopregel: deze kolommen ontbreken: programma",
        ),
        (
            b"PK\x03\x04",
            "lijst.csv: dit is geen Excel-bestand (xlsx), of het is beschadigd; haal het opnieuw op",
        ),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(
    doorlezen: Inside, tmp_path: Path, data: bytes, line: str
) -> None:
    done = doorlezen("collaborations", "load", write(tmp_path, "lijst.csv", data))
    assert (done.status, done.out, done.err) == (2, "", line + "\n")


def test_a_file_that_is_not_there_is_refused_in_one_line(doorlezen: Inside) -> None:
    done = doorlezen("collaborations", "load", "nergens.csv")
    assert (done.status, done.out, done.err) == (2, "", "nergens.csv: dit bestand bestaat niet\n")
