"""A phone in a corridor without reception: what was told comes over once, whatever happens on the way."""

import datetime
import os
import random
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from playwright.sync_api import Browser, BrowserContext, BrowserType, Error, Page, expect

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from doorlezen.team.models import TeamMember
from doorlezen.visits.models import VisitReport
from tests.browser.chromium import ARGUMENTS, chromium
from tests.browser.reception import Line, Reception, reception
from tests.browser.server import Site
from tests.people import Neighbourhood, client_of
from tests.visits.visiting import a_member, a_visit

PATH = "/o/bibliotheek-de-linge/bezoeken/vandaag/"
PHONE = {"width": 360, "height": 740}
LINES: tuple[Line, ...] = ("cut", "swallows", "halves", "busy")
QUARTERS = ("4", "6", "8")
PATIENCE = 150
"""Seconds for one sequence."""
USUAL = 10
"""Sequences in the usual run."""


class Phone:
    """A browser with a disk of its own, which may be killed and started again; its tabs."""

    def __init__(self, kind: BrowserType, folder: Path, line: Reception) -> None:
        self.kind, self.folder, self.line = kind, folder, line
        self.context = self._start()

    def _start(self) -> BrowserContext:
        context = self.kind.launch_persistent_context(
            str(self.folder), executable_path=chromium(), args=ARGUMENTS, base_url=self.line.address,
            locale="nl-NL", viewport=PHONE,
        )  # fmt: skip
        context.set_default_timeout(15_000)
        return context

    def log_in(self, person: Person) -> None:
        cookie = client_of(person).cookies[settings.SESSION_COOKIE_NAME]
        self.cookie = {"name": cookie.key, "value": cookie.value, "url": self.line.address}
        self.context.add_cookies([self.cookie])  # type: ignore[list-item]

    @property
    def page(self) -> Page:
        """The tab in front, with the visits."""
        page = self.context.pages[-1]
        if PATH not in page.url or not page.locator("#unsent").count():
            self.open(page)
        return page

    def open(self, page: Page) -> None:
        """Open the visits, with reception or without."""
        with suppress(Error):
            page.goto(PATH, wait_until="commit")
        try:
            page.locator("#unsent").wait_for()
        except Error:
            raise AssertionError(f"{page.url} {self.line.line}: {page.content()[:2000]}") from None

    def kill(self) -> None:
        """The battery is empty: no goodbye, and nothing is written any more."""
        self.stop()
        with suppress(Error):
            self.context.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        self.context = self._start()
        self.context.add_cookies([self.cookie])  # type: ignore[list-item]

    def stop(self) -> None:
        """End its process at once."""
        mine = f"--user-data-dir={self.folder}".encode()
        for found in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                told = found.read_bytes().split(b"\0")
                if mine in told and not any(one.startswith(b"--type=") for one in told):
                    os.kill(int(found.parent.name), signal.SIGKILL)

    @contextmanager
    def at_most(self, seconds: float) -> Iterator[None]:
        """A browser that hangs is ended, so that the test fails instead of waiting for it for ever."""
        timer = threading.Timer(seconds, self.stop)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


@pytest.fixture
def line(running_site: Site) -> Iterator[Reception]:
    with reception(running_site.address) as line:
        yield line


@pytest.fixture
def her(transactional_db: None, neighbourhood: Neighbourhood) -> Person:
    person = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    with scope(organisation=neighbourhood.linge):
        a_member(neighbourhood.linge, person)
    return person


@pytest.fixture
def phone(browser: Browser, line: Reception, her: Person, tmp_path: Path) -> Iterator[Phone]:
    kind = browser.browser_type
    phone = Phone(kind, tmp_path / "phone", line)
    phone.log_in(her)
    yield phone
    with suppress(Error):
        phone.context.close()


def visits_of_today(neighbourhood: Neighbourhood, many: int) -> list[int]:
    """Planned ones of hers, an hour apart."""
    with scope(organisation=neighbourhood.linge):
        member = TeamMember.objects.get()
        rows = [
            a_visit(member, neighbourhood.linge, day=timezone.localdate(), begins=begins)
            for begins in (datetime.time(8 + one // 60, one % 60) for one in range(many))
        ]
    return [one.pk for one in rows]


def fill_in(page: Page, visit: int, quarters: str) -> None:
    """Tell of a visit, and see that it is kept."""
    page.locator(f"#fill-{visit}").click()
    page.get_by_label("Hoe lang").select_option(quarters)
    page.get_by_role("button", name="Klaar").click()
    page.locator(".visit-form").wait_for(state="detached")


def sent(page: Page) -> None:
    """Wait until nothing waits any more."""
    expect(page.locator("#unsent")).to_have_attribute("data-count", "0", timeout=60_000)


def a_sequence(phone: Phone, chance: random.Random, visits: list[int]) -> dict[int, int]:
    """Tell of every visit while all kinds of things happen; what was kept: quarters per visit."""
    kept: dict[int, int] = {}
    to_tell = list(visits)
    while to_tell:
        step = chance.choice(["tell", "tell", "line", "line", "reload", "tab", "crash", "send", "wait"])
        if chance.random() < 0.04:
            step = "kill"
        match step:
            case "tell":
                quarters = chance.choice(QUARTERS)
                visit = to_tell.pop()
                fill_in(phone.page, visit, quarters)
                kept[visit] = int(quarters)
            case "line":
                phone.line.now(chance.choice((*LINES, "good")))
            case "reload":
                with suppress(Error):
                    phone.page.reload(wait_until="commit")
            case "tab":
                if len(phone.context.pages) > 1:
                    phone.context.pages[chance.randrange(2)].close()
                else:
                    phone.open(phone.context.new_page())
            case "crash":
                page = phone.page
                phone.context.new_page()
                page.close()
            case "send":
                button = phone.page.locator("#send")
                if button.count():
                    with suppress(Error):  # it goes when all is sent meanwhile
                        button.click(timeout=500)
            case "wait":
                phone.page.wait_for_timeout(chance.choice((0, 20, 100)))
            case "kill":
                phone.kill()
    return kept


def run_sequences(phone: Phone, neighbourhood: Neighbourhood, seeds: range) -> None:
    """One after the other on the same phone; each visit is there once with what was kept on the phone."""
    numbers = visits_of_today(neighbourhood, 2 * len(seeds))
    visits = iter(numbers)
    phone.open(phone.page)
    phone.page.locator(f"#fill-{numbers[-1]}").wait_for()
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    expected: dict[int, int] = {}
    for seed in seeds:
        chance = random.Random(seed)
        with phone.at_most(PATIENCE):
            expected |= a_sequence(phone, chance, [next(visits) for _ in range(chance.choice((1, 2)))])
            phone.line.now("good")
            if chance.random() < 0.5:
                phone.page.evaluate("dispatchEvent(new Event('online'))")
            else:
                phone.open(phone.page)
            sent(phone.page)
        with scopes_disabled():
            rows = VisitReport.objects.order_by("visit").values_list("visit", "quarters")
            assert list(rows) == sorted(expected.items()), f"seed {seed}"


def test_each_visit_comes_over_exactly_once(phone: Phone, neighbourhood: Neighbourhood) -> None:
    run_sequences(phone, neighbourhood, range(USUAL))


@pytest.mark.long
@pytest.mark.parametrize("slice_of", range(10))
def test_a_thousand_times_each_visit_comes_over_exactly_once(
    slice_of: int, phone: Phone, neighbourhood: Neighbourhood
) -> None:
    run_sequences(phone, neighbourhood, range(1000 + 100 * slice_of, 1100 + 100 * slice_of))
