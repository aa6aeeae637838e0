"""`doorlezen explain` as a person runs it: what is told, in which shape, what is refused."""

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from doorlezen.engine.allocation import Plan, read_plan, read_problem, write_plan
from doorlezen.planning.sources import write_sources
from tests.cli.inside import Inside, commands
from tests.reports import cases, screen_reader

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Inside:
    """Run `doorlezen` in the folder of the test, inside this process."""
    monkeypatch.chdir(tmp_path)
    return commands(capsys, monkeypatch)


def placed(folder: Path, value: dict[str, Any] | None = None) -> None:
    """A problem and its plan in this folder, with the names of the gemeenten beside it."""
    document = cases.document() if value is None else value
    (folder / "p.json").write_bytes(cases.as_bytes(document))
    (folder / "plan.json").write_bytes(cases.solved(cases.as_bytes(document)))
    sources = cases.sources_of(cases.problem_of(document))
    (folder / "p.sources.json").write_bytes(write_sources(sources))


def lines(text: str) -> list[str]:
    """Lines as read aloud: blanks within a line are one space."""
    return [re.sub(r" +", " ", line).strip().replace(SPACE, " ") for line in text.splitlines()]


def test_why_a_school_does_not_get_more(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    answer = ask("explain", "p.json", "plan.json", "--school", "01AA00")
    assert (answer.status, answer.err) == (0, "")
    assert lines(answer.out) == [
        "De Wijzer (01AA00)",
        "Deze school krijgt 1 uur per week. Dat kost € 2.837,20 per schooljaar.",
        "De volgende stap is 2 uur per week, voor € 5.317,20.",
        "Als alle andere scholen houden wat ze hebben, houdt dit de stap tegen: de uren van de "
        "leesconsulenten.",
        "Meer geld alleen helpt niet.",
        "Met ¾ uur per week meer van leesconsulenten kan het, zonder dat een school uren verliest.",
        "In het beste plan krijgt deze school dan ook die stap.",
        "Geef je de stap toch, met het geld en de mensen van nu, dan is het plan 1,3% minder waard.",
        "Wie er dan iets anders krijgt; zo weinig mogelijk scholen veranderen",
        "uren nu uren dan verschil verschil",
        "school gemeente per week per week per week per jaar",
        "De Wijzer (01AA00) Tiel 1 2 +1 +€ 2.480",
        "Openbare Basisschool Het Kompas (02BB00) Tiel 2 1 −1 −€ 2.480",
        "samen 0 € 0",
        "",
        "Zo gerekend: Elk antwoord dat er staat, is opnieuw uitgerekend met een veranderd probleem, en "
        "bewezen. Waar de tijd te kort was, staat dat erbij. De waarde van een plan is de som over alle "
        "scholen van",
        "hoe zwaar de school telt in de verdeelsleutel, maal wat de uren daar waard zijn.",
    ]


def test_what_a_demand_and_a_fund_and_a_colleague_do(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    told = ask("explain", "p.json", "plan.json", "--demand", "r1", "--fund", "mbv2", "--colleague")
    assert told.status == 0
    said = lines(told.out)
    for line in (
        "Tiel: Elke school houdt de helft van haar uren",
        "Naast de andere eisen kost deze eis 1,3% van de waarde van dit plan.",
        "Deze eis kost pas niets meer als de eis niets meer vraagt.",
        "Zonder deze eis, per week en per schooljaar: Tiel +1 uur (+€ 2.480); Culemborg −1 uur "
        "(−€ 2.797,90).",
        "Meer geld in deze pot maakt het plan niet meer waard; € 7.480,50 is genoeg.",
        "€ 4.000 −€ 5.000 −18,3%",
        "€ 7.480,50 −€ 1.519,50 0%",
        "€ 9.000 € 0 0%",
        "Met 4 uur per week minder is er geen plan.",
        "4 uur per week meer maakt het plan 5,1% meer waard.",
    ):
        assert said.count(line) == 1, line


def test_without_a_question_everything_but_the_schools_is_told(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    told = json.loads(ask("explain", "p.json", "plan.json", "--format", "json").out)
    assert list(told) == [
        "format",
        "problem_sha256",
        "objective",
        "schools",
        "demands",
        "funds",
        "people",
        "conflict",
        "bounds",
        "elsewhere_as_is",
        "not_reached",
    ]
    assert (told["format"], told["objective"]) == ("doorlezen-explanation/1", 1_186_850)
    assert (told["schools"], told["conflict"], told["not_reached"]) == ([], None, [])
    assert [demand["id"] for demand in told["demands"]] == ["r1", "r2", "r3"]
    assert told["demands"][0] == {
        "id": "r1",
        "met": True,
        "price": {"given_the_others": 15_000, "alone": 15_000},
        "moved": [
            {
                "school": code,
                "municipality": municipality,
                "quarters_before": before,
                "quarters_after": after,
                "cents_before": paid,
                "cents_after": pays,
            }
            for code, municipality, before, after, paid, pays in (
                ("01AA00", "0281", 4, 8, 283_720, 531_720),
                ("06FF00", "0216", 4, 0, 279_790, 0),
            )
        ],
        "scale": {"parameter": "percent", "demanded": 50, "loosest": 0, "unit": "percent"},
        "free_at": 0,
        "cheaper": None,
    }
    assert [fund["id"] for fund in told["funds"]] == ["mbv2", "gem-0281", "gem-0216", "school", "potje"]
    assert told["people"]["capacity"] == 37


def test_money_that_a_school_lacks_is_told_to_the_cent(ask: Inside, tmp_path: Path) -> None:
    """Without a limit on hours the purse of the gemeente is what stops a school there."""
    value = cases.document(capacity_quarters=None)
    placed(tmp_path, value)
    told = json.loads(ask("explain", "p.json", "plan.json", "--school", "05EE00", "--format", "json").out)
    (school,) = told["schools"]
    assert school["money"] is not None
    needed = sum(school["money"]["cents"].values())
    fund = next(iter(school["money"]["cents"]))
    for cents, possible in ((needed, True), (needed - 1, False)):
        richer = cases.document(capacity_quarters=None)
        for item in richer["funds"]:
            item["cents"] = item["cents"] + cents if item["id"] == fund and item["cents"] else item["cents"]
        step = {"id": "stap", "by": "0216", "text": "stap", "kind": "min_quarters", "schools": ["05EE00"]}
        richer["requirements"].append({**step, "quarters": school["next_quarters"]})
        plan = read_plan((tmp_path / "plan.json").read_bytes())
        for row in richer["schools"]:
            if row["code"] != "05EE00":
                kept = int(plan.choices[row["code"]].removesuffix("q"))
                keep = {**step, "id": f"houdt-{row['code']}", "schools": [row["code"]], "quarters": kept}
                richer["requirements"].append(keep)
        assert (cases.plan_of(richer).status == "optimal") is possible


def test_a_conflict_comes_with_its_ways_out(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path, cases.conflicting())
    told = ask("explain", "p.json", "plan.json")
    assert told.status == 0
    said = lines(told.out)
    assert said[0] == "De knoop"
    assert (
        said[1]
        == "Deze 2 eisen kunnen niet samen; zonder één ervan kunnen de andere van deze knoop wel samen:"
    )
    ways = said[said.index("De goedkoopste uitwegen, elk nagerekend:") + 1 : said.index("")]
    assert len(ways) >= 3
    assert ways[-1] == "– Meer geld en meer mensen lossen dit niet op."
    in_json = json.loads(ask("explain", "p.json", "plan.json", "--format", "json").out)["conflict"]
    assert in_json["demands"] == [softer["id"] for softer in in_json["softer"]]
    for softer in in_json["softer"]:
        changed = cases.conflicting()
        if softer["value"] is None:
            kept = [demand for demand in changed["requirements"] if demand["id"] in softer["remaining"]]
            assert softer["id"] not in softer["remaining"]
            assert cases.plan_of({**changed, "requirements": kept}).status == "infeasible"
            continue
        for demand in changed["requirements"]:
            if demand["id"] == softer["id"]:
                demand[softer["scale"]["parameter"]] = softer["value"]
        assert cases.plan_of(changed).objective == softer["objective"]


def test_the_pdf_has_a_chapter_that_explains(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    told = ask("explain", "p.json", "plan.json", "--fund", "mbv2", "--school", "01AA00", "--pdf", "out.pdf")
    assert (told.status, told.err) == (0, "Geschreven: out.pdf\n")
    with pikepdf.open(BytesIO((tmp_path / "out.pdf").read_bytes())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][-2:] == ["Waarom dit?", "Bronnen"]
        chapter = next(item for item in outline.root if item.title == "Waarom dit?")
        assert [item.title for item in chapter.children] == ["De Wijzer (01AA00)", "Impulsregeling"]
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_a_report_takes_the_hours_from_an_explanation(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    told = ask("explain", "p.json", "plan.json", "--demand", "r1", "--format", "json")
    (tmp_path / "uitleg.json").write_text(told.out)
    said = {}
    for name, more in {"met": ["--explanation", "uitleg.json"], "zonder": []}.items():
        assert ask("report", "p.json", "plan.json", "--pdf", f"{name}.pdf", *more).status == 0
        said[name] = " ".join(screen_reader.pages((tmp_path / f"{name}.pdf").read_bytes()))
    assert ("per week gaat weg" in said["met"], "per week gaat weg" in said["zonder"]) == (True, False)
    other = told.out.replace(json.loads(told.out)["problem_sha256"], "0" * 64)
    (tmp_path / "ander.json").write_text(other)
    refused = ask("report", "p.json", "plan.json", "--pdf", "x.pdf", "--explanation", "ander.json")
    assert (refused.status, refused.err) == (2, "ander.json: deze uitleg hoort bij een ander probleem\n")


def test_the_tags_in_the_pdf_have_the_hours_of_the_demands_that_are_explained(
    ask: Inside, tmp_path: Path
) -> None:
    placed(tmp_path)
    said = {}
    for what in ("--demand=r1", "--fund=mbv2"):
        assert ask("explain", "p.json", "plan.json", what, "--pdf", "out.pdf").status == 0
        said[what] = " ".join(" ".join(screen_reader.pages((tmp_path / "out.pdf").read_bytes())).split())
    hours = "1 uur per week gaat weg bij 1 school met een achterstandsscore"
    assert {what: text.count(hours) for what, text in said.items()} == {"--demand=r1": 2, "--fund=mbv2": 0}


def test_what_was_not_reached_in_time_is_named(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    arguments = ("explain", "p.json", "plan.json", "--school", "01AA00", "--colleague", "--time-limit", "0")
    told = ask(*arguments)
    assert told.status == 1
    assert lines(told.out)[:3] == [
        "Hier was de tijd te kort voor",
        "school De Wijzer (01AA00)",
        "de leesconsulenten",
    ]
    assert json.loads(ask(*arguments, "--format", "json").out)["not_reached"] == [
        {"what": "school", "which": "01AA00"},
        {"what": "people", "which": ""},
    ]


def test_a_plan_that_is_not_the_best_or_not_right_is_not_explained(ask: Inside, tmp_path: Path) -> None:
    placed(tmp_path)
    whole = read_plan((tmp_path / "plan.json").read_bytes())
    bound = (whole.bound or 0) + 1
    (tmp_path / "plan.json").write_bytes(write_plan(replace(whole, status="feasible", bound=bound)))
    answer = ask("explain", "p.json", "plan.json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Dit plan is niet bewezen het beste. Reken eerst verder met doorlezen plan.\n"
    (tmp_path / "plan.json").write_bytes(write_plan(replace(whole, objective=bound, bound=bound)))
    answer = ask("explain", "p.json", "plan.json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "Dit plan klopt niet: de waarde is 1186850, het plan zegt 1186851\n"


REFUSED = {
    ("--school", "99ZZ99"): "--school: '99ZZ99' staat niet in dit probleem\n",
    ("--demand", "r9"): "--demand: 'r9' staat niet in dit probleem\n",
    ("--fund", "mbv3"): "--fund: 'mbv3' staat niet in dit probleem\n",
}


@pytest.mark.parametrize(("arguments", "line"), REFUSED.items(), ids=[line for _, line in REFUSED])
def test_a_name_that_is_not_there_is_refused(
    ask: Inside, tmp_path: Path, arguments: tuple[str, str], line: str
) -> None:
    placed(tmp_path)
    answer = ask("explain", "p.json", "plan.json", *arguments, "--pdf", "out.pdf")
    assert (answer.status, answer.out, answer.err) == (2, "", line)
    assert not (tmp_path / "out.pdf").exists()


def test_a_school_of_a_real_library_is_explained(ask: Inside, shared: Path, tmp_path: Path) -> None:
    problem = shared / "problems" / "rivierengebied-2019.json"
    (tmp_path / "p.json").write_bytes(problem.read_bytes())
    ask("plan", "p.json", "-o", "plan.json")
    told = ask("explain", "p.json", "plan.json", "--school", "03HC00", "--demand", "r09", "--format", "json")
    assert told.status == 0
    answers = json.loads(told.out)
    (school,), (demand,) = answers["schools"], answers["demands"]
    assert (school["loss"], school["people"], school["money"]) == (32_845, 7, None)
    assert (demand["price"]["given_the_others"], demand["free_at"]) == (7_749, 30)


def test_of_a_country_you_choose_what_is_explained(ask: Inside, shared: Path, tmp_path: Path) -> None:
    country = shared / "problems" / "nederland-2019.json"
    unknown = Plan(read_problem(country.read_bytes()).sha256, "unknown", None, None, 0.0, {}, (), {})
    (tmp_path / "plan.json").write_bytes(write_plan(unknown))
    told = ask("explain", country, "plan.json")
    assert (told.status, told.out) == (2, "")
    assert told.err == (
        "explain: dit probleem heeft 301 eisen en 520 potten; kies met --school, --demand, --fund of "
        "--colleague wat je wilt weten\n"
    )
