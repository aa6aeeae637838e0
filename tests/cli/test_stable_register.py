"""`doorlezen stable --library`: who may rise or fall according to the register, end to end."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from doorlezen.demo.demo_files import COLLABORATIONS_DAY, InputFiles, invent_files
from doorlezen.engine.allocation import read_problem
from doorlezen.engine.allocation.futures import read_flips
from doorlezen.register.domain.queries import schools
from tests.cli.inside import Inside, commands


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: None) -> Inside:
    return commands(capsys, monkeypatch)


@pytest.fixture
def library(ask: Inside, tmp_path: Path) -> Path:
    """The invented library, loaded and built: its file; the problem is p.json beside it."""
    files = InputFiles(tmp_path)
    for path, data in invent_files(tmp_path).items():
        path.write_bytes(data)
    lists = ("--scores", files.scores, "--schools", files.schools, "--pupils", files.pupils)
    assert ask("register", "load", *lists, "--invented").status == 0
    own = ("--date", COLLABORATIONS_DAY, files.collaborations, "--invented")
    assert ask("collaborations", "load", *own).status == 0
    assert ask("problem", "build", files.library, "-o", tmp_path / "p.json").status == 0
    return files.library


def test_the_register_knows_who_may_rise_and_who_may_fall(ask: Inside, library: Path, tmp_path: Path) -> None:
    saved = tmp_path / "flips.json"
    words = ("--futures", 0, "--measure", "regret", "--format", "json", "--save", saved)
    answer = ask("stable", tmp_path / "p.json", "--library", library, *words)
    assert (answer.status, answer.err) == (0, "")
    problem = read_problem((tmp_path / "p.json").read_bytes())
    flips = read_flips(saved.read_bytes(), problem)
    expected = {}
    for view in schools():
        if view.score_zonder is None or not view.score_pupils or view.drempel_per_pupil is None:
            continue
        apart = view.score_zonder - view.score_pupils * view.drempel_per_pupil
        if view.code in problem.school and abs(apart) <= Decimal("0.1") * view.score_pupils:
            expected[view.code] = not problem.school[view.code].score
    assert {flip.school: flip.score > 0 for flip in flips.flips} == expected
    assert set(expected.values()) == {False, True}
    told = json.loads(answer.out)
    assert [future["name"] for future in told["futures"]] == ["alle dalers dalen", "alle stijgers stijgen"]
    assert [future["flipped"] for future in told["futures"]] == [
        sum(not rises for rises in expected.values()),
        sum(expected.values()),
    ]
    assert told["stable"]["proven"] is True


def test_the_band_alone_makes_a_school_fall_as_the_register_does(
    ask: Inside, library: Path, tmp_path: Path
) -> None:
    problem = read_problem((tmp_path / "p.json").read_bytes())
    saved = []
    for name, own in (("band.json", ()), ("register.json", ("--library", library))):
        # what changes is written before the search for plans begins, and no plan is looked at here
        ask("stable", tmp_path / "p.json", "--time-limit", 0, "--save", tmp_path / name, *own)
        saved.append(read_flips((tmp_path / name).read_bytes(), problem).flips)
    alone, known = saved
    falling = tuple(flip for flip in known if not flip.score)
    assert len(falling) > 1
    assert alone == falling
    assert all(flip.menu is not None for flip in alone)


def test_a_problem_of_another_library_file_is_refused(ask: Inside, library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    text = library.read_text()
    assert text.count("per_point = 1") == 1
    other.write_text(text.replace("per_point = 1", "per_point = 2"))
    answer = ask("stable", tmp_path / "p.json", "--library", other, "-o", tmp_path / "plan.json")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err == "p.json: komt niet uit other.toml met dit register; bouw het opnieuw\n"
    both = ask("stable", tmp_path / "p.json", "--library", library, "--flips", tmp_path / "f.json")
    assert (both.status, both.err) == (2, "--library: kan niet samen met --flips; kies er één\n")
    assert not (tmp_path / "plan.json").exists()
