"""`doorlezen register`, as a user runs it: load, show, and every file that is refused."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.inside import Inside, commands
from tests.databases import own_database, with_tables
from tests.register.files import (
    Scored,
    listed,
    locations_csv,
    pupils_csv,
    schools_csv,
    scores_xlsx,
    write,
)
from tests.words import A_FOLDER, LOADED_ALREADY

Run = Callable[..., subprocess.CompletedProcess[str]]
SCHOOLS = [
    listed("00AP00", name="Wereldwijs", gemeente="0637", gemeente_name="ZOETERMEER", place="ZOETERMEER"),
    listed("00AR00", name="=cmd|'/c calc'!A1"),
    listed("00AV00", name="De Es"),
]
SCORES = [
    Scored("00AP00", 100, 33.02, 102.62),
    Scored("00AR00", 30, 0.0, 19.46),
    Scored("00AV00", 65, ".", ".", ".", "."),
]


@pytest.fixture
def doorlezen(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    return commands(capsys, monkeypatch)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write(folder, "bo_2019-09.csv", schools_csv(SCHOOLS))
    write(folder, "scores.xlsx", scores_xlsx(SCORES))
    write(folder, "pupils.csv", pupils_csv([("20191001", "00AP", "00", "Bo", "101")]))
    write(folder, "locations_2024-11.csv", locations_csv([("00AP00", "4.474884", "52.059985")]))
    return folder


@pytest.fixture
def loaded(doorlezen: Inside, files: Path) -> Inside:
    done = doorlezen(
        "register", "load", "--schools", files / "bo_2019-09.csv", "--scores", files / "scores.xlsx",
        "--pupils", files / "pupils.csv", "--locations", files / "locations_2024-11.csv",
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    return doorlezen


def test_load_says_what_it_did_and_the_second_time_that_it_did_nothing(
    doorlezen: Inside, files: Path
) -> None:
    arguments = ("register", "load", "--schools", files / "bo_2019-09.csv", "--scores", files / "scores.xlsx")
    first, second = doorlezen(*arguments), doorlezen(*arguments)
    assert (first.status, first.err, second.status, second.err) == (0, "", 0, "")
    assert first.out.splitlines() == [
        "2 bestanden geladen (schoolvestigingen 3, achterstandsscores 3).",
        "",
        "bo_2019-09.csv",
        "  DUO, Alle vestigingen basisonderwijs, 1 september 2019",
        "  3 rijen, 3 nieuw",
        "  Peildatum 1 september 2019 komt uit de naam van het bestand",
        "",
        "scores.xlsx",
        "  CBS, Achterstandsscores per basisschoolvestiging, 1 oktober 2019",
        "  3 rijen, 3 nieuw",
        "  Drempelformule nagerekend voor 2 scholen: 0,696000 punt aftrek per leerling",
        "  1 school zonder score (onbekend bij CBS)",
    ]
    assert second.out.splitlines() == [
        LOADED_ALREADY,
        "",
        "bo_2019-09.csv",
        "  DUO, Alle vestigingen basisonderwijs, 1 september 2019",
        "  al geladen, niets veranderd",
        "",
        "scores.xlsx",
        "  CBS, Achterstandsscores per basisschoolvestiging, 1 oktober 2019",
        "  al geladen, niets veranderd",
    ]


def test_load_can_report_as_json(loaded: Inside, files: Path) -> None:
    done = loaded("register", "load", "--scores", files / "scores.xlsx", "--format", "json")
    (file,) = json.loads(done.out)["files"]
    assert (file["already_loaded"], file["edition"]["peildatum"]) == (True, "2019-10-01")


def test_show_counts_first_and_then_lists_with_footnotes_and_sources(loaded: Inside) -> None:
    shown = loaded("register", "show")
    assert shown.status == 0
    assert re.sub("[0-9]+ jaar", "… jaar", shown.err) == (
        "De scores zijn van 1 oktober 2019, … jaar oud; een nieuwere lijst kan anders uitvallen.\n"
    )
    assert shown.out.splitlines() == [
        "3 scholen in de achterstandsscores, 1 met een score boven 0 "
        "(bron: CBS, Achterstandsscores per basisschoolvestiging, 1 oktober 2019).",
        "",
        "Code    School             Plaats      Gemeente    Leerlingen     Score  Zonder drempel  Noot",
        "00AR00  =cmd|'/c calc'!A1  Tiel        Tiel                30      0,00           19,46  a",
        "00AV00  De Es              Tiel        Tiel                65  onbekend        onbekend",
        "00AP00  Wereldwijs         Zoetermeer  Zoetermeer         101     33,02          102,62",
        "        Samen                                             196",
        "",
        "Score: de achterstandsscore met drempel",
        "a: hooguit 40 leerlingen; CBS noemt de score onvoldoende betrouwbaar",
        "Bron: DUO, Leerlingen en hun afstand tot school, 1 oktober 2019",
        "Bron: DUO, Alle vestigingen basisonderwijs, 1 september 2019",
        "Bron: CBS, Achterstandsscores per basisschoolvestiging, 1 oktober 2019",
    ]


def test_show_narrows_to_gemeenten(loaded: Inside) -> None:
    shown = loaded("register", "show", "--municipality", "GM0637", "--format", "json")
    data = json.loads(shown.out)
    assert data["counts"] == {"schools": 1, "scored": 1, "above_zero": 1, "closed": 0}
    (school,) = data["schools"]
    assert (school["code"], school["score_met_drempel"], school["score_row"]) == ("00AP00", 33.02, 6)
    assert (school["pupils"], school["pupils_peildatum"], school["pupils_row"]) == (101, "2019-10-01", 2)
    assert [
        edition["kind"] if "kind" in edition else edition["publisher"] for edition in data["editions"]
    ] == [
        "DUO en BAG",
        "DUO",
        "DUO",
        "CBS",
    ]


def test_csv_is_utf8_and_safe_in_a_spreadsheet(loaded: Inside) -> None:
    shown = loaded("register", "show", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.out)))
    assert [row["vestigingscode"] for row in rows] == ["00AP00", "00AR00", "00AV00"]
    assert rows[1]["naam"] == "'=cmd|'/c calc'!A1"
    assert (rows[0]["score_met_drempel"], rows[0]["score_peildatum"], rows[0]["score_rij"]) == (
        "33.02",
        "2019-10-01",
        "6",
    )
    assert rows[2]["score_met_drempel"] == ""
    assert shown.err.startswith("3 scholen in de achterstandsscores")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("load",),
            "register load: geef minstens één bestand, "
            "met --scores, --schools, --pupils, --locations of --holidays",
        ),
        (("load", "--scores", "/dev/null"), "/dev/null: het bestand is leeg; haal het opnieuw op"),
        (("load", "--scores", "nergens.xlsx"), "nergens.xlsx: dit bestand bestaat niet"),
        (("load", "--scores", "."), A_FOLDER),
        (("load", "--schools", "x.csv", "--schools-date", "gisteren"), "x.csv: dit bestand bestaat niet"),
        (
            ("show", "--municipality", "9999"),
            "--municipality: gemeente 9999 staat in geen lijst van scholen in het register",
        ),
        (
            ("show", "--on", "gisteren"),
            "--on: “gisteren” is geen datum zoals 1-8-2018 of 1 aug 2018",
        ),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_one_line(
    doorlezen: Inside, arguments: tuple[str, ...], line: str
) -> None:
    done = doorlezen("register", *arguments)
    assert (done.status, done.out, done.err) == (2, "", line + "\n")


REFUSED = {
    "no workbook": (
        "--scores",
        "a.xlsx",
        b"a;b\n1;2\n",
        "a.xlsx: dit is geen Excel-bestand (xlsx), of het is beschadigd; haal het opnieuw op",
    ),
    "no tables": (
        "--scores",
        "a.xlsx",
        scores_xlsx([], tables=()),
        "a.xlsx: in geen enkel blad staat Tabel 1, de achterstandsscore met drempel; "
        "is dit het Excel-bestand van CBS?",
    ),
    "cut off": (
        "--schools",
        "a_2020-01.csv",
        schools_csv(SCHOOLS)[:-30],
        "a_2020-01.csv, rij 4: het bestand breekt midden in deze rij af; haal het opnieuw op",
    ),
    "no peildatum": (
        "--schools",
        "a.csv",
        schools_csv(SCHOOLS[:2]),
        "a.csv: dit bestand noemt geen peildatum; geef hem zelf, zoals 2019-10-01 (--schools-date)",
    ),
    "a mass of faults": (
        "--schools",
        "a_2020-01.csv",
        schools_csv([*SCHOOLS, *(listed(f"{number}") for number in range(21))]),
        "a_2020-01.csv: 21 van de 24 rijen kloppen niet; bij meer dan 20 wordt niets geladen. De eerste is "
        "rij 5, VESTIGINGSNUMMER: “0” is geen BRIN; verwacht vier tekens, zoals 00AP",
    ),
}


@pytest.mark.parametrize(("option", "name", "data", "line"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    loaded: Inside, tmp_path: Path, option: str, name: str, data: bytes, line: str
) -> None:
    before = loaded("register", "show", "--format", "json").out
    done = loaded("register", "load", option, write(tmp_path, name, data))
    assert (done.status, done.out, done.err) == (2, "", line + "\n")
    assert loaded("register", "show", "--format", "json").out == before


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xef\xbb\xbf \r\n", "het bestand is leeg; haal het opnieuw op"),
        (b"<!DOCTYPE html><html>", "dit is een webpagina, geen gegevensbestand; haal het bestand opnieuw op"),
    ],
)
def test_a_file_that_holds_no_data_is_refused_before_a_database_is_needed(
    run: Run, tmp_path: Path, data: bytes, what: str
) -> None:
    path = write(tmp_path, "a.csv", data)
    done = run("register", "load", "--schools", path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{path}: {what}\n")
    assert not (tmp_path / "home").exists()


def test_show_without_anything_loaded_says_so(doorlezen: Inside) -> None:
    shown = doorlezen("register", "show")
    assert (shown.status, shown.out) == (
        0,
        "0 scholen; er zijn nog geen achterstandsscores geladen.\n",
    )


def test_help_is_instant_and_dutch(run: Run) -> None:
    done = run("register", "--help")
    assert done.returncode == 0
    assert "Open gegevens over scholen: laden, tonen en ophalen." in done.stdout


def test_a_reader_that_goes_away_does_not_turn_a_load_into_a_failure(files: Path, tmp_path: Path) -> None:
    load = f"{sys.executable} -m doorlezen.cli register load --schools {files / 'bo_2019-09.csv'}"
    with own_database(like=with_tables()) as (_, url):
        done = subprocess.run(
            ["bash", "-c", f"{load} | head -1; exit ${{PIPESTATUS[0]}}"],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
                "DOORLEZEN_HOME": str(tmp_path),
                "DATABASE_URL": url,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 bestand geladen (schoolvestigingen 3).\n"
