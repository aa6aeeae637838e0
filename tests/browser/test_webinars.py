"""Webinars in a real Chromium: accessible, within the Content-Security-Policy, and jumping to the second."""

import json
import socket

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from doorlezen.demo.demo_webinars import COMING, load_webinars
from tests.browser.accessible import check_accessible
from tests.browser.server import Site

RECORDED = "/webinars/vier-vragen-over-doorontwikkeling/"
PUBLIC = [
    "/webinars/",
    "/webinars/jaar/2024/",
    "/webinars/reeks/webinars-voor-bibliotheekdirecties/",
    "/webinars/spreker/mark-deckers/",
    "/webinars/mbv-2-en-doorontwikkeling-dbos-po/",
    RECORDED,
    f"{RECORDED}tekst/",
    f"/webinars/{COMING}/",
    "/uitleg/demand-price/",
    "/uitleg/eligible-schools/",
    "/uitleg/hours/",
]

RECORDING = ("/opname", "/beeld", ".vtt")
"""Where the video, its picture and its captions come from."""
MOST_ON_A_FIRST_VISIT = 60_000


@pytest.fixture(autouse=True)
def webinars(site: Site) -> None:
    """The webinars of the demo, with the recording."""
    load_webinars(now=timezone.now())


def test_the_public_pages_of_the_demo_are_accessible(page: Page) -> None:
    for address in PUBLIC:
        page.goto(address)
        check_accessible(page)


def test_a_first_visit_weighs_little_without_the_recording(context: BrowserContext, site: Site) -> None:
    for address in [*PUBLIC, "/uitleg/schools/"]:
        assert context.browser is not None
        fresh = context.browser.new_context(base_url=site.address)
        page = fresh.new_page()
        asked: dict[str, str] = {}
        weighed: dict[str, float] = {}
        told = fresh.new_cdp_session(page)
        told.send("Network.enable")
        told.on(
            "Network.requestWillBeSent", lambda e, to=asked: to.update({e["requestId"]: e["request"]["url"]})
        )
        told.on(
            "Network.loadingFinished",
            lambda e, to=weighed: to.update({e["requestId"]: e["encodedDataLength"]}),
        )
        page.goto(address, wait_until="networkidle")
        fresh.close()
        without = {asked[key]: size for key, size in weighed.items() if not asked[key].endswith(RECORDING)}
        assert len(without) >= 4
        assert (address, sum(without.values()) <= MOST_ON_A_FIRST_VISIT) == (address, True), without


def test_two_gigabytes_are_refused_while_they_come(site: Site) -> None:
    host, _, port = site.address.removeprefix("http://").partition(":")
    lines = [
        f"POST /webinars/{COMING}/aanmelden/ HTTP/1.1",
        f"Host: {host}:{port}",
        f"Content-Length: {2 * 2**30}",
    ]
    with socket.create_connection((host, int(port)), timeout=20) as sending:
        sending.sendall("\r\n".join([*lines, "", ""]).encode() + b"x" * 2**16)
        assert sending.recv(2**16).startswith(b"HTTP/1.1 413 ")


def test_a_chapter_jumps_in_the_recording_and_the_text_follows(page: Page) -> None:
    page.goto(RECORDED)
    player = page.locator("#speler")
    expect(player).to_have_js_property("readyState", 4)
    length = player.evaluate("video => video.duration")
    assert round(length) == 97
    assert player.evaluate("video => video.textTracks[0].cues?.length ?? 0") == 28
    chapter = page.get_by_role("link", name="Hoe ga je om met de eisen van de gemeente?")
    second = int(chapter.get_attribute("data-second") or "0")
    chapter.click()
    page.wait_for_function(f"document.getElementById('speler').currentTime >= {second}")
    assert page.url.endswith(f"?t={second}#film")
    followed = page.locator("[data-from][aria-current]")
    expect(followed).to_contain_text("De vierde vraag.")


def test_a_link_to_a_second_opens_there(page: Page) -> None:
    page.goto(f"{RECORDED}#t=42")
    page.wait_for_function("document.getElementById('speler').currentTime >= 42")


def test_json_ld_stands_in_the_page_under_our_policy(page: Page) -> None:
    page.goto(RECORDED)
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")
    assert [thing["@type"] for thing in data["@graph"]] == ["EducationEvent", "BreadcrumbList", "VideoObject"]


def test_without_javascript_a_chapter_opens_the_recording_there(context: BrowserContext, site: Site) -> None:
    assert context.browser is not None
    plain = context.browser.new_context(base_url=site.address, java_script_enabled=False)
    page = plain.new_page()
    page.goto(RECORDED)
    page.get_by_role("link", name="Waar helpt extra geld het meest?").click()
    source = page.locator("#speler source").get_attribute("src") or ""
    assert source.endswith(f"opname#t={page.url.partition('?t=')[2].partition('#')[0]}")
    assert page.get_by_text("Elke eis heeft een prijs, in uren die ergens anders weggaan.").is_visible()
    plain.close()
