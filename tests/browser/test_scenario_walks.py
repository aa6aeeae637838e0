"""From a scenario to an adopted plan and its talk sheet: by keyboard alone, and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, Page, expect

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.planning.scenarios.models import Scenario
from tests.accounts.test_logging_in import code
from tests.browser.keyboard import Stop, focused
from tests.browser.server import Site
from tests.browser.test_states import SCENARIOS, work
from tests.people import a_neighbourhood, client_of
from tests.planning.calculating import a_scenario
from tests.web.schools.figures import figures, own_list
from tests.words import PASSWORD


@pytest.fixture
def director(transactional_db: None) -> Actor:
    people = a_neighbourhood()
    figures()
    own_list(people.linge.slug, "00AP00;dbos-po;2018-08-01;;uitvoering")
    return people.actor(people.linge, Role.DIRECTOR)


@pytest.fixture
def scenario(director: Actor) -> Scenario:
    return a_scenario(director)


def reach(page: Page, name: str, *, at_most: int = 150) -> Stop:
    """Press Tab until the focus is on what is called so; every stop on the way is seen to have the focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop is None:
            continue  # past the last stop, to the browser itself and back to the first
        assert (stop.ring, stop.inside) == (True, True), stop
        if re.search(name, stop.name):
            return stop
    raise AssertionError(f"no stop of the Tab key on {page.url} is called {name}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Go by keyboard to what is called so, and press a key that leads to another page."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press(key)


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def logs_in(page: Page, director: Actor) -> None:
    """With a password and a code, typed."""
    person = director.person
    person.password = make_password(PASSWORD, hasher="scrypt")  # as the running site takes it
    person.save()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    page.goto("/account/login/?next=/o/bibliotheek-de-linge/")
    reach(page, "E-mailadres")
    page.keyboard.type(person.email)
    reach(page, "Wachtwoord")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, "[Cc]ode")
    page.keyboard.type(code(secret))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_by_keyboard_from_the_login_to_the_talk_sheet(
    page: Page, director: Actor, scenario: Scenario
) -> None:
    logs_in(page, director)
    press(page, "^Plannen$")
    press(page, "^Naar de scenario")
    press(page, "^Linge$")
    reach(page, "^Geld$")  # past the menu, in which the people who work here stand too
    press(page, "^Mensen$")
    reach(page, "^Uren per schoolweek, samen$")
    page.keyboard.press("Control+A")
    page.keyboard.type("4")
    stop = focused(page)
    page.wait_for_load_state("networkidle")  # what is typed was asked after; the focus is where it was
    page.wait_for_timeout(1_000)
    assert focused(page) == stop
    press(page, "^Bewaar en bereken$")
    assert page.url.endswith("/uitkomst/")
    # while it is calculated its progress comes anew each second, and the plan in its place: the focus stays
    reach(page, "^Stop$")
    page.wait_for_timeout(1_500)
    kept = focused(page)
    assert kept is not None
    assert kept.name == "Stop"
    work()
    expect(page.get_by_role("link", name="plan 1", exact=True)).to_be_visible()
    expect(page.locator("#uitkomst")).to_be_focused()

    press(page, "^vaste uren voor een school$")
    reach(page, "^Of schuif")
    with page.expect_response(lambda one: "vraag=school" in one.url):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#en-als .what-if")).to_be_visible()
    kept = focused(page)
    assert kept is not None
    assert re.search("^Of schuif", kept.name)
    page.go_back()
    page.goto(f"{SCENARIOS}{scenario.pk}/uitkomst/")

    press(page, "^plan 1$")
    work()
    press(page, "^De Bogerd$")
    expect(page.locator("main")).to_contain_text("Waarom")
    page.go_back()
    press(page, "^Stel dit plan voor$", "Space")
    press(page, "^Stel dit plan vast$")
    heading(page, "vaststellen?")
    press(page, "^Stel dit plan vast$", "Space")
    expect(page.locator("main")).to_contain_text("Dit plan is op")
    press(page, "^Tiel")
    reach(page, "Gespreksblad")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


@pytest.fixture
def plain_page(browser: Browser, site: Site, director: Actor) -> Iterator[Page]:
    """A page of a browser that runs no scripts, with the director logged in."""
    context = browser.new_context(base_url=site.address, locale="nl-NL", java_script_enabled=False)
    context.set_default_timeout(10_000)
    cookie = client_of(director.person, strong=True).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])
    yield context.new_page()
    context.close()


def test_without_javascript_from_a_scenario_to_an_adopted_plan(plain_page: Page, scenario: Scenario) -> None:
    page, here = plain_page, f"{SCENARIOS}{scenario.pk}/"
    page.goto(f"{here}mensen/")
    page.get_by_label("Uren per schoolweek, samen").fill("-4")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("main")).to_contain_text("✗")
    page.get_by_label("Uren per schoolweek, samen").fill("4")
    page.get_by_role("button", name="Bewaar en bereken").click()
    assert page.url.endswith("/uitkomst/")
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    work()
    page.get_by_role("link", name="Kijk hoe ver het is").click()
    expect(page.locator("#uitkomst")).to_contain_text("Van je 2 scholen")

    page.goto(f"{here}en-als/?open=school")
    expect(page.get_by_role("slider")).to_be_hidden()
    page.get_by_label("School").select_option("00AP00")
    page.get_by_label("Uur per week", exact=True).fill("2")
    page.locator("#school-kijk").click()
    expect(page.locator("#en-als .what-if")).to_contain_text("2 uur per week voor De Bogerd")

    page.goto(f"{here}uitkomst/")
    page.get_by_role("link", name="plan 1", exact=True).click()
    page.get_by_role("button", name="Stel dit plan voor").click()
    page.get_by_role("link", name="Stel dit plan vast").click()
    page.get_by_role("button", name="Stel dit plan vast").click()
    expect(page.locator("main")).to_contain_text("Dit plan is op")
    page.get_by_role("link", name=re.compile("^Tiel")).first.click()
    expect(page.get_by_role("link", name=re.compile("Gespreksblad"))).to_be_visible()
