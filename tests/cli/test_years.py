"""`doorlezen plan` and `doorlezen check` on a problem of several school years."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.inside import Inside, commands
from tests.engine.test_problem_format import GOOD
from tests.engine.years_cases import YEARS, good
from tests.words import OF_ANOTHER_PROBLEM


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    return commands(capsys, monkeypatch)


def saved(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document))
    return path


def test_a_plan_of_three_years_says_what_each_year_does(call: Inside, tmp_path: Path) -> None:
    problem, plan = saved(tmp_path / "p.json", good()), tmp_path / "plan.json"
    made = call("plan", problem, "-o", plan, "--prices", "--workers", 1)
    assert (made.status, made.err) == (0, "")
    first, second, third = json.loads(plan.read_text())["choices"].values()
    assert first == second == third == {"00AP00": "8q", "00AR00": "0q"}
    kept = [row["cents"] for row in json.loads(plan.read_text())["carried"]]
    assert len(kept) == 2
    lines = made.out.splitlines()
    assert lines[0] == "Dit is bewezen het beste plan: waarde 323.589."
    assert [line.split(" gaat mee")[0].replace("\N{NO-BREAK SPACE}", " ") for line in lines[1:4]] == [
        f"2025–2026: 1 van de 2 scholen krijgt uren; samen € 5.340. {_euros(kept[0])}",
        f"2026–2027: 1 van de 2 scholen krijgt uren; samen € 5.340. {_euros(kept[1])}",
        "2027–2028: 1 van de 2 scholen krijgt uren; samen € 5.340.",
    ]
    assert lines[4:] == [
        "De potten betalen 6 keer aan een school; minder kan bij deze keuzes niet.",
        f"Het plan staat in {plan}.",
    ]
    checked = call("check", problem, plan)
    assert (checked.status, checked.out) == (
        0,
        "Het plan klopt: elke keuze, elke betaling en elke eis is nagerekend.\n",
    )


def _euros(cents: int) -> str:
    return f"€ {cents // 100:,}".replace(",", ".")


def test_a_cent_too_much_taken_along_fails_the_check(call: Inside, tmp_path: Path) -> None:
    problem, plan = saved(tmp_path / "p.json", good()), tmp_path / "plan.json"
    call("plan", problem, "-o", plan, "--workers", 1)
    document = json.loads(plan.read_text())
    # all that came in is already in what was paid and what went on
    assert document["carried"][0]["year"] == YEARS[0]
    document["carried"][0]["cents"] += 1
    checked = call("check", problem, saved(plan, document))
    assert (checked.status, len(checked.out.splitlines())) == (1, 1)
    assert checked.out.startswith("2025-2026: mbv2: betaalt ")


def test_a_plan_of_one_year_does_not_answer_a_problem_of_three(call: Inside, tmp_path: Path) -> None:
    one, three = saved(tmp_path / "p1.json", GOOD), saved(tmp_path / "p3.json", good())
    call("plan", one, "-o", tmp_path / "plan1.json", "--workers", 1)
    checked = call("check", three, tmp_path / "plan1.json")
    assert (checked.status, checked.out.splitlines(), checked.err) == (
        1,
        [
            OF_ANOTHER_PROBLEM,
            "het plan heeft niet dezelfde schooljaren als het probleem",
        ],
        "",
    )


def test_a_wrong_field_is_one_line_and_nothing_is_written(call: Inside, tmp_path: Path) -> None:
    document = good()
    document["funds"][0]["carry_over"] = "veel"
    made = call("plan", saved(tmp_path / "p.json", document), "-o", tmp_path / "plan.json")
    assert (made.status, made.out, made.err) == (
        2,
        "",
        'p.json: funds[0].carry_over: moet een geheel getal zijn, niet "veel"\n',
    )
    assert not (tmp_path / "plan.json").exists()


def test_a_problem_of_one_year_becomes_one_of_three_and_is_planned(call: Inside, tmp_path: Path) -> None:
    one, three = saved(tmp_path / "p1.json", GOOD), tmp_path / "p3.json"
    made = call("problem", "extend", one, "--years", 3, "-o", three)
    assert (made.status, made.err) == (0, "")
    assert made.out.splitlines()[0] == f"Het probleem staat in {three}. Alle jaren zijn gelijk."
    planned = call("plan", three, "-o", tmp_path / "plan.json", "--workers", 1)
    assert planned.out.splitlines()[0] == "Dit is bewezen het beste plan: waarde 323.589."


def test_a_report_shows_each_year_with_what_came_along(call: Inside, tmp_path: Path) -> None:
    problem, plan = saved(tmp_path / "p.json", good()), tmp_path / "plan.json"
    call("plan", problem, "-o", plan, "--workers", 1)
    brought = [row["cents"] for row in json.loads(plan.read_text())["carried"]]
    shown = call("report", problem, plan)
    assert (shown.status, shown.err) == (0, "")
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in shown.out.splitlines()]
    assert [line for line in lines if line.startswith("Schooljaar ")] == [
        "Schooljaar 2025–2026",
        "Schooljaar 2026–2027",
        "Schooljaar 2027–2028",
    ]
    purse = [line.split()[-3:] for line in lines if line.startswith("Impulsregeling")]
    assert [row[0] for row in purse] == ["16.020,00", *(_cents(cents) for cents in brought)]


def _cents(cents: int) -> str:
    return f"{cents / 100:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def test_a_report_writes_a_file_for_each_year(call: Inside, tmp_path: Path) -> None:
    problem, plan = saved(tmp_path / "p.json", good()), tmp_path / "plan.json"
    call("plan", problem, "-o", plan, "--workers", 1)
    made = call("report", problem, plan, "--xlsx", tmp_path / "r.xlsx")
    assert (made.status, made.out) == (0, "")
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == [f"r-{year}.xlsx" for year in YEARS]


def test_a_report_of_a_wrong_plan_shows_nothing(call: Inside, tmp_path: Path) -> None:
    problem, plan = saved(tmp_path / "p.json", good()), tmp_path / "plan.json"
    call("plan", problem, "-o", plan, "--workers", 1)
    document = json.loads(plan.read_text())
    document["payments"][0]["cents"] += 1
    shown = call("report", problem, saved(plan, document), "--xlsx", tmp_path / "r.xlsx")
    assert (shown.status, shown.out) == (1, "")
    assert shown.err.startswith("Dit plan klopt niet: 2025-2026: ")
    assert not list(tmp_path.glob("*.xlsx"))


def test_a_report_where_demands_clash_names_them(call: Inside, tmp_path: Path) -> None:
    document = good()
    document["requirements"] = [
        {"id": "a", "by": "library", "text": "meer", "kind": "min_quarters", "schools": "all", "quarters": 8},
        {
            "id": "b",
            "by": "library",
            "text": "niets",
            "kind": "max_quarters",
            "schools": "all",
            "quarters": 0,
        },
    ]
    problem, plan = saved(tmp_path / "p.json", document), tmp_path / "plan.json"
    assert call("plan", problem, "-o", plan, "--workers", 1).status == 1
    shown = call("report", problem, plan)
    assert (shown.status, shown.err) == (0, "")
    assert "meer" in shown.out
    assert "niets" in shown.out
