"""Telling of a visit on a phone: in three taps, by whoever it is of, and nothing is lost in silence."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from doorlezen.visits.models import Visit, VisitReport
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.browser.troubles import Troubles
from tests.people import Neighbourhood, a_person
from tests.visits.visiting import a_member, a_visit, done, told

PATH = "/o/bibliotheek-de-linge/bezoeken/vandaag/"
TOUCH = 44
"""Pixels that a finger needs (WCAG 2.5.5)."""


@pytest.fixture
def her(neighbourhood: Neighbourhood) -> Person:
    return neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)


@pytest.fixture
def visit(site: object, neighbourhood: Neighbourhood, her: Person) -> Visit:
    with scope(organisation=neighbourhood.linge):
        member = a_member(neighbourhood.linge, her)
        return a_visit(member, neighbourhood.linge, day=timezone.localdate(), remark="Lokaal 3")


@pytest.fixture
def phone(page: Page, log_in: LogIn, her: Person, visit: Visit, troubles: Troubles) -> Iterator[Page]:
    page.set_viewport_size({"width": 360, "height": 740})
    log_in(her)
    page.goto(PATH)
    page.locator(f"#fill-{visit.pk}").wait_for()
    yield page
    # that it was not accepted, or did not come over, is what these tests are about
    troubles.seen[:] = [one for one in troubles.seen if "/versturen/" not in one]


def reports() -> list[VisitReport]:
    with scopes_disabled():
        return list(VisitReport.objects.order_by("received_at", "id"))


def unsent(page: Page, count: int) -> None:
    expect(page.locator("#unsent")).to_have_attribute("data-count", str(count))


def cut_off(context: BrowserContext, *, sending: bool = True) -> Callable[[], None]:
    """Let nothing come over; what is given back mends it."""
    context.route("**/versturen/" if sending else "**/*", lambda route: route.abort())
    return context.unroute_all


def tell(page: Page, visit: Visit, note: str = "") -> None:
    page.locator(f"#fill-{visit.pk}").click()
    if note:
        page.get_by_label("Notitie voor de volgende keer").fill(note)
    page.get_by_role("button", name="Klaar").click()


def test_a_visit_is_told_in_three_taps(phone: Page, visit: Visit) -> None:
    check_accessible(phone)
    assert too_small(phone) == []
    phone.locator(f"#fill-{visit.pk}").click()
    check_accessible(phone)
    assert too_small(phone) == []
    phone.locator("label.choice").filter(has_text="5").click()
    phone.get_by_role("button", name="Klaar").click()
    expect(phone.get_by_text("✓ Ingevuld: 2 uur, groep 5")).to_be_visible()
    unsent(phone, 0)
    (row,) = reports()
    assert (row.quarters, row.groups, row.visit_id) == (8, [5], visit.pk)
    check_accessible(phone)


def too_small(page: Page) -> list[str]:
    """What a finger would miss."""
    things = "#visits button, #visits select, #visits input:not([type=checkbox]), #visits .choice"
    found: list[str] = page.evaluate(
        """([things, least]) => [...document.querySelectorAll(things)]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least)
        .map(one => one.outerHTML.slice(0, 80))""",
        [things, TOUCH - 0.5],
    )
    return found


def test_a_name_is_asked_about_before_it_leaves_the_phone(phone: Page, visit: Visit) -> None:
    tell(phone, visit, "Jayden leest nu zelf.")
    expect(phone.get_by_role("alert")).to_contain_text("naam van een leerling: Jayden?")
    assert reports() == []
    phone.get_by_label("Hier staat geen naam van een leerling").check()
    phone.get_by_role("button", name="Klaar").click()
    expect(phone.get_by_text("✓ Ingevuld")).to_be_visible()
    assert [row.note for row in reports()] == ["Jayden leest nu zelf."]


def test_what_is_not_accepted_is_told_with_a_way_out(
    phone: Page, visit: Visit, neighbourhood: Neighbourhood
) -> None:
    with scope(organisation=neighbourhood.linge):
        director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
        today = timezone.localdate()
        told(director, done(visit, day=today), today=today, now=timezone.now(), made_at=timezone.now())
    tell(phone, visit)
    expect(phone.get_by_text("vulde dit bezoek al in")).to_be_visible()
    unsent(phone, 1)
    check_accessible(phone)
    phone.get_by_role("button", name="Verstuur als extra bezoek").click()
    unsent(phone, 0)
    assert [row.visit_id for row in reports()] == [visit.pk, None]


def test_nobody_else_sees_or_sends_what_waits(
    phone: Page,
    context: BrowserContext,
    visit: Visit,
    log_in: LogIn,
    her: Person,
    neighbourhood: Neighbourhood,
) -> None:
    mend = cut_off(context)
    tell(phone, visit, "Boeken gebracht.")
    unsent(phone, 1)
    other = a_person("Otto Omslag", (neighbourhood.linge, Role.LEESCONSULENT))
    log_in(other)
    mend()
    phone.goto(PATH)
    expect(phone.get_by_text("Op dit apparaat wacht ook werk van iemand anders.")).to_be_visible()
    unsent(phone, 0)
    assert "Boeken gebracht" not in phone.content()
    assert reports() == []
    log_in(her)
    phone.goto(PATH)
    unsent(phone, 0)
    expect(phone.get_by_text("✓ Ingevuld")).to_be_visible()
    assert [row.note for row in reports()] == ["Boeken gebracht."]


def test_a_login_that_is_over_keeps_what_waits(
    phone: Page, context: BrowserContext, visit: Visit, log_in: LogIn, her: Person
) -> None:
    context.clear_cookies()
    tell(phone, visit)
    unsent(phone, 1)
    expect(phone.get_by_text("Log in, dan worden je bezoeken verstuurd.")).to_be_visible()
    log_in(her)
    phone.goto(PATH)
    unsent(phone, 0)
    expect(phone.get_by_text("✓ Ingevuld")).to_be_visible()
    assert len(reports()) == 1


KEPT = """() => new Promise(done => { const r = indexedDB.open('doorlezen-bezoeken'); r.onsuccess = () => {
  const t = r.result.transaction(['weeks', 'outbox']); let n = 0;
  for (const s of ['weeks', 'outbox']) t.objectStore(s).count().onsuccess = e => n += e.target.result;
  t.oncomplete = () => (r.result.close(), done(n)); }; })"""
"""How much the device keeps."""


def test_who_logs_out_is_told_what_would_be_lost_and_leaves_nothing(
    phone: Page, context: BrowserContext, visit: Visit
) -> None:
    cut_off(context)
    tell(phone, visit)
    unsent(phone, 1)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    phone.on("dialog", answer)
    phone.get_by_role("button", name="Uitloggen").click()
    phone.wait_for_function("() => document.querySelector('#unsent').dataset.count === '1'")
    assert phone.evaluate(KEPT) == 2
    phone.get_by_role("button", name="Uitloggen").click()
    phone.wait_for_url(lambda url: PATH not in url)
    assert phone.evaluate(KEPT) == 0
    assert (
        asked == ["Er zijn nog 1 bezoeken niet verstuurd. Log je uit, dan zijn ze weg. Toch uitloggen?"] * 2
    )
    assert reports() == []


def test_a_device_that_is_full_says_so_and_the_form_stays(
    phone: Page, context: BrowserContext, visit: Visit
) -> None:
    phone.evaluate("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('', 'Full'); }; }")
    tell(phone, visit)
    expect(phone.get_by_role("alert")).to_contain_text("Op dit apparaat is geen plaats meer.")
    assert phone.get_by_role("button", name="Klaar").is_enabled()


def test_a_browser_that_keeps_nothing_has_the_page_as_the_server_made_it(
    page: Page, context: BrowserContext, log_in: LogIn, her: Person, visit: Visit
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('private'); } })"
    )
    log_in(her)
    page.goto(PATH)
    expect(page.get_by_text("Dit apparaat bewaart niets.")).to_be_visible()
    page.get_by_role("link", name="Vul in").first.click()
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_text("Het bezoek is ingevuld.")).to_be_visible()
    assert len(reports()) == 1


def test_a_phone_that_stopped_at_once_still_knows_whose_visits_it_keeps(
    phone: Page, context: BrowserContext, visit: Visit, troubles: Troubles
) -> None:
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.evaluate("localStorage.clear()")  # written late by browsers, and lost when the battery is empty
    context.set_offline(True)
    phone.goto(PATH)
    tell(phone, visit)
    unsent(phone, 1)
    context.set_offline(False)
    unsent(phone, 0)
    assert len(reports()) == 1
    troubles.seen[:] = [one for one in troubles.seen if "net::ERR_INTERNET_DISCONNECTED" not in one]
