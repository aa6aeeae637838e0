"""The first person of a new library comes by an invitation and reaches a first plan alone.

Every screen that the director meets is counted: the promise is twelve of them, and ten minutes.
"""

import re
import time

from django.utils import timezone
from django_scopes import scopes_disabled
from playwright.sync_api import Browser, Locator, Page, expect

from doorlezen.accounts.domain.beginning import begin
from doorlezen.planning.proposals.models import Proposal
from tests.accounts.post import letters
from tests.accounts.test_logging_in import code
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.browser.server import Site
from tests.browser.troubles import Troubles
from tests.people import some_schools
from tests.planning.calculating import work_it_off
from tests.web.schools.figures import figures
from tests.words import PASSWORD

MOST_SCREENS = 12
MOST_SECONDS = 600
LIST = "vestigingscode;programma;sinds;tot;fase\r\n00AP00;dBos po;1-8-2018;;uitvoering\r\n"


def met_by(page: Page) -> list[str]:
    """The addresses of the screens that a reader meets in ``page``, as they come."""
    met: list[str] = []
    page.on("domcontentloaded", lambda shown: met.append(shown.url))
    return met


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(re.compile(label, re.IGNORECASE)).first.fill(text)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def amounts(page: Page) -> list[Locator]:
    return page.get_by_label(re.compile("bedrag voor het schooljaar", re.IGNORECASE)).all()


def the_library_is_made(page: Page, log_in: LogIn) -> None:
    """By the national administrator, with its first director, in one form."""
    log_in(
        begin(
            organisation="Landelijk programma", email="bea@landelijk.example", name="Bea", at=timezone.now()
        )
    )
    page.goto("/o/landelijk/beheer/")
    fill(page, "Waarvoor heb je de rechten nodig", "Een nieuwe bibliotheek toelaten")
    press(page, "Zet ze aan")
    page.goto("/o/landelijk/organisaties/nieuw/?soort=library")
    fill(page, "^Naam$", "Bibliotheek De Linge")
    fill(page, "^Gemeenten", "Tiel, Buren")
    fill(page, "E-mailadres van de eerste persoon", "dora@linge.example")
    check_accessible(page)
    press(page, "Maak de organisatie")
    expect(page.get_by_text("Bibliotheek De Linge is gemaakt")).to_be_visible()


def comes_in(page: Page) -> None:
    """A name, a password, a second step and its codes."""
    found = re.search(r"http://\S+", letters()[-1].text)
    assert found is not None
    page.goto(found[0])
    fill(page, "Je naam", "Dora Directeur")
    fill(page, "Kies een wachtwoord", PASSWORD)
    press(page, "Doe mee")
    page.get_by_role("link", name="Een app op je telefoon").click()
    secret = page.locator("code").inner_text()
    page.get_by_label("code").fill(code(secret))
    press(page, "Stel in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bewaar deze herstelcodes")
    page.get_by_role("link", name="Ga verder").click()
    page.wait_for_url("**/o/bibliotheek-de-linge/")


def loads_the_list(page: Page) -> None:
    """Who works together, without which no school gets money of the scheme."""
    page.get_by_role("link", name="Laad de lijst").click()
    content = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    page.get_by_label("Je lijst").set_input_files(content)  # type: ignore[arg-type]
    press(page, "Laad")
    page.get_by_role("link", name="Begin een scenario").click()


def makes_a_scenario(page: Page) -> None:
    """Only what the library alone knows is filled in."""
    press(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Scholen")
    press(page, "Bewaar en ga verder")
    expect(page.get_by_role("heading", level=1)).to_have_text("Geld")
    for amount in amounts(page):
        amount.fill("20000")
    press(page, "Bewaar en ga verder")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mensen")
    fill(page, "uren per schoolweek", "6")
    fill(page, "kosten van een uur", "62")
    check_accessible(page)
    press(page, "Bewaar en bereken")


def test_from_an_invitation_to_a_first_plan(
    browser: Browser, page: Page, log_in: LogIn, site: Site, troubles: Troubles
) -> None:
    some_schools()
    figures()
    the_library_is_made(page, log_in)
    own = browser.new_context(base_url=site.address, locale="nl-NL", viewport={"width": 1280, "height": 900})
    own.set_default_timeout(10_000)
    director = own.new_page()
    met, began = met_by(director), time.monotonic()
    comes_in(director)
    check_accessible(director)
    loads_the_list(director)
    makes_a_scenario(director)
    director.wait_for_url(re.compile(r"/uitkomst/$"))
    work_it_off()
    expect(director.get_by_role("link", name="plan 1", exact=True)).to_be_visible(timeout=20_000)
    assert len(met) <= MOST_SCREENS, met
    assert time.monotonic() - began < MOST_SECONDS
    with scopes_disabled():
        (plan,) = Proposal.objects.all()
    assert plan.plan_status == "optimal"
    own.close()
