"""An HLS playlist on an organisation's own storage really plays: by the browser itself, or by our library.

The twelve seconds in hls/ are of the demo's own recording, cut with ffmpeg: H.264 and AAC in three segments.
"""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from doorlezen.webinars.catalogue.shape import RecordingEntry
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Recording, RecordingKind
from tests.browser.server import Site
from tests.webinars.entries import a_recorded

HLS = Path(__file__).parent / "hls"
LIBRARY = "/hls/hls"
CANNOT = "HTMLMediaElement.prototype.canPlayType = () => '';"
"""Makes a browser one that cannot play HLS by itself, as Firefox is."""

PLAYED_PAST = """(video, second) => new Promise((done, late) => {
    setTimeout(() => late(`still at ${video.currentTime}`), 20000);
    const look = () => (video.currentTime > second ? done() : requestAnimationFrame(look));
    look();
})"""
"""Waits until the player is past a second."""


class _Storage(SimpleHTTPRequestHandler):
    """Somebody's storage: files, and the header by which other sites may fetch them."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".m3u8": "application/vnd.apple.mpegurl"}

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def storage() -> Iterator[str]:
    """The address of a storage with the playlist, on a port of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Storage, directory=str(HLS))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def a_playlist(storage: str) -> None:
    """A webinar whose recording is that playlist. Nobody can type an address without https."""
    hls = RecordingEntry(RecordingKind.HLS, url="https://opslag.example/index.m3u8", seconds=12)
    webinar = put(a_recorded(recording=hls), actor=None, what="x", now=timezone.now())
    Recording.objects.filter(webinar=webinar).update(url=f"{storage}/index.m3u8")


@pytest.mark.parametrize("by_itself", [True, False], ids=["by itself", "by the library"])
def test_a_playlist_plays_and_its_chapters_jump(
    page: Page, site: Site, storage: str, *, by_itself: bool
) -> None:
    a_playlist(storage)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    if not by_itself:
        page.add_init_script(CANNOT)
    page.goto("/webinars/gesprek/")
    player = page.locator("#speler")
    expect(player).to_have_js_property("videoWidth", 320)
    assert round(player.evaluate("video => video.duration")) == 12
    player.evaluate("video => { video.muted = true; return video.play(); }")
    player.evaluate(PLAYED_PAST, 0.5)
    page.get_by_role("link", name="De prijs").first.click()
    player.evaluate(PLAYED_PAST, 6.5)
    assert player.evaluate("video => video.error") is None
    assert [LIBRARY in url for url in fetched].count(True) == (0 if by_itself else 1)
    assert {url for url in fetched if url.startswith(storage)} <= {
        f"{storage}/{name.name}" for name in HLS.iterdir()
    }


@pytest.mark.parametrize("by_itself", [True, False], ids=["by itself", "by the library"])
def test_a_link_to_a_second_opens_the_playlist_there(
    page: Page, site: Site, storage: str, *, by_itself: bool
) -> None:
    a_playlist(storage)
    if not by_itself:
        page.add_init_script(CANNOT)
    page.goto("/webinars/gesprek/?t=6#film")
    page.locator("#speler").evaluate(PLAYED_PAST, 5.99)
