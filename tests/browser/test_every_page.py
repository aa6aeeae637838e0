"""Every page of the site in a real browser, as everybody, in every look; and a director by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django_scopes import scopes_disabled
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from tests.accounts.test_logging_in import code
from tests.browser.accessible import COUNT_SHIFTS, look_over
from tests.browser.conftest import LogIn
from tests.browser.cut import PHONE, cut_off
from tests.browser.keyboard import Stop, focused
from tests.browser.server import Site
from tests.closed import matrix
from tests.closed.addresses import for_everybody, of_others, own
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import Page as SitePage
from tests.closed.site_map import of_an_organisation, public
from tests.closed.world import World, a_world
from tests.databases import emptied
from tests.words import PASSWORD

ALL_LOOKS = (("light", 360), ("light", 1280), ("dark", 360), ("dark", 1280))
LEADING = ("director", "national-administrator-on")
"""Between them these two open nearly every page, in all looks. The others look at what differs for them, each
page in the look whose turn it is: among so many readers every such page has its turn in each."""
IN_TURN = sorted(READERS, key=lambda reader: reader.key not in LEADING)
DIFFERS = {
    "organisation",
    "people:everybody",
    "schools:list",
    "schools:school",
    "plans:list",
    "plans:plan",
    "plans:gemeente",
    "plans:demand",
    "gemeenten:gemeente",
    "country:country",
    "administering:rights",
    "meetings:meeting",
}
FILE = re.compile(r"[^/]$")
"""Addresses of pages end with a slash; a file shows itself, or is saved."""
SAME_TITLE = {"Kijk in je mail – Doorlezen", "Nieuw wachtwoord – Doorlezen"}
"""Said by two pages that tell the same."""
MOST_SHIFT = 0.02
_BUILT = """async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const count = selector => document.querySelectorAll(selector).length;
    return {
        h1: count("h1"), main: count("main"), header: count("body > header, body > * > header") > 0,
        footer: count("body > footer, body > * > footer") > 0, nav: count("nav") > 0,
        lang: document.documentElement.lang, title: document.title.trim(), shifted: window.shifted,
    };
}"""


@pytest.fixture(scope="module")
def world(browser: Browser, running_site: Site, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two libraries and everybody around them, for all who look; files of webinars where the site looks."""
    with django_db_blocker.unblock():
        yield a_world(Path(settings.MEDIA_ROOT))
        emptied()


@pytest.fixture(scope="module")
def typed(world: World) -> set[str]:
    """Every name and title that somebody gave to something in that world."""
    columns = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if model.__module__.startswith("doorlezen.") and field.name in {"name", "title", "unnamed"}
    ]
    with scopes_disabled():
        return {
            " ".join(name.split())
            for model, field in columns
            for name in model._default_manager.order_by().values_list(field, flat=True).distinct()
            if name
        }


@pytest.fixture
def site(world: World, running_site: Site) -> Site:
    """The running site with that world in it."""
    return running_site


def opened_by(reader: Reader) -> list[SitePage]:
    """The pages of an organisation that this reader can open."""
    lines, column = matrix.of_an_organisation(), READERS.index(reader)
    return [page for page in of_an_organisation() if lines[page.key].answer("get", column) == 200]


def pages_of(reader: Reader, world: World) -> Iterator[str]:
    """The addresses that this reader is the first to open, or that look otherwise for this reader."""
    before = {page.key for other in IN_TURN[: IN_TURN.index(reader)] for page in opened_by(other)}
    for page in opened_by(reader):
        if page.key not in before if reader.key in LEADING else page.key in DIFFERS:
            yield own(page, reader, world)[0]


def refusals_of(reader: Reader, world: World) -> Iterator[str]:
    """One page that is refused, and one that is not there."""
    column = READERS.index(reader)
    for status in (403, 404):
        for page in of_an_organisation():
            if matrix.of_an_organisation()[page.key].answer("get", column) in {status, 200}:
                if status == 404 and page.parameters:
                    yield of_others(page, reader, world)[-1]
                    break
                if matrix.of_an_organisation()[page.key].answer("get", column) == status:
                    yield own(page, reader, world)[0]
                    break


def audit(
    page: Page,
    address: str,
    looks: tuple[tuple[str, int], ...],
    titles: dict[str, str],
    *,
    typed: set[str],
) -> list[str]:
    """What is wrong with a page, each with its address."""
    answer = page.goto(address)
    assert answer is not None, address
    built = page.evaluate(_BUILT)
    shifted, title = built.pop("shifted"), built.pop("title")
    wrong = []
    if built != {"h1": 1, "main": 1, "header": True, "footer": True, "nav": True, "lang": "nl"}:
        wrong.append(f"{address}: built as {built}")
    if shifted > MOST_SHIFT:
        wrong.append(f"{address}: moves by {shifted:.3f} while it comes in")
    if not title or (titles.setdefault(title, answer.url) != answer.url and title not in SAME_TITLE):
        wrong.append(f"{address}: title {title!r}, as {titles.get(title)}")
    wrong += look_over(page, looks, typed=typed)
    if not any(width == PHONE for _, width in looks):
        wrong += [f"{address} {PHONE} px: {line}" for line in cut_off(page, width=PHONE)]
    return wrong


def test_every_public_page(page: Page, typed: set[str]) -> None:
    page.add_init_script(COUNT_SHIFTS)
    titles = dict[str, str]()
    lines = matrix.of_everybody()
    found = [for_everybody(one) for one in public() if lines[one.key].answer("get", 0) == 200]
    addresses = [address for address in found if not FILE.search(address)]
    wrong = [line for address in addresses for line in audit(page, address, ALL_LOOKS, titles, typed=typed)]
    assert len(addresses) > 10
    assert wrong == [], "\n" + "\n".join(wrong)


@pytest.mark.parametrize("reader", IN_TURN, ids=lambda reader: reader.key)
def test_every_page_of_an_organisation(
    reader: Reader, page: Page, log_in: LogIn, world: World, typed: set[str]
) -> None:
    page.add_init_script(COUNT_SHIFTS)
    wrong: list[str] = []
    titles, looked = dict[str, str](), 0
    log_in(world.person(reader))
    for place, address in enumerate((*pages_of(reader, world), *refusals_of(reader, world))):
        turn = (IN_TURN.index(reader) + place) % len(ALL_LOOKS)
        looks = ALL_LOOKS if reader.key in LEADING else ALL_LOOKS[turn : turn + 1]
        if not FILE.search(address):
            wrong += audit(page, address, looks, titles, typed=typed)
            looked += 1
    assert looked >= (15 if reader.key in LEADING else 3)
    assert wrong == [], "\n" + "\n".join(wrong)


def reach(page: Page, name: str, *, at_most: int = 120) -> Stop:
    """Press Tab until the focus is on what is called so; it must be seen to have the focus."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop is not None and re.search(name, stop.name):
            assert (stop.ring, stop.inside) == (True, True), stop
            return stop
    raise AssertionError(f"no stop of the Tab key on {page.url} is called {name}")


def follow(page: Page, name: str) -> None:
    """Go by keyboard to what is called so, and press Enter."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture
def director(world: World) -> tuple[Person, str]:
    """The director with a password and an app; the key of the app."""
    person = world.people.person(world.people.linge, Role.DIRECTOR)
    # the hash that the running site takes; the tests' own is a quick one
    person.password = make_password(PASSWORD, hasher="scrypt")
    person.save()
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(person, secret)
    return person, secret


def test_a_director_gets_from_the_login_to_the_plan_on_paper_by_keyboard(
    page: Page, director: tuple[Person, str]
) -> None:
    person, secret = director
    page.goto("/account/login/?next=/o/bibliotheek-de-linge/")
    reach(page, "E-mailadres")
    page.keyboard.type(person.email)
    reach(page, "Wachtwoord")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, "[Cc]ode")
    page.keyboard.type(code(secret))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vier vragen")

    follow(page, "^Scholen$")
    reach(page, "Naam, plaats of code")
    page.keyboard.type("bogerd")
    expect(page.locator("#telling")).to_contain_text("1 van je 2 scholen")
    page.wait_for_load_state("networkidle")
    follow(page, "^De Bogerd$")
    expect(page.get_by_role("heading", level=1)).to_have_text("De Bogerd")

    follow(page, "^Plannen$")
    follow(page, "^Plan 1 voor 2026–2027$")
    plan = page.url
    reach(page, "^Zo gerekend")
    page.keyboard.press("Enter")
    follow(page, "^Wat er verandert zonder deze eis")
    assert page.url == f"{plan}eisen/1/"
    page.go_back()
    assert page.url == plan
    reach(page, r"(?i)\bpdf\b")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".pdf")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
