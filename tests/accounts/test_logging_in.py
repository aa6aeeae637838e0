"""Logging in: what opens what, and what an attacker would try."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client, override_settings

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.seal import unseal
from doorlezen.web.login import guessing
from tests.accounts.post import letters
from tests.people import Neighbourhood, a_person, client_of
from tests.words import PASSWORD

LINGE = "/o/bibliotheek-de-linge/"
LOGIN = "/account/login/"
NEARLY = 3
"""Seconds that it may take to hand in a code."""


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Person:
    """Somebody whose role asks for no second step."""
    return a_person("Ada Adviseur", (neighbourhood.linge, Role.ADVISER), password=PASSWORD)


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Person:
    """Somebody whose role asks for a second step."""
    return a_person("Dora Directeur", (neighbourhood.linge, Role.DIRECTOR), password=PASSWORD)


def log_in(browser: Client, person: Person, password: str = PASSWORD, **more: str) -> str:
    """Log in by the form; where it leads to, or "" when it does not."""
    answer = browser.post(LOGIN, {"login": person.email, "password": password, **more})
    return answer.headers.get("Location", "")


def set_up_app(browser: Client) -> tuple[str, str]:
    """Set an app with codes up; its key, and where it leads to."""
    page = browser.get("/account/2fa/totp/activate/", follow=True)
    if page.redirect_chain:
        browser.post(page.redirect_chain[-1][0], {"password": PASSWORD})
        page = browser.get("/account/2fa/totp/activate/")
    found = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())
    assert found is not None
    answer = browser.post("/account/2fa/totp/activate/", {"code": code(found.group(1))})
    return found.group(1), answer.headers["Location"]


def code(secret: str, *, ahead: int = 0) -> str:
    """What the app shows now (or ``ahead`` half minutes from now); not when it is about to turn."""
    if (left := 30 - time.time() % 30) < NEARLY:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def test_with_mail_and_password_an_adviser_is_in(adviser: Person) -> None:
    browser = client_of(None)
    assert log_in(browser, adviser) == "/"
    assert browser.get(LINGE).status_code == 200


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.FINANCE, Role.ADMINISTRATOR])
def test_without_a_second_step_nothing_opens_for_these_roles(
    neighbourhood: Neighbourhood, role: Role
) -> None:
    person = a_person(
        "Iemand", (neighbourhood.linge, role), (neighbourhood.maas, Role.ADVISER), password=PASSWORD
    )
    browser = client_of(None)
    log_in(browser, person)
    for address in (LINGE, f"{LINGE}mensen/", f"{LINGE}logboek/", "/o/bibliotheek-maas-en-waal/"):
        answer = browser.get(address)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
            302,
            "/account/tweede-stap/",
        )
        assert browser.post(address).status_code == 302
    page = browser.get("/account/tweede-stap/?next=/o/bibliotheek-de-linge/").content.decode()
    assert "Een app op je telefoon" in page


@pytest.mark.parametrize("role", [Role.ADVISER, Role.LEESCONSULENT])
def test_the_other_roles_need_none(neighbourhood: Neighbourhood, role: Role) -> None:
    person = a_person("Iemand", (neighbourhood.linge, role), password=PASSWORD)
    browser = client_of(None)
    log_in(browser, person)
    assert browser.get(LINGE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_director_sets_up_an_app_and_is_in(director: Person) -> None:
    browser = client_of(None)
    log_in(browser, director)
    secret, then = set_up_app(browser)
    assert then == "/account/2fa/recovery-codes/"
    codes = re.findall(r"<li><code>([^<]+)</code>", browser.get(then).content.decode())
    assert len(codes) == 10
    assert browser.get(LINGE).status_code == 200
    # the key and the codes lie sealed in the database
    kept = str(list(Authenticator.objects.order_by("id").values_list("data", flat=True)))
    assert secret not in kept
    assert unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret
    assert [one for one in codes if one in kept] == []


def test_the_next_time_a_code_is_asked_and_only_the_right_one_opens(director: Person) -> None:
    first = client_of(None)
    log_in(first, director)
    secret, _ = set_up_app(first)
    browser = client_of(None)
    assert log_in(browser, director) == "/account/2fa/authenticate/"
    assert browser.get(LINGE).headers["Location"].startswith(LOGIN)
    wrong = browser.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Deze code klopt niet" in wrong.content.decode()
    assert browser.get(LINGE).headers["Location"].startswith(LOGIN)
    right = browser.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert (right.status_code, browser.get(LINGE).status_code) == (302, 200)
    # somebody who looked over the shoulder cannot use it again
    other = client_of(None)
    log_in(other, director)
    again = other.post("/account/2fa/authenticate/", {"code": code(secret)})
    assert again.status_code == 200
    assert other.get(LINGE).headers["Location"].startswith(LOGIN)


def test_a_recovery_code_works_once(director: Person) -> None:
    first = client_of(None)
    log_in(first, director)
    set_up_app(first)
    codes = re.findall(
        r"<li><code>([^<]+)</code>", first.get("/account/2fa/recovery-codes/").content.decode()
    )
    for expected in (302, 200):
        browser = client_of(None)
        log_in(browser, director)
        assert browser.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == expected


def test_who_needs_a_second_step_cannot_take_the_last_one_away(director: Person, adviser: Person) -> None:
    for person, left in ((director, 1), (adviser, 0)):
        browser = client_of(None)
        log_in(browser, person)
        set_up_app(browser)
        answer = browser.post("/account/2fa/totp/deactivate/")
        assert Authenticator.objects.filter(user=person, type="totp").count() == left
        if left:
            assert "Jouw rol vraagt een tweede stap" in answer.content.decode()


def test_a_session_from_before_the_second_step_was_set_up_asks_for_it(director: Person) -> None:
    old, new = client_of(None), client_of(None)
    log_in(old, director)
    log_in(new, director)
    set_up_app(new)
    answer = old.get(LINGE)
    assert answer.headers["Location"].startswith("/account/tweede-stap/")
    assert "Vul een code in" in old.get(answer.headers["Location"]).content.decode()


def test_the_session_gets_a_new_key_at_login(adviser: Person) -> None:
    browser = client_of(None)
    browser.get(LOGIN)
    planted = browser.session
    planted["planted"] = "by an attacker"
    planted.save()
    browser.cookies["sessionid"] = planted.session_key
    log_in(browser, adviser)
    assert browser.cookies["sessionid"].value != planted.session_key
    assert Session.objects.filter(session_key=planted.session_key).count() == 0


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "/\\kwaad.example",
        "https:kwaad.example",
        "javascript:alert(1)",
        "http://localhost@kwaad.example/",
        "\thttps://kwaad.example/",
    ],
)
def test_a_login_leads_nowhere_else(adviser: Person, elsewhere: str) -> None:
    assert log_in(client_of(None), adviser, next=elsewhere) == "/"
    strong = client_of(adviser)
    for page in ("/account/tweede-stap/", "/account/eigen-login/"):
        assert strong.get(page, {"next": elsewhere}).headers["Location"] == "/"
    out = client_of(adviser).post("/account/logout/", {"next": elsewhere})
    assert out.headers["Location"] == "/"


def test_a_login_leads_back_to_the_page_that_asked_for_it(adviser: Person) -> None:
    assert log_in(client_of(None), adviser, next=f"{LINGE}mensen/") == f"{LINGE}mensen/"


@pytest.mark.parametrize(
    "page",
    [
        LOGIN,
        "/account/logout/",
        "/account/",
        "/account/password/reset/",
        "/account/email/",
        f"{LINGE}mensen/uitnodigen/",
        f"{LINGE}instellingen/",
        f"{LINGE}beheer/",
        "/demo/1/",
    ],
)
def test_a_form_without_its_token_is_refused(neighbourhood: Neighbourhood, page: str) -> None:
    browser = client_of(neighbourhood.person(neighbourhood.linge, Role.DIRECTOR), csrf=True)
    answer = browser.post(page, {"email": "x@voorbeeld.example", "role": "adviser", "name": "x"})
    assert answer.status_code == 403


def test_logging_out_asks_first(adviser: Person) -> None:
    browser = client_of(adviser)
    browser.get("/account/logout/")
    assert browser.get(LINGE).status_code == 200
    browser.post("/account/logout/")
    assert browser.get(LINGE).status_code == 302


def test_a_wrong_password_and_an_unknown_address_look_alike(adviser: Person) -> None:
    pages = []
    for address in (adviser.email, "niemand@voorbeeld.example"):
        answer = client_of(None).post(LOGIN, {"login": address, "password": "niet het goede wachtwoord"})
        text = re.sub(r'value="[^"]*"', "", answer.content.decode())
        pages.append((answer.status_code, text))
    assert pages[0] == pages[1]
    assert "Het e-mailadres of het wachtwoord klopt niet" in pages[0][1]


def test_asking_a_new_password_tells_nobody_who_is_known(adviser: Person) -> None:
    answers = [
        client_of(None).post("/account/password/reset/", {"email": address}, follow=True)
        for address in (adviser.email, "niemand@voorbeeld.example")
    ]
    assert answers[0].redirect_chain == answers[1].redirect_chain == [("/account/password/reset/done/", 302)]
    assert [letter.to for letter in letters()] == [adviser.email]


def test_a_new_password_by_mail_works_once_and_the_old_one_no_more(adviser: Person) -> None:
    client_of(None).post("/account/password/reset/", {"email": adviser.email})
    link = letters()[0].link
    new = "een andere lange zin over lezen"
    browser = client_of(None)
    form = browser.get(link).headers["Location"]
    answer = browser.post(form, {"password1": new, "password2": new}, follow=True)
    assert "Je wachtwoord is veranderd" in answer.content.decode()
    adviser.refresh_from_db()
    assert (adviser.check_password(new), adviser.check_password(PASSWORD)) == (True, False)
    assert "Deze link werkt niet meer" in client_of(None).get(link, follow=True).content.decode()
    assert letters()[-1].subject == "Je wachtwoord is veranderd"


def test_another_mail_address_counts_when_it_is_confirmed(adviser: Person) -> None:
    browser = client_of(None)
    log_in(browser, adviser)
    page = browser.post("/account/email/", {"email": "ada@nieuw.example", "action_add": ""}, follow=True)
    browser.post(page.redirect_chain[-1][0], {"password": PASSWORD})
    browser.post("/account/email/", {"email": "ada@nieuw.example", "action_add": ""})
    adviser.refresh_from_db()
    assert adviser.email == "ada-adviseur@voorbeeld.example"
    link = next(letter.link for letter in letters() if letter.to == "ada@nieuw.example")
    browser.post(link)
    adviser.refresh_from_db()
    assert adviser.email == "ada@nieuw.example"


def test_logging_out_elsewhere(adviser: Person) -> None:
    here, there = client_of(None), client_of(None)
    log_in(here, adviser)
    log_in(there, adviser)
    assert here.get("/account/sessions/").content.decode().count("<tr") == 3
    here.post("/account/sessions/")
    assert (here.get(LINGE).status_code, there.get(LINGE).status_code) == (200, 302)


def test_another_password_logs_out_elsewhere(adviser: Person) -> None:
    here, there = client_of(None), client_of(None)
    log_in(here, adviser)
    log_in(there, adviser)
    new = "een andere lange zin over lezen"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (here.get(LINGE).status_code, there.get(LINGE).status_code) == (200, 302)


def guess(person: Person, times: int, *, address: str = "192.0.2.1", browser: Client | None = None) -> str:
    """Type wrong passwords; what the last page says."""
    for number in range(times):
        answer = (browser or client_of(None)).post(
            LOGIN, {"login": person.email, "password": f"poging {number}"}, REMOTE_ADDR=address
        )
    return answer.content.decode()


def in_from(person: Person, address: str, browser: Client | None = None) -> bool:
    """Whether the right password lets this person in from there."""
    given = {"login": person.email, "password": PASSWORD}
    return (browser or client_of(None)).post(LOGIN, given, REMOTE_ADDR=address).status_code == 302


def test_guessing_is_stopped_after_five_times_in_one_place(adviser: Person) -> None:
    assert "Het ging te vaak mis" not in guess(adviser, 5)
    assert "Het ging te vaak mis" in guess(adviser, 1)
    # there the right one does not help either; whoever is somewhere else is not held up by a stranger
    assert not in_from(adviser, "192.0.2.1")
    assert in_from(adviser, "192.0.2.2")
    # one place is a whole network of IPv6, and an address that came in over IPv6 is the one that it is
    guess(adviser, 5, address="2001:db8:0:1::1")
    assert not in_from(adviser, "2001:db8:0:1:ffff::2")
    assert in_from(adviser, "2001:db8:0:2::1")
    assert not in_from(adviser, "::ffff:192.0.2.1")
    assert in_from(adviser, "::ffff:192.0.2.2")


def test_a_stranger_beside_somebody_does_not_lock_them_out(adviser: Person) -> None:
    own = client_of(None)
    assert in_from(adviser, "192.0.2.1", own)
    own.post("/account/logout/")
    guess(adviser, 8)
    assert not in_from(adviser, "192.0.2.1")
    assert in_from(adviser, "192.0.2.1", own)


def test_guessing_from_everywhere_is_stopped_but_for_browsers_that_are_known(
    adviser: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = client_of(None)
    assert in_from(adviser, "192.0.2.1", own)
    own.post("/account/logout/")
    monkeypatch.setattr(guessing, "FROM_EVERYWHERE", "7/h/key")
    for number in range(8):
        guess(adviser, 1, address=f"198.51.100.{number}")
    assert not in_from(adviser, "203.0.113.1")
    assert in_from(adviser, "203.0.113.1", own)
    own.post("/account/logout/")
    # a known browser guesses five times as well, and is known for nobody else
    assert "Het ging te vaak mis" in guess(adviser, 6, browser=own)


def test_what_a_known_browser_keeps_says_nothing_and_cannot_be_made(adviser: Person) -> None:
    own = client_of(None)
    in_from(adviser, "192.0.2.1", own)
    kept = own.cookies[guessing.COOKIE]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/account/")
    assert "ada" not in kept.value.lower()
    own.post("/account/logout/")
    for wrong in (kept.value[:-2] + "xx", "geen", ""):
        own.cookies[guessing.COOKIE] = wrong
        guess(adviser, 5, address="198.51.100.9")
        assert not in_from(adviser, "198.51.100.9", own)


@pytest.mark.parametrize(("ahead", "status"), [(-2, 200), (-1, 302), (0, 302), (1, 302), (2, 200)])
def test_a_code_may_be_half_a_minute_off(director: Person, ahead: int, status: int) -> None:
    first = client_of(None)
    log_in(first, director)
    secret, _ = set_up_app(first)
    browser = client_of(None)
    log_in(browser, director)
    answer = browser.post("/account/2fa/authenticate/", {"code": code(secret, ahead=ahead)})
    assert answer.status_code == status
    if status == 200:
        assert "de klok van je telefoon" in answer.content.decode()


def test_a_used_code_counts_never_again_while_it_would_still_fit(
    director: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client_of(None)
    log_in(first, director)
    secret, _ = set_up_app(first)
    ahead = code(secret, ahead=1)
    browser, other = client_of(None), client_of(None)
    log_in(browser, director)
    assert browser.post("/account/2fa/authenticate/", {"code": ahead}).status_code == 302
    log_in(other, director)
    # half a minute and more later django-allauth has forgotten it, and it fits still
    cache.delete_many([f"allauth.mfa.totp.used?user={director.pk}&code={ahead}"])
    for typed in (ahead, f"{ahead[:3]} {ahead[3:]}"):
        assert other.post("/account/2fa/authenticate/", {"code": typed}).status_code == 200
    assert other.get(LINGE).headers["Location"].startswith(LOGIN)


def test_after_the_recovery_codes_one_goes_where_one_was_going(director: Person) -> None:
    browser = client_of(None)
    log_in(browser, director)
    there = browser.get(f"{LINGE}mensen/").headers["Location"]
    browser.get(there)
    _, then = set_up_app(browser)
    assert f'href="{LINGE}mensen/">Ga verder' in browser.get(then).content.decode()


def test_after_the_recovery_codes_one_goes_to_ones_organisation(adviser: Person) -> None:
    browser = client_of(None)
    log_in(browser, adviser)
    _, then = set_up_app(browser)
    assert f'href="{LINGE}">Ga verder' in browser.get(then).content.decode()


@pytest.mark.parametrize(
    ("host", "secure", "works"),
    [
        ("localhost", False, True),
        ("127.0.0.1", False, False),
        ("127.0.0.1:8000", True, False),
        ("[::1]", True, False),
        ("doorlezen.example", False, False),
        ("doorlezen.example", True, True),
    ],
)
def test_an_address_that_cannot_have_a_passkey_says_so(
    adviser: Person, host: str, secure: bool, works: bool
) -> None:
    with override_settings(ALLOWED_HOSTS=["*"]):
        browser = client_of(adviser)
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
        headers = {"host": host}
        login = client_of(None).get(LOGIN, headers=headers, secure=secure).content.decode()
        adding = browser.get("/account/2fa/webauthn/add/", headers=headers, secure=secure)
        add = adding.content.decode()
    assert ("Met een passkey" in login, "werkt niet op dit adres" in login) == (works, not works)
    assert adding.status_code == 200
    assert (">Voeg toe<" in add, "werkt niet op dit adres" in add) == (works, not works)


def test_who_is_closed_off_does_not_get_in(adviser: Person) -> None:
    adviser.is_active = False
    adviser.save()
    browser = client_of(None)
    assert log_in(browser, adviser) == "/account/inactive/"
    assert browser.get(LINGE).status_code == 302


def test_posting_more_than_name_and_language_changes_nothing_else(adviser: Person) -> None:
    browser = client_of(adviser)
    more = {"email": "ander@voorbeeld.example", "is_active": "", "password": "x", "shredded_at": "2020-01-01"}
    assert browser.post("/account/", {"name": "Ada A.", "language": "en", **more}).status_code == 302
    adviser.refresh_from_db()
    assert (adviser.name, adviser.language, adviser.email) == (
        "Ada A.",
        "en",
        "ada-adviseur@voorbeeld.example",
    )
    assert (adviser.is_active, adviser.shredded_at, adviser.check_password(PASSWORD)) == (True, None, True)


def test_who_needs_a_second_step_cannot_take_the_last_passkey_away(director: Person, adviser: Person) -> None:
    for person, left in ((director, 1), (adviser, 0)):
        passkey = Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "mijn telefoon"}
        )
        browser = client_of(person)
        browser.post("/account/reauthenticate/", {"password": PASSWORD})
        browser.post(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")
        assert Authenticator.objects.filter(user=person).count() == left
