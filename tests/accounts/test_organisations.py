"""New organisations are made by an administrator of the national programme alone."""

import pytest
from django_scopes import scope

from doorlezen.accounts.models import AuditEntry, Invitation, Organisation
from doorlezen.accounts.roles import OrganisationKind, Role
from tests.accounts.post import letters
from tests.people import Neighbourhood

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
        assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
            "organisations.created",
            "people.invited",
        ]


@pytest.mark.parametrize(
    ("given", "role"),
    [
        ({"kind": "gemeente", "gemeenten": "0281"}, Role.ADMINISTRATOR),
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
        ({"slug": "Rijk van Lek"}, "Voer een geldige waarde in"),
        ({"slug": ""}, "Dit veld is verplicht"),
        ({"gemeenten": ""}, "noem de gemeenten waar de bibliotheek werkt"),
        ({"gemeenten": "0281 9999"}, "Het register kent 9999 niet"),
        ({"kind": "gemeente"}, "een gemeente heeft precies één code"),
        ({"kind": "school"}, "vul die in bij een school, en alleen daar"),
        ({"kind": "school", "school": "99ZZ99"}, "Het register kent 99ZZ99 niet"),
        ({"school": "01BR00"}, "vul die in bij een school, en alleen daar"),
        ({"kind": "fabriek"}, "Selecteer een geldige keuze"),
        ({"email": "geen adres"}, "geldig e-mailadres"),
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
