"""Help: a page for every role, with a picture at every step and a link that answers for that role."""

import re
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

import doorlezen.web
from doorlezen.accounts.roles import Role
from doorlezen.web.pages.helping.help_pictures import HEIGHT, PICTURES, WIDTH
from doorlezen.web.pages.helping.views import HELP
from tests.browser.help_pictures import MOST_BYTES, VIEWS
from tests.closed.readers import EVERYBODY, Reader
from tests.closed.world import World, a_world
from tests.people import client_of

FOLDER = Path(doorlezen.web.__file__).parent / "look" / "help"
LINK = re.compile(r'<a class="nl-link" href="([^"]+)">Naar deze pagina')


@pytest.fixture
def world(db: None, tmp_path: Path) -> World:
    return a_world(tmp_path)


def test_every_role_has_its_help_of_five_to_eight_steps() -> None:
    assert set(HELP) == set(Role)
    assert len({told.slug for told in HELP.values()}) == len(Role)
    assert {role: len(told.steps) for role, told in HELP.items() if not 5 <= len(told.steps) <= 8} == {}


def test_every_picture_is_there_told_and_small_and_none_is_left_over() -> None:
    used = {step.picture for told in HELP.values() for step in told.steps}
    assert used == set(PICTURES) == {view.name for view in VIEWS}
    assert {path.stem for path in FOLDER.iterdir()} == used
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= MOST_BYTES
    for path in FOLDER.iterdir():
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("WEBP", (WIDTH, HEIGHT)), path.name


@pytest.mark.django_db
def test_without_an_account_it_can_be_read_and_leads_nowhere_that_is_closed(client: Client) -> None:
    listed = client.get("/hulp/").text
    for told in HELP.values():
        assert f'href="/hulp/{told.slug}/"' in listed
        page = client.get(f"/hulp/{told.slug}/")
        assert page.status_code == 200
        assert page.text.count("<img class") == len(told.steps)
        assert [link for link in LINK.findall(page.text) if link.startswith("/o/")] == []
    assert client.get("/hulp/koning/").status_code == 404
    assert '<a href="/hulp/">hulp</a>' in client.get("/").text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_are_whole(client: Client, db: None, language: str) -> None:
    client.post("/voorkeuren/", {"taal": language})
    page = client.get("/hulp/directeur/").text
    assert ("Je beslist welk plan geldt" in page) == (language == "nl")
    assert ("You decide which plan holds" in page) == (language == "en")


def _links(reader: Reader, client: Client) -> list[str]:
    return LINK.findall(client.get(f"/hulp/{HELP[reader.role].slug}/").text)


def test_each_link_answers_for_that_role(world: World) -> None:
    shown: dict[Role, set[str]] = {role: set() for role in Role}
    for reader in EVERYBODY:
        client = client_of(world.person(reader), strong=True)
        for link in _links(reader, client):
            assert client.get(link).status_code == 200, (reader.key, link)
            shown[reader.role].add(re.sub("^/o/[^/]+", "", link))
    steps = {role: {step.page for step in told.steps} for role, told in HELP.items()}
    assert {role: len(shown[role]) for role in Role} == {role: len(steps[role]) for role in Role}


def test_the_first_page_of_each_role_leads_to_its_help(world: World) -> None:
    for reader in EVERYBODY:
        organisation = world.organisation(reader.where)
        page = client_of(world.person(reader), strong=True).get(f"/o/{organisation.slug}/")
        assert f'href="/hulp/{HELP[reader.role].slug}/"' in page.text, reader.key
