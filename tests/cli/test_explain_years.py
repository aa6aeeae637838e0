"""`doorlezen explain`, `keys` and `stable` on a problem of several school years, as a person runs them."""

import json
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.engine.allocation.posed.names import at
from tests.cli.inside import Inside, commands
from tests.cli.test_explain import lines
from tests.engine.years_cases import YEARS, good

FIRST, SECOND, THIRD = YEARS


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inside:
    monkeypatch.chdir(tmp_path)
    return commands(capsys, monkeypatch)


def gently() -> dict[str, Any]:
    """Two schools over three years: the scheme ends after the first, nobody drops by more than an hour."""
    document = good()
    document["year_weights"] = dict(zip(YEARS, (1, 1, 2), strict=True))
    drop = {"kind": "max_drop", "schools": "all", "quarters": 4, "years": [SECOND, THIRD]}
    document["requirements"] += [
        {"id": "drop", "by": "library", "text": "Hooguit een uur eraf", **drop},
        {
            "id": "first",
            "by": "library",
            "text": "Niemand meer dan twee uur",
            "kind": "max_quarters",
            "schools": "all",
            "quarters": 8,
            "years": [FIRST],
        },
    ]
    return document


def placed(ask: Inside, document: dict[str, Any], *options: str) -> None:
    Path("p.json").write_text(json.dumps(document))
    ask("plan", "p.json", "-o", "plan.json", "--workers", 1, *options)


def test_every_year_is_told_beside_the_others(ask: Inside, tmp_path: Path) -> None:
    placed(ask, gently(), "--prices")
    told = ask("explain", "p.json", "plan.json", "--demand", "drop", "--fund", "mbv2")
    assert (told.status, told.err) == (0, "")
    said = lines(told.out)
    headings = [line for line in said if line.startswith("Schooljaar ")]
    assert headings == ["Schooljaar 2025–2026", "Schooljaar 2026–2027", "Schooljaar 2027–2028"]
    text = " ".join(said)
    for year in ("2025–2026", "2026–2027", "2027–2028"):
        assert f"Dit gaat over {year}, als de andere jaren blijven zoals gepland." in text
    assert said.count("De waarde van dit jaar telt 2 keer, zoals in het hele plan.") == 1
    # the drop into the second year is a limit on the first one too
    assert said.count("Bibliotheek: Hooguit een uur eraf") == 3
    assert said.count("Over alle jaren samen kost deze eis naast de andere eisen niets.") == 3


def test_a_purse_holds_what_the_other_years_leave(ask: Inside, tmp_path: Path) -> None:
    placed(ask, gently())
    of = read_problem(Path("p.json").read_bytes())
    made = read_plan(Path("plan.json").read_bytes())
    told = json.loads(ask("explain", "p.json", "plan.json", "--fund", "mbv2", "--format", "json").out)
    assert list(told) == ["format", "problem_sha256", "objective", "years", "conflict", "not_reached"]
    assert (told["format"], told["problem_sha256"]) == ("doorlezen-explanation/2", of.sha256)
    assert list(told["years"]) == YEARS
    assert sum(year["objective"] for year in told["years"].values()) == told["objective"] == made.objective
    came_in = sum(fund.cents or 0 for fund in of.purses["mbv2"])
    paid = {year: sum(row.cents for row in made.payments if row.fund == at(year, "mbv2")) for year in YEARS}
    for year, answer in told["years"].items():
        [fund] = answer["funds"]
        assert fund["spent"] == paid[year]
        assert fund["cents"] == came_in - sum(cents for other, cents in paid.items() if other != year)


def test_a_demand_is_told_in_its_own_years(ask: Inside, tmp_path: Path) -> None:
    placed(ask, gently())
    told = ask("explain", "p.json", "plan.json", "--demand", "first")
    assert [line for line in lines(told.out) if line.startswith("Schooljaar ")] == ["Schooljaar 2025–2026"]
    other = ask("explain", "p.json", "plan.json", "--demand", "first", "--year", SECOND)
    assert (other.status, other.out, other.err) == (2, "", "first: gaat niet over 2026–2027\n")


def test_a_pdf_for_each_year_that_is_asked_for(ask: Inside, tmp_path: Path) -> None:
    placed(ask, gently())
    asked = ("--demand", "drop", "--year", SECOND, "--year", FIRST)
    told = ask("explain", "p.json", "plan.json", *asked, "--pdf", "r.pdf")
    assert told.err == f"Geschreven: r-{FIRST}.pdf\nGeschreven: r-{SECOND}.pdf\n"
    for year in (FIRST, SECOND):
        with pikepdf.open(f"r-{year}.pdf") as pdf:
            assert year[:4] in str(pdf.docinfo["/Title"])


def test_what_clashes_over_the_years_and_the_ways_out(ask: Inside, tmp_path: Path) -> None:
    document = good()
    own = {"by": "library", "schools": ["00AP00"]}
    document["requirements"] = [
        {"id": "a", **own, "text": "Eerst twee uur", "kind": "min_quarters", "quarters": 8, "years": [FIRST]},
        {"id": "b", **own, "text": "Daarna niets", "kind": "max_quarters", "quarters": 0, "years": [SECOND]},
        {
            "id": "c",
            **own,
            "text": "Hooguit een uur eraf",
            "kind": "max_drop",
            "quarters": 4,
            "years": [SECOND],
        },
    ]
    placed(ask, document)
    told = ask("explain", "p.json", "plan.json")
    assert (told.status, told.err) == (0, "")
    text = " ".join(lines(told.out))
    for sentence in (
        "Dit gaat over alle jaren samen, van 2025–2026 tot en met 2027–2028. Wordt een eis zachter, dan "
        "wordt die dat in elk jaar waarvoor de eis geldt.",
        "Deze 3 eisen kunnen niet samen; zonder één ervan kunnen de andere van deze knoop wel samen:",
        "– Bibliotheek: Hooguit een uur eraf: deze eis helemaal loslaten is genoeg.",
        "– Meer geld en meer mensen lossen dit niet op.",
    ):
        assert sentence in text, text
    answer = json.loads(ask("explain", "p.json", "plan.json", "--format", "json").out)
    assert (answer["objective"], answer["years"]) == (None, {})
    assert answer["conflict"]["demands"] == ["a", "b", "c"]
    assert [softer["value"] for softer in answer["conflict"]["softer"]] == [0, 8, 8]


def test_money_that_lacks_is_told_by_year(ask: Inside, tmp_path: Path) -> None:
    document = good()
    document["funds"] = []
    asks = {"by": "library", "schools": ["00AP00"], "kind": "min_quarters", "quarters": 8}
    document["requirements"] = [{"id": "a", "text": "Twee uur", **asks, "years": [SECOND, THIRD]}]
    placed(ask, document)
    told = ask("explain", "p.json", "plan.json")
    text = " ".join(lines(told.out))
    assert "– Meer geld dat alles mag betalen, is genoeg: € 5.340 in 2026–2027, € 5.340 in 2027–2028." in text
    assert "– Meer uren van leesconsulenten alleen lossen dit niet op." in text


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("explain p.json plan.json --year 2030-2031", "--year: 2030-2031 bestaat niet; kies uit "),
        (
            "keys p.json",
            "p.json: dit probleem heeft meer schooljaren; noem een plan en een jaar, zoals --plan plan.json "
            "--year 2026-2027. De andere jaren blijven dan zoals gepland",
        ),
        ("keys p.json --plan plan.json --year 2030-2031", "--year: 2030-2031 bestaat niet; kies uit "),
        (
            "keys p.json --plan p.json --year 2026-2027",
            "p.json: format: moet doorlezen-plan/1 of doorlezen-plan/2 zijn, ",
        ),
    ],
)
def test_bad_calls_are_one_line(ask: Inside, tmp_path: Path, arguments: str, line: str) -> None:
    placed(ask, gently())
    told = ask(*arguments.split())
    assert (told.status, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert told.err.startswith(line)


def test_a_wrong_plan_of_years_explains_nothing(ask: Inside, tmp_path: Path) -> None:
    placed(ask, gently())
    document = json.loads(Path("plan.json").read_text())
    document["payments"][0]["cents"] += 1
    Path("plan.json").write_text(json.dumps(document))
    told = ask("explain", "p.json", "plan.json")
    assert (told.status, told.out) == (1, "")
    assert told.err.startswith("Dit plan klopt niet: 2025-2026: ")
    keys = ask("keys", "p.json", "--plan", "plan.json", "--year", FIRST)
    assert (keys.status, keys.out) == (2, "")
    assert keys.err.startswith("plan.json: Dit plan klopt niet: 2025-2026: ")


def test_keys_of_one_year_leave_the_others_as_planned(ask: Inside, tmp_path: Path) -> None:
    placed(ask, gently())
    asked = ("--plan", "plan.json", "--year", SECOND, "--points", "0", "-o", "sleutels")
    told = ask("keys", "p.json", *asked)
    assert told.status == 0
    assert told.out.splitlines()[1] == "Schooljaar 2026–2027; de andere jaren blijven zoals gepland."
    now = json.loads(Path("plan.json").read_text())["choices"]
    for path in sorted(Path("sleutels").glob("plan-*.json")):
        checked = ask("check", "p.json", path)
        assert (checked.status, checked.err) == (0, ""), path
        choices = json.loads(path.read_text())["choices"]
        assert {year: choices[year] for year in (FIRST, THIRD)} == {
            year: now[year] for year in (FIRST, THIRD)
        }


def test_of_one_year_no_year_is_named(ask: Inside, tmp_path: Path) -> None:
    from tests.engine.test_problem_format import GOOD

    placed(ask, GOOD)
    told = ask("explain", "p.json", "plan.json", "--year", FIRST)
    assert told.err == "--year: dit probleem heeft één schooljaar; laat --year weg\n"
    keys = ask("keys", "p.json", "--plan", "plan.json")
    assert keys.err == "p.json: dit probleem heeft één schooljaar; laat --plan en --year weg\n"
