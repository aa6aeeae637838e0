"""`doorlezen stable` as a person runs it: risks, futures, the plan that stands them, the refusals."""

import ctypes
import json
import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from doorlezen.cli.silence import solvers_silent
from doorlezen.engine.allocation import check, read_plan, read_problem
from doorlezen.engine.allocation.futures import Flip
from doorlezen.planning.sources import Sources, write_sources
from tests.cli.inside import Inside, commands
from tests.cli.test_plan_and_check import IMPOSSIBLE, saved
from tests.engine.test_problem_format import GOOD

KEPT = (
    "Van een school die daalt, zijn gewicht en menu gelijk gehouden: bij dit probleem staat niet wat ze "
    "zonder score worden. Wat scholen dan krijgen, kan dus anders zijn; met --library telt het mee."
)


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inside:
    monkeypatch.chdir(tmp_path)
    return commands(capsys, monkeypatch)


def three_schools(*scores: float) -> dict[str, Any]:
    """Schools of 100 pupils; a scheme for two of them that have a score, own money for the first."""
    schools = [
        {
            **GOOD["schools"][0],
            "code": f"0{at}AA00",
            "pupils": 100,
            "score": score,
            "weight": weight,
            "menu": "m",
        }
        for at, (score, weight) in enumerate(zip(scores, (3, 2, 1), strict=True), start=1)
    ]
    menu = [
        {"id": "0q", "quarters": 0, "cost": {}, "points": 0},
        {"id": "8q", "quarters": 8, "cost": {"expertise": {"fixed": 500_000}}, "points": 10},
    ]
    of_scheme = [school["code"] for school in schools if school["score"]]
    funds = [
        {
            "id": "scheme",
            "name": "Regeling",
            "cents": 1_000_000,
            "schools": of_scheme,
            "bouwstenen": ["expertise"],
        },
        {"id": "own", "name": "Eigen", "cents": 500_000, "schools": ["01AA00"], "bouwstenen": ["expertise"]},
    ]
    return {
        **GOOD,
        "schools": schools,
        "menus": {"m": menu},
        "capacity_quarters": None,
        "funds": funds,
        "requirements": [],
    }


def test_it_says_what_is_at_risk_and_what_stability_costs(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools(5, 12, 8))
    answer = inside("stable", "p.json", "--fund", "scheme", "--futures", "0", "-o", "plan.json")
    assert answer.status == 0
    lines = answer.out.splitlines()
    assert lines.pop(2) == KEPT
    assert lines[1:5] == [
        "2 van de 3 scholen kunnen omslaan: 0,1 punt per leerling of minder van de drempel.",
        "1 toekenning hangt af van wat de scores worden. Hooguit €\N{NO-BREAK SPACE}5.000 kan dan niet "
        "meer uit dezelfde pot komen.",
        "De uren van het beste plan van nu kunnen in geen enkele toekomst blijven.",
        "Het plan dat in de slechtste toekomst het beste is, haalt daar 50 punten. "
        "Dat kost vandaag 10 punten (16,67%). Bewezen.",
    ]
    assert [line.split()[-6:] for line in lines if line.startswith(("nu", "alle"))] == [
        ["nu", "0", "ja", "60", "0", "50"],
        ["dalen", "2", "nee", "50", "1", "50"],
    ]
    plan = read_plan((tmp_path / "plan.json").read_bytes())
    assert check(read_problem((tmp_path / "p.json").read_bytes()), plan) == []
    assert (plan.status, plan.objective, plan.bound) == ("feasible", 50, 60)


def test_weight_and_menu_of_a_school_that_falls_follow_where_the_sources_tell(
    inside: Inside, tmp_path: Path
) -> None:
    # three of 5,000 for 10 points each; today 3 + 2 + 1 = 60 points; the first falls: its weight is 1 then
    # and its menu has half the points, the scheme stops, and its own money of 5,000 pays it still
    document = three_schools(5, 12, 80)
    document["menus"]["poor"] = [
        {"id": "0q", "quarters": 0, "cost": {}, "points": 0},
        {"id": "8q", "quarters": 8, "cost": {"expertise": {"fixed": 500_000}}, "points": 5},
    ]
    path = saved(tmp_path, document)
    call = ("stable", "p.json", "--band", "0.05", "--futures", "0", "--format", "json")
    sources = Sources("Klein", read_problem(path.read_bytes()).sha256, {}, fund_kinds={"scheme": "scheme"})
    (tmp_path / "p.sources.json").write_bytes(write_sources(sources))
    kept = json.loads(inside(*call).out)
    fall = Flip("01AA00", Decimal(0), weight=1, menu="poor", leaves=("scheme",))
    (tmp_path / "p.sources.json").write_bytes(write_sources(replace(sources, falls=(fall,))))
    follows = json.loads(inside(*call).out)
    assert [told["futures"][0]["best"] for told in (kept, follows)] == [60, 1 * 5 + 2 * 10 + 1 * 10]
    assert [told["weight_and_menu_follow"] for told in (kept, follows)] == [False, True]
    assert inside("stable", "p.json", "--band", "0.05", "--futures", "0").out.splitlines()[2] == (
        "Een school die daalt, is gerekend met gewicht, menu en betalers van een school zonder score. "
        "Welke scholen kunnen stijgen, staat alleen in het register: geef daarvoor --library."
    )


def test_editions_are_compared_and_the_regret_is_made_small(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools(5, 12, 8))
    saved(tmp_path, three_schools(0, 12, 8), "next.json")
    worst = inside("stable", "p.json", "--other", "next.json", "--format", "json")
    regret = inside("stable", "p.json", "--other", "next.json", "--format", "json", "--measure", "regret")
    assert (worst.status, worst.err) == (0, "")
    first, second = json.loads(worst.out), json.loads(regret.out)
    assert [future["name"] for future in first["futures"]] == ["next.json"]
    assert (first["futures"][0]["flipped"], first["futures"][0]["today_holds"]) == (1, True)
    assert first["stable"]["worst"] == {"value": 60, "bound": 60}
    assert second["stable"]["worst"] == {"value": 0, "bound": 0}
    assert first["stable"]["price_today"] == 0


def test_a_file_of_flips_makes_schools_rise_too(inside: Inside, tmp_path: Path) -> None:
    path = saved(tmp_path, three_schools(5, 12, 0))
    flip = {"school": "03AA00", "score": 4.5, "weight": 9, "joins": ["scheme"]}
    document = {
        "format": "doorlezen-futures/1",
        "problem_sha256": read_problem(path.read_bytes()).sha256,
        "band": 0.1,
        "source": "CBS, 1 oktober 2019",
        "flips": [flip],
    }
    saved(tmp_path, document, "flips.json")
    answer = inside("stable", "p.json", "--flips", "flips.json", "--format", "json")
    assert answer.status == 0
    (future,) = json.loads(answer.out)["futures"]
    assert (future["name"], future["flipped"], future["best"]) == ("alle stijgers stijgen", 1, 140)


def test_two_runs_say_the_same(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools(5, 6, 7))
    call = ("stable", "p.json", "--fund", "scheme", "--format", "json", "--seed", "3")
    assert inside(*call) == inside(*call)


def test_what_a_solver_prints_does_not_reach_the_answer(capfd: pytest.CaptureFixture[str]) -> None:
    with solvers_silent():
        ctypes.CDLL(None).puts(b"chatter in C's own buffer")
        os.write(1, b"chatter on the file itself")
    print("the answer")  # noqa: T201
    assert capfd.readouterr().out == "the answer\n"


def test_nothing_near_the_drempel_is_an_answer(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, three_schools(50, 60, 0))
    answer = inside("stable", "p.json", "--fund", "scheme")
    assert answer.status == 0
    assert answer.out.splitlines()[1:] == [
        "Geen van de 3 scholen kan omslaan: alle liggen verder dan 0,1 punt per leerling van de drempel.",
        "Er is geen toekomst die van nu verschilt.",
    ]


def test_a_future_without_any_plan_is_named_and_exit_1(inside: Inside, tmp_path: Path) -> None:
    every = {
        "id": "a",
        "by": "0637",
        "text": "Alles",
        "kind": "min_quarters",
        "schools": "all",
        "quarters": 8,
    }
    saved(tmp_path, {**three_schools(5, 12, 8), "requirements": [every]})
    answer = inside("stable", "p.json", "--fund", "scheme", "--futures", "0", "-o", "plan.json")
    assert answer.status == 1
    assert answer.out.splitlines()[5] == (
        "Geen enkel plan past in elke toekomst. Al op zichzelf kan niet: alle dalers dalen."
    )
    assert not (tmp_path / "plan.json").exists()


def test_without_a_plan_today_the_answer_is_no(inside: Inside, tmp_path: Path) -> None:
    saved(tmp_path, IMPOSSIBLE)
    answer = inside("stable", "p.json", "--fund", "mbv2")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Er is nu al geen plan (of niet op tijd); kijk met: doorlezen plan.\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            "p.json",
            "--fund: noem de potten die alleen scholen met een score betalen, zoals --fund scheme",
        ),
        ("p.json --fund gone", "--fund: gone bestaat niet; kies uit scheme, own"),
        ("p.json --band much", "--band: 'much' is geen aantal punten zoals 0.1"),
        ("p.json --band nan", "--band: 'nan' is geen aantal punten zoals 0.1"),
        (
            "p.json --flips p.json --band 1",
            "--band: kan niet samen met --flips: de band staat in dat bestand",
        ),
        (
            "p.json --flips p.json",
            "p.json: format: moet 'doorlezen-futures/1' zijn, niet 'doorlezen-problem/1'",
        ),
        (
            "p.json --other other.json",
            "other.json: heeft niet dezelfde scholen: 5 verschillen, te beginnen met 01AA00; "
            "een plan voor beide kan alleen met dezelfde scholen",
        ),
    ],
)
def test_bad_input_is_one_line_and_exit_2(inside: Inside, tmp_path: Path, arguments: str, line: str) -> None:
    saved(tmp_path, three_schools(5, 12, 8))
    saved(tmp_path, GOOD, "other.json")
    answer = inside("stable", *arguments.split())
    assert (answer.status, answer.out, answer.err) == (2, "", f"{line}\n")
