"""`make screenshots`: pictures of the main pages for the README, from the site of the demo.

Opens the demo of a folder (var/demo, as `make demo` leaves it), looks at it as its people do, light and
dark, on a wide screen and on a phone, and writes var/pictures/*.webp. Those that the README shows go to
docs/pictures as well. Look before you commit them.
"""

import argparse
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.chromium import driven
from tests.browser.server import free_port

ROOT = Path(__file__).parent.parent.parent
PICTURES, IN_README = ROOT / "var" / "pictures", ROOT / "docs" / "pictures"
WIDE, PHONE = (1280, 1040), (360, 740)
LOOKS = (("light", WIDE), ("dark", WIDE), ("light", PHONE), ("dark", PHONE))
QUALITY = 80
OPENS_WITHIN = 300
ENDS_WITHIN = 60


@dataclass(frozen=True)
class View:
    """A page to look at: as the person with this role of ``organisation`` ("": nobody), at ``path``.

    ``then``: the address of a link on that page to follow, as a regular expression.
    """

    name: str
    path: str
    organisation: str = ""
    role: str = ""
    then: str = ""
    readme: bool = False
    """Whether the README shows it, light and wide."""


DIRECTOR, OFFICER = ("rietlanden", "directeur"), ("gemeente-letterdam", "beleidsmedewerker gemeente")
VIEWS = (
    View("front", "/"),
    View("schools", "/o/rietlanden/scholen/", *DIRECTOR, readme=True),
    View("school", "/o/rietlanden/scholen/99AK00/", *DIRECTOR, readme=True),
    View("plan", "/o/rietlanden/plannen/", *DIRECTOR, then=r"/plannen/[^/]*\d+-\d+/$", readme=True),
    View("gemeente", "/o/rietlanden/gemeenten/9901/", *DIRECTOR),
    View("own-part", "/o/gemeente-letterdam/plannen/", *OFFICER, then=r"/plannen/[^/]*\d+-\d+/$"),
    View("webinars", "/webinars/"),
    View("search", "/webinars/zoeken/?q=leesconsulent", readme=True),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", type=Path, default=ROOT / "var" / "demo", help="the folder of the demo")
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder for the pictures")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    asked = parser.parse_args()
    for folder in (asked.to, IN_README):
        folder.mkdir(parents=True, exist_ok=True)
    with open_demo(asked.demo) as address, driven() as (_, browser):
        for view in VIEWS:
            if asked.only in view.name:
                _look(browser, address, view, asked.to)


@contextmanager
def open_demo(folder: Path) -> Iterator[str]:
    """The address of the demo's site, which ends with this."""
    folder.mkdir(parents=True, exist_ok=True)
    said = folder / "screenshots.log"
    words = ["demo", "--directory", str(folder), "--port", str(free_port())]
    environment = {**os.environ, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"}
    with said.open("wb") as out:
        demo = subprocess.Popen(
            [sys.executable, "-m", "doorlezen.cli", *words],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield _address(demo, said)
    finally:
        demo.send_signal(signal.SIGTERM)
        demo.wait(ENDS_WITHIN)


def _address(demo: "subprocess.Popen[bytes]", said: Path) -> str:
    until = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < until and demo.poll() is None:
        found = re.search(r"^De site staat op (\S+)$", said.read_text(), re.MULTILINE)
        if found:
            return found[1]
        time.sleep(0.2)
    raise SystemExit(f"the demo did not open:\n{said.read_text()[-2000:]}")


def _look(browser: Browser, address: str, view: View, folder: Path) -> None:
    """Log in with one click where somebody looks, go there, and take a picture of every look."""
    context = browser.new_context(base_url=address, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    if view.organisation:
        become(page, view)
    answer = page.goto(view.path)
    assert answer is not None, view.path
    assert answer.ok, f"{view.path}: {answer.status}"
    if view.then:
        page.goto(link_on(page, view.then))
    for scheme, (width, height) in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_load_state("networkidle")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        to = folder / f"{view.name}-{scheme}-{width}.webp"
        picture.save(to, "WEBP", quality=QUALITY, method=6)
        if view.readme and (scheme, width) == ("light", WIDE[0]):
            shutil.copyfile(to, IN_README / f"{view.name}.webp")
        print(f"{to}: {to.stat().st_size / 1000:.0f} kB")  # noqa: T201
    context.close()


def become(page: Page, view: View) -> str:
    """One click on the front page: the button of this role that ends at this organisation; its address."""
    page.goto("/")
    buttons = page.get_by_role("button", name=re.compile(rf", {view.role}$"))
    for place in range(buttons.count()):
        buttons.nth(place).click()
        if view.organisation in page.url:
            return page.url
        page.context.clear_cookies()
        page.goto("/")
    raise SystemExit(f"nobody in the demo is {view.role} of {view.organisation}")


def link_on(page: Page, wanted: str) -> str:
    """The address of the first link on a page that is like this regular expression."""
    addresses = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
    )
    found = [address for address in addresses if re.search(wanted, address)]
    assert found, f"no link like {wanted} on {page.url}"
    return str(found[0])


if __name__ == "__main__":
    main()
