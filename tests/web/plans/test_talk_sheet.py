"""The talk sheet of a gemeente says what its page in the plan says, and to a gemeente only its own."""

import re
from html import unescape

import pytest
from django.test import Client

from doorlezen.accounts.roles import Role
from doorlezen.engine.allocation import read_problem, solve
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios import what_if
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.planning.stated import ASKED, a_stated_demand
from tests.reports import screen_reader
from tests.web.plans.telling import table_with
from tests.web.plans.test_same_figures import check_accessible_pdf

LINGE, TIEL = "/o/bibliotheek-de-linge", "/o/gemeente-tiel"


@pytest.fixture
def plan(neighbourhood: Neighbourhood) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return proposing.share(actor, proposal=proposing.a_proposal(actor).pk)


def sheet(client: Client, base: str, plan: Proposal, code: str = "0281") -> str:
    answer = client.get(f"{base}/plannen/{plan.pk}/gemeenten/{code}/gespreksblad.pdf")
    assert answer.status_code == 200
    check_accessible_pdf(answer.content)
    (page,) = screen_reader.pages(answer.content)
    return page


def test_it_says_what_the_page_of_the_gemeente_says_and_the_library_prints_the_same(
    neighbourhood: Neighbourhood, plan: Proposal
) -> None:
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    told = sheet(officer, TIEL, plan)
    assert told == sheet(director, LINGE, plan)
    page = unescape(officer.get(f"{TIEL}/plannen/{plan.pk}/gemeenten/0281/").text)
    (link,) = re.findall(r'href="([^"]*gespreksblad[.]pdf)"', page)
    assert officer.get(link).status_code == 200
    money = [list(row.values()) for row in table_with(page, "pot")]
    assert len(money) == 3
    for purse, *_, together in money:
        assert f" {purse} {together}".casefold() in told.casefold()
    *_, totals = table_with(page, "school", "score")
    assert f"Uren per week {_under('dit plan', totals)} " in told
    assert f"Vorig jaar {_under('vorig jaar', totals)} " in told


def _under(head: str, row: dict[str, str]) -> str:
    (found,) = [value for name, value in row.items() if name.startswith(head)]
    return found


def test_a_gemeente_gets_only_its_own(neighbourhood: Neighbourhood, plan: Proposal) -> None:
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    there = f"{TIEL}/plannen/{plan.pk}/gemeenten/0214/gespreksblad.pdf"
    assert officer.get(there).status_code == 404
    assert "Buren" not in sheet(officer, TIEL, plan)
    contact = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    own = f"/o/school-de-bogerd/plannen/{plan.pk}/gemeenten/0281/gespreksblad.pdf"
    assert contact.get(own).status_code == 403
    leesconsulent = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    page = f"{LINGE}/plannen/{plan.pk}/gemeenten/0281/"
    assert leesconsulent.get(f"{page}gespreksblad.pdf").status_code == 403
    assert "gespreksblad" not in leesconsulent.get(page).text


def test_what_waits_for_an_answer_stands_there(neighbourhood: Neighbourhood, plan: Proposal) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert "Wat nog op antwoord wacht" not in sheet(director, LINGE, plan)
    a_stated_demand(neighbourhood)
    told = sheet(director, LINGE, plan)
    assert f"Wat nog op antwoord wacht • {ASKED}" in told
    assert ASKED not in sheet(director, LINGE, plan, "0214")


def test_what_more_money_does_is_what_the_engine_says(neighbourhood: Neighbourhood, plan: Proposal) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    found = re.search(r"samen (\S+) uur per week (meer|minder)|geen uren bij", sheet(director, LINGE, plan))
    assert found is not None
    value = proposing.a_problem()
    (own,) = [fund for fund in value["funds"] if fund["id"] == "gem-0281"]
    before = _hours(value)
    own["cents"] += 1_000_000
    gained = _hours(value) - before
    if gained:
        assert found[1] == str(abs(gained)).replace(".0", "")
        assert found[2] == ("meer" if gained > 0 else "minder")
    else:
        assert found[0] == "geen uren bij"


def test_what_cannot_be_told_at_once_is_left_out(
    neighbourhood: Neighbourhood, plan: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if, "AT_ONCE", 0.0)
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    # nobody asked this of the plan before, in this process: it is another gemeente than above
    assert "meer?" not in sheet(director, LINGE, plan, "0214")


def _hours(value: dict[str, object]) -> float:
    problem = read_problem(proposing.as_bytes(value))
    choices = solve(problem, few_purses=False).choices
    own = [school.code for school in problem.schools if school.municipality == "0281"]
    return sum(problem.option(code, choices[code]).quarters for code in own) / 4
