"""The pages of a plan: there for who may see them, in a fixed number of queries."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope, scopes_disabled
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.planning.proposals.models import Proposal
from doorlezen.register.models import Kind, Listing, School
from doorlezen.web.pages.plans import forms
from tests.people import Neighbourhood, client_of
from tests.planning import proposing
from tests.web.schools.figures import an_edition
from tests.words import NO_PLAN

LINGE = "/o/bibliotheek-de-linge"


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    return proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


PAGES = ("", "gemeenten/0281/", "scholen/00AP00/", "eisen/1/")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_plan_open(director: Client, proposal: Proposal, page: str) -> None:
    answer = director.get(f"{LINGE}/plannen/{proposal.pk}/{page}")
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1
    assert b"style=" not in answer.content


@pytest.mark.parametrize("page", ["gemeenten/0216/", "scholen/02CK00/", "eisen/9/", "eisen/0/", "plan.exe"])
def test_what_is_not_in_a_plan_is_not_there(director: Client, proposal: Proposal, page: str) -> None:
    assert director.get(f"{LINGE}/plannen/{proposal.pk}/{page}").status_code == 404


def test_the_plan_says_its_thought_first(director: Client, proposal: Proposal) -> None:
    html = director.get(f"{LINGE}/plannen/{proposal.pk}/").content.decode()
    assert "Van je 6 scholen krijgen er 6 een leesconsulent; 5 daarvan hebben een achterstandsscore." in html
    assert "Plan 1 voor 2026–2027 · concept · bewezen het beste bij deze middelen en eisen" in html
    assert html.count('class="shelf"') == 2
    assert html.count('class="price-tag"') == 3


def test_a_conflict_shows_the_knot(director: Client, neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    stored = proposing.a_proposal(actor, proposing.conflicting())
    html = director.get(f"{LINGE}/plannen/{stored.pk}/").content.decode()
    assert NO_PLAN in html
    assert "De knoop" in html
    assert "Hooguit twee scholen" in html
    assert "Stel dit plan voor" not in html
    for page in PAGES:
        assert director.get(f"{LINGE}/plannen/{stored.pk}/{page}").status_code == 200


def test_the_list_says_what_to_do_where_there_is_nothing(
    director: Client, neighbourhood: Neighbourhood
) -> None:
    assert "Er is nog geen plan" in director.get(f"{LINGE}/plannen/").content.decode()
    reader = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    assert "Zodra het er staat" in reader.get(f"{LINGE}/plannen/").content.decode()
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert "Er is nog geen plan met je gedeeld" in officer.get("/o/gemeente-tiel/plannen/").content.decode()


def queries_of(client: Client, address: str, counted: DjangoAssertNumQueries, number: int) -> None:
    client.get(f"{LINGE}/mensen/")  # who is asking is not counted twice
    with counted(number):
        assert client.get(address).status_code == 200


LIST_QUERIES, PLAN_QUERIES, GEMEENTE_QUERIES, GEMEENTEN_QUERIES = 5, 10, 5, 12


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    neighbourhood: Neighbourhood,
    director: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    for number in range(count):
        plan = proposing.a_proposal(actor, proposing.a_problem(title=f"Nummer {number}"))
        proposing.share(actor, proposal=plan.pk)
    queries_of(director, f"{LINGE}/plannen/", django_assert_num_queries, LIST_QUERIES)
    queries_of(director, f"{LINGE}/gemeenten/", django_assert_num_queries, GEMEENTEN_QUERIES)


@pytest.mark.parametrize("schools", [1, 3])
def test_a_plan_takes_the_same_queries_for_one_school_and_for_three(
    neighbourhood: Neighbourhood,
    director: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    schools: int,
) -> None:
    value = proposing.a_problem(funds=[], requirements=[])
    value["schools"] = value["schools"][:schools]
    value["menus"]["all"] = [{**option, "cost": {}} for option in value["menus"]["all"]]
    stored = proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), value)
    at = f"{LINGE}/plannen/{stored.pk}/"
    queries_of(director, at, django_assert_num_queries, PLAN_QUERIES)
    # the story, what moves, where the schools stand and the moments of webinars are remembered
    queries_of(director, at, django_assert_num_queries, PLAN_QUERIES - 4)
    queries_of(director, f"{at}gemeenten/0281/", django_assert_num_queries, GEMEENTE_QUERIES)


def uploads(**changes: bytes) -> dict[str, SimpleUploadedFile]:
    """The files of a form, as a browser sends them."""
    data = {name: file.data for name, file in proposing.files().items()} | changes
    return {name: SimpleUploadedFile(f"{name}.json", content) for name, content in data.items() if content}


def test_a_proposal_comes_in_by_the_form(director: Client, neighbourhood: Neighbourhood) -> None:
    answer = director.post(f"{LINGE}/plannen/nieuw/", {**uploads(), "title": "Van het scherm"})
    with scope(organisation=neighbourhood.linge):
        stored = Proposal.objects.get()
        entry = Event.objects.get(action="plans.stored")
    assert (answer.status_code, answer["Location"]) == (302, f"{LINGE}/plannen/2026-2027-1/")
    assert (stored.title, stored.shared) == ("Van het scherm", False)
    assert entry.person_id == neighbourhood.person(neighbourhood.linge, Role.DIRECTOR).pk


WRONG = [
    (
        {"plan": b"geen json"},
        "plan.json: dit is iets anders; hier hoort een planbestand, zoals het is gemaakt",
    ),
    ({"plan": b""}, "Dit veld is verplicht."),
    (
        {"problem": b"\xff\xfe\x00"},
        "problem.json: dit is iets anders; hier hoort een probleembestand, zoals het is gemaakt",
    ),
    (
        {"problem": proposing.solved(proposing.as_bytes(proposing.a_problem()))},
        "problem.json: dit lijkt een planbestand; hier hoort een probleembestand",
    ),
    (
        {"plan": b"vestigingscode;programma;sinds\n00AP00;dbos-po;2018-08-01\n"},
        "plan.json: dit lijkt een lijst met samenwerkingen; hier hoort een planbestand",
    ),
    ({"sources": b"%PDF-1.7"}, "sources.json: dit lijkt een pdf; hier hoort een bestand met bronnen"),
    ({"sources": b"{}"}, "sources.json: format: ontbreekt"),
    (
        {"plan": proposing.solved(proposing.as_bytes(proposing.a_problem(title="Anders")))},
        "plan.json: dit plan klopt niet: het plan hoort bij een ander probleem, niet bij dit",
    ),
]


@pytest.mark.parametrize(("change", "line"), WRONG)
def test_a_wrong_file_is_refused_in_one_line(director: Client, change: dict[str, bytes], line: str) -> None:
    answer = director.post(f"{LINGE}/plannen/nieuw/", {**uploads(**change), "title": ""})
    assert answer.status_code == 422
    assert line in answer.content.decode()
    with scopes_disabled():
        assert Proposal.objects.count() == 0


def test_a_huge_file_is_refused_before_it_is_read(director: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST", 1 * 2**20)
    answer = director.post(f"{LINGE}/plannen/nieuw/", {**uploads(problem=b" " * (2**20 + 1)), "title": ""})
    assert answer.status_code == 422
    assert "problem.json is groter dan 1 MB" in answer.content.decode()


def test_the_same_files_twice_say_where_they_are(director: Client, proposal: Proposal) -> None:
    answer = director.post(f"{LINGE}/plannen/nieuw/", {**uploads(), "title": ""})
    assert answer.status_code == 422
    assert "dit staat er al, als plan 1 voor 2026–2027" in answer.content.decode()


def test_only_director_and_adviser_meet_the_form(neighbourhood: Neighbourhood) -> None:
    opened = set()
    for role in neighbourhood.linge.possible_roles:
        client = neighbourhood.client(neighbourhood.linge, role)
        statuses = {client.get(f"{LINGE}/plannen/nieuw/").status_code}
        statuses.add(client.post(f"{LINGE}/plannen/nieuw/", {}).status_code)
        assert statuses in ({200, 422}, {403})
        opened |= {role} if 200 in statuses else set()
    assert opened == {Role.DIRECTOR, Role.ADVISER}


def test_the_director_shares_and_stops_sharing(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    at = f"{LINGE}/plannen/2026-2027-1/"
    adviser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert adviser.post(f"{at}doe/voorstellen/")["Location"] == at
    assert adviser.post(f"{at}delen/", {"delen": "ja"}).status_code == 403
    assert "Deel dit plan" not in adviser.get(at).content.decode()
    assert "Deel dit plan" in director.get(at).content.decode()
    states = []
    for wish in ("ja", "nee"):
        assert director.post(f"{at}delen/", {"delen": wish})["Location"] == at
        with scopes_disabled():
            states.append(Proposal.objects.get(pk=proposal.pk).shared)
    assert states == [True, False]


def test_sharing_asks_for_the_token_of_the_form(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    browser = client_of(neighbourhood.person(neighbourhood.linge, Role.DIRECTOR), csrf=True)
    at = f"{LINGE}/plannen/{proposal.pk}/delen/"
    assert browser.post(at, {"delen": "ja"}).status_code == 403
    with scopes_disabled():
        assert Proposal.objects.filter(shared_at__isnull=False).count() == 0


def test_who_shares_what_belongs_to_others_finds_nothing(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    director_of_maas = neighbourhood.client(neighbourhood.maas, Role.DIRECTOR)
    at = f"/o/bibliotheek-maas-en-waal/plannen/{proposal.pk}/delen/"
    assert director_of_maas.post(at, {"delen": "ja"}).status_code == 404


def test_names_are_shown_as_they_are_never_as_markup(director: Client, neighbourhood: Neighbourhood) -> None:
    value = proposing.a_problem(title="<script>alert(1)</script>")
    value["schools"][0]["name"] = "<b>Vet</b> & Co"
    value["requirements"][0]["text"] = "<img src=x onerror=alert(1)>"
    stored = proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), value)
    for page in ("", *PAGES):
        html = director.get(f"{LINGE}/plannen/{stored.pk}/{page}").content.decode()
        assert [word for word in ("<script>alert", "<b>Vet", "<img src=x") if word in html] == []


def test_the_gemeenten_open_with_the_plan_that_counts(
    neighbourhood: Neighbourhood, director: Client, proposal: Proposal
) -> None:
    assert "Plan 1 voor 2026–2027" not in director.get(f"{LINGE}/gemeenten/").content.decode()
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposing.share(actor, proposal=proposal.pk)
    proposing.a_proposal(actor, proposing.a_problem(title="Een proef"))
    html = director.get(f"{LINGE}/gemeenten/").content.decode()
    assert "Plan 1 voor 2026–2027" in html
    assert "Plan 2 voor 2026–2027" not in html
    one = director.get(f"{LINGE}/gemeenten/0281/").content.decode()
    assert "Wat het plan hier doet" in one
    assert "Tiel: elke school houdt haar uren" in one
    assert director.get(f"{LINGE}/gemeenten/0216/").status_code == 404


def test_a_gemeente_without_a_plan_says_so(director: Client) -> None:
    assert (
        "Er is nog geen plan voor deze gemeente" in director.get(f"{LINGE}/gemeenten/0281/").content.decode()
    )


def test_a_file_says_what_it_is(director: Client, proposal: Proposal) -> None:
    answer = director.get(f"{LINGE}/plannen/{proposal.pk}/plan.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="plan-1-2026-2027.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert director.get(f"{LINGE}/plannen/{proposal.pk}/bestanden/geheim.json").status_code == 404


def test_schools_with_a_known_place_stand_on_the_map(director: Client, proposal: Proposal) -> None:
    at = f"{LINGE}/plannen/{proposal.pk}/"
    assert "Op de kaart" not in director.get(at).content.decode()
    some_locations({"00AP00": ("5.43", "51.89"), "01BR00": ("5.33", "51.91"), "02CK00": ("5.22", "51.95")})
    html = director.get(at).content.decode()
    assert html.count("<circle") == 2
    assert "De Bogerd: 1 uur per week" in html
    assert "4 scholen staan niet op de kaart: hun plaats is niet bekend." in html


def test_schools_on_one_spot_stand_beside_each_other_on_the_map(director: Client, proposal: Proposal) -> None:
    one = ("5.429131", "51.886912")
    some_locations({"00AP00": one, "01BR00": one})
    at = f"{LINGE}/plannen/2026-2027-1/"
    html = director.get(at).content.decode()
    drawn = re.findall(r'<a href="([^"]*)" tabindex="-1"><circle cx="([^"]*)" cy="([^"]*)" r="([^"]*)"', html)
    (first, second) = sorted(drawn, key=lambda disc: float(disc[1]))
    assert [disc[0] for disc in (first, second)] == [f"{at}scholen/{code}/" for code in ("00AP00", "01BR00")]
    # they touch and do not overlap
    assert float(second[1]) - float(first[1]) == pytest.approx(float(first[3]) + float(second[3]), abs=0.2)
    assert float(first[2]) == float(second[2])
    # and the list beside it names them together
    shared = html.partition("Scholen die een plek op de kaart delen")[2].partition("</details>")[0]
    assert re.findall(r'href="([^"]*)"', shared) == [first[0], second[0]]


def some_locations(places: dict[str, tuple[str, str]]) -> None:
    """Coordinates for these schools, as an edition that is loaded now knows them."""
    an_edition(Kind.LOCATIONS)
    for code, (longitude, latitude) in places.items():
        school = School.objects.get(pk=code)
        Listing.objects.update_or_create(
            school=school, defaults={"longitude": Decimal(longitude), "latitude": Decimal(latitude)}
        )
