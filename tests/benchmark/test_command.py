"""`python -m bench.instances` as a person runs it: generate, plan, record, verify, table."""

import json
from pathlib import Path

import pytest
from bench.instances.__main__ import benchmark

from tests.cli.inside import Inside, commands

SMALL = ("benchmark", "generate", "--family", "small", "--tightness", "tight", "--seed", 1, "--schools", 6)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inside:
    monkeypatch.chdir(tmp_path)
    makes, plans = commands(capsys, monkeypatch, benchmark), commands(capsys, monkeypatch)
    return lambda first, *rest: makes(*rest) if first == "benchmark" else plans(first, *rest)


def recorded(call: Inside, by: str = "Anna") -> tuple[object, str, str]:
    machine = ("--machine", "laptop, 2 kernen", "--method", "doorlezen plan")
    return call("benchmark", "record", "one.json", "one.plan.json", "--by", by, *machine)


def test_the_whole_road_from_seed_to_table(call: Inside, tmp_path: Path) -> None:
    made = call(*SMALL, "--list", "-o", "one.json")
    assert made == (0, "Het probleem staat in one.json.\n", "")
    assert call("plan", "one.json", "-o", "one.plan.json", "--workers", 1).status == 0
    value = json.loads((tmp_path / "one.plan.json").read_text())["objective"]
    shown = f"{value:,}".replace(",", ".")
    assert recorded(call) == (0, f"one: waarde {shown} staat in de lijst.\n", "")
    assert call("benchmark", "verify", ".") == (
        0,
        f"one, Anna: klopt, waarde {shown}\n1 uitkomst klopt.\n",
        "",
    )
    row = call("benchmark", "table", ".").out.splitlines()[2]
    assert row.startswith(f"| one | 6 | 4 | {shown} | {shown} | bewezen | Anna | ")
    (listed,) = json.loads((tmp_path / "results.json").read_text())["instances"]
    assert listed["generate"] == "--family small --tightness tight --seed 1 --schools 6"


def test_the_plan_an_instance_is_built_around_is_a_first_result(call: Inside, tmp_path: Path) -> None:
    call(*SMALL, "--list", "--plan", "one.plan.json", "-o", "one.json")
    assert call("check", "one.json", "one.plan.json").status == 0
    assert recorded(call)[0] == 0
    (result,) = json.loads((tmp_path / "results.json").read_text())["results"]
    assert (result["value"] > 0, result["bound"], result["plan"]) == (True, None, "one.plan.json")


def test_who_records_again_replaces_their_own_result_alone(call: Inside, tmp_path: Path) -> None:
    call(*SMALL, "--list", "-o", "one.json")
    call("plan", "one.json", "-o", "one.plan.json", "--workers", 1)
    for by in ("Anna", "Bram", "Anna"):
        assert recorded(call, by)[0] == 0
    results = json.loads((tmp_path / "results.json").read_text())["results"]
    assert [result["by"] for result in results] == ["Anna", "Bram"]


def test_a_wrong_plan_is_not_recorded(call: Inside, tmp_path: Path) -> None:
    call(*SMALL, "--list", "-o", "one.json")
    call("plan", "one.json", "-o", "one.plan.json", "--workers", 1)
    plan = json.loads((tmp_path / "one.plan.json").read_text())
    plan["objective"] += 1
    (tmp_path / "one.plan.json").write_text(json.dumps(plan))
    before = (tmp_path / "results.json").read_bytes()
    assert recorded(call)[0] == 1
    assert (tmp_path / "results.json").read_bytes() == before


def test_a_result_that_lies_fails_the_validator_with_exit_1(call: Inside, tmp_path: Path) -> None:
    call(*SMALL, "--list", "-o", "one.json")
    call("plan", "one.json", "-o", "one.plan.json", "--workers", 1)
    recorded(call)
    document = json.loads((tmp_path / "results.json").read_text())
    document["results"][0]["value"] -= 1
    (tmp_path / "results.json").write_text(json.dumps(document))
    judged = call("benchmark", "verify", ".")
    assert judged.status == 1
    assert judged.out.splitlines()[-1] == "0 uitkomsten kloppen."


def test_the_schools_of_a_problem_can_be_drawn_over_again(call: Inside, tmp_path: Path) -> None:
    call(*SMALL, "-o", "one.json")
    assert not (tmp_path / "results.json").exists()
    options = ("--family", "small", "--tightness", "loose", "--seed", 2, "--from-problem", "one.json")
    assert call("benchmark", "generate", *options, "-o", "two.json").status == 0
    one, two = (json.loads((tmp_path / name).read_text()) for name in ("one.json", "two.json"))
    assert [school["code"] for school in one["schools"]] == [school["code"] for school in two["schools"]]
    assert two["title"] == "Benchmark small-loose-2: 6 scholen, one.json"


def test_the_open_register_gives_real_schools(call: Inside, tmp_path: Path, shared: Path) -> None:
    files = (
        shared / "data" / "cbs" / "achterstandsscores-scholen-2019.xlsx",
        shared / "data" / "duo" / "alle-vestigingen-bo_2019-09.csv",
    )
    options = ("--family", "region", "--tightness", "tight", "--seed", 1, "--register-files", *files)
    assert call("benchmark", "generate", *options, "--list", "-o", "real.json").status == 0
    real = json.loads((tmp_path / "real.json").read_text())
    assert (len(real["schools"]), real["title"].split(": ")[1]) == (
        130,
        "130 scholen, CBS/DUO achterstandsscores-scholen-2019.xlsx",
    )


BAD = [
    (("verify", "."), "results.json: dit bestand bestaat niet"),
    (("table", "nowhere"), "results.json: dit bestand bestaat niet"),
    (
        ("generate", *SMALL[2:8], "--schools", 9001, "-o", "x.json"),
        "--schools: hooguit 9000 verzonnen scholen",
    ),
    (
        ("generate", *SMALL[2:8], "--from-problem", "gone.json", "-o", "x.json"),
        "gone.json: ",
    ),
    (
        ("generate", *SMALL[2:8], "--from-problem", "p", "--register-files", "a", "b", "-o", "x.json"),
        "geef --register-files of --from-problem, niet allebei",
    ),
    (
        ("generate", *SMALL[2:8], "--register-files", "a.xlsx", "b.csv", "-o", "x.json"),
        "a.xlsx: dit bestand bestaat niet",
    ),
    (
        ("record", "one.json", "plan.json", "--by", "a", "--method", "b", "--machine", "c"),
        "one.json: staat niet in results.json; maak het met generate --list",
    ),
    (
        ("generate", *SMALL[2:8], "-o", "none/x.json"),
        "none/x.json: niet geschreven: de map none bestaat niet",
    ),
]


@pytest.mark.parametrize(("arguments", "line"), BAD, ids=[line for _, line in BAD])
def test_bad_input_is_one_line_and_exit_2(
    call: Inside, tmp_path: Path, arguments: tuple[object, ...], line: str
) -> None:
    answer = call("benchmark", *arguments)
    assert (answer.status, answer.out, len(answer.err.splitlines())) == (2, "", 1)
    assert answer.err.replace(f"{tmp_path.resolve()}/", "").startswith(line)
    assert list(tmp_path.iterdir()) == []


def test_a_listed_instance_with_results_is_not_replaced_by_another(call: Inside, tmp_path: Path) -> None:
    call(*SMALL, "--list", "-o", "one.json")
    call("plan", "one.json", "-o", "one.plan.json", "--workers", 1)
    recorded(call)
    before = (tmp_path / "one.json").read_bytes()
    other = call(*SMALL[:6], "--seed", 2, "--list", "-o", "one.json")
    assert (other.status, other.out) == (2, "")
    assert other.err == (
        "results.json: one heeft al uitkomsten en is een ander probleem; kies een andere naam\n"
    )
    assert (tmp_path / "one.json").read_bytes() == before
