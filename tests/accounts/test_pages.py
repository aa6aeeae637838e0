"""Every page about people opens for who may open it, and says why not to who may not."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.models import Invitation
from doorlezen.accounts.roles import Role
from tests.people import Neighbourhood, client_of

LIBRARY = (Role.DIRECTOR, Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT, Role.ADMINISTRATOR)
DIRECTOR_ALONE = {Role.DIRECTOR: 200, **dict.fromkeys(LIBRARY[1:], 403)}

PAGES = {
    "mensen/": {**DIRECTOR_ALONE, Role.ADVISER: 200},
    "mensen/uitnodigen/": DIRECTOR_ALONE,
    "logboek/": DIRECTOR_ALONE,
    "instellingen/": DIRECTOR_ALONE,
    "instellingen/inloggen/": DIRECTOR_ALONE,
    "beheer/": {**dict.fromkeys(LIBRARY, 403), Role.ADMINISTRATOR: 200},
    "organisaties/": dict.fromkeys(LIBRARY, 403),
    "organisaties/nieuw/": dict.fromkeys(LIBRARY, 403),
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_a_library_open_for_their_roles_alone(neighbourhood: Neighbourhood, page: str) -> None:
    address = f"/o/{neighbourhood.linge.slug}/{page}"
    answers = {
        role: neighbourhood.client(neighbourhood.linge, role).get(address).status_code for role in LIBRARY
    }
    assert answers == PAGES[page]
    # who is director next door finds nothing at all
    assert neighbourhood.client(neighbourhood.maas, Role.DIRECTOR).get(address).status_code == 404


def test_a_refusal_gives_its_reason(neighbourhood: Neighbourhood) -> None:
    answer = neighbourhood.client(neighbourhood.linge, Role.FINANCE).get("/o/bibliotheek-de-linge/logboek/")
    assert answer.status_code == 403
    assert "Alleen de directeur leest het logboek" in answer.content.decode()


OWN = [
    "/account/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/sessions/",
    "/account/logout/",
    "/account/reauthenticate/",
    "/account/via-organisatie/",
]


@pytest.mark.parametrize("page", OWN)
def test_ones_own_pages_open_and_speak_dutch(neighbourhood: Neighbourhood, page: str) -> None:
    person = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    person.set_password("een zin die lang genoeg is")
    person.save()
    answer = client_of(person).get(page, follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("<h1") == 1
    for english in ("Email", "Password", "Sign", "Confirm", "Authenticator", "password:"):
        assert english not in text, english


@pytest.mark.parametrize("page", ["/account/login/", "/account/password/reset/", "/account/via-organisatie/"])
def test_the_ways_in_open_for_everybody(db: None, page: str) -> None:
    answer = client_of(None).get(page)
    assert (answer.status_code, answer.content.decode().count("<h1")) == (200, 1)


@pytest.mark.parametrize(
    "page",
    [
        "/account/signup/",
        "/account/login/code/confirm/",
        "/account/3rdparty/",
        "/account/3rdparty/signup/",
        "/account/social/signup/",
        "/account/social/connections/",
        "/account/oidc/nergens/login/",
        "/account/oidc/nergens/login/callback/",
    ],
)
def test_pages_that_this_site_does_not_have_are_closed(db: None, page: str) -> None:
    assert client_of(None).get(page).status_code == 404
    assert client_of(None).post(page, {"email": "iemand@voorbeeld.example"}).status_code == 404


def test_one_colleague_and_three_cost_the_same(
    neighbourhood: Neighbourhood, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    alone = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    with django_assert_num_queries(5):
        assert alone.get("/o/school-de-bogerd/mensen/").status_code == 200
    several = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    with django_assert_num_queries(5):
        assert several.get("/o/bibliotheek-de-linge/mensen/").status_code == 200


def test_nobody_of_next_door_is_listed(neighbourhood: Neighbourhood) -> None:
    text = _text(neighbourhood.client(neighbourhood.linge, Role.DIRECTOR), "/o/bibliotheek-de-linge/mensen/")
    assert "director-bibliotheek-de-linge@voorbeeld.example" in text
    assert "bo-van-beide@voorbeeld.example" in text
    assert "bibliotheek-maas-en-waal@voorbeeld.example" not in text


@pytest.mark.parametrize("page", ["mensen/uitnodigingen/{}/opnieuw/", "mensen/uitnodigingen/{}/intrekken/"])
def test_an_invitation_of_next_door_is_not_found(neighbourhood: Neighbourhood, page: str) -> None:
    theirs = _invited_next_door(neighbourhood)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert client.post(f"/o/bibliotheek-de-linge/{page.format(theirs.pk)}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None


def test_a_colleague_of_next_door_gets_no_role_and_loses_none(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    theirs = neighbourhood.person(neighbourhood.maas, Role.ADVISER)
    membership = theirs.memberships.model.everywhere.get(person=theirs)
    address = "/o/bibliotheek-de-linge/mensen"
    assert client.post(f"{address}/{theirs.pk}/rol/", {"role": "finance"}).status_code == 404
    assert client.post(f"{address}/rollen/{membership.pk}/beeindigen/").status_code == 404
    membership.refresh_from_db()
    assert membership.until is None


def _invited_next_door(neighbourhood: Neighbourhood) -> Invitation:
    import datetime

    from django.utils import timezone

    return Invitation.everywhere.create(
        organisation=neighbourhood.maas,
        email="nieuw@voorbeeld.example",
        role=Role.ADVISER,
        token_sha256="0" * 64,
        invited_by=neighbourhood.person(neighbourhood.maas, Role.DIRECTOR),
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()
