"""While somebody waits for an answer, what is asked for again takes the place of what was there."""

import pytest
from playwright.sync_api import Page, expect

from doorlezen.accounts.roles import Role
from tests.browser.conftest import LogIn
from tests.people import a_neighbourhood
from tests.planning import proposing


@pytest.mark.parametrize(
    ("path", "part", "asks"),
    # what a demand costs is asked for when a plan is kept
    [("verdeelsleutels/", "#sleutels", True), ("eisen/1/", "#waarom", False)],
)
def test_what_is_looked_for_again_stands_on_the_page_once(
    page: Page, log_in: LogIn, path: str, part: str, asks: bool
) -> None:
    people = a_neighbourhood()
    director = people.actor(people.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(director).pk
    log_in(director.person)
    page.goto(f"/o/bibliotheek-de-linge/plannen/{plan}/{path}")
    if asks:
        page.get_by_role("button", name="Reken het uit").click()
    expect(page.locator(".progress")).to_have_count(1)
    for _ in range(2):
        with page.expect_response(lambda answer: path in answer.url, timeout=15_000):
            pass
    expect(page.locator(part)).to_have_count(1)
    expect(page.locator(".progress")).to_have_count(1)
