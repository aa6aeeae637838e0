"""A real Chromium on the real site: server, database and static files as in production.

``page`` is where a test begins::

    def test_the_school_list(page: Page, log_in: LogIn, director: Person) -> None:
        log_in(director)
        page.goto("/o/rietlanden/scholen/")
        check_accessible(page)

What the test puts in the database beforehand, the site sees: nothing is rolled back until the test ends.
A page that writes an error to the console, breaks the Content-Security-Policy or misses a file fails its
test.
"""

from collections.abc import Iterator
from typing import Protocol

import pytest
from django.conf import settings
from django.db import connection, connections
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import DjangoDbBlocker

from doorlezen.accounts.models import Person
from doorlezen.web.database import to_url
from tests.browser.chromium import driven
from tests.browser.server import Site, serving
from tests.browser.troubles import Troubles
from tests.people import client_of


class LogIn(Protocol):
    """Logs a person in; ``strong``: with a second factor as well."""

    def __call__(self, person: Person, *, strong: bool = True) -> None: ...


DESKTOP = (1280, 900)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests of this folder."""
    with driven() as (_, browser):
        yield browser
        # inside a running loop Django keeps connections apart; the test database cannot go while one is open
        connections.close_all()


@pytest.fixture(scope="session")
def running_site(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The server, once for all tests of a process."""
    with django_db_blocker.unblock():
        url = to_url(connection.settings_dict)
    with serving(url, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(browser: Browser, transactional_db: None, running_site: Site) -> Site:
    """The running site on the database of this test."""
    return running_site


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A fresh browser: no cookies, a Dutch reader, a window of 1280 by 900."""
    width, height = DESKTOP
    context = browser.new_context(
        base_url=site.address, locale="nl-NL", viewport={"width": width, "height": height}
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def troubles(context: BrowserContext) -> Troubles:
    """What goes wrong inside the pages, so far."""
    return Troubles(context)


@pytest.fixture
def page(context: BrowserContext, troubles: Troubles) -> Iterator[Page]:
    """A page in that browser; the test fails when anything went wrong inside it."""
    yield context.new_page()
    assert troubles.seen == []


@pytest.fixture
def log_in(context: BrowserContext, site: Site) -> LogIn:
    """Log a person in by the session that the login page (which has its own tests) would make."""

    def log_in(person: Person, *, strong: bool = True) -> None:
        cookie = client_of(person, strong=strong).cookies[settings.SESSION_COOKIE_NAME]
        context.clear_cookies()
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.address}])

    return log_in
