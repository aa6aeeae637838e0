"""In a real browser: Back to a form with a fault, and a form whose login ended in another tab."""

import pytest
from django.contrib.auth.hashers import make_password
from playwright.sync_api import BrowserContext, Page, expect

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.people import Neighbourhood, a_person
from tests.words import NO_ADDRESS_IN_IT, PASSWORD

SCHOOL = "/o/bibliotheek-de-linge/scholen/00AP00/"
TEXT = "Juf Marit wil in mei een avond over voorlezen."


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Person:
    """Somebody who can log in by form, without a second step."""
    person = a_person("Anna Adviseur", (neighbourhood.linge, Role.ADVISER))
    # the hash that the running site takes; the tests' own is a quick one
    person.password = make_password(PASSWORD, hasher="scrypt")
    person.save()
    return person


def test_back_leads_to_the_form_with_its_fault(page: Page, log_in: LogIn, adviser: Person) -> None:
    log_in(adviser)
    page.goto(f"{SCHOOL}contacten/nieuw/")
    page.get_by_label("Naam", exact=True).fill("kwaad.nl")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("alert")).to_contain_text(NO_ADDRESS_IN_IT)
    page.get_by_role("link", name="Overzicht").first.click()
    page.go_back()  # raises where the browser asks whether to send the form once more
    expect(page.get_by_role("alert")).to_contain_text(NO_ADDRESS_IN_IT)


def test_a_note_survives_that_another_tab_logged_out(
    page: Page, context: BrowserContext, log_in: LogIn, adviser: Person
) -> None:
    log_in(adviser)
    page.goto(f"{SCHOOL}notities/nieuw/")
    page.get_by_label("Notitie").fill(TEXT)
    other = context.new_page()
    other.goto("/account/logout/")
    other.locator("main form button").first.click()
    # a click does not wait for what it sends; the page that comes after it does
    expect(other.get_by_text("Je bent uitgelogd.")).to_be_visible()
    page.get_by_role("button", name="Schrijf op").click()
    page.get_by_label("E-mailadres").fill(adviser.email)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_label("Notitie")).to_have_value(TEXT)
    expect(page.get_by_text("Wat je schreef, staat er weer. Er is nog niets opgeslagen.")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Schrijf op").click()
    expect(page.get_by_text(TEXT)).to_be_visible()
