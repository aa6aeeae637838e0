"""`doorlezen demo`: the whole road at once, and once more."""

import re
from pathlib import Path

from doorlezen.engine.allocation import check, read_plan, read_problem
from tests.conftest import Run


def test_the_whole_road_and_once_more(run: Run, tmp_path: Path) -> None:
    first = run("demo", "--directory", "demo", timeout=300)
    assert first.returncode == 0, first.stderr
    shown = first.stdout
    results = tmp_path / "demo" / "uitkomst"
    files = {path.name: path.read_bytes() for path in results.iterdir()}
    assert sorted(files) == [
        "plan.json",
        "plan.pdf",
        "plan.xlsx",
        "probleem.json",
        "probleem.sources.json",
        "wie-komt-in-aanmerking.csv",
    ]
    problem, plan = read_problem(files["probleem.json"]), read_plan(files["plan.json"])
    assert check(problem, plan) == []
    assert plan.status == "optimal"
    assert plan.prices is not None
    prices = [price.given_the_others for price in plan.prices.values()]
    assert None not in prices
    assert sum(price == 0 for price in prices) >= 3
    assert sum(price > 0 for price in prices if price is not None) >= 5
    assert files["plan.pdf"].startswith(b"%PDF")
    assert [int(number) for number in re.findall(r"^Stap (\d) van 7\.", shown, re.MULTILINE)] == [
        *range(1, 8)
    ]
    assert re.findall(r"^  (\d)\. .*\?$", shown, re.MULTILINE) == ["1", "2", "3", "4"]
    for name in files:
        assert name in shown

    again = run("demo", "--directory", "demo", timeout=300)
    assert again.returncode == 0, again.stderr
    assert "Er ligt al een plan bij dit probleem; dat wordt niet opnieuw berekend." in again.stdout
    assert again.stdout.count("Al geladen") == 2
    assert (results / "plan.json").read_bytes() == files["plan.json"]
    assert (results / "probleem.json").read_bytes() == files["probleem.json"]
    assert shown.partition("Klaar.")[2] == again.stdout.partition("Klaar.")[2]

    plan_file = results / "plan.json"
    plan_file.write_bytes(files["plan.json"].replace(b'"cents": ', b'"cents": 1', 1))
    mended = run("demo", "--directory", "demo", timeout=300)
    assert mended.returncode == 0, mended.stderr
    made = read_plan(plan_file.read_bytes())
    assert (made.choices, made.payments, made.prices) == (plan.choices, plan.payments, plan.prices)


def test_real_data_are_never_mixed_with_invented_ones(run: Run, tmp_path: Path) -> None:
    schools = tmp_path / "scholen_2025-02.csv"
    schools.write_text(
        "VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTECODE;"
        "GEMEENTENAAM;PROVINCIE\n00AP00;Een school;Straat;1;2716 PH;ZOETERMEER;0637;ZOETERMEER;Zuid-Holland\n"
    )
    home = str(tmp_path / "demo" / "database")
    assert run("register", "load", "--schools", schools, DOORLEZEN_HOME=home).returncode == 0
    refused = run("demo", "--directory", "demo")
    assert refused.returncode == 2
    assert refused.stderr == (
        "database van de demo: hierin staan echte gegevens; de demo wil een lege database of een andere map\n"
    )
