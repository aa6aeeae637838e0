"""The front page in a real browser: the worked example for the tests of other pages."""

from playwright.sync_api import Page, expect

from doorlezen.accounts.roles import Role
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.browser.keyboard import check_keyboard
from tests.people import Neighbourhood


def test_the_front_page_is_there_and_accessible(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check_accessible(page)


def test_the_front_page_works_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    stops = check_keyboard(page)
    assert stops[0].name == "Naar de inhoud"


def test_somebody_who_is_logged_in_finds_the_way_to_her_organisation(
    page: Page, log_in: LogIn, neighbourhood: Neighbourhood
) -> None:
    log_in(neighbourhood.person(neighbourhood.linge, Role.ADVISER))
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Bibliotheek De Linge", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Er is nog geen plan")
    assert page.url.endswith("/o/bibliotheek-de-linge/")
    check_accessible(page)
