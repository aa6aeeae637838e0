"""The list of schools with its map, the page of a school and the register, in a real browser."""

from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect

from doorlezen.accounts.roles import Role
from doorlezen.register.models import Listing
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.browser.keyboard import check_keyboard
from tests.browser.server import Site
from tests.people import Neighbourhood, client_of
from tests.web.schools.figures import figures, own_list

LIST = "/o/bibliotheek-de-linge/scholen/"


@pytest.fixture
def there(neighbourhood: Neighbourhood) -> Neighbourhood:
    figures()
    own_list(neighbourhood.linge.slug, "00AP00;dbos-po;2018-08-01;;uitvoering")
    return neighbourhood


@pytest.fixture
def adviser(page: Page, log_in: LogIn, there: Neighbourhood) -> Page:
    log_in(there.person(there.linge, Role.ADVISER))
    return page


@pytest.mark.parametrize(
    "address",
    [
        LIST,
        LIST + "?zoek=nergens",
        LIST + "00AP00/",
        LIST + "00AP00/contacten/nieuw/",
        LIST + "00AP00/notities/nieuw/",
        "/o/bibliotheek-de-linge/register/",
        "/o/bibliotheek-de-linge/register/samenwerkingen/laden/",
    ],
)
def test_the_pages_are_accessible(adviser: Page, address: str) -> None:
    adviser.goto(address)
    adviser.wait_for_load_state("networkidle")
    check_accessible(adviser)


def test_the_list_works_by_keyboard_alone(adviser: Page) -> None:
    adviser.goto(LIST)
    adviser.wait_for_load_state("networkidle")
    check_keyboard(adviser)


def test_a_filter_changes_sentence_table_and_map_at_once(adviser: Page) -> None:
    adviser.goto(LIST)
    expect(adviser.locator("#telling")).to_contain_text("1 van je 2 scholen")
    expect(adviser.locator(".school-map__canvas canvas")).to_have_count(1)
    adviser.get_by_label("Achterstandsscore", exact=True).select_option("zonder")
    expect(adviser.locator("#telling")).to_contain_text("1 van je 2 scholen past bij je keuze.")
    expect(adviser.get_by_role("link", name="De Bogerd")).to_have_count(0)
    expect(adviser.get_by_role("link", name="De Klepper")).to_have_count(1)
    expect(adviser.locator(".school-map__canvas canvas")).to_have_count(1)
    assert "score=zonder" in adviser.url
    # the selection goes along in the files
    assert "score=zonder" in str(adviser.get_by_role("link", name="csv").get_attribute("href"))
    adviser.go_back()
    expect(adviser.get_by_role("link", name="De Bogerd")).to_have_count(1)


@pytest.fixture
def on_one_spot(there: Neighbourhood) -> None:
    """Two schools in one building."""
    Listing.objects.update(longitude=Decimal("5.429131"), latitude=Decimal("51.886912"))


def both_in(page: Page) -> None:
    popup = page.locator(".leaflet-popup")
    expect(popup).to_contain_text("2 scholen op deze plek")
    expect(popup.get_by_role("link")).to_have_text(["De Bogerd", "De Klepper"])


def test_each_school_on_one_spot_is_reached_with_the_mouse(adviser: Page, on_one_spot: None) -> None:
    adviser.goto(LIST)
    canvas = adviser.locator(".school-map__canvas")
    expect(canvas.locator("canvas")).to_have_count(1)
    canvas.click()
    both_in(adviser)
    check_accessible(adviser)
    adviser.locator(".leaflet-popup").get_by_role("link", name="De Klepper").click()
    expect(adviser.get_by_role("heading", level=1)).to_have_text("De Klepper")


def test_each_school_on_one_spot_is_reached_by_keyboard(adviser: Page, on_one_spot: None) -> None:
    adviser.goto(LIST)
    canvas = adviser.locator(".school-map__canvas")
    expect(canvas.locator("canvas")).to_have_count(1)
    canvas.focus()
    adviser.keyboard.press("ArrowLeft")
    adviser.keyboard.press("Enter")
    both_in(adviser)
    expect(adviser.get_by_role("link", name="De Bogerd").last).to_be_focused()
    adviser.keyboard.press("Escape")
    expect(canvas).to_be_focused()
    expect(adviser.locator(".leaflet-popup a")).to_have_count(0)
    adviser.keyboard.press("Enter")
    adviser.keyboard.press("Tab")
    adviser.keyboard.press("Enter")
    expect(adviser.get_by_role("heading", level=1)).to_have_text("De Klepper")


def test_each_school_on_one_spot_is_reached_by_touch(
    browser: Browser, site: Site, there: Neighbourhood, on_one_spot: None
) -> None:
    context = browser.new_context(
        base_url=site.address, has_touch=True, locale="nl-NL", viewport={"width": 360, "height": 740}
    )
    cookie = client_of(there.person(there.linge, Role.ADVISER)).cookies["sessionid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])
    page = context.new_page()
    page.goto(LIST)
    canvas = page.locator(".school-map__canvas")
    expect(canvas.locator("canvas")).to_have_count(1)
    canvas.tap()
    both_in(page)
    page.locator(".leaflet-popup").get_by_role("link", name="De Bogerd").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("De Bogerd")
    context.close()


def test_a_dot_leads_to_the_page_of_its_school(adviser: Page) -> None:
    adviser.goto(LIST + "?score=met")
    canvas = adviser.locator(".school-map__canvas")
    expect(canvas.locator("canvas")).to_have_count(1)
    canvas.scroll_into_view_if_needed()
    # one school lies in the middle
    canvas.click()
    adviser.locator(".leaflet-popup").get_by_role("link", name="De Bogerd").click()
    expect(adviser.get_by_role("heading", level=1)).to_have_text("De Bogerd")


def test_without_javascript_there_is_a_form_and_a_drawing(
    browser: Browser, site: Site, there: Neighbourhood
) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="nl-NL")
    cookie = client_of(there.person(there.linge, Role.ADVISER)).cookies["sessionid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])
    page = context.new_page()
    page.goto(LIST)
    drawing = page.get_by_role("img", name="Kaart met een stip voor elke school")
    drawing.scroll_into_view_if_needed()
    expect(drawing).to_be_visible()
    page.get_by_label("Naam, plaats of code").fill("klepper")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("link", name="De Klepper")).to_have_count(1)
    expect(page.get_by_role("link", name="De Bogerd")).to_have_count(0)
    context.close()
