"""What somebody wrote is not lost when the login ended in another tab; and nobody else gets to see it."""

import datetime
import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from doorlezen.relations.models import Contact, Note
from doorlezen.web.models import KeptForm
from doorlezen.web.operations.forgetting import forget_what_is_over
from doorlezen.web.refilling import filled
from tests.people import Neighbourhood, a_person
from tests.planted import stands_in
from tests.words import PASSWORD

HERE = "/o/bibliotheek-de-linge"
NOTE = f"{HERE}/scholen/00AP00/notities/nieuw/"
CONTACT = f"{HERE}/scholen/00AP00/contacten/nieuw/"

TEXT = 'Mevrouw Quaxelbreg zei: <b>"morgen"</b> & niet\nvandaag.'


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Person:
    """Somebody who can log in by form, without a second step."""
    return a_person("Anna Adviseur", (neighbourhood.linge, Role.ADVISER), password=PASSWORD)


@pytest.fixture
def browser(adviser: Person) -> Client:
    """Her browser, in which she is logged in and opened a page."""
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    log_in(client, adviser)
    return client


def token(client: Client, page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(page).content.decode())
    assert found is not None
    return found.group(1)


def log_in(client: Client, person: Person, to: str = "/account/") -> str:
    """Log in by form; where that leads."""
    given = {"login": person.email, "password": PASSWORD, "next": to}
    given["csrfmiddlewaretoken"] = token(client, "/account/login/")
    answer = client.post("/account/login/", given)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def log_out(client: Client) -> None:
    client.post("/account/logout/", {"csrfmiddlewaretoken": token(client, "/account/logout/")})


def send(client: Client, page: str, given: dict[str, str], key: str, origin: str = "http://localhost") -> str:
    headers = {"origin": origin, "referer": f"{origin}{page}"}
    answer = client.post(page, {**given, "csrfmiddlewaretoken": key}, headers=headers)
    return str(answer.headers.get("Location", "")) or answer.content.decode()


def areas(page: str) -> list[str]:
    return [
        unescape(text).removeprefix("\n")
        for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    ]


def notes(neighbourhood: Neighbourhood) -> int:
    with scope(organisation=neighbourhood.linge):
        return Note.objects.count()


def test_a_note_is_still_there_after_logging_in_again(
    neighbourhood: Neighbourhood, browser: Client, adviser: Person
) -> None:
    key = token(browser, NOTE)
    log_out(browser)
    to = send(browser, NOTE, {"text": TEXT}, key)
    assert to == "/account/login/?next=%2Fo%2Fbibliotheek-de-linge%2Fscholen%2F00AP00%2Fnotities%2Fnieuw%2F"
    assert stands_in("quaxelbreg") == []  # sealed
    assert log_in(browser, adviser, NOTE) == NOTE
    page = browser.get(NOTE).content.decode()
    assert areas(page) == [TEXT]
    assert "Wat je schreef, staat er weer. Er is nog niets opgeslagen." in page
    assert notes(neighbourhood) == 0  # never sent by itself
    assert areas(browser.get(NOTE).content.decode()) == [TEXT]  # and not lost by looking twice
    send(browser, NOTE, {"text": TEXT}, token(browser, NOTE))
    assert (notes(neighbourhood), KeptForm.objects.count()) == (1, 0)
    assert areas(browser.get(NOTE).content.decode()) == [""]


def test_who_logged_out_and_in_again_elsewhere_loses_nothing_either(
    neighbourhood: Neighbourhood, browser: Client, adviser: Person
) -> None:
    key = token(browser, NOTE)
    log_out(browser)
    log_in(browser, adviser)
    browser.cookies["csrftoken"] = "a" * 32  # as a browser has it after the new login
    page = send(browser, NOTE, {"text": TEXT}, key)
    assert "Het formulier is verlopen" in page
    assert f'href="{NOTE}">Open het formulier</a>' in page
    assert areas(browser.get(NOTE).content.decode()) == [TEXT]
    assert notes(neighbourhood) == 0


def test_every_field_comes_back_and_the_page_that_had_the_form_is_opened(
    neighbourhood: Neighbourhood, browser: Client, adviser: Person
) -> None:
    given = {
        "name": "Quaxelbreg, L.", "role": "intern <begeleider>", "email": "q@voorbeeld.example",
        "phone": "0344 1",
        "purpose": "invoices", "keep_until": "2027-05-04",
    }  # fmt: skip
    key = token(browser, CONTACT)
    log_out(browser)
    send(browser, CONTACT, given, key)
    log_in(browser, adviser, CONTACT)
    page = browser.get(CONTACT).content.decode()
    shown = {
        name: unescape(value)
        for name, value in re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', page)
    }
    assert {name: shown.get(name) for name in given if name != "purpose"} == {
        name: value for name, value in given.items() if name != "purpose"
    }
    assert re.findall(r'<option value="(\w*)"[^>]* selected', page) == ["invoices"]
    with scope(organisation=neighbourhood.linge):
        assert Contact.objects.count() == 0


def test_the_next_reader_of_the_same_tablet_sees_nothing_of_it(
    neighbourhood: Neighbourhood, browser: Client
) -> None:
    other = a_person("Bram Ander", (neighbourhood.linge, Role.ADVISER), password=PASSWORD)
    key = token(browser, NOTE)
    log_out(browser)
    send(browser, NOTE, {"text": TEXT}, key)
    log_in(browser, other, NOTE)
    assert "Quaxelbreg" not in browser.get(NOTE).content.decode()
    assert areas(browser.get(NOTE).content.decode()) == [""]


def test_another_browser_of_the_same_person_sees_nothing_of_it(browser: Client, adviser: Person) -> None:
    key = token(browser, NOTE)
    log_out(browser)
    send(browser, NOTE, {"text": TEXT}, key)
    elsewhere = Client(headers={"host": "localhost"})
    log_in(elsewhere, adviser)
    assert areas(elsewhere.get(NOTE).content.decode()) == [""]


@pytest.mark.parametrize("origin", ["https://kwaad.example", "null", ""])
def test_another_site_puts_no_words_in_a_form(browser: Client, origin: str) -> None:
    send(browser, NOTE, {"text": TEXT}, "a" * 64, origin=origin)
    assert KeptForm.objects.count() == 0


def test_a_stranger_fills_nothing(neighbourhood: Neighbourhood) -> None:
    stranger = Client(headers={"host": "localhost"})
    send(stranger, NOTE, {"text": TEXT}, "")
    assert KeptForm.objects.count() == 0


def test_no_password_is_kept_and_nothing_large_or_too_many(browser: Client, adviser: Person) -> None:
    key = token(browser, NOTE)
    log_out(browser)
    send(browser, "/account/login/", {"login": "x", "password": PASSWORD}, "a" * 64)
    send(browser, NOTE, {"text": "x" * 200_001}, key)
    send(browser, NOTE, {"my_password": "x", "client_secret": "y"}, key)
    assert KeptForm.objects.count() == 0
    for number in range(9):
        send(browser, f"{HERE}/scholen/00AP00/notities/{number}/", {"text": TEXT}, key)
    assert KeptForm.objects.count() == 5


def test_after_an_hour_it_is_gone(browser: Client, adviser: Person) -> None:
    key = token(browser, NOTE)
    log_out(browser)
    send(browser, NOTE, {"text": TEXT}, key)
    KeptForm.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    log_in(browser, adviser)
    assert areas(browser.get(NOTE).content.decode()) == [""]
    forget_what_is_over()
    assert KeptForm.objects.count() == 0


PAGE = """<form method="get" action="/a/"><input name="q" value="1"></form>
<form method="post" action="?x=1"><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input type="hidden" name="version" value="8"><input name="q" value="a&amp;b" class="x">
<input type="checkbox" name="on" checked><input type="checkbox" name="many" value="1" checked>
<input type="checkbox" name="many" value="2"><input type="password" name="pin">
<input type="file" name="doc">
<select name="one"><option value="a" selected>A</option><option value="b">B</option></select>
<textarea name="t">old</textarea></form>
<form method="post"><input type="hidden" name="do" value="away"></form>"""


def test_a_form_is_filled_whatever_it_is_made_of() -> None:
    values = {
        "csrfmiddlewaretoken": ["old"], "version": ["7"], "q": ['"><script>'], "many": ["2"], "one": ["b"],
        "t": ["</textarea><b>"],
        "pin": ["1234"], "gone": ["een regel"],
    }  # fmt: skip
    page = filled(PAGE, address="/a/", action="/a/", values=values, told="Ook:")
    assert (
        page
        == """<form method="get" action="/a/"><input name="q" value="1"></form>
<div class="notice"><p class="notice__title">Ook:</p><blockquote>een regel</blockquote></div>\
<form method="post" action="?x=1"><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input type="hidden" name="version" value="7"><input name="q" value="&quot;&gt;&lt;script&gt;" class="x">
<input type="checkbox" name="on"><input type="checkbox" name="many" value="1">
<input type="checkbox" name="many" value="2" checked><input type="password" name="pin">
<input type="file" name="doc">
<select name="one"><option value="a">A</option><option value="b" selected>B</option></select>
<textarea name="t">
&lt;/textarea&gt;&lt;b&gt;</textarea></form>
<form method="post"><input type="hidden" name="do" value="away"></form>"""
    )


def test_a_page_without_the_form_stays_as_it_is() -> None:
    assert filled(PAGE, address="/b/", action="/a/c/", values={"q": ["x"]}, told="") == PAGE


def test_back_shows_a_form_with_a_fault_until_its_writer_logs_out(browser: Client) -> None:
    headers = {"origin": "http://localhost", "referer": f"http://localhost{NOTE}"}
    given = {"text": " ", "csrfmiddlewaretoken": token(browser, NOTE)}
    wrong = browser.post(NOTE, given, headers=headers)
    # with no-store a browser has nothing to show, and asks whether to send the form once more
    assert (wrong.status_code, wrong.headers["Cache-Control"]) == (422, "private, no-cache")
    assert browser.get(NOTE).headers["Cache-Control"] == "private, no-store"
    key = token(browser, "/account/logout/")
    out = browser.post("/account/logout/", {"csrfmiddlewaretoken": key})
    assert (out.status_code, out.headers["Clear-Site-Data"]) == (302, '"cache"')
