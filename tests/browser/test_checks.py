"""The checks of the browser tests see what they are there for."""

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.accessible import check_accessible
from tests.browser.cut import PHONE, cut_off
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


TABLE = (
    '<table class="cards"><thead><tr><th>Naam</th><th>Oordeel</th></tr></thead><tbody><tr><th>De Akker</th>'
    '<td data-label="Oordeel" style="white-space: nowrap; padding-left: 400px">Komt in aanmerking</td></tr>'
    "</tbody></table>"
)
SIGN = "background: linear-gradient(red, blue) local"


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ('<p style="overflow: hidden; width: 5rem; white-space: nowrap">Komt in aanmerking</p>', "cut off"),
        ('<p style="overflow: hidden; height: 1rem">Een<br>Twee<br>Drie</p>', "cut off"),
        (f'<div style="overflow-x: auto; width: 300px">{TABLE}</div>', "out of sight without a sign"),
        (f'<div style="overflow-x: auto; width: 300px; {SIGN}">{TABLE}</div>', "a table that is not all in"),
        ('<p>Tekst</p><p style="margin-top: -2.2em; background: white">Eroverheen</p>', "under p"),
        ('<p style="position: relative; left: 340px; width: 9rem">Erbuiten</p>', "outside the window"),
        (
            '<select style="width: 6rem"><option>Een heel lange keuze</option></select>',
            "a choice that is cut",
        ),
        ('<svg viewBox="0 0 1000 10" width="300"><text y="9" font-size="9">x</text></svg>', "too small"),
        ('<svg viewBox="0 0 10 10" width="90"><text x="9" y="9" font-size="3">Lang</text></svg>', "cut off"),
        (TABLE.replace('data-label="Oordeel"', 'data-label="Rol"'), 'called "Rol" under the head "Oordeel"'),
    ],
)
def test_a_text_that_is_not_all_in_sight_on_a_phone_fails(page: Page, wrong: str, found: str) -> None:
    page.set_content(PAGE.format(wrong))
    told = cut_off(page, width=PHONE)
    assert [line for line in told if found in line] != [], told


def test_what_is_scrolled_with_a_sign_or_only_heard_passes(page: Page) -> None:
    long = f'<p style="width: 60rem">Lang {"x " * 200}</p>'
    wide = f'<div style="overflow-x: auto; width: 300px; {SIGN}">{long}</div>'
    heard = (
        '<span style="position: absolute; clip-path: inset(50%); overflow: hidden; width: 1px">Gehoord</span>'
    )
    page.set_content(PAGE.format(wide + heard + "<details><summary>Meer</summary><p>Tekst</p></details>"))
    assert cut_off(page, width=PHONE) == []


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
