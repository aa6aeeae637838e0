"""In the demo one click makes you somebody; elsewhere that door does not exist."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from doorlezen.accounts.domain.demo import begin_or_end, demo_people, invented_name, make_demo_people
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from doorlezen.web.login.middleware import OwnLoginMiddleware
from tests.closed.addresses import for_everybody
from tests.closed.site_map import public
from tests.people import Neighbourhood, client_of
from tests.words import PASSWORD


@pytest.fixture
def people(neighbourhood: Neighbourhood) -> dict[tuple[str, Role], Person]:
    """The demo's people at De Linge and the gemeente Tiel, by address and role."""
    made = make_demo_people(neighbourhood.linge, neighbourhood.tiel)
    return {(one.organisation.slug, one.role): one.person for one in made}


def test_there_is_one_for_every_role_and_making_them_again_makes_none(
    neighbourhood: Neighbourhood, people: dict[tuple[str, Role], Person]
) -> None:
    expected = {
        (organisation.slug, role)
        for organisation in (neighbourhood.linge, neighbourhood.tiel)
        for role in ROLES_OF_KIND[OrganisationKind(organisation.kind)]
    }
    assert set(people) == expected
    before = Person.objects.count()
    assert len(make_demo_people(neighbourhood.linge, neighbourhood.tiel)) == len(expected)
    assert Person.objects.count() == before


@override_settings(DEMO=True)
def test_one_click_and_you_are_the_director_second_step_and_all(
    people: dict[tuple[str, Role], Person],
) -> None:
    director = people["bibliotheek-de-linge", Role.DIRECTOR]
    browser = client_of(None)
    assert f"{director.name}, directeur" in browser.get("/demo/").content.decode()
    answer = browser.post(f"/demo/{director.pk}/")
    assert answer.headers["Location"] == "/o/bibliotheek-de-linge/"
    assert browser.get("/o/bibliotheek-de-linge/logboek/").status_code == 200
    # and somebody else with the next click
    officer = people["gemeente-tiel", Role.GEMEENTE_OFFICER]
    browser.post(f"/demo/{officer.pk}/")
    assert browser.get("/o/bibliotheek-de-linge/").status_code == 404
    assert browser.get("/o/gemeente-tiel/").status_code == 200


@override_settings(DEMO=True)
def test_nobody_real_can_be_clicked(
    neighbourhood: Neighbourhood, people: dict[tuple[str, Role], Person]
) -> None:
    real = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    assert client_of(None).post(f"/demo/{real.pk}/").status_code == 404
    assert real not in [one.person for one in demo_people()]


@override_settings(DEMO=True)
def test_a_link_alone_makes_you_nobody(people: dict[tuple[str, Role], Person]) -> None:
    director = people["bibliotheek-de-linge", Role.DIRECTOR]
    assert client_of(None).get(f"/demo/{director.pk}/").status_code == 405


def test_outside_the_demo_the_door_does_not_exist(people: dict[tuple[str, Role], Person]) -> None:
    director = people["bibliotheek-de-linge", Role.DIRECTOR]
    browser = client_of(None)
    assert browser.get("/demo/").status_code == 404
    assert browser.post(f"/demo/{director.pk}/").status_code == 404
    assert browser.get("/o/bibliotheek-de-linge/").status_code == 302


@pytest.fixture
def in_the_demo(people: dict[tuple[str, Role], Person]) -> Client:
    """A browser that was the director, by a click in the demo."""
    browser = client_of(None)
    with override_settings(DEMO=True):
        browser.post(f"/demo/{people['bibliotheek-de-linge', Role.DIRECTOR].pk}/")
        assert browser.get("/o/bibliotheek-de-linge/").status_code == 200
    return browser


def test_a_session_of_the_demo_is_nobodys_when_the_demo_is_over(in_the_demo: Client) -> None:
    assert in_the_demo.get("/o/bibliotheek-de-linge/").headers["Location"].startswith("/account/login/")
    answer = in_the_demo.post("/account/password/set/", {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.headers["Location"].startswith("/account/login/")


WAYS_IN = [page for page in public() if page.route.startswith("account/") and page.name]


@override_settings(DEMO=True)
def test_nobody_of_the_demo_sets_up_a_way_to_log_in(
    people: dict[tuple[str, Role], Person], in_the_demo: Client
) -> None:
    director = people["bibliotheek-de-linge", Role.DIRECTOR]
    given = {"password1": PASSWORD, "password2": PASSWORD, "email": "echt@voorbeeld.example", "code": "1"}
    for page in WAYS_IN:
        if page.name not in OwnLoginMiddleware.OPEN | {"account_own"}:
            address = for_everybody(page)
            statuses = [in_the_demo.get(address).status_code, in_the_demo.post(address, given).status_code]
            assert statuses == [403, 403], page.name
    director.refresh_from_db()
    assert (director.has_usable_password(), Authenticator.objects.count()) == (False, 0)
    assert "Ander wachtwoord" not in in_the_demo.get("/account/").content.decode()
    # nor with a password that somebody gave them otherwise
    director.set_password(PASSWORD)
    director.save()
    other = client_of(None)
    other.post("/account/login/", {"login": director.email, "password": PASSWORD})
    assert other.get("/o/bibliotheek-de-linge/").status_code == 302


def test_a_site_that_starts_without_the_demo_closes_their_logins(
    neighbourhood: Neighbourhood, people: dict[tuple[str, Role], Person], in_the_demo: Client
) -> None:
    director = people["bibliotheek-de-linge", Role.DIRECTOR]
    real = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    for person in (director, real):
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
        person.set_password(PASSWORD)
        person.save()
    session = in_the_demo.session.session_key
    assert begin_or_end(demo=False) == len(people)
    director.refresh_from_db()
    real.refresh_from_db()
    assert (director.is_active, director.has_usable_password()) == (False, False)
    assert (real.is_active, real.has_usable_password()) == (True, True)
    assert [one.user_id for one in Authenticator.objects.all()] == [real.pk]
    assert Session.objects.filter(pk=session).count() == 0
    assert begin_or_end(demo=False) == 0
    # and with it they can be chosen again
    assert begin_or_end(demo=True) == len(people)
    with override_settings(DEMO=True):
        again = client_of(None)
        again.post(f"/demo/{director.pk}/")
        assert again.get("/o/bibliotheek-de-linge/").status_code == 200


def test_they_cannot_get_mail(people: dict[tuple[str, Role], Person]) -> None:
    # RFC 2606: nothing under .example exists
    assert [person for person in people.values() if not person.email.endswith(".example")] == []
    assert all(memberships_of(person, at=person.joined_at) for person in people.values())


def test_no_two_are_called_the_same(people: dict[tuple[str, Role], Person]) -> None:
    assert len({person.name for person in people.values()}) == len(people)
    assert len({invented_name(number) for number in range(400)}) == 400
