"""Partners see their own part of a shared plan, and nothing in it depends on anybody else's."""

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import Role
from doorlezen.engine.allocation import read_problem, solve, write_plan
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.reports import screen_reader
from tests.web.plans.test_same_figures import check_accessible_pdf

LINGE, TIEL, SCHOOL, POI = (
    "/o/bibliotheek-de-linge",
    "/o/gemeente-tiel",
    "/o/school-de-bogerd",
    "/o/poi-oost",
)


def shared_plan(neighbourhood: Neighbourhood, value: dict[str, Any] | None = None) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return proposing.share(actor, proposal=proposing.a_proposal(actor, value).pk)


def everything_that_opens(client: Client, base: str, pk: int) -> dict[str, str]:
    """What this reader can read of a plan, wherever it stands, by address; files as the text in them."""
    at = f"{base}/plannen/{pk}/"
    codes = ["0281", "0214", "0216"]
    schools = [school["code"] for school in proposing.a_problem()["schools"]]
    pages = [
        f"{base}/plannen/",
        at,
        *(f"{at}gemeenten/{code}/" for code in codes),
        *(f"{at}scholen/{code}/" for code in schools),
        *(f"{at}eisen/{number}/" for number in range(1, 5)),
        f"{base}/gemeenten/",
        *(f"{base}/gemeenten/{code}/" for code in codes),
        f"{at}plan.pdf",
        f"{at}plan.xlsx",
        *(f"{at}bestanden/{which}.json" for which in ("plan", "problem", "sources")),
    ]
    found = {}
    for page in pages:
        answer = client.get(page)
        if answer.status_code == 200:
            found[page.replace(f"/plannen/{pk}/", "/plannen/PK/")] = _text(page, answer.content)
        else:
            assert answer.status_code in {403, 404}, page
    return found


def _text(page: str, content: bytes) -> str:
    if page.endswith(".pdf"):
        check_accessible_pdf(content)
        alts = [str(figure.alt) for figure in screen_reader.read(content).all("Figure")]
        return "\n".join([*screen_reader.pages(content), *alts])
    if page.endswith(".xlsx"):
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        return "\n".join(
            [*book.sheetnames, str(book.properties.title), str(book.properties.subject)]
            + [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        )
    return content.decode()


def leaked(found: dict[str, str], secrets: set[str]) -> set[tuple[str, str]]:
    """Which secrets stand where."""
    return {(page, secret) for page, text in found.items() for secret in secrets if secret in text}


def test_a_gemeente_reads_its_own_part_and_nothing_of_others(neighbourhood: Neighbourhood) -> None:
    proposal = shared_plan(neighbourhood)
    value = proposing.a_problem()
    others = [school for school in value["schools"] if school["municipality"] != "0281"]
    of_buren, of_both = value["funds"][2]["cents"], value["funds"][0]["cents"]
    secrets = {
        *(school["name"] for school in others),
        *(school["code"] for school in others),
        "Buren",
        "Subsidie Buren",
        "Niemand krijgt meer dan twee uur",
        "Ans de Boer",
        *(str(cents) for cents in (of_buren, of_both)),
        *(f"{cents // 100}" for cents in (of_buren, of_both)),
        *(f"{cents // 100:,}".replace(",", ".") for cents in (of_buren, of_both)),
        "van 9¼",  # the hours of all people together
    }
    client = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    found = everything_that_opens(client, TIEL, proposal.pk)
    assert set(found) == {
        "/o/gemeente-tiel/plannen/",
        "/o/gemeente-tiel/plannen/PK/",
        "/o/gemeente-tiel/plannen/PK/gemeenten/0281/",
        "/o/gemeente-tiel/plannen/PK/scholen/00AP00/",
        "/o/gemeente-tiel/plannen/PK/scholen/10XX01/",
        "/o/gemeente-tiel/plannen/PK/scholen/20XX02/",
        "/o/gemeente-tiel/plannen/PK/eisen/1/",
        "/o/gemeente-tiel/gemeenten/",
        "/o/gemeente-tiel/gemeenten/0281/",
        "/o/gemeente-tiel/plannen/PK/plan.pdf",
        "/o/gemeente-tiel/plannen/PK/plan.xlsx",
    }
    assert leaked(found, secrets) == set()
    # the same words are there for who may read them, so the check above can fail
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    entire = everything_that_opens(director, LINGE, proposal.pk)
    assert {secret for _, secret in leaked(entire, secrets)} == secrets


def with_others_changed() -> dict[str, Any]:
    """The problem in which everything of Buren is different, and nothing of Tiel."""
    value = separate()
    for school in value["schools"]:
        if school["municipality"] == "0214":
            school["name"] = f"Anders {school['name']}"
            school["pupils"] += 211
            school["score"] = 17.5
            school["last_year_quarters"] = 0
    value["schools"] = [school for school in value["schools"] if school["code"] != "21XX02"]
    for fund in value["funds"]:
        if fund["id"] == "gem-0214":
            fund.update(cents=1_234_500, name="Andere subsidie", schools=["01BR00", "11XX01"])
    for demand in value["requirements"]:
        if demand["by"] == "0214":
            demand.update(text="Iets anders", percent=10, schools=["01BR00", "11XX01"])
    return value


def separate() -> dict[str, Any]:
    """The problem without what ties the gemeenten together: a plan for one does not depend on the other."""
    value = proposing.a_problem(capacity_quarters=None)
    value["funds"] = [{**fund, "cents": 2_000_000} for fund in value["funds"] if fund["id"] != "mbv2"]
    return value


def stored_without_prices(neighbourhood: Neighbourhood, value: dict[str, Any]) -> Proposal:
    """Without prices: those are a share of what the whole plan is worth, and may depend on it."""
    problem = proposing.as_bytes(value)
    plan = write_plan(solve(read_problem(problem)))
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    stored = store_proposal(
        actor,
        problem=GivenFile("p.json", problem),
        plan=GivenFile("plan.json", plan),
        sources=GivenFile("s.json", proposing.sources_of(problem)),
    )
    return proposing.share(actor, proposal=stored.pk)


PARTNERS = [("tiel", Role.GEMEENTE_OFFICER, TIEL), ("school_in_tiel", Role.SCHOOL_CONTACT, SCHOOL)]


@pytest.mark.parametrize(("who", "role", "base"), PARTNERS)
def test_nothing_that_a_partner_reads_depends_on_others(
    neighbourhood: Neighbourhood, who: str, role: Role, base: str
) -> None:
    client = neighbourhood.client(getattr(neighbourhood, who), role)
    read = []
    for value in (separate(), with_others_changed()):
        proposal = stored_without_prices(neighbourhood, value)
        found = everything_that_opens(client, base, proposal.pk)
        found.pop(f"{base}/plannen/")  # the second time there are two
        read.append({page: _same(text, proposal) for page, text in found.items()})
    assert len(read[0]) >= 2
    assert read[0] == read[1]


def _same(text: str, proposal: Proposal) -> str:
    """The text without what names the proposal itself, and without the token of its forms."""
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', "", text)
    text = re.sub(r'id="hoe-ver-[^"]*"', "", text)
    text = text.replace(proposal.problem_sha256[:16], "HASH")
    text = text.replace(f"/plannen/{proposal.pk}/", "/plannen/PK/")
    text = text.replace(f"{proposal.school_year}-{proposal.number}/", "PK/")
    return re.sub(rf"Plan {proposal.number}\b", "Plan N", text)


def test_a_school_reads_its_own_row(neighbourhood: Neighbourhood) -> None:
    proposal = shared_plan(neighbourhood)
    client = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    found = everything_that_opens(client, SCHOOL, proposal.pk)
    at = "/o/school-de-bogerd/plannen/"
    assert set(found) == {at, f"{at}PK/", f"{at}PK/scholen/00AP00/"}
    value = proposing.a_problem()
    others = [school for school in value["schools"] if school["code"] != "00AP00"]
    secrets = {school["code"] for school in others} | {school["name"] for school in others}
    secrets |= {demand["text"] for demand in value["requirements"]} | {"Ans de Boer", "Buren"}
    assert leaked(found, secrets) == set()
    assert "De Bogerd krijgt een leesconsulent voor" in found[f"{at}PK/"]


def test_a_poi_reads_the_whole_plan_of_a_library_that_it_supports(neighbourhood: Neighbourhood) -> None:
    proposal = shared_plan(neighbourhood)
    client = neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)
    found = everything_that_opens(client, POI, proposal.pk)
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    whole = everything_that_opens(director, LINGE, proposal.pk)
    missing = {page.removeprefix(LINGE) for page in whole} - {page.removeprefix(POI) for page in found}
    assert missing == set()
    assert found[f"{POI}/plannen/PK/plan.xlsx"] == whole[f"{LINGE}/plannen/PK/plan.xlsx"]
    other = neighbourhood.client(neighbourhood.other_poi, Role.POI_ADVISER)
    assert other.get(f"/o/poi-west/plannen/{proposal.pk}/").status_code == 404


def test_a_leesconsulent_reads_hours_and_no_money(neighbourhood: Neighbourhood) -> None:
    proposal = shared_plan(neighbourhood)
    client = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    found = everything_that_opens(client, LINGE, proposal.pk)
    secrets = {
        "€",
        "euro",
        "% van de waarde",
        "waarde van dit plan",
        "Zo gerekend",
        "Subsidie",
        "Impulsregeling",
    }
    assert leaked(found, secrets) == set()
    assert len([page for page in found if "/gemeenten/" in page or "/scholen/" in page]) == 11
    plan = found[f"{LINGE}/plannen/PK/"]
    assert "Tiel: elke school houdt haar uren" in plan
    assert "uur per week" in plan
    finance = neighbourhood.client(neighbourhood.linge, Role.FINANCE)
    whole = everything_that_opens(finance, LINGE, proposal.pk)
    assert {secret for _, secret in leaked(whole, secrets)} == secrets


REFUSED = [
    ("leesconsulent", "plan.pdf", "De pdf en het Excel-bestand bevatten ook het geld."),
    ("leesconsulent", "plan.xlsx", "De pdf en het Excel-bestand bevatten ook het geld."),
    ("leesconsulent", "bestanden/plan.json", "Het planbestand gaat over alle gemeenten."),
    ("administrator", "", "Plannen zijn er voor de bibliotheek"),
]


@pytest.mark.parametrize(("role", "page", "reason"), REFUSED)
def test_a_refusal_says_why(neighbourhood: Neighbourhood, role: str, page: str, reason: str) -> None:
    proposal = shared_plan(neighbourhood)
    answer = neighbourhood.client(neighbourhood.linge, Role(role)).get(
        f"{LINGE}/plannen/{proposal.pk}/{page}"
    )
    assert answer.status_code == 403
    assert reason in answer.content.decode()


def _outsiders(neighbourhood: Neighbourhood) -> list[tuple[Organisation, Role, int]]:
    return [
        (neighbourhood.maas, Role.DIRECTOR, 404),
        (neighbourhood.culemborg, Role.GEMEENTE_OFFICER, 404),
        (neighbourhood.school_in_culemborg, Role.SCHOOL_CONTACT, 404),
        (neighbourhood.other_poi, Role.POI_ADVISER, 404),
        (neighbourhood.national, Role.NATIONAL_READER, 403),
    ]


@pytest.mark.parametrize("page", ["", "gemeenten/0281/", "scholen/00AP00/", "eisen/1/"])
def test_the_plans_of_others_are_not_there(neighbourhood: Neighbourhood, page: str) -> None:
    proposal = shared_plan(neighbourhood)
    for organisation, role, status in _outsiders(neighbourhood):
        answer = neighbourhood.client(organisation, role).get(
            f"/o/{organisation.slug}/plannen/{proposal.pk}/{page}"
        )
        assert (organisation.slug, answer.status_code) == (organisation.slug, status)


def test_what_is_not_shared_is_not_there_for_partners(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposal = proposing.a_proposal(actor)
    for organisation, role in (
        (neighbourhood.tiel, Role.GEMEENTE_OFFICER),
        (neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT),
        (neighbourhood.poi, Role.POI_ADVISER),
    ):
        answer = neighbourhood.client(organisation, role).get(
            f"/o/{organisation.slug}/plannen/{proposal.pk}/"
        )
        assert (organisation.slug, answer.status_code) == (organisation.slug, 404)
