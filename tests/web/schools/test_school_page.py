"""The page of one school: facts with their source, the score over the years, verdicts, contacts and notes."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.roles import Role
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Kind, PupilCount, Score
from tests.people import Neighbourhood
from tests.web.schools.figures import a_score, an_edition, more_schools

pytestmark = pytest.mark.django_db
BASE = "/o/bibliotheek-de-linge/scholen/"


@pytest.fixture
def client(schools: Neighbourhood) -> Client:
    return schools.client(schools.linge, Role.ADVISER)


def test_facts_have_their_edition_and_row(client: Client) -> None:
    text = client.get(BASE + "00AP00/").text
    assert "DUO, Proef van pupils (1 oktober 2019), rij 2" in text
    assert "DUO, Proef van locations (1 oktober 2019), rij 2" in text
    assert "bestand pupils.csv, licentie CC0" in text


def test_the_score_stands_against_the_drempel_and_the_band(client: Client) -> None:
    text = client.get(BASE + "00AP00/").text
    assert "Op 1 oktober 2019 was de achterstandsscore 33,02." in text
    for figure in ("102,62", "69,60", "33,02", "59,60 tot 79,60"):
        assert f">{figure}<" in text
    assert text.count('class="drempel"') == text.count('class="band"') == 1
    assert "vlak bij de drempel" not in text


def test_a_school_near_the_drempel_says_so(client: Client) -> None:
    text = client.get(BASE + "01BR00/").text
    assert "Op 1 oktober 2019 had deze school geen achterstandsscore: 0,00." in text
    assert "De school ligt vlak bij de drempel: volgend jaar kan de score omslaan." in text
    assert "119,21 tot 159,21, hierbinnen" in text


def test_all_years_are_there_and_of_one_peildatum_the_last_loaded(client: Client) -> None:
    later = an_edition(Kind.SCORES, datetime.date(2021, 2, 1))
    a_score("00AP00", later, "40.00", "110.00", 100, row=33)
    again = an_edition(Kind.SCORES, datetime.date(2021, 2, 1), drempel_per_pupil=Decimal("0.7"))
    a_score("00AP00", again, "41.00", "111.00", 100, row=44)
    text = client.get(BASE + "00AP00/").text
    assert "Op 1 februari 2021 was de achterstandsscore 41,00." in text
    assert (">40,00<" in text, ">41,00<" in text, ">33,02<" in text) == (False, True, True)
    assert text.count('class="zonder-drempel"') == 2


def test_an_unknown_and_an_unreliable_score_are_called_so(schools: Neighbourhood) -> None:
    client = schools.client(schools.maas, Role.ADVISER)
    unknown = client.get("/o/bibliotheek-maas-en-waal/scholen/03DM00/").text
    assert "Van 1 oktober 2019 is de score niet bekend: het CBS geeft er geen." in unknown
    few = client.get("/o/bibliotheek-maas-en-waal/scholen/02CK00/").text
    assert "Het CBS noemt de score onvoldoende betrouwbaar: 40 leerlingen of minder." in few


def test_a_school_without_any_score_says_what_that_means(schools: Neighbourhood, client: Client) -> None:
    Score.objects.filter(school="00AP00").delete()
    text = client.get(BASE + "00AP00/").text
    assert "Deze school staat in geen achterstandsscores." in text
    assert "een editie noemt alleen scholen die er op haar peildatum waren" in text
    assert "gewone basisscholen" not in text


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("sbo", "speciaal basisonderwijs"),
        ("so", "speciaal onderwijs"),
        ("vso", "voortgezet speciaal onderwijs"),
        ("so/vso", "speciaal onderwijs en voortgezet speciaal onderwijs"),
    ],
)
def test_a_special_school_is_not_told_to_wait_for_a_score(client: Client, kind: str, told: str) -> None:
    more_schools("0281", 1)
    Score.objects.filter(school="50ZZ00").delete()
    count = {"edition": Edition.objects.get(kind=Kind.PUPILS), "row": 9, "pupils": 80}
    Address.objects.filter(school="50ZZ00").update(edition=count["edition"])
    PupilCount.objects.create(school_id="50ZZ00", school_type=kind, **count)
    list_anew()
    text = client.get(BASE + "50ZZ00/").text
    assert f"Een school voor {told} staat er niet in." in text
    for promise in ("Nog geen score", "nieuwe vestigingscode", "nieuwere editie", "volgende editie"):
        assert promise not in text


def test_a_closed_school_has_a_page_and_stands_in_no_list(schools: Neighbourhood, client: Client) -> None:
    an_edition(Kind.SCHOOLS, datetime.date(2022, 10, 1))
    list_anew()
    assert "sinds 1 oktober 2022 niet meer in de lijst van DUO" in client.get(BASE + "00AP00/").text
    assert "00AP00" not in client.get(BASE + "export.csv").text


def test_collaboration_and_phase_come_from_the_own_list(client: Client) -> None:
    text = client.get(BASE + "00AP00/").text
    assert "eigen lijst, regel 2" in text
    assert ">Uitvoering<" in text
    assert "Deze school staat niet in je lijst met samenwerkingen" in client.get(BASE + "01BR00/").text


def test_every_scheme_for_primary_schools_has_its_verdict(client: Client) -> None:
    text = client.get(BASE + "00AP00/").text
    for title in ("Doorontwikkeling, primair onderwijs", "Nieuwe locaties, primair onderwijs"):
        assert text.count(f">Impulsregeling Masterplan basisvaardigheden II: {title}</h3>") == 1
    assert "vmbo" not in text


def test_a_code_in_small_letters_is_found_and_nonsense_is_not(client: Client) -> None:
    assert client.get(BASE + "00ap00/").status_code == 200
    for code in ("99ZZ99", "x", "00AP000"):
        assert client.get(f"{BASE}{code}/").status_code == 404


def test_contacts_and_notes_are_for_who_visits_schools(schools: Neighbourhood) -> None:
    shown = {}
    for role in (Role.DIRECTOR, Role.ADVISER, Role.LEESCONSULENT, Role.FINANCE):
        text = schools.client(schools.linge, role).get(BASE + "00AP00/").text
        shown[role] = ('id="contacten"' in text, 'id="notities"' in text)
    assert shown == {
        Role.DIRECTOR: (True, True),
        Role.ADVISER: (True, True),
        Role.LEESCONSULENT: (True, True),
        Role.FINANCE: (False, False),
    }


def test_the_page_asks_a_fixed_number_of_questions(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(BASE + "00AP00/")
    with django_assert_num_queries(SCHOOL_QUERIES):
        client.get(BASE + "00AP00/")
    for year in range(2010, 2014):
        a_score("00AP00", an_edition(Kind.SCORES, datetime.date(year, 10, 1)), "1.00", "2.00", 50)
    client.get(BASE + "00AP00/")  # what an edition changes is looked up once
    with django_assert_num_queries(SCHOOL_QUERIES):
        client.get(BASE + "00AP00/")


SCHOOL_QUERIES = 15
