"""What every answer of the site tells a browser, and what the site does with addresses that are none."""

from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from tests.accounts.post import letters
from tests.closed import matrix
from tests.closed.addresses import for_everybody, own
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import of_an_organisation, public
from tests.closed.visits import WRITTEN_BY_A_GET, look
from tests.closed.world import World
from tests.people import client_of
from tests.words import PASSWORD

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]
SAME = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
KEPT = {"house-style", "logo"}
"""What a browser may keep for a day, for itself: it tells nothing of anybody."""
OTHERWISE = {
    # for other sites to show
    "webinars:picture": {"Cross-Origin-Resource-Policy": "cross-origin"},
    # the address holds a key, which not even another page of ours is told
    "registration:own": {"Referrer-Policy": "strict-origin"},
    "registration:opinion": {"Referrer-Policy": "strict-origin"},
    "school-visits": {"Referrer-Policy": "strict-origin"},
    "other-day": {"Referrer-Policy": "strict-origin"},
    "visit-feed": {"Referrer-Policy": "strict-origin"},
    "invitation": {"Referrer-Policy": "strict-origin"},
    "trials:trial": {"Referrer-Policy": "strict-origin"},
    "trials:paper": {"Referrer-Policy": "strict-origin"},
    "trials:file": {"Referrer-Policy": "strict-origin"},
    "account_confirm_email": {"Referrer-Policy": "strict-origin"},
    "account_reset_password_from_key": {"Referrer-Policy": "strict-origin"},
    # begins as the one with a key does
    "account_reset_password_from_key_done": {"Referrer-Policy": "strict-origin"},
}
"""Pages that say something else, and why."""
CLOSED_DOWN = {"logo": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""A logo may be a drawing with styles of its own; nothing in it runs."""


def wrong_with(answer: object, key: str) -> list[str]:
    """What a header says that it should not, or does not say."""
    headers = answer.headers  # type: ignore[attr-defined]
    expected = SAME | OTHERWISE.get(key, {})
    wrong = [
        f"{key}: {name} is {headers.get(name)}"
        for name, value in expected.items()
        if headers.get(name) != value
    ]
    policy = headers.get("Content-Security-Policy", "")
    if key in CLOSED_DOWN:
        return wrong + ([] if policy == CLOSED_DOWN[key] else [f"{key}: {policy}"])
    if "unsafe" in policy or "frame-ancestors 'none'" not in policy or "default-src 'self'" not in policy:
        wrong.append(f"{key}: {policy}")
    if headers.get("Server") or headers.get("X-Powered-By"):
        wrong.append(f"{key}: says what it runs on")
    return wrong


@pytest.mark.parametrize("key", ["director", "national-administrator-on"])
def test_every_page_of_somebody_is_framed_by_nobody_and_kept_by_nobody(
    key: str, world: World, client_for: ClientFor
) -> None:
    reader = next(reader for reader in READERS if reader.key == key)
    client, wrong = client_for(reader), []
    for page in of_an_organisation():
        answer = client.get(own(page, reader, world)[0])
        wrong += wrong_with(answer, page.key)
        kept = answer.headers.get("Cache-Control", "")
        opens = matrix.of_an_organisation()[page.key].answer("get", READERS.index(reader)) == 200
        if "private" not in kept or ("no-store" not in kept and not (opens and page.key in KEPT)):
            wrong.append(f"{page.key}: Cache-Control is {kept}")
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
    for page in public():
        answer = client_of(None).get(for_everybody(page))
        wrong += wrong_with(answer, page.key)
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert wrong == []


def test_cookies_are_for_the_server_alone(world: World) -> None:
    client = client_of(None)
    client.get("/account/login/")
    person = world.person(READERS[3])
    person.set_password(PASSWORD)
    person.save()
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    client.post("/voorkeuren/", {"taal": "nl", "weergave": "dark"})
    kept = {name: (bool(cookie["httponly"]), cookie["samesite"]) for name, cookie in client.cookies.items()}
    assert kept.pop("messages", (True, "Lax")) == (True, "Lax")
    assert kept == dict.fromkeys(("bekend", "csrftoken", "sessionid", "taal", "weergave"), (True, "Lax"))


def test_another_name_for_the_site_is_refused(world: World) -> None:
    client = Client(headers={"host": "kwaad.example"})
    assert {page.key: client.get(for_everybody(page)).status_code for page in public()} == {
        page.key: 400 for page in public()
    }


@override_settings(ALLOWED_HOSTS=["localhost", "kwaad.example"])
def test_a_link_in_a_mail_leads_to_the_site_whatever_was_asked(
    world: World, mailoutbox: list[object]
) -> None:
    person = world.person(READERS[3])
    person.set_password(PASSWORD)
    person.save()
    client = Client(headers={"host": "kwaad.example"})
    assert client.post("/account/password/reset/", {"email": person.email}).status_code == 302
    (letter,) = letters()
    assert (letter.to, "kwaad.example" in letter.text) == (person.email, False)


@pytest.mark.parametrize("name", ["Sanne\r\nBcc: kwaad@voorbeeld.example", "Sanne\nSubject: iets anders"])
def test_no_line_can_be_added_to_the_head_of_a_mail(name: str, world: World, client_for: ClientFor) -> None:
    director = client_for(READERS[0])
    given = {"email": "sanne@voorbeeld.example", "name": name, "role": "adviser"}
    director.post("/o/bibliotheek-de-linge/mensen/uitnodigen/", given)
    director.post("/o/bibliotheek-de-linge/mensen/uitnodigen/", {**given, "email": f"a@b.example{name[5:]}"})
    director.post("/o/bibliotheek-de-linge/instellingen/", {"name": name, "colour": "", "colour_dark": ""})
    for letter in letters():
        assert [line for line in (letter.to, letter.subject) if "\n" in line or "\r" in line] == []


PATHS = (
    "/static/../pyproject.toml",
    "/static/..%2f..%2fpyproject.toml",
    "/static/%2e%2e/%2e%2e/pyproject.toml",
    "/static//etc/passwd",
    "/static/doorlezen/../../settings.py",
    "/media/webinars/gesprek.webm",
    "/media/../pyproject.toml",
    "/webinars/..%2f..%2fetc%2fpasswd/beeld",
    "/webinars/gesprek/ondertitels/..%2f..%2fetc%2fpasswd.vtt",
    "/webinars/gesprek/ondertitels/%00.vtt",
    "/uitnodiging/%00/",
    "/uitnodiging/..%2f/",
    "/%00",
    "/o/%00/",
    "/o/bibliotheek-de-linge%00/",
    "/o/../account/",
    "/account/confirm-email/%00/",
    "/account/password/reset/key/1-%00/",
    "/account/oidc/%00/login/",
    "/" + "a" * 5000 + "/",
    "/.git/config",
    "/.env",
)


@pytest.mark.parametrize("path", PATHS)
def test_an_address_that_is_none_finds_nothing(path: str, world: World, client_for: ClientFor) -> None:
    for client in (client_of(None), client_for(READERS[0])):
        answer = client.get(path)
        assert answer.status_code in {302, 400, 404}, path
        assert answer.status_code != 302 or answer.headers["Location"].startswith("/account/login/")


METHODS = ("put", "patch", "delete", "trace", "options", "head")


@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["in turn", "every method"]
)
def test_no_other_method_does_anything(every: bool, world: World, client_for: ClientFor) -> None:
    """Each page by a method that writes and by one of the others, in turn; by all of them in the long run."""
    client, wrong = client_for(READERS[0]), []
    asked = [
        (page, method)
        for number, page in enumerate((*public(), *of_an_organisation()))
        for method in (METHODS if every else (METHODS[number % 3], METHODS[3 + number % 3]))
    ]
    for page, method in asked:
        address = own(page, READERS[0], world)[0] if page.is_of_an_organisation else for_everybody(page)
        visit = look(client, address, method=method)
        if visit.status >= 500 or not visit.wrote <= WRITTEN_BY_A_GET | {"django_session"}:
            wrong.append(f"{method} {page.key}: {visit.status}, wrote {sorted(visit.wrote)}")
    assert wrong == []
