"""The reader of problem files: strict, and every refusal names the field."""

import copy
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from doorlezen.engine.allocation import Cost, Fund, Option, School, read_problem
from doorlezen.engine.allocation.posed.requirements import KINDS
from doorlezen.engine.allocation.posed.requirements.spend import SpendAtLeast
from doorlezen.language import InputError
from tests.engine.drawing import FIELDS

GOOD: dict[str, Any] = {
    "format": "doorlezen-problem/1",
    "title": "Een klein voorbeeld",
    "school_year": "2026-2027",
    "schools": [
        {
            "code": "00AP00",
            "name": "Wereldwijs",
            "municipality": "0637",
            "pupils": 100,
            "score": 33.02,
            "collaboration": True,
            "last_year_quarters": 8,
            "weight": 133,
            "menu": "with-score",
        },
        {
            "code": "00AR00",
            "name": "De Maasparel",
            "municipality": "1641",
            "pupils": 142,
            "score": None,
            "collaboration": False,
            "last_year_quarters": 0,
            "weight": 142,
            "menu": "with-score",
        },
    ],
    "menus": {
        "with-score": [
            {"id": "0q", "quarters": 0, "cost": {}, "points": 0},
            {
                "id": "8q",
                "quarters": 8,
                "cost": {"expertise": {"fixed": 496000}, "collectie": {"fixed": 25000, "per_pupil": 130}},
                "points": 811,
            },
        ]
    },
    "capacity_quarters": 16,
    "funds": [
        {
            "id": "mbv2",
            "name": "Impulsregeling",
            "cents": 26600000,
            "schools": ["00AP00"],
            "bouwstenen": ["expertise", "collectie"],
            "max_cents_per_school": 950000,
        },
        {
            "id": "library",
            "name": "Bibliotheek",
            "cents": None,
            "schools": "all",
            "bouwstenen": ["collectie"],
        },
    ],
    "requirements": [
        {
            "id": "r01",
            "by": "0637",
            "text": "Besteed het",
            "kind": "spend_at_least",
            "funds": ["mbv2"],
            "cents": 100,
        }
    ],
}


def read(document: Any) -> Any:
    return read_problem(json.dumps(document).encode(), name="p.json")


def test_a_good_file_is_read_to_the_letter() -> None:
    problem = read(GOOD)
    assert problem.schools[0] == School(
        "00AP00", "Wereldwijs", "0637", 100, Decimal("33.02"), True, 8, 133, "with-score"
    )
    assert problem.schools[1].score is None
    assert problem.menus["with-score"][1] == Option(
        "8q", 8, {"expertise": Cost(496000), "collectie": Cost(25000, 130)}, 811
    )
    assert problem.funds == (
        Fund("mbv2", "Impulsregeling", 26600000, ("00AP00",), ("expertise", "collectie"), 950000, None),
        Fund("library", "Bibliotheek", None, ("00AP00", "00AR00"), ("collectie",)),
    )
    assert problem.requirements == (
        SpendAtLeast("r01", "0637", "Besteed het", ("mbv2",), 100, ("00AP00", "00AR00"), None),
    )
    assert problem.cost("00AP00", problem.menus["with-score"][1]) == {"expertise": 496000, "collectie": 38000}
    assert len(problem.sha256) == 64


def test_every_kind_of_demand_is_in_the_registry() -> None:
    assert sorted(KINDS) == sorted(FIELDS)


def at(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def without(*path: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


SCHOOL, FUND, DEMAND = GOOD["schools"][0], GOOD["funds"][0], GOOD["requirements"][0]
BAD = [
    (
        at("format", value="doorlezen-problem/9"),
        "p.json: format: moet doorlezen-problem/1 of doorlezen-problem/2 zijn, niet 'doorlezen-problem/9'",
    ),
    (without("title"), "p.json: title: ontbreekt"),
    (at("titel", value="x"), "p.json: titel: deze sleutel bestaat hier niet"),
    (at("school_year", value="2026-2028"), "p.json: school_year: moet een schooljaar zijn zoals 2026-2027"),
    (at("schools", value={}), "p.json: schools: moet een lijst zijn, niet {}"),
    (at("schools", 0, value=7), "p.json: schools[0]: moet een object zijn, niet 7"),
    (
        at("schools", 0, "pupils", value="100"),
        'p.json: schools[0].pupils: moet een geheel getal zijn, niet "100"',
    ),
    (at("schools", 0, "pupils", value=1.5), "p.json: schools[0].pupils: moet een geheel getal zijn"),
    (
        at("schools", 0, "pupils", value=True),
        "p.json: schools[0].pupils: moet een geheel getal zijn, niet true",
    ),
    (at("schools", 0, "pupils", value=-1), "p.json: schools[0].pupils: moet minstens 0 zijn, niet -1"),
    (at("schools", 0, "pupils", value=10**15), "p.json: schools[0].pupils: is te groot"),
    (at("schools", 0, "score", value="33,02"), "p.json: schools[0].score: moet een getal of null zijn"),
    (at("schools", 0, "collaboration", value=1), "p.json: schools[0].collaboration: moet true of false zijn"),
    (
        at("schools", 0, "menu", value="nope"),
        'p.json: schools[0].menu: "nope" bestaat niet; kies uit with-score',
    ),
    (at("schools", 0, "menu", value=["a"]), "p.json: schools[0].menu: moet een tekst zijn"),
    (at("schools", 0, "naam", value="x"), "p.json: schools[0].naam: deze sleutel bestaat hier niet"),
    (at("schools", 1, value=SCHOOL), "p.json: schools[1].code: '00AP00' staat er twee keer"),
    (at("menus", "with-score", value=[]), "p.json: menus.with-score: moet minstens één keuze hebben"),
    (
        at("menus", "with-score", 1, "id", value="0q"),
        "p.json: menus.with-score[1].id: '0q' staat er twee keer",
    ),
    (
        at("menus", "with-score", 1, "cost", "expertise", "fixed", value=-5),
        "p.json: menus.with-score[1].cost.expertise.fixed: moet minstens 0 zijn, niet -5",
    ),
    (
        at("menus", "with-score", 1, "cost", "expertise", "vast", value=5),
        "p.json: menus.with-score[1].cost.expertise.vast: deze sleutel bestaat hier niet",
    ),
    (
        at("menus", "with-score", 1, "quarters", value=None),
        "p.json: menus.with-score[1].quarters: moet een geheel",
    ),
    (at("capacity_quarters", value=-1), "p.json: capacity_quarters: moet minstens 0 zijn"),
    (at("funds", 0, "cents", value=-1), "p.json: funds[0].cents: moet minstens 0 zijn, niet -1"),
    (at("funds", 0, "cents", value=1.0), "p.json: funds[0].cents: moet een geheel getal zijn"),
    (
        at("funds", 0, "schools", value=["99ZZ99"]),
        'p.json: funds[0].schools[0]: "99ZZ99" komt in dit bestand niet',
    ),
    (at("funds", 0, "schools", value="00AP00"), 'p.json: funds[0].schools: moet "all" of een lijst zijn'),
    (
        at("funds", 0, "schools", value=["00AP00"] * 2),
        'p.json: funds[0].schools[1]: "00AP00" staat er twee keer',
    ),
    (without("funds", 0, "bouwstenen"), "p.json: funds[0].bouwstenen: ontbreekt"),
    (at("funds", 1, value=FUND), "p.json: funds[1].id: 'mbv2' staat er twee keer"),
    (
        at("requirements", 0, "kind", value="beg"),
        'p.json: requirements[0].kind: "beg" bestaat niet; kies uit',
    ),
    (
        at("requirements", 0, "funds", value=["x"]),
        'p.json: requirements[0].funds[0]: "x" komt in dit bestand niet',
    ),
    (
        at("requirements", 0, "percent", value=3),
        "p.json: requirements[0].percent: deze sleutel bestaat hier niet",
    ),
    (without("requirements", 0, "cents"), "p.json: requirements[0].cents: ontbreekt"),
    (at("requirements", value=[DEMAND, DEMAND]), "p.json: requirements[1].id: 'r01' staat er twee keer"),
]


@pytest.mark.parametrize(("change", "line"), BAD, ids=[line[8:60] for _, line in BAD])
def test_a_bad_field_is_refused_with_its_path(change: Any, line: str) -> None:
    document = copy.deepcopy(GOOD)
    change(document)
    with pytest.raises(InputError) as refused:
        read(document)
    assert str(refused.value)[: len(line)] == line
    assert "\n" not in str(refused.value)


RAW = [
    (b"", "p.json, regel 1: hier is het bestand niet te lezen (teken 1); is het heel?"),
    (b'{"format": NaN}', "p.json: NaN is geen getal"),
    (b'{"format": -Infinity}', "p.json: -Infinity is geen getal"),
    (b'{"title": 1, "title": 2}', "p.json: de sleutel 'title' staat er twee keer"),
    (b"\xff\xfe{", "p.json: hier staat een teken dat niet te lezen is (1)"),
    (b"[1, 2", "p.json, regel 1: hier is het bestand niet te lezen (teken 6); is het heel?"),
    (b"[" * 100_000, "p.json: er staat te veel in elkaar; zo diep wordt niet gelezen"),
    (b"1" * 5000, "p.json: een getal is te groot"),
    (b"[]", "p.json: moet een object zijn, niet []"),
    (b" " * (32 * 2**20 + 1), "p.json: het bestand is groter dan 32 MB; zo groot wordt niet gelezen"),
]


@pytest.mark.parametrize(("data", "line"), RAW, ids=[line for _, line in RAW])
def test_bytes_that_are_no_problem_file_are_refused_in_one_line(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as refused:
        read_problem(data, name="p.json")
    assert str(refused.value) == line


def test_a_byte_order_mark_does_no_harm() -> None:
    data = json.dumps(GOOD).encode()
    assert read_problem(b"\xef\xbb\xbf" + data).schools == read_problem(data).schools
