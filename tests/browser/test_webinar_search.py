"""Searching webinars in a real Chromium: accessible in every look, and a hit opens at its second."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from doorlezen.demo.demo_webinars import load_webinars
from tests.browser.accessible import check_accessible
from tests.browser.keyboard import check_keyboard
from tests.browser.server import Site

PAGE = "/webinars/zoeken/"
ASKED = ["", "?q=wensen+van+de+gemeente", "?q=gmeentee+olifant", "?q=olifant", "?q=geld&theme=onzin"]


@pytest.fixture(autouse=True)
def webinars(site: Site) -> None:
    """The webinars of the demo, with the recording."""
    load_webinars(now=timezone.now())


@pytest.mark.parametrize("asked", ASKED)
def test_the_search_page_is_accessible(page: Page, asked: str) -> None:
    page.goto(PAGE + asked)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check_accessible(page)


def test_the_search_page_works_by_keyboard_alone(page: Page) -> None:
    page.goto(f"{PAGE}?q=gemeente")
    check_keyboard(page)


def test_a_question_on_the_overview_leads_to_the_second_in_the_recording(page: Page) -> None:
    page.goto("/webinars/")
    page.get_by_label("Waar zoek je naar?").fill("wat kost een eis van de gemeente in uren")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Waar zoek je naar?")).to_have_value("wat kost een eis van de gemeente in uren")
    hit = page.get_by_role("article").filter(has_text="Vier vragen over doorontwikkeling")
    expect(hit.locator("mark").first).to_be_visible()
    moment = hit.get_by_role("link", name=" in Vier vragen over doorontwikkeling").first
    second = int((moment.get_attribute("href") or "").partition("?t=")[2].partition("#")[0])
    assert 60 <= second <= 91
    moment.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vier vragen over doorontwikkeling")
    player = page.locator("#speler")
    expect(player).to_have_js_property("readyState", 4)
    assert abs(player.evaluate("video => video.currentTime") - second) < 1.5


def test_the_words_that_answer_stand_out_without_colour(page: Page) -> None:
    page.goto(f"{PAGE}?q=gemeente")
    page.emulate_media(forced_colors="active")
    mark = page.locator("mark").first
    weight, line, ink, paper = mark.evaluate(
        """mark => {
            const style = getComputedStyle(mark);
            return [style.fontWeight, style.textDecorationLine, style.color, style.backgroundColor];
        }"""
    )
    assert (weight, line) == ("700", "underline")
    assert _seen(ink) != _seen(paper)


def _seen(colour: str) -> tuple[float, ...]:
    """Red, green and blue of "rgb(0, 0, 0)"; a colour that lets through is not one that is seen."""
    parts = tuple(float(part) for part in re.findall(r"[\d.]+", colour))
    assert parts[3:] in {(), (1.0,)}, colour
    return parts[:3]
