"""A whole problem: what is in it, what it rests on, and what it refuses."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from doorlezen.engine.allocation import check, read_problem, solve
from doorlezen.engine.allocation.posed.problem import Fund, School
from doorlezen.language import InputError
from doorlezen.planning.build import Built
from doorlezen.planning.library.fund_entries import KINDS
from doorlezen.planning.sources import FUND_KINDS, FilledValue, path_beside, read_sources
from tests.planning.small import EDITION, SCHOOLS, TERMS, WORLD, built, changed, with_more


def test_the_same_input_gives_the_same_bytes() -> None:
    assert built().data == built().data
    assert built().sources_data == built().sources_data


def test_the_problem_is_what_its_bytes_say() -> None:
    made = built()
    assert read_problem(made.data) == made.problem
    assert made.sources.problem_sha256 == made.problem.sha256 == hashlib.sha256(made.data).hexdigest()


def test_a_school_as_the_plan_sees_it() -> None:
    assert built().problem.schools[0] == School(
        code="01AA00",
        name="De Arend",
        municipality="0001",
        pupils=80,
        score=Decimal("33.02"),
        collaboration=True,
        last_year_quarters=8,
        weight=113,
        menu="with-score-0",
    )


def test_an_unknown_score_stays_unknown() -> None:
    assert built().problem.school["02CC00"].score is None


def test_the_funds_pay_whom_they_may() -> None:
    rijk, eigen, gemeente = built().problem.funds
    assert rijk == Fund("rijk", "Regeling", 2_000_000, ("01AA00", "02AA00"), ("expertise",), 950_000, use=1)
    assert eigen.schools == tuple(school.code for school in SCHOOLS)
    assert (gemeente.schools, gemeente.cents) == (("01AA00", "01BB00", "01CC00"), 100_001)


def test_money_is_spent_in_the_usual_order_unless_the_library_says_otherwise() -> None:
    assert [(fund.id, fund.use) for fund in built().problem.funds] == [
        ("rijk", 1),
        ("eigen", 5),
        ("gem-0001", 3),
    ]
    other = built(changed('kind = "library"', 'kind = "library"\nuse = 2'))
    assert [fund.use for fund in other.problem.funds] == [1, 2, 3]


def test_undetermined_schools_are_paid_only_when_the_library_says_so() -> None:
    assert built().undetermined == 1
    made = built(changed('track = "regeling-po"', 'track = "regeling-po"\nundetermined = "include"'))
    assert made.problem.fund["rijk"].schools == ("01AA00", "01CC00", "02AA00")
    assert (made.eligible, made.undetermined) == (2, 1)


def test_oab_pays_schools_with_a_score_in_its_gemeente() -> None:
    oab = '[[fund]]\nid = "o"\nname = "OAB"\nkind = "oab"\ngemeente = "0001"\ntotal = 1'
    assert built(with_more(oab, 'bouwstenen = ["expertise"]')).problem.fund["o"].schools == (
        "01AA00",
        "01CC00",
    )


def test_a_free_fund_pays_the_schools_it_names() -> None:
    other = '[[fund]]\nid = "o"\nname = "Rotary"\nkind = "other"\nschools = { pupils_below = 100 }'
    assert built(with_more(other, 'total = 1\nbouwstenen = ["collectie"]')).problem.fund["o"].schools == (
        "01AA00",
        "01CC00",
        "02BB00",
    )


def test_a_school_fee_is_per_pupil_and_has_no_total() -> None:
    fee = (
        '[[fund]]\nid = "s"\nname = "School"\nkind = "school"\nper_pupil = "9.50"\nbouwstenen = ["collectie"]'
    )
    fund = built(with_more(fee)).problem.fund["s"]
    assert (fund.cents, fund.max_cents_per_school, fund.max_cents_per_pupil) == (None, None, 950)


def test_without_a_total_the_scheme_pays_its_amount_for_every_eligible_school() -> None:
    assert built(changed("total = 20000\n", "")).problem.fund["rijk"].cents == 2 * 950_000


def test_the_scheme_says_which_bouwstenen_where_the_library_does_not() -> None:
    made = built(changed('bouwstenen = ["expertise"]\n', ""))
    assert made.problem.fund["rijk"].bouwstenen == ("expertise", "collectie")


def test_without_a_scheme_nobody_is_eligible() -> None:
    without = changed('[scheme]\ntrack = "regeling-po"\n', "").replace('kind = "scheme"', 'kind = "library"')
    made = built(without, replace(WORLD, terms=None))
    assert (made.eligible, made.undetermined, made.sources.scheme) == (0, 0, "")


def test_the_problem_can_be_solved_and_checked() -> None:
    made = built()
    plan = solve(made.problem)
    assert check(made.problem, plan) == []
    assert plan.status == "optimal"


def test_what_the_problem_rests_on() -> None:
    sources = built().sources
    assert (sources.library, sources.scheme, sources.invented) == (
        "Bibliotheek Klein",
        "Regeling po, versie 1",
        False,
    )
    assert sources.gemeenten == {"0001": "Eén", "0002": "Twee"}
    assert sources.editions == (EDITION,)
    assert [(item.name, item.value) for item in sources.parameters] == [
        ("Bedrag per school", "€ 9.500"),
        ("Kosten van een leesconsulent per uur", "€\xa062"),
        ("Schoolweken", "40"),
        ("Uren van leesconsulenten", "10 uur per week"),
        ("Verdeelsleutel", "gewicht = leerlingen + achterstandsscore"),
        ("Kosten Expertise", "uren × weken × kosten per uur"),
        ("Kosten Collectie", "€\xa0250 per school + €\xa00,90 per leerling"),
        ("Regeling", "€\xa020.000 in totaal"),
        ("Eigen middelen", "€\xa015.000,50 in totaal"),
        ("Subsidie", "€\xa01.000,01 in totaal"),
    ]
    assert sources.parameters[1] == FilledValue(
        "Kosten van een leesconsulent per uur", "€\xa062", "begroting 2026", "2026-05-28", "adviseur"
    )


def test_the_sources_file_reads_back() -> None:
    made = built()
    assert read_sources(made.sources_data) == made.sources
    assert path_beside(Path("x/P.json")) == Path("x/P.sources.json")


def test_an_invented_library_says_so() -> None:
    assert built(
        changed('gemeenten = ["0001", "0002"]', 'gemeenten = ["0001", "0002"]\ninvented = true')
    ).sources.invented


def said(made: Built) -> tuple[str, ...]:
    """The remarks as a reader of the plan sees them."""
    return tuple(remark.text for remark in made.remarks)


def test_schools_that_take_no_part_are_not_counted_as_undetermined() -> None:
    """One count: that of the schools that the plan is about."""
    terms = replace(TERMS, undetermined=frozenset({"01AA00", "01CC00"}), eligible=frozenset({"02AA00"}))
    made = built(world=replace(UNKNOWN_PUPILS, terms=terms))
    assert made.undetermined == 1
    assert "Van 1 school staat niet vast of de regeling betaalt; dit plan rekent er niet op." in said(made)


def test_no_remark_speaks_of_the_file() -> None:
    text = changed("hours_per_week = 10\n", "").partition("[last_year.hours]")[0]
    open_amount = replace(WORLD, terms=replace(TERMS, per_school=None))
    for made in (built(), built(text, UNKNOWN_PUPILS), built(world=open_amount)):
        assert not any(mark in note for note in made.sources.notes for mark in ("[", "_", "="))


def test_what_deserves_a_look() -> None:
    assert said(built()) == (
        "Van 1 school staat niet vast of de regeling betaalt; dit plan rekent er niet op.",
        "1 school heeft geen score in deze editie en telt als 0: 02CC00.",
        "2 scholen met een samenwerking hebben geen uren van vorig jaar en tellen als 0: 01CC00, 02AA00.",
    )


def test_hours_of_a_school_that_is_gone_are_a_remark() -> None:
    assert "1 school met uren van vorig jaar is hier geen school meer: 03ZZ00." in said(
        built(with_more("03ZZ00 = 1"))
    )


def test_a_demand_beyond_the_largest_choice_is_a_remark() -> None:
    remarks = said(built(changed("01AA00 = 2", "01AA00 = 4.25")))
    assert remarks[-1] == "Eis e01 kan niet: 01AA00 had 4¼ uur, en de grootste keuze is 4 uur."


def test_a_school_that_nobody_may_pay_is_a_remark() -> None:
    only = changed(
        'total = "15000.50"\nbouwstenen = ["expertise", "collectie"]',
        'total = "15000.50"\nbouwstenen = ["expertise"]',
    )
    remarks = said(built(only))
    assert remarks[-1] == (
        "3 scholen kunnen geen uren krijgen: een bouwsteen heeft daar geen betaler: 02AA00, 02BB00, 02CC00."
    )


@pytest.mark.parametrize(
    ("terms", "remark"),
    [
        (
            {"school_years": ("2023-2024", "2024-2025")},
            "Regeling po, versie 1 geeft geld voor 2023–2024 en 2024–2025; dit plan is voor 2026–2027. "
            "Geen school krijgt er geld uit.",
        ),
        ({"places": 1}, "De regeling heeft plaats voor 1 school; er komen er 2 in aanmerking."),
        (
            {"per_school": None},
            "Wat de regeling per school betaalt, is niet ingevuld; het plan begrenst het niet.",
        ),
        (
            {"assumed": ("drempel: 0", "score: met drempel")},
            "Niet bekend, en daarom aangenomen: drempel: 0; score: met drempel.",
        ),
    ],
)
def test_what_the_scheme_leaves_open_is_a_remark(terms: dict[str, Any], remark: str) -> None:
    remarks = said(built(world=replace(WORLD, terms=replace(TERMS, **terms))))
    assert [text for text in remarks if text not in said(built())] == [remark]


def test_no_limit_and_no_last_year_are_remarks() -> None:
    text = changed("hours_per_week = 10\n", "").partition("[last_year.hours]")[0]
    remarks = said(built(text))
    assert remarks[-2:] == (
        "Er zijn geen uren van vorig jaar; elke school begint op 0 uur.",
        "Er is geen grens aan de uren van leesconsulenten; alleen het geld telt.",
    )


UNKNOWN_PUPILS = replace(WORLD, schools=(replace(SCHOOLS[0], pupils=None), *SCHOOLS[1:]))
FILLED = '[[pupils]]\ncode = "01AA00"\npupils = 85\nsource = "opgave van de school"\ndate = 2026-05-20'


def test_pupils_that_the_register_does_not_know_are_filled_in_with_a_source() -> None:
    made = built(with_more(FILLED), UNKNOWN_PUPILS)
    assert made.problem.school["01AA00"].pupils == 85
    assert made.sources.parameters[-1] == FilledValue(
        "Leerlingen van 01AA00", "85", "opgave van de school", "2026-05-20", "adviseur"
    )


def test_a_school_without_pupils_is_left_out_and_named() -> None:
    made = built(world=UNKNOWN_PUPILS)
    assert [school.code for school in made.problem.schools] == [school.code for school in SCHOOLS[1:]]
    assert (made.eligible, made.undetermined) == (1, 1)
    assert made.remarks[0].field == "[[pupils]]"
    assert said(made)[0] == (
        "1 school heeft geen leerlingen in het register en doet niet mee: 01AA00 De Arend. "
        "Doet die school wel mee, vul dan het aantal leerlingen in."
    )


@pytest.mark.parametrize(
    ("toml", "world", "line"),
    [
        (
            with_more(FILLED),
            WORLD,
            "pupils[0].code: het register kent de leerlingen van 01AA00 al; haal dit weg",
        ),
        (
            with_more(FILLED.replace("01AA00", "09AA00")),
            WORLD,
            "pupils[0].code: 09AA00 is geen school in deze gemeenten",
        ),
        (
            with_more(),
            replace(WORLD, schools=SCHOOLS[:3]),
            "library.gemeenten[1]: gemeente 0002 heeft geen scholen in het register; "
            "laad eerst een scholenlijst",
        ),
        (
            changed("total = 20000", "total = 20000\nper_school = 9501"),
            WORLD,
            "fund[0].per_school: Regeling po, versie 1 betaalt hooguit €\xa09.500 per school",
        ),
        (
            changed('bouwstenen = ["expertise"]', 'bouwstenen = ["monitor"]'),
            WORLD,
            "fund[0].bouwstenen: Regeling po, versie 1 betaalt monitor niet",
        ),
        (
            changed("total = 20000\n", ""),
            replace(WORLD, terms=replace(TERMS, per_school=None)),
            "fund[0].total: ontbreekt, en bij Regeling po, versie 1 is het bedrag per school niet openbaar; "
            "vul hier in hoeveel er is toegekend, of amounts.per_school bij [[scheme.filled]]",
        ),
        (
            changed('bouwstenen = ["expertise"]\n', ""),
            replace(WORLD, terms=replace(TERMS, bouwstenen=None)),
            "fund[0].bouwstenen: ontbreekt, en bij Regeling po, versie 1 zijn ze niet openbaar; "
            "vul ze hier in, of allowed_bouwstenen bij [[scheme.filled]]",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_built_is_said_in_one_line(toml: str, world: object, line: str) -> None:
    with pytest.raises(InputError) as refusal:
        built(toml, world)  # type: ignore[arg-type]
    assert str(refusal.value) == f"klein.toml: {line}"


def test_the_sources_say_what_kind_of_purse_a_fund_is() -> None:
    sources = built().sources
    assert sources.fund_kinds == {"rijk": "scheme", "eigen": "library", "gem-0001": "gemeente"}
    assert tuple(KINDS) == FUND_KINDS


def test_a_sources_file_may_lack_what_was_added_later() -> None:
    document = json.loads(built().sources_data)
    del document["fund_kinds"]
    for parameter in document["parameters"]:
        del parameter["by"]
    read = read_sources(json.dumps(document).encode())
    assert read.fund_kinds == {}
    assert {parameter.by for parameter in read.parameters} == {""}


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("format", "doorlezen-sources/2", "S.json: format: moet 'doorlezen-sources/1' zijn"),
        ("library", "", 'S.json: library: moet een tekst zijn, niet ""'),
        ("scheme", None, "S.json: scheme: moet een tekst zijn"),
        ("x", 1, "S.json: x: deze sleutel bestaat hier niet"),
        ("invented", "ja", 'S.json: invented: moet true of false zijn, niet "ja"'),
        ("editions", [{"publisher": "CBS"}], "S.json: editions[0].title: ontbreekt"),
        (
            "fund_kinds",
            {"a": "b"},
            'S.json: fund_kinds.a: "b" bestaat niet; kies uit scheme, gemeente, oab, library, school, other',
        ),
    ],
)
def test_a_wrong_sources_file_is_refused_by_field(key: str, value: object, line: str) -> None:
    document = json.loads(built().sources_data) | {key: value}
    with pytest.raises(InputError) as refusal:
        read_sources(json.dumps(document).encode(), name="S.json")
    assert str(refusal.value) == line
