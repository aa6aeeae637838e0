"""The approach with and without an achterstandsscore, side by side: for one school and for all."""

from html import unescape

import pytest
from django.test import Client

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError
from doorlezen.planning.approach import at_school
from doorlezen.planning.build import build
from doorlezen.planning.known_differences import known_differences, read_differences
from doorlezen.planning.library.selectors import Candidate
from tests.people import Neighbourhood, client_of
from tests.planning import proposing
from tests.planning.calculating import TEXT, a_scenario
from tests.planning.small import TOML, WORLD, library
from tests.web.plans.telling import tables
from tests.web.schools.figures import figures

WORK = (
    "\n[profiles.with_score.work]\ndoing = 25\nadvising = 75\nsure = 'assumption'\nsource = 'eigen telling'\n"
)


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


@pytest.fixture
def client(adviser: Actor) -> Client:
    return client_of(adviser.person)


def page_of(client: Client, scenario: int, query: str = "") -> str:
    there = f"/o/bibliotheek-de-linge/plannen/scenarios/{scenario}/vergelijk-aanpak/{query}"
    answer = client.get(there)
    assert answer.status_code == 200
    return unescape(answer.text)


def candidate(code: str) -> Candidate:
    return next(one for one in build(library(), WORLD).candidates if one.code == code)


def test_a_school_chooses_from_other_hours_with_a_score_and_costs_what_its_pupils_cost() -> None:
    scored = at_school(library(), candidate("01AA00"), "with_score")
    other = at_school(library(), candidate("01AA00"), "without_score")
    assert (scored.real, other.real) == (True, False)
    # 250 + 80 pupils × 0.90, and 62 an hour in 40 weeks
    assert [(one.quarters, one.cents) for one in scored.choices] == [(0, 0), (8, 528_200), (16, 1_024_200)]
    assert [(one.quarters, one.cents) for one in other.choices] == [(0, 0), (4, 280_200)]
    assert [(one.fund.id, one.sure) for one in scored.may_pay] == [
        ("rijk", True),
        ("eigen", True),
        ("gem-0001", True),
    ]
    # whether the scheme would pay it without a score, nobody knows here
    assert [(one.fund.id, one.sure) for one in other.may_pay] == [
        ("rijk", False),
        ("eigen", True),
        ("gem-0001", True),
    ]


def test_money_against_disadvantage_is_for_the_side_with_a_score() -> None:
    oab = '[[fund]]\nid = "oab"\nname = "OAB"\nkind = "oab"\ngemeente = "0001"\ntotal = 5\n'
    oab += 'bouwstenen = ["collectie"]'
    with_oab = library("\n".join((TOML, oab)))
    for code in ("01AA00", "01BB00"):
        sides = [at_school(with_oab, candidate(code), one) for one in ("with_score", "without_score")]
        assert ["oab" in {one.fund.id for one in side.may_pay} for side in sides] == [True, False]


def test_the_page_lays_both_beside_each_other_and_says_what_is_not_filled_in(
    adviser: Actor, client: Client
) -> None:
    made = a_scenario(adviser, TEXT.replace("[0, 2, 4]", "[0, 2, 4]" + WORK))
    found = tables(page_of(client, made.pk))
    norms = {row[0]: row[1:] for row in found[-1][1:]}
    assert norms["Uren om uit te kiezen per week"] == ["0 · 2 · 4", "0 · 1"]
    assert norms["Zelf doen Werk van de leesconsulent"] == [
        "25% aanname, eigen telling, 28 mei 2026",
        "niet ingevuld",
    ]
    assert norms["Adviseren Werk van de leesconsulent"][1] == "niet ingevuld"
    assert norms["Monitor"] == ["niet ingevuld", "niet ingevuld"]
    # De Bogerd has the most need, 101 pupils
    assert found[0][1:] == [
        ["0", "0", "€ 0", "€ 0"],
        ["2", "80", "€ 5.300,90", "€ 52,48"],
        ["4", "160", "€ 10.260,90", "€ 101,59"],
    ]
    other = page_of(client, made.pk, "?school=01BR00")
    assert "De Klepper (202 leerlingen) kan met een achterstandsscore hooguit 4 uur per week" in other
    assert "De Bogerd (101 leerlingen) kan" in page_of(client, made.pk, "?school=02CK00")


def test_what_a_plan_gives_all_schools_is_what_the_first_page_says(
    neighbourhood: Neighbourhood, adviser: Actor, client: Client
) -> None:
    made = a_scenario(adviser)
    assert "Alle scholen: " not in page_of(client, made.pk)
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposing.share(director, proposal=proposing.a_proposal(adviser).pk)
    page = page_of(client, made.pk)
    rows = {row[0]: row[1:] for row in tables(page)[0][1:]}
    first = unescape(client.get("/o/bibliotheek-de-linge/").text)
    scored, others = rows["Gemiddeld uur per week per school"]
    assert f"Ze krijgen bij jou {scored} uur per week, andere scholen {others}." in first
    scored, others = rows["Per 100 leerlingen uur per week"]
    assert f"Per 100 leerlingen is dat {scored} en {others} uur." in first
    shares = [int(share.removesuffix("%")) for share in rows["Deel van alle uren"]]
    assert sum(shares) in {99, 100, 101}
    assert f"/plannen/scenarios/{made.pk}/vergelijk-aanpak/" in first


def test_a_scenario_with_blanks_still_shows_its_profiles_and_what_is_to_do(
    adviser: Actor, client: Client
) -> None:
    made = a_scenario(adviser, TEXT.replace('cost_per_hour = "62.00"\n', ""))
    page = page_of(client, made.pk)
    assert "Dit kan pas als het scenario is ingevuld" in page
    assert "0 · 2 · 4" in page
    none = a_scenario(adviser, TEXT.replace("typical_pupils = [60, 160]\n", ""))
    assert "Vul eerst in waaruit een school kan kiezen." in page_of(client, none.pk)


def test_what_is_known_stands_there_with_its_source_and_promises_nothing(
    adviser: Actor, client: Client
) -> None:
    page = page_of(client, a_scenario(adviser).pk)
    assert {one.about for one in known_differences()} >= {"monitor", "parents", "collection", "leesconsulent"}
    for one in known_differences():
        assert one.text in page
    assert "Bron: DUO Onderwijsonderzoek voor Stichting Lezen, 13 oktober 2022. Hoe zeker: zeker." in page
    assert "Bron: Huysmans, 2013. Hoe zeker: zeker." in page


def test_a_known_difference_without_a_source_is_refused() -> None:
    with pytest.raises(InputError, match=r"known\[0\]\.source: ontbreekt"):
        read_differences(b'[[known]]\nabout = "x"\nnl = "x"\nen = "x"\ndate = 2026-01-01\nsure = "certain"\n')
