"""Who does not belong somewhere: members of other organisations, strangers, everybody in public."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.closed import matrix
from tests.closed.addresses import elsewhere, for_everybody, own
from tests.closed.marks import marks_in
from tests.closed.readers import EVERYBODY, READERS, Reader
from tests.closed.site_map import of_an_organisation, public
from tests.closed.visits import WRITTEN_BY_A_GET, look
from tests.closed.world import World
from tests.people import client_of

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]


@pytest.mark.parametrize("reader", EVERYBODY, ids=lambda reader: reader.key)
def test_nobody_finds_anything_at_another_organisation(
    reader: Reader, world: World, client_for: ClientFor
) -> None:
    """The readers share the pages out: each page is tried by four of them or more."""
    client, turn = client_for(reader), EVERYBODY.index(reader) % 4
    mine = of_an_organisation()[turn::4]
    addresses = [address for page in mine for address in elsewhere(page, reader, world)]
    found = {address: look(client, address).status for address in addresses}
    assert {address: status for address, status in found.items() if status != 404} == {}
    sent = look(client, addresses[0], method="post")
    assert sent.status == 404


def test_strangers_are_sent_to_the_login(world: World) -> None:
    nobody = client_of(None)
    for page in of_an_organisation():
        for address in own(page, READERS[0], world):
            for method in ("get", "post"):
                visit = look(nobody, address, method=method)
                led = visit.headers.get("Location", "").partition("?")[0]
                assert (address, visit.status, led) == (address, 302, reverse(settings.LOGIN_URL))


def test_without_a_second_step_a_director_does_not_come_in(world: World) -> None:
    director = client_of(world.person(READERS[0]), strong=False)
    for page in of_an_organisation():
        visit = look(director, own(page, READERS[0], world)[0])
        led = visit.headers.get("Location", "").partition("?")[0]
        assert (page.key, visit.status, led) == (page.key, 302, reverse("account_strong_login"))


@pytest.mark.parametrize("column", range(2), ids=matrix.VISITORS)
def test_public_pages_answer_everybody_and_tell_nothing_of_anybody(column: int, world: World) -> None:
    client = client_of(world.person(READERS[0]) if column else None)
    wrong = []
    for page in public():
        line = matrix.of_everybody()[page.key]
        for method in ("get", "post"):
            visit = look(client, for_everybody(page), method=method)
            if visit.status != line.answer(method, column):
                wrong.append(f"{method} {visit.address}: {visit.status}")
            # an app and a passkey begin with a number that is kept in one's own login
            # and visits are counted where the way to an issuer begins
            counted = {"web_attempts"} if page.name.startswith("openid_connect_") else set()
            if method == "get" and not visit.wrote <= WRITTEN_BY_A_GET | {"django_session"} | counted:
                wrong.append(f"{visit.address}: a GET wrote to {sorted(visit.wrote)}")
            wrong += [f"{visit.address}: tells {mark}" for mark in marks_in(visit.text)]
    assert wrong == [], "\n".join(wrong)


DRAFTS = ("webinars:webinar", "webinars:transcript", "webinars:recording", "webinars:captions")


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_is_found_by_nobody(name: str, world: World) -> None:
    rest = {"language": "nl"} if name == "webinars:captions" else {}
    address = reverse(name, kwargs={"slug": "concept-kievit", **rest})
    for person in (None, *(world.person(reader) for reader in READERS)):
        assert look(client_of(person), address).status == 404
