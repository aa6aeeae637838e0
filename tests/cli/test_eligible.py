"""`doorlezen eligible` as people use it: from files on disk to a verdict on the screen."""

import csv
import datetime
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doorlezen.cli.eligible import eligible
from doorlezen.documents.source import open_source
from doorlezen.language import InputError
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.models import Kind
from tests.conftest import Run
from tests.register.files import Scored, listed, schools_csv, scores_xlsx, write
from tests.schemes.make import HEAD, scheme_text

TRACK = "mbv2-doorontwikkeling-po"
OWN = """\
vestigingscode;programma;sinds;tot
00AA00;dbos-po;2018-08-01;
00BB00;dbos-po;2018-08-01;
00CC00;dbos-po;2018-08-01;
00DD00;dbos-po;2020-08-01;
"""


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Four small schools, their scores and the library's list, as files."""
    rows = [
        listed("00AA00", name="=De Wilg"),
        listed("00BB00", name="De Eik"),
        listed("00CC00", name="De Es"),
        listed("00DD00", name="De Els", gemeente="0214", gemeente_name="BUREN", place="BUREN"),
    ]
    scored = [
        Scored("00AA00", 100, zonder=102.6),
        Scored("00BB00", 100, zonder=65.0),
        Scored("00CC00", 30, zonder=50.0),
        Scored("00DD00", 100, zonder=102.6),
    ]
    return {
        "schools": write(tmp_path, "vestigingen_2019-09.csv", schools_csv(rows)),
        "scores": write(tmp_path, "scores.xlsx", scores_xlsx(scored)),
        "own": write(tmp_path, "eigen.csv", OWN.encode()),
    }


@pytest.fixture
def register(db: None, files: dict[str, Path]) -> None:
    """The same four schools in the register."""
    kinds = {"schools": Kind.SCHOOLS, "scores": Kind.SCORES}
    load([Offered(kind, open_source(files[name])) for name, kind in kinds.items()])
    day = datetime.date(2019, 11, 1)
    load_collaborations(Offered(Kind.COLLABORATIONS, open_source(files["own"]), day), today=day)


def ask(*arguments: object, scheme: str = TRACK) -> Result:
    """Ask within this process; a refusal is raised."""
    given = ["--scheme", scheme, "--on", "2019-11-01", "--school-year", "2025-2026", *map(str, arguments)]
    runner = CliRunner(env={"COLUMNS": "240", "NO_COLOR": "1"})
    return runner.invoke(eligible, given, catch_exceptions=False, standalone_mode=False)


SENTENCE = (
    "3 van de 4 scholen hebben een achterstandsscore; 1 daarvan komt in aanmerking. "
    "Bij 1 school is het niet vast te stellen."
)
HEADING = [
    SENTENCE,
    "Impulsregeling Masterplan basisvaardigheden II, Doorontwikkeling, primair onderwijs; "
    "gevraagd voor 1 november 2019, schooljaar 2025–2026.",
]
ROWS = [
    "Code School Oordeel Waarom Let op",
    "Buren 0 van 1 school",
    "00DD00 De Els ✗ Komt niet in aanmerking "
    "op 1 nov 2019 nog geen samenwerking (bron: eigen lijst, regel 5)",
    "Tiel 1 van 3 scholen",
    "00AA00 =De Wilg ✓ Komt in aanmerking score 33,00 (1 okt 2019) en samenwerking sinds 1 aug 2018",
    "00BB00 De Eik ✗ Komt niet in aanmerking geen achterstandsscore (1 okt 2019) "
    "0,05 punt per leerling onder de drempel: kan omslaan",
    "00CC00 De Es ? Niet vast te stellen score 29,12 (1 okt 2019) rust op 40 leerlingen of minder",
]
FOOTER = [
    "Zo stel je het vast (1 school): vraag je POI of zo'n score telt.",
    "Niet gevonden (gezocht november 2026), school_type.types: welke soort school telt. "
    "Gerekend met: basisonderwijs.",
    "Niet openbaar, score_above.variant: welke achterstandsscore telt. Gerekend met: met drempel.",
    "Niet openbaar, score_above.threshold: grens van de score. Gerekend met: 0.",
    "Niet openbaar, score_above.peildatum: peildatum van de score. Gerekend met: de nieuwste.",
    "Niet openbaar, score_above.unreliable: score bij 40 leerlingen of minder. Gerekend met: "
    "niet vast te stellen.",
    "Eigen keuze van Doorlezen, score_above.band: waarschuwen bij zoveel punten per leerling van de grens. "
    "Gerekend met: 0,1.",
    "Eigen keuze van Doorlezen, score_above.fresh_years: waarschuwen bij een score die ouder is dan "
    "zoveel jaar. Gerekend met: 2.",
    "Niet openbaar, collaboration_running.programmes: welke samenwerking telt. Gerekend met: "
    "de Bibliotheek op school (po).",
    "Niet openbaar, collaboration_running.on: dag waarop de samenwerking telt. Gerekend met: "
    "de dag waarvoor je het vraagt.",
    "Regeling: Impulsregeling Masterplan basisvaardigheden II, versie 2026-11-30.1 (mbv2.yaml)",
    "Bron: Stichting Lezen, webinar over het KWINK-rapport en MBV II (8 februari 2024; bij de bron gelezen), "
    "https://www.lezen.nl/opleiding/webinar-kwink-rapport-en-impulsregeling-mbv-ii/",
    "Bron: Stichting Lezen, webinar over MBV II en doorontwikkeling, lezen.nl (28 maart 2024; "
    "bij de bron gelezen)",
    "Bron: DUO, Alle vestigingen basisonderwijs, 1 september 2019",
    "Bron: CBS, Achterstandsscores per basisschoolvestiging, 1 oktober 2019",
    "Bron: de bibliotheek, Eigen lijst met samenwerkingen, 1 november 2019",
]


def test_from_files_to_verdicts(here: Run, db: None, files: dict[str, Path]) -> None:
    for arguments in (
        ["register", "load", "--schools", files["schools"], "--scores", files["scores"]],
        ["collaborations", "load", files["own"], "--date", "2019-11-01"],
    ):
        assert here(*arguments).returncode == 0
    asked = ["--scheme", TRACK, "--on", "2019-11-01", "--school-year", "2025-2026"]
    done = here("eligible", *asked, COLUMNS="240")
    head, rows, footer = done.stdout.split("\n\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert head.splitlines() == HEADING
    assert footer.splitlines() == FOOTER
    assert [" ".join(row.split()) for row in rows.splitlines()] == ROWS
    refused = here("eligible", "--scheme", TRACK, "--municipality", "0282")
    assert (refused.returncode, refused.stdout, refused.stderr) == (
        2,
        "",
        "0282: deze gemeente staat niet in het register; bedoel je 0281 (Tiel) of 0214 (Buren)? "
        "(--municipality)\n",
    )


def test_an_empty_register_says_where_to_begin(here: Run, db: None) -> None:
    done = here("eligible", "--scheme", TRACK)
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "register: er zijn nog geen scholen geladen; laad eerst de lijsten van CBS en DUO "
        "(doorlezen register load)\n",
    )


def test_one_gemeente_by_name_and_only_the_eligible(register: None) -> None:
    done = ask("--municipality", "Tiel", "--only", "eligible")
    assert done.stdout.splitlines()[0] == (
        "2 van je 3 scholen hebben een achterstandsscore; 1 daarvan komt in aanmerking. "
        "Bij 1 school is het niet vast te stellen."
    )
    assert [line[:6] for line in done.stdout.splitlines() if line.startswith("00")] == ["00AA00"]


def test_csv_keeps_reasons_facts_and_editions_and_starts_no_formula(register: None) -> None:
    done = ask("--format", "csv", "--only", "eligible")
    assert (done.exit_code, done.stderr) == (0, f"{SENTENCE}\n")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    editions = {name: row.pop(name) for name in list(row) if name.endswith("_editie")}
    assert row == {
        "vestigingscode": "00AA00",
        "naam": "'=De Wilg",
        "plaats": "Tiel",
        "gemeentecode": "0281",
        "gemeente": "Tiel",
        "leerlingen": "100",
        "score_met_drempel": "33.00",
        "score_zonder_drempel": "102.60",
        "voetnoten": "",
        "spoor": TRACK,
        "versie": "2026-11-30.1",
        "dag": "2019-11-01",
        "schooljaar": "2025-2026",
        "oordeel": "Komt in aanmerking",
        "redenen": "basisonderwijs | score 33,00 (1 okt 2019) | samenwerking sinds 1 aug 2018",
        "wat_het_oplost": "",
        "let_op": "",
        "feiten": "soort school: basisonderwijs "
        "(DUO, Alle vestigingen basisonderwijs (1 september 2019), rij 2) | "
        "achterstandsscore met drempel: 33,00 (CBS, Achterstandsscores per basisschoolvestiging "
        "(1 oktober 2019), rij 6) | "
        "samenwerking: de Bibliotheek op school (po) sinds 1 aug 2018 (eigen lijst, regel 2)",
    }
    assert {name: (cell[:10], len(cell)) for name, cell in editions.items()} == {
        "scores_editie": ("2019-10-01", 75),
        "scholen_editie": ("2019-09-01", 75),
        "samenwerkingen_editie": ("2019-11-01", 75),
    }


def test_json_says_the_same_to_other_programs(register: None) -> None:
    document = json.loads(ask("--format", "json").stdout)
    assert (document["format"], document["sentence"]) == ("doorlezen-verdicts/1", SENTENCE)
    assert document["counts"] == {
        "eligible": 1,
        "not-eligible": 2,
        "undetermined": 1,
        "over": 0,
        "not-yet": 0,
    }
    assert {item["code"]: item["verdict"] for item in document["verdicts"]} == {
        "00AA00": "eligible",
        "00BB00": "not-eligible",
        "00CC00": "undetermined",
        "00DD00": "not-eligible",
    }
    eligible, near, *_ = document["verdicts"]
    assert eligible["sentence"] == (
        "Komt in aanmerking: score 33,00 (1 okt 2019) en samenwerking sinds 1 aug 2018."
    )
    assert [rule["holds"] for rule in near["rules"]] == ["yes", "no", "yes"]
    assert [warning["kind"] for warning in near["warnings"]] == ["near-threshold"]
    assert [item["name"] for item in document["scheme"]["open"]][-1] == "conditions.accounting"
    assert [edition["publisher"] for edition in document["editions"]] == ["DUO", "CBS", "de bibliotheek"]


def test_a_scheme_of_the_users_own(register: None, tmp_path: Path) -> None:
    rules = "- {kind: in_municipality, source: bron, codes: [0214]}"
    (tmp_path / "eigen.yaml").write_bytes(scheme_text(rules))
    done = ask("--schemes", tmp_path, scheme="test")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, "1 van de 4 scholen komt in aanmerking.")


def test_an_answer_without_schools_says_so(register: None) -> None:
    done = ask("--municipality", "0214", "--only", "undetermined")
    assert (done.exit_code, done.stdout.splitlines()[3]) == (0, "Geen school heeft dit oordeel.")


def test_in_2026_nobody_is_eligible_under_a_scheme_that_is_over(register: None) -> None:
    given = ["--scheme", TRACK, "--on", "2026-11-30"]
    runner = CliRunner(env={"COLUMNS": "240", "NO_COLOR": "1"})
    for form in ("table", "csv", "json"):
        done = runner.invoke(
            eligible, [*given, "--format", form], catch_exceptions=False, standalone_mode=False
        )
        assert "liep t/m 2025–2026" in done.stdout
        assert "Komt in aanmerking" not in done.stdout
    document = json.loads(done.stdout)
    assert document["sentence"] == (
        "3 van de 4 scholen hebben een achterstandsscore. Deze regeling liep t/m 2025–2026."
    )
    assert (document["school_year"], document["counts"]["over"], document["counts"]["eligible"]) == (
        "2026-2027",
        4,
        0,
    )


def test_an_edition_that_there_is_not(register: None) -> None:
    with pytest.raises(InputError) as refused:
        ask("--score-edition", "2018-10-01")
    assert str(refused.value).startswith(
        "2018-10-01: deze editie van de scores is er niet; geladen: 2019-10-01 ("
    )


WRONG = {
    "no scheme": ([], "--scheme: ontbreekt; doorlezen eligible --list toont de regelingen"),
    "a scheme like one there is": (
        ["--scheme", "mbv2-doorontwikelling-po"],
        "mbv2-doorontwikelling-po: deze regeling is er niet; bedoel je mbv2-doorontwikkeling-po, "
        "mbv2-nieuwe-locaties-po of mbv2-kwaliteitsbewaking-po?",
    ),
    "a scheme with more tracks": (
        ["--scheme", "mbv1"],
        "mbv1: deze regeling heeft meer sporen; kies uit mbv1-boekstart, mbv1-po, mbv1-vmbo",
    ),
    "a date that is none": (
        ["--scheme", TRACK, "--on", "2019-13-01"],
        "--on: “2019-13-01” is geen datum zoals 1-8-2018 of 1 aug 2018",
    ),
    "a school year that is none": (
        ["--scheme", TRACK, "--school-year", "2025-2027"],
        "--school-year: '2025-2027' is geen schooljaar zoals 2025-2026",
    ),
    "a folder that is not there": (["--list", "--schemes", "nowhere"], "nowhere: deze map is er niet"),
    "the list in another form": (
        ["--list", "--format", "csv"],
        "--list: de lijst van regelingen is er alleen als tabel",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_questions_are_refused_before_the_database_is_asked(here: Run, case: str) -> None:
    """A test without a database may not ask one."""
    arguments, line = WRONG[case]
    done = here("eligible", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


def test_a_wrong_scheme_file_is_one_line(here: Run, tmp_path: Path) -> None:
    folder = tmp_path / "eigen"
    folder.mkdir()
    text = HEAD.replace("target: po", "target: vo")
    (folder / "eigen.yaml").write_bytes(scheme_text("- {kind: not_public, note: x}", head=text))
    done = here("eligible", "--list", "--schemes", folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'eigen.yaml, regel 13: tracks[0].target: "vo" bestaat niet; kies uit po, boekstart, vmbo\n'
    )


def test_the_list_needs_no_database_and_says_what_to_fill_in(run: Run, tmp_path: Path) -> None:
    done = run("eligible", "--list")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == (
        "4 regelingen, 8 sporen. Bij 8 sporen is niet alles openbaar; dat vul je zelf in, met een bron."
    )
    for expected in (
        "mbv2 Impulsregeling Masterplan basisvaardigheden II",
        "vul in amounts.per_school Per school: niet openbaar. Vraag het je POI.",
        "rekent met score_above.threshold Grens van de score: 0; niet openbaar. "
        "Boven welke score een school meetelde.",
        "bekend amounts.places_2023_2024 Hoogstens zoveel scholen in 2023–2024: 235 [5]",
        "niet bekend not_public De voorwaarden van het structurele geld: niet gevonden "
        "(gezocht november 2026).",
        "[3] Stichting Lezen, webinar over MBV II en doorontwikkeling, lezen.nl "
        "(28 maart 2024; bij de bron gelezen)",
    ):
        assert lines.count(expected) >= 1, expected
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "doorlezen.cli", "eligible", "--list"],
            env={**os.environ, "DOORLEZEN_HOME": str(tmp_path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "No space left on device" in done.stderr
