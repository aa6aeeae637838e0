"""New organisations are made by an administrator of the national programme alone."""

import re

import pytest
from django_scopes import scope

from doorlezen.accounts.models import Invitation, Organisation
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Event
from doorlezen.register.models import Gemeente
from tests.accounts.post import letters
from tests.people import Neighbourhood
from tests.words import NO_ADDRESS_IN_IT

NEW = "/o/landelijk-programma/organisaties/nieuw/"
LIBRARY = {
    "kind": "library",
    "name": "Bibliotheek Rijk van Lek",
    "slug": "rijk-van-lek",
    "gemeenten": "0214, 0216",
    "email": "directeur@voorbeeld.example",
}


@pytest.fixture
def administrator(neighbourhood: Neighbourhood) -> Neighbourhood:
    """The neighbourhood, in which the national administrator has switched the rights on."""
    browser = neighbourhood.client(neighbourhood.national, Role.ADMINISTRATOR)
    browser.post("/o/landelijk-programma/beheer/", {"reason": "een nieuwe bibliotheek toelaten"})
    return neighbourhood


def post(neighbourhood: Neighbourhood, **given: str) -> tuple[int, str]:
    browser = neighbourhood.client(neighbourhood.national, Role.ADMINISTRATOR)
    answer = browser.post(NEW, {**LIBRARY, **given})
    return answer.status_code, answer.content.decode()


def test_a_library_is_made_and_its_first_director_invited(administrator: Neighbourhood) -> None:
    assert post(administrator)[0] == 302
    made = Organisation.objects.get(slug="rijk-van-lek")
    assert (made.name, made.kind) == ("Bibliotheek Rijk van Lek", "library")
    assert [gemeente.code for gemeente in made.gemeenten.order_by("code")] == ["0214", "0216"]
    (invitation,) = Invitation.everywhere.all()
    assert (invitation.organisation, invitation.role) == (made, "director")
    assert [letter.to for letter in letters()] == ["directeur@voorbeeld.example"]
    with scope(organisation=made):
        assert list(Event.objects.order_by("id").values_list("action", flat=True)) == [
            "organisations.created",
            "people.invited",
        ]


@pytest.mark.parametrize(
    ("given", "role"),
    [
        ({"kind": "gemeente", "gemeenten": "0214"}, Role.ADMINISTRATOR),
        ({"kind": "school", "gemeenten": "", "school": "01br00"}, Role.SCHOOL_CONTACT),
        ({"kind": "poi", "gemeenten": ""}, Role.ADMINISTRATOR),
        ({"kind": "national", "gemeenten": ""}, Role.ADMINISTRATOR),
    ],
)
def test_the_first_person_can_let_the_others_in(
    administrator: Neighbourhood, given: dict[str, str], role: Role
) -> None:
    assert post(administrator, **given)[0] == 302
    assert Invitation.everywhere.get().role == role


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"slug": "bibliotheek-de-linge"}, "heeft een andere organisatie al"),
        ({"slug": "???"}, "Gebruik letters, cijfers en streepjes"),
        ({"gemeenten": ""}, "Dit veld is verplicht"),
        ({"gemeenten": "0281 9999"}, "Wij kennen geen gemeente 9999; schrijf de naam of de code van het CBS"),
        ({"gemeenten": "Culemburg"}, "Wij kennen geen gemeente Culemburg; bedoel je Culemborg?"),
        ({"gemeenten": "281 Culemborg"}, "0281 is Tiel, niet Culemborg; kies er een"),
        ({"kind": "gemeente"}, "een gemeente heeft precies één code"),
        ({"kind": "school"}, "Dit veld is verplicht"),
        ({"kind": "school", "school": "99ZZ99"}, "Het register kent 99ZZ99 niet"),
        ({"email": "geen-adres"}, "Dit is geen e-mailadres"),
        ({"email": "a@localhost"}, "Naar localhost kan geen mail; kies een ander adres."),
        ({"name": "Kijk op kwaad.nl"}, NO_ADDRESS_IN_IT),
        ({"name": "Bibliotheek De Ling\u0435"}, "De letter \u0435 is van een ander schrift"),
        ({"name": "   "}, "Dit veld is verplicht"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    administrator: Neighbourhood, given: dict[str, str], why: str
) -> None:
    before = Organisation.objects.count()
    status, text = post(administrator, **given)
    assert (status, Organisation.objects.count(), letters()) == (422, before, [])
    assert why in text


def test_of_no_kind_asks_for_the_kind(administrator: Neighbourhood) -> None:
    assert post(administrator, kind="fabriek")[0] == 422
    browser = administrator.client(administrator.national, Role.ADMINISTRATOR)
    page = browser.get(NEW).content.decode()
    assert re.findall(r'href="[^"]*\?soort=([a-z]+)"', page) == list(OrganisationKind.values)
    assert "<input" not in page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("library", ["kind", "name", "slug", "gemeenten", "email"]),
        ("gemeente", ["kind", "name", "slug", "gemeenten", "email"]),
        ("school", ["kind", "name", "slug", "school", "email"]),
        ("poi", ["kind", "name", "slug", "supports", "email"]),
        ("national", ["kind", "name", "slug", "email"]),
    ],
)
def test_a_kind_is_asked_what_belongs_to_it_alone(
    administrator: Neighbourhood, kind: str, fields: list[str]
) -> None:
    browser = administrator.client(administrator.national, Role.ADMINISTRATOR)
    page = browser.get(f"{NEW}?soort={kind}").content.decode().partition("<main")[2].partition("</main>")[0]
    asked = [name for name in re.findall(r' name="([a-z_]+)"', page) if name != "csrfmiddlewaretoken"]
    assert list(dict.fromkeys(asked)) == fields


@pytest.mark.parametrize(
    "typed",
    [
        "281 214",
        "Tiel, Buren",
        "0281, buren",
        "281 Tiel; 0214 Buren",
        "tiel buren",
        "GM0281\n GM0214",
        "00214, TIEL",
    ],
)
def test_a_gemeente_is_known_by_its_name_and_by_its_code(administrator: Neighbourhood, typed: str) -> None:
    Gemeente.objects.filter(code="0214").update(name="Buren")
    status, text = post(administrator, gemeenten=typed)
    assert status == 302, text
    made = Organisation.objects.get(slug="rijk-van-lek")
    assert [gemeente.code for gemeente in made.gemeenten.order_by("code")] == ["0214", "0281"]


@pytest.mark.parametrize("typed", ["", "Rijk van Lek", " RIJK-van-LEK "])
def test_the_name_in_the_address_is_made_where_it_can_be(administrator: Neighbourhood, typed: str) -> None:
    assert post(administrator, name="Rijk van Lek", slug=typed)[0] == 302
    assert Organisation.objects.filter(slug="rijk-van-lek", name="Rijk van Lek").count() == 1


def test_a_name_that_came_with_a_new_line_leaves_in_a_mail(administrator: Neighbourhood) -> None:
    assert post(administrator, name="Rijk\r\nBcc: iedereen")[0] == 302
    assert [letter.subject for letter in letters()] == ["Uitnodiging voor Doorlezen van Rijk Bcc: iedereen"]


def test_without_the_rights_nothing_is_made(neighbourhood: Neighbourhood) -> None:
    status, text = post(neighbourhood)
    assert status == 403
    assert "Zet eerst je rechten aan" in text


def test_an_administrator_of_a_library_makes_none_even_with_rights(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    browser.post("/o/bibliotheek-de-linge/beheer/", {"reason": "een nieuwe bibliotheek toelaten"})
    assert browser.get("/o/bibliotheek-de-linge/organisaties/").status_code == 403
    assert browser.post("/o/bibliotheek-de-linge/organisaties/nieuw/", LIBRARY).status_code == 403


def test_the_list_shows_all_of_them(administrator: Neighbourhood) -> None:
    browser = administrator.client(administrator.national, Role.ADMINISTRATOR)
    text = browser.get("/o/landelijk-programma/organisaties/").content.decode()
    assert [name for name in administrator.organisations if name.name not in text] == []
    assert len(OrganisationKind) == 5
