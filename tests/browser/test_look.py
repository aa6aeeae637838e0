"""The pieces in a real browser: by eye, by ear, by keyboard, in the dark, on paper, without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

from doorlezen.accounts.roles import Role
from tests.browser.accessible import COUNT_SHIFTS, EVERY_LOOK, check_accessible
from tests.browser.conftest import LogIn
from tests.browser.keyboard import check_keyboard
from tests.browser.server import Site
from tests.people import Neighbourhood

INK, PALE_INK = "rgb(31, 36, 48)", "rgb(236, 232, 223)"


def colour_of_text(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).color"))


def test_all_pieces_are_accessible(page: Page) -> None:
    page.goto("/onderdelen/")
    check_accessible(page, looks=EVERY_LOOK)


def test_a_form_with_errors_is_accessible_and_leads_to_its_fields(page: Page) -> None:
    page.goto("/onderdelen/")
    page.get_by_role("button", name="Leg vast").click()
    check_accessible(page)
    page.get_by_role("alert").get_by_role("link", name="E-mailadres").click()
    expect(page.get_by_label("E-mailadres")).to_be_focused()


def test_all_pieces_work_by_keyboard_alone(page: Page) -> None:
    page.goto("/onderdelen/")
    check_keyboard(page)


def test_the_first_stop_leads_past_the_head(page: Page) -> None:
    page.goto("/onderdelen/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_overrules_the_device_and_paper_is_always_light(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/")
    as_the_device = colour_of_text(page)
    assert as_the_device == (INK if scheme == "light" else PALE_INK)
    page.get_by_role("button", name="Donker").click()
    assert colour_of_text(page) == PALE_INK
    check_accessible(page)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.get_by_role("button", name="Licht").click()
    assert colour_of_text(page) == INK
    page.get_by_role("button", name="Zoals mijn apparaat").click()
    assert colour_of_text(page) == as_the_device
    page.get_by_role("button", name="Donker").click()
    page.emulate_media(media="print")
    assert colour_of_text(page) == INK


@pytest.mark.parametrize("wait", [0, 400])
def test_nothing_moves_while_a_page_comes_in(page: Page, wait: int) -> None:
    page.add_init_script(COUNT_SHIFTS)
    page.route("**/*.woff2", lambda route: (page.wait_for_timeout(wait), route.continue_()))
    page.goto("/onderdelen/")
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") == 0


def test_each_face_is_fetched_once(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2].partition(".")[0]))
    page.goto("/onderdelen/")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert sorted(name for name in fetched if name in {"text", "book"}) == ["book", "text"]
    assert page.evaluate("[...document.fonts].map(face => face.status)") == ["loaded", "loaded"]


def test_what_can_be_opened_is_open_on_paper(page: Page) -> None:
    page.goto("/onderdelen/")
    assert page.locator("main details[open]").count() == 0
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == 0


def test_a_menu_closes_on_escape_and_gives_the_focus_back(
    page: Page, log_in: LogIn, neighbourhood: Neighbourhood
) -> None:
    log_in(neighbourhood.both)
    page.goto("/o/bibliotheek-de-linge/")
    summary = page.get_by_text("Andere organisatie")
    summary.click()
    other = page.get_by_role("link", name="Bibliotheek Maas en Waal")
    other.focus()
    page.keyboard.press("Escape")
    expect(other).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.get_by_role("heading", level=1).click()
    expect(other).to_be_hidden()


def test_an_organisation_in_its_own_colours_is_accessible(
    page: Page, log_in: LogIn, neighbourhood: Neighbourhood
) -> None:
    linge = neighbourhood.linge
    linge.colour = "#FFD500"  # a yellow that nobody can read on paper
    linge.save()
    log_in(neighbourhood.person(linge, Role.DIRECTOR))
    page.goto("/o/bibliotheek-de-linge/")
    check_accessible(page)
    ribbon = "getComputedStyle(document.querySelector('[aria-current=page]')).color"
    assert page.evaluate(ribbon) != "rgb(11, 94, 107)"


def test_preferences_work_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False, color_scheme="light")
    page = context.new_page()
    page.goto("/onderdelen/?pagina=4")
    page.get_by_role("button", name="Donker").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/onderdelen/?pagina=4")
    context.close()
