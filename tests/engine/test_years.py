"""Several years: what the reader refuses, every lie that the check finds, the river area over three years."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from doorlezen.engine.allocation import (
    Carried,
    Payment,
    Plan,
    Price,
    check,
    read_plan,
    read_problem,
    solve,
    write_plan,
    write_problem,
)
from doorlezen.engine.allocation.posed.extending import extend
from doorlezen.engine.allocation.posed.names import at
from doorlezen.language import InputError
from tests.engine.test_problem_format import GOOD
from tests.engine.years_cases import YEARS, good, put, river_over_years

FIRST, SECOND, THIRD = YEARS


def saved(document: Any) -> bytes:
    return json.dumps(document).encode()


def test_a_value_may_be_one_for_every_year_or_one_per_year() -> None:
    document = good()
    document["schools"][0]["pupils"] = dict(zip(YEARS, (100, 90, 80), strict=True))
    problem = read_problem(saved(document))
    assert [problem.school[at(year, "00AP00")].pupils for year in YEARS] == [100, 90, 80]
    assert [problem.school[at(year, "00AR00")].pupils for year in YEARS] == [142, 142, 142]
    assert problem.codes == ("00AP00", "00AR00")
    assert [fund.may_go_on for fund in problem.purses["mbv2"]] == [None, None, 0]
    assert [fund.may_go_on for fund in problem.purses["library"]] == [0, 0, 0]


def test_what_the_points_of_a_year_count_for_is_in_the_weight_of_its_schools() -> None:
    document = good() | {"year_weights": dict(zip(YEARS, (1, 3, 0), strict=True))}
    problem = read_problem(saved(document))
    assert [problem.school[at(year, "00AP00")].weight for year in YEARS] == [133, 399, 0]
    assert json.loads(write_problem(problem))["year_weights"] == dict(zip(YEARS, (1, 3, 0), strict=True))


def test_the_example_in_the_docs_is_a_problem_with_a_plan() -> None:
    text = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text()
    example = text.split("## doorlezen-problem/2")[1].split("```json\n")[1].split("```")[0]
    plan = solve(read_problem(example.encode()))
    assert [plan.choices[at(year, "99AA00")] for year in YEARS] == ["8q", "8q", "0q"]
    assert plan.carried == (Carried(at(FIRST, "mbv2"), 26_600_000 - 496_000),)


def test_a_problem_of_one_year_extended_is_every_year_the_same() -> None:
    one = read_problem(saved(GOOD))
    problem = extend(one, 3)
    assert problem.school_years == ("2026-2027", "2027-2028", "2028-2029")
    assert [fund.cents for fund in problem.purses["mbv2"]] == [26_600_000] * 3
    assert [fund.carry_over for fund in problem.purses["mbv2"]] == [0] * 3
    assert solve(problem).objective == 3 * 133 * 811
    with pytest.raises(InputError) as refused:
        extend(problem, 3, name="p.json")
    assert str(refused.value) == "p.json: dit probleem is al een van meer jaren"


def test_money_of_the_first_year_pays_the_last() -> None:
    plan = solve(read_problem(saved(good())))
    assert (plan.status, plan.objective) == ("optimal", 3 * 133 * 811)
    assert [plan.choices[at(year, "00AP00")] for year in YEARS] == ["8q"] * 3
    left = 1_602_000 - paid_by(plan, at(FIRST, "mbv2"))
    assert [row for row in plan.carried or () if row.fund.endswith("mbv2")] == [
        Carried(at(FIRST, "mbv2"), left),
        Carried(at(SECOND, "mbv2"), left - paid_by(plan, at(SECOND, "mbv2"))),
    ]


def paid_by(plan: Plan, fund: str) -> int:
    return sum(row.cents for row in plan.payments if row.fund == fund)


def test_money_that_may_not_go_on_pays_its_own_year_alone() -> None:
    document = good()
    document["funds"][0]["carry_over"] = 0
    document["requirements"] = []
    plan = solve(read_problem(saved(document)))
    assert [plan.choices[at(year, "00AP00")] for year in YEARS] == ["8q", "0q", "0q"]


def test_hours_that_may_not_drop_make_money_last() -> None:
    """A year's money for two schools at once, or one school for two years: the demand decides."""
    document = good()
    document["funds"][0] |= {"schools": "all", "cents": {FIRST: 1_090_000, SECOND: 0, THIRD: 0}}
    document["schools"][1]["weight"] = 140
    document["school_years"] = [FIRST, SECOND]
    del document["funds"][0]["cents"][THIRD]
    document["year_weights"] = {FIRST: 2, SECOND: 1}
    document["requirements"] = []
    free = solve(read_problem(saved(document)))
    assert free.objective == 2 * (133 + 140) * 811
    drop = {"id": "d", "by": "b", "text": "t", "kind": "max_drop", "schools": "all"}
    document["requirements"] = [{**drop, "percent": 0, "years": [SECOND]}]
    gentle = solve(read_problem(saved(document)), with_prices=True)
    assert gentle.objective == (2 + 1) * 140 * 811
    price = 2 * (133 + 140) * 811 - (2 + 1) * 140 * 811
    assert gentle.prices == {"d": Price(price, price)}
    document["requirements"] = [{**drop, "quarters": 0}]
    held = solve(read_problem(saved(document)))
    second = [held.choices[at(SECOND, code)] for code in ("00AP00", "00AR00")]
    assert second == ["8q", "0q"], "last year counts for the first year"


DROP = {"id": "d", "by": "b", "text": "t", "kind": "max_drop", "schools": "all"}
REFUSED = [
    (
        put("format", "doorlezen-problem/3"),
        "format: moet doorlezen-problem/1 of doorlezen-problem/2 zijn, niet 'doorlezen-problem/3'",
    ),
    (put("school_years", []), "school_years: moet 1 tot en met 10 schooljaren hebben"),
    (put("school_years", "2025-2026"), 'school_years: moet een lijst zijn, niet "2025-2026"'),
    (
        put("school_years.1", "2025-2027"),
        "school_years[1]: moet een schooljaar zijn zoals 2026-2027, niet '2025-2027'",
    ),
    (
        put("school_years.1", "2030-2031"),
        "school_years[1]: moet het jaar na 2025-2026 zijn, niet 2030-2031",
    ),
    (put("school_year", "2025-2026"), "school_year: deze sleutel bestaat hier niet"),
    (put("schools.0.pupils", {FIRST: 1, SECOND: 2}), "schools[0].pupils.2027-2028: ontbreekt"),
    (
        put("schools.0.pupils", {**dict.fromkeys(YEARS, 1), "2028-2029": 1}),
        "schools[0].pupils.2028-2029: deze sleutel bestaat hier niet",
    ),
    (
        put("schools.0.pupils", {FIRST: 1, SECOND: "2", THIRD: 3}),
        'schools[0].pupils.2026-2027: moet een geheel getal zijn, niet "2"',
    ),
    (
        put("schools.0.menu", dict.fromkeys(YEARS, "none")),
        'schools[0].menu.2025-2026: "none" bestaat niet; kies uit with-score',
    ),
    (put("schools.1.code", "00AP00"), "schools[1].code: '00AP00' staat er twee keer"),
    (
        put("capacity_quarters", dict.fromkeys(YEARS, -4)),
        "capacity_quarters.2025-2026: moet minstens 0 zijn, niet -4",
    ),
    (put("year_weights", dict.fromkeys(YEARS, -1)), "year_weights.2025-2026: moet minstens 0 zijn, niet -1"),
    (put("funds.0.cents", {FIRST: 1}), "funds[0].cents.2026-2027: ontbreekt"),
    (put("funds.0.carry_over", "alles"), 'funds[0].carry_over: moet een geheel getal zijn, niet "alles"'),
    (put("funds.0.carry_over", None), "funds[0].carry_over: moet een geheel getal zijn, niet null"),
    (
        put("funds.0.carry_over", dict.fromkeys(YEARS, 0)),
        "funds[0].carry_over.2027-2028: deze sleutel bestaat hier niet",
    ),
    (
        put("requirements.0.years", ["2030-2031"]),
        'requirements[0].years[0]: "2030-2031" komt in dit bestand niet voor',
    ),
    (
        put("requirements.0.years", "altijd"),
        'requirements[0].years: moet "all" of een lijst zijn, niet "altijd"',
    ),
    (put("requirements", [DROP]), "requirements[0].quarters: geef óf quarters, óf percent: hoeveel eraf mag"),
    (
        put("requirements", [{**DROP, "quarters": 1, "percent": 1}]),
        "requirements[0].quarters: geef óf quarters, óf percent: hoeveel eraf mag",
    ),
    (
        put("requirements", [{**DROP, "percent": 101}]),
        "requirements[0].percent: moet hoogstens 100 zijn, niet 101",
    ),
]


@pytest.mark.parametrize(("change", "line"), REFUSED, ids=[line for _, line in REFUSED])
def test_a_wrong_problem_is_refused_with_the_path_of_the_field(
    change: Callable[[Any], None], line: str
) -> None:
    document = good()
    change(document)
    with pytest.raises(InputError) as refused:
        read_problem(saved(document), name="p.json")
    assert str(refused.value) == f"p.json: {line}"


PROBLEM = read_problem(saved(good()))
RIGHT = Plan(
    problem_sha256=PROBLEM.sha256,
    status="optimal",
    objective=3 * 133 * 811,
    bound=3 * 133 * 811,
    seconds=0.1,
    choices={
        at(year, code): chosen for year in YEARS for code, chosen in (("00AP00", "8q"), ("00AR00", "0q"))
    },
    payments=tuple(
        Payment(at(year, "mbv2"), at(year, "00AP00"), part, cents)
        for year in YEARS
        for part, cents in (("collectie", 38_000), ("expertise", 496_000))
    ),
    carried=(Carried(at(FIRST, "mbv2"), 1_068_000), Carried(at(SECOND, "mbv2"), 534_000)),
    requirements={"r01": True},
)
CARRIED = RIGHT.carried or ()


def without(year: str, *codes: str) -> dict[str, str]:
    """The right choices without those of these schools in this year."""
    gone = {at(year, code) for code in codes}
    return {code: chosen for code, chosen in RIGHT.choices.items() if code not in gone}


def test_a_right_plan_has_nothing_wrong_and_survives_its_file() -> None:
    assert check(PROBLEM, RIGHT) == []
    assert read_plan(write_plan(RIGHT)) == RIGHT


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"choices": without(SECOND, "00AR00")},
        ["2026-2027: school 00AR00 heeft geen keuze"],
    ),
    (
        {"choices": without(THIRD, "00AP00", "00AR00"), "payments": RIGHT.payments[:4]},
        ["2027-2028: school 00AP00 heeft geen keuze", "2027-2028: school 00AR00 heeft geen keuze"],
    ),
    (
        {"choices": {**RIGHT.choices, at("2030-2031", "00AP00"): "8q"}},
        ["2030-2031: school 00AP00 hoort niet bij dit probleem"],
    ),
    (
        {"payments": RIGHT.payments[1:]},
        ["2025-2026: 00AP00 × collectie: kost 38000 cent, maar er is 0 cent betaald"],
    ),
    (
        {"carried": (Carried(at(FIRST, "mbv2"), 1_068_000),)},
        ["2027-2028: mbv2: betaalt 534000 cent, heeft 0"],
    ),
    (
        {"carried": (Carried(at(FIRST, "mbv2"), 1_068_001), Carried(at(SECOND, "mbv2"), 534_000))},
        ["2025-2026: mbv2: betaalt 534000 cent, heeft 533999"],
    ),
    (
        {"carried": (Carried(at(FIRST, "mbv2"), 1_700_000), Carried(at(SECOND, "mbv2"), 534_000))},
        [
            "2025-2026: mbv2: neemt 98000 cent meer mee dan er is",
            "2025-2026: mbv2: betaalt 534000 cent, heeft -98000",
        ],
    ),
    (
        {"carried": (*CARRIED, Carried(at(FIRST, "library"), 5))},
        ["2025-2026: library: neemt 5 cent mee, mag 0 meenemen"],
    ),
    (
        {"carried": (*CARRIED, Carried(at(THIRD, "mbv2"), 5))},
        [
            "2027-2028: er gaat niets mee uit mbv2",
            "2027-2028: mbv2: betaalt 534000 cent, heeft 533995",
        ],
    ),
    (
        {"carried": (*CARRIED, Carried(at(FIRST, "nobody"), 5))},
        ["2025-2026: er gaat niets mee uit nobody"],
    ),
    (
        {"carried": (*CARRIED, Carried(at(SECOND, "mbv2"), 534_000))},
        [
            "2026-2027: mbv2 gaat 2 keer mee",
            "2026-2027: mbv2: betaalt 534000 cent, heeft 0",
        ],
    ),
    ({"carried": None}, ["het plan heeft niet dezelfde schooljaren als het probleem"]),
    (
        {"status": "infeasible", "objective": None, "choices": {}, "payments": (), "conflict": ()},
        ["de status is infeasible, maar er staan keuzes, betalingen of een waarde in"],
    ),
]


@pytest.mark.parametrize(("lie", "lines"), WRONG, ids=[lines[0] for _, lines in WRONG])
def test_the_check_finds_every_lie(lie: dict[str, Any], lines: list[str]) -> None:
    assert check(PROBLEM, replace(RIGHT, **lie)) == lines


def test_the_check_judges_the_demands_itself() -> None:
    document = good()
    drop = {"id": "d", "by": "b", "text": "Niet minder", "kind": "max_drop", "schools": "all", "quarters": 0}
    document["requirements"] = [drop, {**drop, "id": "e", "percent": 50, "years": [SECOND]}]
    del document["requirements"][1]["quarters"]
    problem = read_problem(saved(document))
    nothing = {at(year, code): "0q" for year in (SECOND, THIRD) for code in ("00AP00", "00AR00")}
    stops = replace(
        RIGHT,
        problem_sha256=problem.sha256,
        status="feasible",
        objective=133 * 811,
        choices={**RIGHT.choices, **nothing},
        payments=RIGHT.payments[:2],
        carried=(),
        requirements={"d": True, "e": True},
    )
    assert check(problem, stops) == [
        "eis d is niet vervuld: Niet minder",
        "eis e is niet vervuld: Niet minder",
    ]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (
            put("format", "doorlezen-plan/3"),
            "format: moet doorlezen-plan/1 of doorlezen-plan/2 zijn, niet 'doorlezen-plan/3'",
        ),
        (
            put("choices", {"2025": {}}),
            "choices.2025: moet een schooljaar zijn zoals 2026-2027, niet '2025'",
        ),
        (
            put("payments.0.year", "x"),
            "payments[0].year: moet een schooljaar zijn zoals 2026-2027, niet 'x'",
        ),
        (put("choices", {FIRST: ["8q"]}), 'choices.2025-2026: moet een object zijn, niet ["8q"]'),
        (put("payments.0.cents", 0), "payments[0].cents: moet minstens 1 zijn, niet 0"),
        (put("payments.0.jaar", "x"), "payments[0].jaar: deze sleutel bestaat hier niet"),
        (put("carried.0.cents", 0.5), 'carried[0].cents: moet een geheel getal zijn, niet "0.5"'),
    ],
)
def test_a_wrong_plan_file_is_refused(change: Callable[[Any], None], line: str) -> None:
    document = json.loads(write_plan(RIGHT))
    change(document)
    with pytest.raises(InputError) as refused:
        read_plan(saved(document), name="plan.json")
    assert str(refused.value) == f"plan.json: {line}"


def test_the_river_area_over_three_years_is_proven(shared: Path) -> None:
    """Solved in a few seconds on two cores; the time is printed, not asserted."""
    one_year = json.loads((shared / "problems" / "rivierengebied-2019.json").read_text())
    problem = read_problem(saved(river_over_years(one_year)))
    started = time.monotonic()
    plan = solve(problem)
    print(f"three years of the river area: {time.monotonic() - started:.1f} s")  # noqa: T201
    assert (plan.status, plan.objective, plan.bound) == ("optimal", 61_024_554, 61_024_554)
    assert check(problem, plan) == []
    # the scheme has ended, what was left of it has not
    pays = {year: paid_by(plan, at(year, "mbv2")) for year in YEARS}
    assert (pays[FIRST] + pays[SECOND] <= 26_600_000, pays[SECOND] > 0, pays[THIRD]) == (True, True, 0)


def test_the_check_needs_no_solver(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from doorlezen.engine.allocation.posed.check import check\n"
        "from doorlezen.engine.allocation.posed.plan import read_plan\n"
        "from doorlezen.engine.allocation.posed.reading import read_problem\n"
        "problem, plan = (open(name, 'rb').read() for name in sys.argv[1:])\n"
        "print(check(read_problem(problem), read_plan(plan)), 'ortools' in sys.modules)\n"
    )
    (tmp_path / "p.json").write_bytes(saved(good()))
    (tmp_path / "plan.json").write_bytes(write_plan(RIGHT))
    done = subprocess.run(
        [sys.executable, "-c", script, "p.json", "plan.json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[] False\n"
