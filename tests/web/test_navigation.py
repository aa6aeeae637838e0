"""What the head of a page offers: only what this reader may open, with the page itself marked."""

import pytest
from django.urls import reverse

from doorlezen.accounts.permissions import ask, permissions
from doorlezen.accounts.roles import Role
from doorlezen.web.addresses import address
from doorlezen.web.navigation import OF_AN_ORGANISATION, PUBLIC, NavigationEntry, links
from tests.people import Neighbourhood, client_of

pytestmark = pytest.mark.django_db


def test_each_entry_has_a_page_and_asks_for_a_permission_that_exists(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    assert {entry.permission for entry in OF_AN_ORGANISATION} <= set(permissions())
    for entry in OF_AN_ORGANISATION:
        assert address(actor, entry.name).startswith("/o/bibliotheek-de-linge/")
    for entry in PUBLIC:
        assert reverse(entry.name).startswith("/")


def test_everybody_is_offered_what_they_may_open_and_no_more(neighbourhood: Neighbourhood) -> None:
    for (slug, role), person in neighbourhood.people.items():
        organisation = next(one for one in neighbourhood.organisations if one.slug == slug)
        actor = neighbourhood.actor(organisation, role)
        offered = [link.address for link in links(actor, "/")]
        may = [
            address(actor, entry.name)
            for entry in OF_AN_ORGANISATION
            if ask(entry.permission, actor) and (not entry.kinds or actor.kind in entry.kinds)
        ]
        assert offered == [*may, *(reverse(entry.name) for entry in PUBLIC)], (slug, role, person)


def test_what_is_offered_opens(neighbourhood: Neighbourhood) -> None:
    for organisation, role in [
        (neighbourhood.linge, Role.DIRECTOR),
        (neighbourhood.tiel, Role.GEMEENTE_OFFICER),
        (neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT),
    ]:
        client = neighbourhood.client(organisation, role)
        for link in links(neighbourhood.actor(organisation, role), "/"):
            assert client.get(link.address).status_code == 200, (organisation, role, link)


def test_strangers_are_offered_the_public_pages() -> None:
    assert [link.address for link in links(None, "/")] == [reverse(entry.name) for entry in PUBLIC]


def test_the_page_itself_and_what_it_lies_under_are_marked(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    monkeypatch.setattr(
        "doorlezen.web.navigation.OF_AN_ORGANISATION",
        [
            NavigationEntry("Overzicht", "organisation", "home.see"),
            NavigationEntry("Stijl", "house-style", "home.see"),
        ],
    )
    monkeypatch.setattr("doorlezen.web.navigation.PUBLIC", [])
    home = "/o/bibliotheek-de-linge/"

    def marked(path: str) -> list[str]:
        return [link.current for link in links(actor, path)]

    assert marked(home) == ["page", ""]
    assert marked(home + "huisstijl.css") == ["", "page"]
    assert marked(home + "huisstijl.css/dieper") == ["", "true"]
    assert marked(home + "iets-anders/") == ["", ""]


def test_the_head_of_a_page_marks_where_the_reader_is(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    page = client.get("/o/bibliotheek-de-linge/").content.decode()
    assert page.count("aria-current") == 1
    assert 'href="/o/bibliotheek-de-linge/" aria-current="page">Overzicht</a>' in page


def test_who_belongs_to_several_organisations_can_change_between_them(neighbourhood: Neighbourhood) -> None:
    page = client_of(neighbourhood.both).get("/o/bibliotheek-de-linge/").content.decode()
    menu = page.split('<ul class="menu__box">')[1].split("</ul>")[0]
    assert menu.count("<a ") == 2
    assert 'href="/o/bibliotheek-de-linge/" aria-current="true"' in menu
    assert 'href="/o/bibliotheek-maas-en-waal/">' in menu
    one = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get("/o/bibliotheek-de-linge/")
    assert "menu__box" not in one.content.decode()
