"""Requests that no form of ours would send: none of them may break a page, or lead away from the site."""

import re
from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

import doorlezen
from tests.closed import matrix
from tests.closed.addresses import for_everybody, own
from tests.closed.filling import forms_in, sent, writing_forms
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import Page, of_an_organisation, public
from tests.closed.world import World
from tests.people import client_of
from tests.words import PASSWORD

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]
WHO = {reader.key: reader for reader in READERS}
OPENS = {200, 302}
DIRECTOR, ADMINISTRATOR, REST = "director", "national-administrator-on", "the rest"
BY = (DIRECTOR, REST, pytest.param(ADMINISTRATOR, marks=pytest.mark.long))
"""Each page once, by the director where she can open it; in the long run all that either can open."""
ODD = (
    "-1",
    "0",
    "9" * 40,
    "\0",
    "a\0b",
    "\ud800",
    "NaN",
    "1e400",
    "2026-02-31",
    "'\"><script>alert(1)</script>",
    "..%2f..%2fetc/passwd",
    "\r\nBcc: kwaad@voorbeeld.example",
    "é😀\u202e",
    "x" * 20_000,
)
_ASKED = re.compile(r"""request\.GET(?:\.get\(|\.getlist\(|\[)["'](\w+)["']""")
NAMES = {
    *("pagina", "bladzijde", "sorteer", "zoek", "q", "next", "sleutel", "klaar", "persoon", "wat", "jaar"),
    *("theme", "year", "audience", "speaker"),
    *(
        name
        for file in Path(doorlezen.__file__).parent.rglob("*.py")
        for name in _ASKED.findall(file.read_text(encoding="utf-8"))
    ),
}
"""Parameters that stand in no form, or only on one page; those that the source asks for are all here."""
IN_PATHS = (
    "0",
    "00000",
    "9" * 18,
    "9" * 20,
    "9" * 400,
    "a%00b",
    "%00",
    "%ff",
    "%ed%a0%80",
    "x" * 5000,
    "-1",
    "٣",
)
"""What may stand in an address where a part of it changes."""


def opened(by: str, world: World) -> Iterator[tuple[Page, str]]:
    """What this reader can open at the organisation; and outside, unless the director does already.

    "the rest": what only the administrator can open.
    """
    reader = WHO[ADMINISTRATOR if by == REST else by]
    for page in of_an_organisation():
        line = matrix.of_an_organisation()[page.key]
        opens = [line.answer("get", READERS.index(WHO[key])) in OPENS for key in (reader.key, DIRECTOR)]
        if opens[0] and not (by == REST and opens[1]):
            yield page, own(page, reader, world)[0]
    for page in public() if by != REST else ():
        if matrix.of_everybody()[page.key].answer("get", 1) != 405:
            yield page, for_everybody(page)


def _odd(number: int) -> str:
    """One of them, counting on past the end."""
    return ODD[number % len(ODD)]


def _bytes(value: Any) -> Any:
    """As a browser may send it, also what is no text at all."""
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def _answer(client: Client, method: str, address: str, given: dict[str, Any]) -> Any:
    """The answer; what it changed is taken back, in the browser as well."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method)(address, given)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


@pytest.mark.parametrize("by", BY)
def test_no_odd_parameter_breaks_a_page(by: str, world: World, client_for: ClientFor) -> None:
    client, broken = client_for(WHO[DIRECTOR if by == DIRECTOR else ADMINISTRATOR]), []
    for page, address in opened(by, world):
        plain = _answer(client, "get", address, {})
        known = set(NAMES)
        if plain.headers.get("Content-Type", "").startswith("text/html"):
            forms = forms_in(plain.text, address)
            known |= {name for form in forms if form.method == "get" for name in form.fields}
        for turn in range(0, len(ODD), 5):
            # something odd in every parameter at once, and twice
            given = {name: [_bytes(_odd(turn + place))] * 2 for place, name in enumerate(sorted(known))}
            if _answer(client, "get", address, given).status_code >= 500:
                broken.append(f"{page.key}: {turn}")
    assert broken == []


def test_no_odd_address_breaks_a_page(world: World) -> None:
    client, broken = client_of(None), []
    for page in public():
        if not page.parameters or not page.name:
            continue
        for odd in IN_PATHS:
            address = "/" + re.sub(r"<[^>]*>|\(\?P<[^)]*\)(?:\\Z|\$)?", odd, page.route).strip("^$")
            if _answer(client, "get", address, {}).status_code >= 500:
                broken.append(f"{page.key}: {odd[:20]}")
    assert broken == []


def test_no_odd_parameter_breaks_a_public_page(world: World) -> None:
    client, broken = client_of(None), []
    for page in public():
        address = for_everybody(page)
        for odd in ("a%00b", "9" * 30, "%ed%a0%80"):
            query = "&".join(f"{name}={odd}" for name in sorted(NAMES))
            with transaction.atomic():
                if client.get(f"{address}?{query}").status_code >= 500:
                    broken.append(f"{page.key}: {odd}")
                transaction.set_rollback(True)
    assert broken == []


@pytest.mark.parametrize("address", ["/webinars/agenda.ics?reeks=%00", "/webinars/zoeken/?q=%00"])
def test_a_sign_that_no_text_has_is_a_bad_request(address: str, world: World) -> None:
    assert client_of(None).get(address).status_code == 400


@pytest.mark.parametrize(
    ("by", "every"),
    [
        (DIRECTOR, False),
        (REST, False),
        *(pytest.param(key, True, marks=pytest.mark.long) for key in (DIRECTOR, ADMINISTRATOR)),
    ],
)
def test_no_odd_value_breaks_a_form(by: str, every: bool, world: World, client_for: ClientFor) -> None:
    """All fields at once, and a third of the fields of a long form alone; in the long run every field."""
    client, broken, seen = client_for(WHO[DIRECTOR if by == DIRECTOR else ADMINISTRATOR]), [], set()
    for page, address in opened(by, world):
        plain = _answer(client, "get", address, {})
        if not plain.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for form in writing_forms(plain.text, address):
            if (form.action, *form.fields) in seen:
                continue
            seen.add((form.action, *form.fields))
            # something odd everywhere; and in one field while the others are in order
            tries = [
                {name: _odd(turn + place) for place, name in enumerate(form.fields)}
                for turn in range(0, len(ODD), 7)
            ]
            alone = list(enumerate(form.fields))
            if not every and len(alone) > 3:
                alone = alone[len(seen) % 3 :: 3]  # others of the next form
            tries += [{name: _odd(place)} for place, name in alone]
            for odd in tries:
                given = {name: _bytes(value) for name, value in sent(form, **odd).items()}
                if _answer(client, "post", form.action, given).status_code >= 500:
                    broken.append(f"{page.key} {form.action}: {odd}")
    assert broken == []


ELSEWHERE = (
    "https://kwaad.example/",
    "//kwaad.example/",
    "///kwaad.example",
    "/\\kwaad.example",
    "\\\\kwaad.example",
    "http:kwaad.example",
    "javascript:alert(1)",
    " https://kwaad.example",
    "https://localhost@kwaad.example/",
)


@pytest.mark.parametrize("somebody", [False, True])
def test_no_page_leads_away_from_the_site(somebody: bool, world: World) -> None:
    client, led = client_of(world.person(READERS[0]) if somebody else None), []
    for number, page in enumerate((*public(), *(of_an_organisation() if somebody else ()))):
        address = own(page, READERS[0], world)[0] if page.is_of_an_organisation else for_everybody(page)
        # the pages share the addresses out: the plain one for each, and one that pretends
        for wanted in (ELSEWHERE[0], ELSEWHERE[1 + number % (len(ELSEWHERE) - 1)]):
            for method in ("get", "post"):
                answer = _answer(client, method, address, {"next": wanted})
                where = answer.headers.get("Location", "/")
                if not where.startswith("/") or where.startswith(("//", "/\\")):
                    led.append(f"{method} {page.key} {wanted}: {where}")
                html = answer.headers.get("Content-Type", "").startswith("text/html")
                if html and re.search(rf'(?:href|action)="{re.escape(wanted)}"', answer.text):
                    led.append(f"{method} {page.key} {wanted}: a link")
    assert led == []


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_logging_in_stays_on_the_site(wanted: str, world: World) -> None:
    person = world.person(WHO["leesconsulent"])
    person.set_password(PASSWORD)
    person.save()
    given = {"login": person.email, "password": PASSWORD, "next": wanted}
    answer = client_of(None).post("/account/login/", given)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
