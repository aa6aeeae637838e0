"""The pages about people in a real browser: accessible, and a passkey that really works."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from doorlezen.accounts.models import Invitation, Person
from doorlezen.accounts.roles import Role
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.browser.keyboard import check_keyboard
from tests.browser.server import Site
from tests.people import Neighbourhood, a_person
from tests.words import PASSWORD

HERE = "/o/bibliotheek-de-linge"


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Person:
    """A director who can log in by form; somebody is invited."""
    person = a_person("Dora Directeur", (neighbourhood.linge, Role.DIRECTOR))
    # the hash that the running site takes; the tests' own is a quick one
    person.password = make_password(PASSWORD, hasher="scrypt")
    person.save()
    Invitation.everywhere.create(
        organisation=neighbourhood.linge,
        email="nieuw@voorbeeld.example",
        role=Role.ADVISER,
        token_sha256="0" * 64,
        invited_by=person,
        expires_at=timezone.now() + datetime.timedelta(days=3),
    )
    return person


OF_ONESELF = ["/account/", "/account/2fa/", "/account/sessions/", "/account/password/change/"]
"""Pages that belong to no organisation; test_every_page.py looks at all others."""


def test_the_pages_about_oneself_are_accessible(page: Page, log_in: LogIn, director: Person) -> None:
    log_in(director)
    for address in OF_ONESELF:
        page.goto(address)
        check_accessible(page)


def test_people_works_by_keyboard_alone(page: Page, log_in: LogIn, director: Person) -> None:
    log_in(director)
    page.goto(f"{HERE}/mensen/")
    check_keyboard(page)


def test_a_wrong_form_is_accessible_and_says_where(page: Page, log_in: LogIn, director: Person) -> None:
    log_in(director)
    page.goto(f"{HERE}/instellingen/")
    page.get_by_label("Kleur", exact=False).first.fill("#FFEE00")
    page.get_by_role("button", name="Bewaar").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Dit is niet goed te lezen")
    check_accessible(page)


def test_an_administrator_switches_the_rights_on_and_off(
    page: Page, log_in: LogIn, neighbourhood: Neighbourhood
) -> None:
    log_in(neighbourhood.person(neighbourhood.linge, Role.ADMINISTRATOR))
    page.goto(f"{HERE}/beheer/")
    check_accessible(page)
    page.get_by_label("Waarvoor heb je de rechten nodig?").fill("Sanne kan niet meer inloggen")
    page.get_by_role("button", name="Zet ze aan").click()
    expect(page.get_by_text("nog 29 minuten")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Zet ze uit").click()
    expect(page.get_by_text("Je beheerdersrechten staan uit.").first).to_be_visible()


def test_a_director_sets_up_a_passkey_and_logs_in_with_nothing_else(
    page: Page, context: BrowserContext, site: Site, director: Person
) -> None:
    # a passkey belongs to a name, never to a number on the internet
    base = site.address.replace("127.0.0.1", "localhost")
    _with_a_finger(context, page)
    page.goto(f"{base}/account/login/?next={HERE}/")
    page.get_by_label("E-mailadres").fill(director.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog één stap")
    page.get_by_role("link", name="Een passkey").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Naam").fill("mijn telefoon")
    page.get_by_label("Hiermee kan ik inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar deze herstelcodes")
    page.goto(f"{base}{HERE}/logboek/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logboek")

    _log_in_by_passkey(context, page, base)


def test_a_second_device_and_a_device_that_is_lost(
    page: Page, context: BrowserContext, site: Site, director: Person
) -> None:
    base = site.address.replace("127.0.0.1", "localhost")
    phone = _with_a_finger(context, page)
    _first_passkey(page, base, director)
    # going on leads to where the director was going
    page.get_by_role("link", name="Ga verder").click()
    page.wait_for_url(f"{base}{HERE}/")
    # a second device; the first one is not there at that moment
    devices = _take_away(phone)
    laptop = _with_a_finger(context, page, devices)
    page.goto(f"{base}/account/2fa/webauthn/add/")
    page.get_by_label("Naam").fill("mijn laptop")
    page.get_by_label("Hiermee kan ik inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_text("Je hebt 2 passkeys.")).to_be_visible()
    _log_in_by_passkey(context, page, base)
    # the phone is lost: it is taken away, by its name, and opens nothing any more
    page.goto(f"{base}/account/2fa/webauthn/")
    page.get_by_role("link", name="Haal weg: mijn telefoon").click()
    page.get_by_role("link", name="Met een passkey").click()
    page.get_by_role("button", name="Gebruik een passkey").click()
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_role("link", name="Haal weg: mijn telefoon")).to_have_count(0)
    assert [one.wrap().name for one in Authenticator.objects.filter(type="webauthn")] == ["mijn laptop"]
    # the last one stays: this role needs a second step
    page.get_by_role("link", name="Haal weg: mijn laptop").click()
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text("Jouw rol vraagt een tweede stap").first).to_be_visible()
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    # a browser without a device says that it did not work, and what else there is
    _take_away(laptop)
    _with_a_finger(context, page, devices)
    context.clear_cookies()
    page.goto(f"{base}/account/login/")
    page.get_by_role("button", name="Met een passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Het lukte niet met een passkey")
    check_accessible(page)


def test_at_a_number_on_the_internet_a_passkey_says_that_it_cannot_be(page: Page) -> None:
    page.goto("/account/login/")
    expect(page.get_by_text("Een passkey werkt niet op dit adres.")).to_be_visible()
    expect(page.get_by_role("button", name="Met een passkey")).to_have_count(0)
    check_accessible(page)


def _first_passkey(page: Page, base: str, director: Person) -> None:
    page.goto(f"{base}/account/login/?next={HERE}/")
    page.get_by_label("E-mailadres").fill(director.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Een passkey").click()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Naam").fill("mijn telefoon")
    page.get_by_label("Hiermee kan ik inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar deze herstelcodes")


def _log_in_by_passkey(context: BrowserContext, page: Page, base: str) -> None:
    context.clear_cookies()
    page.goto(f"{base}/account/login/")
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}{HERE}/logboek/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logboek")


Device = tuple[CDPSession, str]


def _take_away(device: Device) -> CDPSession:
    """The device is not in reach any more."""
    devices, number = device
    devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": number})
    return devices


def _with_a_finger(context: BrowserContext, page: Page, devices: CDPSession | None = None) -> Device:
    """A device that recognises its owner, built into the browser."""
    if devices is None:
        devices = context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return devices, str(made["authenticatorId"])
