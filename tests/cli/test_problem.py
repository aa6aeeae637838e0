"""`doorlezen problem` as a user runs it: the example, a built problem, and one line for what is wrong."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from doorlezen.demo.demo_files import COLLABORATIONS_DAY, InputFiles, invent_files
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.planning.sources import read_sources
from tests.cli.inside import Answer, Inside, commands
from tests.conftest import Run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: None) -> Inside:
    """Run a command on the test's own, empty database."""
    return commands(capsys, monkeypatch)


@pytest.fixture
def own(ask: Inside, tmp_path: Path) -> InputFiles:
    """The files of the invented library, loaded."""
    files = InputFiles(tmp_path)
    for path, data in invent_files(tmp_path).items():
        path.write_bytes(data)
    load = [
        "register",
        "load",
        "--scores",
        files.scores,
        "--schools",
        files.schools,
        "--pupils",
        files.pupils,
    ]
    listed = ["collaborations", "load", "--date", COLLABORATIONS_DAY, files.collaborations]
    assert [ask(*words, "--invented").status for words in (load, listed)] == [0, 0]
    return files


def build(ask: Inside, library: Path, output: Path) -> Answer:
    """Run `doorlezen problem build`."""
    return ask("problem", "build", library, "-o", output)


def test_the_example_is_printed_as_it_ships(run: Run) -> None:
    printed = run("problem", "example")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == (ROOT / "docs/examples/library.toml").read_text()


def test_the_example_is_written_where_you_ask(run: Run, tmp_path: Path) -> None:
    written = run("problem", "example", "-o", "mijn.toml")
    assert (written.returncode, written.stdout) == (0, "Het voorbeeld staat in mijn.toml.\n")
    assert (tmp_path / "mijn.toml").read_bytes() == (ROOT / "docs/examples/library.toml").read_bytes()


def test_a_problem_is_built_and_told(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    told = build(ask, own.library, tmp_path / "P.json")
    assert (told.status, told.err) == (0, "")
    lines = [line.rstrip().replace("\N{NO-BREAK SPACE}", " ") for line in told.out.splitlines()]
    assert lines[0] == (
        "130 scholen in 9 gemeenten, waarvan 53 met een achterstandsscore. "
        "In aanmerking voor de regeling: 38. Niet: 90. Niet vast te stellen: 2. "
        "Er zijn 214 uren per week te verdelen."
    )
    assert any(line.split()[-5:] == ["€", "252.000", "€", "8.888", "38"] for line in lines)
    assert (
        "– Van 2 scholen staat niet vast of de regeling betaalt; dit plan rekent er niet op. "
        "(in het bestand: scheme.undetermined)"
    ) in lines
    where = f"Het probleem staat in {tmp_path / 'P.json'}, de bronnen in {tmp_path / 'P.sources.json'}."
    assert lines[-1] == where


def test_the_files_belong_together(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    build(ask, own.library, tmp_path / "P.json")
    problem = read_problem((tmp_path / "P.json").read_bytes())
    sources = read_sources((tmp_path / "P.sources.json").read_bytes())
    assert sources.problem_sha256 == problem.sha256
    assert sources.invented
    assert {edition.publisher for edition in sources.editions} == {"verzonnen gegevens"}
    assert sources.gemeenten["9901"] == "Letterdam"
    assert (len(problem.schools), len(problem.funds), len(problem.requirements)) == (130, 15, 11)
    scheme = problem.fund["mbv2"]
    assert (scheme.cents, scheme.max_cents_per_school, len(scheme.schools)) == (25_200_000, 888_800, 38)
    assert scheme.bouwstenen == ("expertise", "collectie")


def test_the_same_input_gives_the_same_bytes(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        build(ask, own.library, tmp_path / f"{name}.json")
        made.append([(tmp_path / f"{name}{end}").read_bytes() for end in (".json", ".sources.json")])
    assert made[0] == made[1]


def test_a_pipe_gets_the_problem_and_nothing_else(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as other:
        piped = other.submit(pipe.read_bytes)
        told = build(ask, own.library, pipe)
        problem = read_problem(piped.result(timeout=60))
    assert len(problem.schools) == 130
    assert (told.status, told.out) == (0, "")
    assert told.err.startswith("130 scholen in 9 gemeenten")
    assert not (tmp_path / "pijp.sources.json").exists()


def test_a_scheme_of_your_own_in_a_folder_beside(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    (tmp_path / "regelingen").mkdir()
    shipped = (ROOT / "src/doorlezen/schemes/data/mbv2.yaml").read_text()
    (tmp_path / "regelingen" / "eigen.yaml").write_text(shipped.replace("id: mbv2\n", "id: eigen\n"))
    text = own.library.read_text()
    mine = text.replace('track = "mbv2-', 'folder = "regelingen"\ntrack = "eigen-')
    (tmp_path / "mijn.toml").write_text(mine)
    assert build(ask, tmp_path / "mijn.toml", tmp_path / "mijn.json").status == 0
    assert build(ask, own.library, tmp_path / "P.json").status == 0
    assert (tmp_path / "mijn.json").read_bytes() == (tmp_path / "P.json").read_bytes()


def test_without_a_scheme(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    text = own.library.read_text()
    start, end = text.index("[scheme]"), text.index("[leesconsulent]")
    money = text.index('[[fund]]\nid = "mbv2"'), text.index('[[fund]]\nid = "school"')
    demand = text.index('[[demand]]\nby = "Fonds De Leeslamp (verzonnen)"'), text.index("[last_year]")
    kept = text[:start] + text[end : money[0]] + text[money[1] : demand[0]] + text[demand[1] :]
    (tmp_path / "zonder.toml").write_text(kept)
    told = build(ask, tmp_path / "zonder.toml", tmp_path / "P.json")
    assert (told.status, told.err) == (0, "")
    assert "regeling" not in told.out.splitlines()[0]
    sources = read_sources((tmp_path / "P.sources.json").read_bytes())
    assert (sources.scheme, len(sources.editions)) == ("", 4)


WRONG = [
    (
        'track = "mbv2-doorontwikkeling-po"',
        'track = "mbv2-doorontwikeling-po"',
        "bibliotheek.toml: scheme.track: mbv2-doorontwikeling-po: deze regeling is er niet; "
        "bedoel je mbv2-doorontwikkeling-po",
    ),
    (
        'name = "amounts.per_school"',
        'name = "amounts.per_schol"',
        "bibliotheek.toml: scheme.filled[0].name: amounts.per_schol hoort niet bij mbv2-doorontwikkeling-po; "
        "bedoel je amounts.per_school",
    ),
    (
        'value = "8888.00"',
        'value = "9.500,00"',
        "bibliotheek.toml: scheme.filled[0].value: moet een bedrag in euro, zoals 9500.00",
    ),
    (
        'gemeenten = ["9901", ',
        'gemeenten = ["9900", "9901", ',
        "bibliotheek.toml: library.gemeenten[0]: gemeente 9900 heeft geen scholen in het register; "
        "laad eerst een scholenlijst",
    ),
    (
        "schools = { score_above = 300 }",
        "schools = { score_above = 3000 }",
        "bibliotheek.toml: demand[0].schools: dit kiest geen enkele school; maak de keuze ruimer",
    ),
    ('file = "uren-2024-2025.csv"', 'file = "weg.csv"', "bibliotheek.toml: last_year.file: "),
]


@pytest.mark.parametrize(("old", "new", "line"), WRONG, ids=[new for _, new, _ in WRONG])
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    ask: Inside, own: InputFiles, tmp_path: Path, old: str, new: str, line: str
) -> None:
    text = own.library.read_text()
    assert text.count(old) == 1
    own.library.write_text(text.replace(old, new))
    refused = build(ask, own.library, tmp_path / "P.json")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.count("\n") == 1
    assert refused.err.startswith(line)
    assert not (tmp_path / "P.json").exists()
    assert not (tmp_path / "P.sources.json").exists()


def test_a_missing_library_file(run: Run) -> None:
    refused = run("problem", "build", "weg.toml", "-o", "P.json")
    assert (refused.returncode, refused.stderr) == (2, "weg.toml: dit bestand bestaat niet\n")


def test_an_output_folder_that_is_not_there(ask: Inside, own: InputFiles, tmp_path: Path) -> None:
    refused = build(ask, own.library, tmp_path / "weg" / "P.json")
    assert refused.status == 2
    assert refused.err.startswith(f"{tmp_path / 'weg' / 'P.json'}: niet geschreven: ")


def test_an_empty_register(ask: Inside, tmp_path: Path) -> None:
    for path, data in invent_files(tmp_path).items():
        path.write_bytes(data)
    refused = build(ask, InputFiles(tmp_path).library, tmp_path / "P.json")
    assert refused.status == 2
    told = "er zijn nog geen scholen geladen; laad eerst de lijsten van CBS en DUO (doorlezen register load)"
    assert refused.err == f"register: {told}\n"
    assert not (tmp_path / "P.json").exists()


def test_a_list_of_a_library_on_the_site_counts_when_it_is_named(
    ask: Inside, own: InputFiles, tmp_path: Path
) -> None:
    """The same list, once of no library and once of one; a shorter one of the neighbours."""
    lines = own.collaborations.read_bytes().splitlines(keepends=True)
    shorter = tmp_path / "korter.csv"
    shorter.write_bytes(b"".join(lines[:40]))
    listed = ("collaborations", "load", "--invented", "--date", COLLABORATIONS_DAY, "--library")
    assert [ask(*listed, *of).status for of in (("rietlanden", own.collaborations), ("elders", shorter))] == [
        0,
        0,
    ]

    def built(name: str, *words: str) -> tuple[Answer, bytes]:
        answer = ask("problem", "build", own.library, "-o", tmp_path / name, *words)
        return answer, (tmp_path / name).read_bytes() if answer.status in {0, None} else b""

    shared, of_none = built("a.json")
    assert (
        "telt die van geen bibliotheek is (1 juni 2025). Er zijn ook lijsten van elders, rietlanden;"
        in shared.err
    )
    named, of_own = built("b.json", "--library", "rietlanden")
    assert "De lijst met samenwerkingen van rietlanden telt (1 juni 2025)." in named.err
    assert of_own == of_none
    _, of_others = built("c.json", "--library", "elders")
    assert of_others != of_none
    own.library.write_text(own.library.read_text().replace("[library]\n", '[library]\nsite = "elders"\n', 1))
    assert built("d.json")[1] == of_others
    assert built("e.json", "--library", "rietlanden")[1] == of_none
    wrong, _ = built("f.json", "--library", "nergens")
    assert (wrong.status, wrong.out) == (2, "")
    told = "--library: voor 'nergens' is geen lijst met samenwerkingen geladen; wel voor elders, rietlanden"
    assert told in wrong.err
    assert not (tmp_path / "f.json").exists()
