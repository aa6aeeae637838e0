"""The checks of the browser tests see what they are there for."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.accessible import check_accessible
from tests.browser.keyboard import check_keyboard
from tests.browser.server import Site
from tests.browser.troubles import Troubles

PAGE = '<!doctype html><html lang="nl"><title>Proef</title><main><h1>Proef</h1>{}</main></html>'


def test_a_sound_page_passes(page: Page) -> None:
    page.set_content(PAGE.format("<p>Tekst</p><button>Bereken</button>"))
    check_accessible(page)
    assert [stop.name for stop in check_keyboard(page)] == ["Bereken"]


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">', "image-alt"),
        ('<input type="text">', "label"),
        ('<p style="color: #999">Grijs</p>', "color-contrast"),
        (
            "<style>@media (prefers-color-scheme: dark) { p { color: #666; background: #444 }}</style>"
            "<p>Grijs</p>",
            "dark 1280 px: color-contrast",
        ),
        ('<p style="width: 900px">Breed</p>', "360 px: the page is"),
    ],
)
def test_a_page_that_is_not_accessible_fails(page: Page, wrong: str, found: str) -> None:
    page.set_content(PAGE.format(wrong))
    with pytest.raises(AssertionError, match=found):
        check_accessible(page)


def test_a_stop_without_a_ring_fails(page: Page) -> None:
    page.set_content(PAGE.format('<button style="outline: none">Bereken</button>'))
    with pytest.raises(AssertionError, match="no visible focus"):
        check_keyboard(page)


def test_trouble_inside_a_page_is_seen(context: BrowserContext, site: Site, troubles: Troubles) -> None:
    page = context.new_page()
    page.goto("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    page.evaluate("fetch('/nergens/')")
    page.evaluate("setTimeout(() => { throw new Error('stuk') })")
    page.wait_for_timeout(300)
    kinds = sorted(line.partition(":")[0] for line in troubles.seen)
    assert kinds == ["404", "console", "script"]
