"""The people that all tests of the site share are who they say they are."""

import pytest
from django_scopes.exceptions import ScopeError

from doorlezen.accounts.models import Membership
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from tests.people import Neighbourhood, client_of


def test_everybody_opens_the_first_page_of_their_own_organisation_alone(neighbourhood: Neighbourhood) -> None:
    for organisation in neighbourhood.organisations:
        for role in ROLES_OF_KIND[OrganisationKind(organisation.kind)]:
            client = neighbourhood.client(organisation, role)
            opened = [
                there
                for there in neighbourhood.organisations
                if client.get(f"/o/{there.slug}/").status_code == 200
            ]
            assert opened == [organisation]


def test_who_works_at_two_libraries_opens_both_and_nothing_else(neighbourhood: Neighbourhood) -> None:
    client = client_of(neighbourhood.both)
    answers = {
        there.slug: client.get(f"/o/{there.slug}/").status_code for there in neighbourhood.organisations
    }
    assert {slug for slug, status in answers.items() if status == 200} == {
        "bibliotheek-de-linge",
        "bibliotheek-maas-en-waal",
    }
    assert set(answers.values()) == {200, 404}


def test_who_is_not_logged_in_is_led_to_the_login(neighbourhood: Neighbourhood) -> None:
    answer = client_of(None).get("/o/bibliotheek-de-linge/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/o/bibliotheek-de-linge/"


def test_a_query_without_a_scope_is_refused(neighbourhood: Neighbourhood) -> None:
    with pytest.raises(ScopeError):
        Membership.objects.filter(role=Role.DIRECTOR)
