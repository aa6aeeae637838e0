"""`doorlezen keys` as a person runs it: the table, the files, the refusals."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from doorlezen.engine.allocation import check, read_plan, read_problem
from doorlezen.engine.allocation.keys import KEYS
from tests.cli.inside import Inside, commands
from tests.cli.test_many import needs_proc, wait_for
from tests.cli.test_plan_and_check import IMPOSSIBLE, saved
from tests.engine.test_problem_format import GOOD


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inside:
    monkeypatch.chdir(tmp_path)
    return commands(capsys, monkeypatch)


def three_schools() -> dict[str, Any]:
    """Ten hours for schools of 100, 200 and 400 pupils, that can have 2, 4 or 8 hours each."""
    schools = [
        {
            **GOOD["schools"][0],
            "code": f"0{at}AA00",
            "pupils": pupils,
            "score": score,
            "weight": at,
            "menu": "m",
            "last_year_quarters": 8,
        }
        for at, (pupils, score) in enumerate([(100, 0), (200, 30), (400, None)], start=1)
    ]
    menu = [
        {"id": f"{quarters}q", "quarters": quarters, "cost": {}, "points": points}
        for quarters, points in ((0, 0), (8, 10), (16, 21), (32, 50))
    ]
    return {
        **GOOD,
        "schools": schools,
        "menus": {"m": menu},
        "capacity_quarters": 40,
        "funds": [],
        "requirements": [],
    }


def test_the_keys_stand_side_by_side(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools())
    answer = inside("keys", "p.json", "--municipality", "0637")
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[1] == (
        "5 verdeelsleutels naast elkaar, met alle eisen, hetzelfde geld en dezelfde mensen. "
        "Elk plan is bewezen het beste voor zijn verdeelsleutel."
    )
    table = {line[:34].strip(): line[34:].split() for line in lines if line[:1].islower()}
    assert table["scholen met uren"] == ["2", "3", "3", "3", "3"]
    assert table["uren per week"] == ["10", "10", "10", "10", "6"]
    assert table["waarde in punten"] == ["170", "115", "115", "115", "60"]
    assert table["laagste uren per 100 leerlingen"] == ["1,00", "1,00", "1,00", "1,00", "0,50"]
    schools = [line.split() for line in lines if line[:1] == "0"]
    assert [line[-6:] for line in schools] == [
        ["2", "0", "2", "2", "2", "2"],
        ["2", "2", "4", "4", "4", "2"],
        ["2", "8", "4", "4", "4", "2"],
    ]


def test_the_files_are_whole_right_and_the_same_every_time(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools())
    assert inside("keys", "p.json", "-o", "out").status == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    plans = sorted(f"plan-{name}.json" for name in KEYS)
    others = ["frontier.csv", "frontier.svg", "keys.csv", "keys.json", "schools.csv"]
    assert names == sorted(others + plans)
    problem = read_problem((tmp_path / "p.json").read_bytes())
    for name in plans:
        assert check(problem, read_plan((tmp_path / "out" / name).read_bytes())) == []
    first = {name: (tmp_path / "out" / name).read_bytes() for name in names}
    assert inside("keys", "p.json", "-o", "out", "--workers", "1").status == 0
    assert {name: (tmp_path / "out" / name).read_bytes() for name in names} == first


def test_the_picture_has_a_mark_for_every_point_and_every_key(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools())
    inside("keys", "p.json", "-o", "out")
    svg = Xml.fromstring((tmp_path / "out/frontier.svg").read_text())
    space = "{http://www.w3.org/2000/svg}"
    found = json.loads((tmp_path / "out/keys.json").read_text())["frontier"]
    points = [(point["reached"], point["lowest"]) for point in found]
    assert points == [(1, [8, 25]), (2, [2, 25]), (3, [1, 25])]
    assert all(point["proven"] for point in found)
    assert len(svg.findall(f"{space}circle")) == len(points)
    assert len(svg.findall(f"{space}rect")) == len(KEYS)
    texts = [element.text for element in svg.iter(f"{space}text")]
    assert [
        name for name in ("behoefte", "bereik", "gelijk", "naar rato", "als vorig jaar") if name in texts
    ] == [key.name for key in KEYS.values()]
    assert texts[-9:] == ["1", "8,00", "0,86", "2", "2,00", "0,29", "3", "1,00", "0,17"]


def test_json_says_the_same_as_the_files(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools())
    answer = inside("keys", "p.json", "--format", "json", "--key", "reach", "--points", "0")
    document = json.loads(answer.out)
    assert (document["format"], document["frontier"]) == ("doorlezen-keys/1", None)
    (reach,) = document["keys"]
    assert (reach["key"], reach["proven"], reach["other_than_need"]) == ("reach", True, 3)
    assert reach["goals"][:2] == [
        {"goal": "reach", "value": 3, "bound": 3},
        {"goal": "need", "value": 115, "bound": 115},
    ]
    assert reach["figures"]["gini"] == [6, 35]
    assert reach["quarters"] == {"01AA00": 8, "02AA00": 16, "03AA00": 16}


def test_without_a_plan_the_answer_is_no(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, IMPOSSIBLE)
    answer = inside("keys", "p.json", "-o", "out")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "Er is geen plan dat aan alle eisen voldoet. Welke eisen botsen, zegt: doorlezen plan.\n"
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.long
@needs_proc
def test_ctrl_c_ends_it_in_one_line_with_nothing_written(shared: Path, tmp_path: Path) -> None:
    problem = shared / "problems/rivierengebied-2019.json"
    call = [sys.executable, "-m", "doorlezen.cli", "keys", str(problem), "-o", "out", "--points", "200"]
    started = subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for(lambda: "ortools" in Path(f"/proc/{started.pid}/maps").read_text())
    time.sleep(1)
    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=30)
    assert (started.returncode, out, err) == (130, "", "Afgebroken.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            "p.json --key fair",
            "--key: fair bestaat niet; kies uit need, reach, equal, proportional, last-year",
        ),
        ("p.json --municipality 9999", "--municipality: 9999 komt in dit probleem niet voor"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(inside: Inside, tmp_path: Path, arguments: str, line: str) -> None:
    saved(tmp_path, three_schools())
    answer = inside("keys", *arguments.split())
    assert (answer.status, answer.out, answer.err) == (2, "", f"{line}\n")


def test_what_does_not_go_for_a_country_is_said_in_one_line(inside: Inside, shared: Path) -> None:
    country = shared / "problems" / "nederland-2019.json"
    told = inside("keys", country, "--key", "reach", "--key", "need")
    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "--key: bereik gaat niet bij zoveel scholen (6.295); dat kan wel per gemeente of per bibliotheek\n"
    )
