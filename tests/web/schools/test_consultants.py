"""The pages of who has which school, and the first page of a leesconsulent."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope
from pytest_django import DjangoAssertNumQueries, Settings

from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals import deciding
from doorlezen.register.models import School
from doorlezen.relations.domain.assigning import WantedConsultant, assign
from doorlezen.relations.domain.contacts import add_contact
from doorlezen.relations.domain.notes import add_note
from doorlezen.relations.models import Purpose
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.web.schools.figures import figures

pytestmark = pytest.mark.django_db
HOME = "/o/bibliotheek-de-linge/"
TABLE = f"{HOME}scholen/leesconsulenten/"
SCHOOL = f"{HOME}scholen/00AP00/"
DAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _story(settings: Settings, neighbourhood: Neighbourhood) -> None:
    settings.STORY_DAY = DAY
    figures()


def page_of(client: Client, address: str) -> str:
    return html.unescape(client.get(address).text).replace("\xa0", " ")


def give(neighbourhood: Neighbourhood, *codes: str) -> int:
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT).pk
    with scope(organisation=neighbourhood.linge):
        wanted = [WantedConsultant(code, mine, None) for code in codes]
        assign(adviser, wanted, school_year="2026-2027", today=DAY, now=timezone.now())
    return mine


def adopted(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(director)
    deciding.propose(director, proposal=plan.pk, now=timezone.now())
    deciding.adopt(director, proposal=plan.pk, now=timezone.now())


def test_a_table_gives_many_at_once(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    told = page_of(adviser, TABLE)
    assert "2 van deze 2 scholen hebben in 2026–2027 nog geen leesconsulent." in told
    assert "De Kaardebol" not in told  # of the neighbour
    form = {f"{what}-{code}": "" for code in ("00AP00", "01BR00") for what in ("wie", "was")}
    form["wie-01BR00"] = str(mine.pk)
    answer = adviser.post(TABLE, form, follow=True)
    told = html.unescape(answer.text)
    assert "1 school heeft nu een andere leesconsulent." in told
    assert f"{mine}: 1 school" in told
    # a page of before that change: refused with the name of the school, and nothing is kept
    answer = adviser.post(TABLE, {"wie-01BR00": "9", "was-01BR00": "8"})
    assert answer.status_code == 422
    assert "De Klepper: een collega gaf deze school intussen iemand anders" in html.unescape(answer.text)
    seen = page_of(neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT), TABLE)
    assert str(mine) in seen
    assert "<select class" in seen
    assert 'name="wie-' not in seen


def test_the_page_of_a_school_says_who_and_gives_one(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    assert "In 2026–2027 heeft deze school nog geen vaste leesconsulent." in page_of(director, SCHOOL)
    answer = director.post(f"{SCHOOL}leesconsulent/", {"wie-00AP00": str(mine.pk), "was-00AP00": ""})
    assert answer.headers["Location"] == SCHOOL
    assert f"In 2026–2027 is dat {mine}." in page_of(director, SCHOOL)
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert str(mine) not in page_of(officer, "/o/gemeente-tiel/scholen/00AP00/")


def test_her_first_page_is_her_schools(neighbourhood: Neighbourhood) -> None:
    adopted(neighbourhood)
    client = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    assert "Vier vragen" in page_of(client, HOME)
    give(neighbourhood, "00AP00", "01BR00")
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        school = School.objects.get(pk="00AP00")
        for name, phone in (("Zus", "0344 9"), ("Anna Veld", "0344 123456")):
            add_contact(
                adviser, school=school, name=name, phone=phone, purpose=Purpose.MONITOR,
                keep_until=timezone.localdate(),
            )  # fmt: skip
        add_note(adviser, school=school, text="Eerst bellen")
        add_note(adviser, school=school, text="Neem de prentenboeken mee. " * 9)
    told = page_of(client, HOME)
    assert re.search(r"Je 2 scholen, samen [\d¼½¾]+ uur per week", told)
    assert "Plan 1 voor 2026–2027 · vastgesteld" in told
    assert "Anna Veld" in told
    assert "0344 123456" in told
    assert "Zus" not in told
    assert "Neem de prentenboeken mee. " in told
    assert "Eerst bellen" not in told
    assert "Van De Klepper weet je nog niet met wie je afspraken maakt." in told
    assert "Van De Bogerd weet" not in told
    assert "€" not in told
    # who plans keeps the page of the library, and reads how many schools have a face
    director = page_of(neighbourhood.client(neighbourhood.linge, Role.DIRECTOR), HOME)
    assert "1 leesconsulent, met een vast gezicht op" in director
    assert "Je 2 scholen" not in director


@pytest.mark.parametrize("count", [1, 2])
def test_one_school_and_two_cost_the_same(
    neighbourhood: Neighbourhood, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    adopted(neighbourhood)
    give(neighbourhood, *("00AP00", "01BR00")[:count])
    client = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    client.get(HOME)
    with django_assert_num_queries(9):
        assert client.get(HOME).status_code == 200
