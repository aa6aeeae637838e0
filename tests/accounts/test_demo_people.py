"""In the demo one click makes you somebody; elsewhere that door does not exist."""

import pytest
from django.test import override_settings

from doorlezen.accounts.domain.demo import demo_people, invented_name, make_demo_people
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from tests.people import Neighbourhood, client_of


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


def test_a_login_of_the_demo_is_not_strong_when_the_demo_is_over(
    people: dict[tuple[str, Role], Person],
) -> None:
    director = people["bibliotheek-de-linge", Role.DIRECTOR]
    browser = client_of(None)
    with override_settings(DEMO=True):
        browser.post(f"/demo/{director.pk}/")
        assert browser.get("/o/bibliotheek-de-linge/").status_code == 200
    assert browser.get("/o/bibliotheek-de-linge/").headers["Location"].startswith("/account/tweede-stap/")


def test_they_cannot_get_mail(people: dict[tuple[str, Role], Person]) -> None:
    # RFC 2606: nothing under .invalid exists
    assert [person for person in people.values() if not person.email.endswith(".invalid")] == []
    assert all(memberships_of(person, at=person.joined_at) for person in people.values())


def test_no_two_are_called_the_same(people: dict[tuple[str, Role], Person]) -> None:
    assert len({person.name for person in people.values()}) == len(people)
    assert len({invented_name(number) for number in range(400)}) == 400
