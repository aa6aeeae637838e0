"""A plan that there is not, on screen in a real Chromium; test_every_page.py looks at the pages of plans."""

from playwright.sync_api import Page

from doorlezen.accounts.roles import Role
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.people import a_neighbourhood
from tests.planning import proposing


def test_a_conflict_is_accessible(page: Page, log_in: LogIn) -> None:
    neighbourhood = a_neighbourhood()
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    knot = proposing.a_proposal(director, proposing.conflicting()).pk
    log_in(director.person)
    page.goto(f"/o/bibliotheek-de-linge/plannen/{knot}/")
    check_accessible(page)
