"""The plan on screen in a real Chromium: every page accessible, in each look."""

from playwright.sync_api import Page

from doorlezen.accounts.roles import Role
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.people import a_neighbourhood
from tests.planning import proposing


def test_the_pages_of_plans_and_gemeenten(page: Page, log_in: LogIn) -> None:
    neighbourhood = a_neighbourhood()
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(director).pk
    knot = proposing.a_proposal(director, proposing.conflicting()).pk
    log_in(director.person)
    for address in (
        "plannen/",
        "plannen/nieuw/",
        f"plannen/{plan}/",
        f"plannen/{plan}/gemeenten/0281/",
        f"plannen/{plan}/scholen/00AP00/",
        f"plannen/{plan}/eisen/1/",
        f"plannen/{knot}/",
        "gemeenten/",
        "gemeenten/0281/",
    ):
        page.goto(f"/o/bibliotheek-de-linge/{address}")
        check_accessible(page)


def test_a_phone_needs_no_scrolling_sideways(page: Page, log_in: LogIn) -> None:
    neighbourhood = a_neighbourhood()
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(director).pk
    log_in(director.person)
    page.set_viewport_size({"width": 360, "height": 740})
    for address in (f"plannen/{plan}/", f"plannen/{plan}/gemeenten/0281/", f"plannen/{plan}/eisen/1/"):
        page.goto(f"/o/bibliotheek-de-linge/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
