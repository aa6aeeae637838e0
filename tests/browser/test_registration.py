"""The pages in a real browser: accessible in four looks, usable by keyboard, and without JavaScript."""

from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.meetings.domain import page_keys
from doorlezen.meetings.models import Meeting, PlaceState, Registration, Shown
from tests.browser.accessible import check_accessible
from tests.browser.conftest import LogIn
from tests.browser.keyboard import check_keyboard
from tests.browser.server import Site
from tests.meetings.meetings import a_meeting_now, somebody
from tests.people import a_person, an_organisation

HOUR = timezone.timedelta(hours=1)


def own(registration: Registration) -> str:
    parts = urlsplit(page_keys.own_page(registration))
    return f"{parts.path}?{parts.query}"


def lively() -> list[Registration]:
    """A meeting with people, questions, and an opening for more."""
    poi = an_organisation(OrganisationKind.POI, "POI Rijn")
    meeting = a_meeting_now(places=2, organisation=poi, room_address="https://live.example/kamer")
    people = [somebody(meeting, name, now=timezone.now()) for name in ("Noor van Dam", "Sam Bos", "Jan Smit")]
    for number, text in enumerate(["Wat kost een uur leesconsulent, en wie betaalt dat?", "Mag het korter?"]):
        question = meeting.questions.create(
            asker=people[number], text=text, state=Shown.SHOWN, asked_at=timezone.now()
        )
        question.votes.create(voter=people[2])
    meeting.questions.create(asker=people[0], text="Nog niet bekeken", asked_at=timezone.now())
    return people


def test_registering_by_form_and_keyboard(page: Page) -> None:
    lively()
    page.goto("/webinars/gesprek/")
    check_accessible(page)
    page.get_by_role("link", name="Zet je op de wachtlijst").click()
    check_accessible(page)
    check_keyboard(page)
    page.get_by_label("Je naam").fill("Wim Weg")
    page.get_by_label("Je e-mailadres").fill("wim@bieb")
    page.get_by_label("Je organisatie").fill("Bibliotheek Oost")
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit is geen e-mailadres")
    check_accessible(page)
    page.get_by_label("Je e-mailadres").fill("wim@bieb.example")
    page.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    check_accessible(page)
    wim = Registration.objects.get(email="wim@bieb.example")
    assert wim.state == PlaceState.HELD
    page.goto(own(wim))
    check_accessible(page)
    check_keyboard(page)
    page.get_by_role("button", name="Bevestig je aanmelding").click()
    expect(page.get_by_text("Je staat op de wachtlijst.").first).to_be_visible()
    check_accessible(page)


def test_ones_own_page(page: Page) -> None:
    people = lively()
    for who in people:
        page.goto(own(who))
        check_accessible(page)
    page.get_by_role("button", name="Neem je stem terug").first.click()
    expect(page.get_by_text("Je stem is weer weg.")).to_be_visible()
    page.get_by_label("Je vraag").fill("Komt er een vervolg?")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.get_by_text("Je vraag is binnen.")).to_be_visible()
    page.get_by_role("button", name="Meld je af").click()
    expect(page.get_by_text("Je bent afgemeld.").first).to_be_visible()
    check_accessible(page)


def test_the_room_and_the_opinion(page: Page) -> None:
    people = lively()
    now = timezone.now()
    Meeting.objects.update(starts_at=now - HOUR / 2, ends_at=now + HOUR, opinions_open=True)
    page.goto(own(people[0]))
    expect(page.get_by_role("link", name="Ga naar de live-ruimte")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Vertel wat je ervan vond").click()
    check_accessible(page)
    check_keyboard(page)
    page.get_by_role("group", name="Kun je hier iets mee").get_by_label("ja, veel").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Je mening is bewaard")).to_be_visible()


def test_the_pages_of_who_runs_it(page: Page, log_in: LogIn) -> None:
    meeting = lively()[0].meeting
    for useful in (4, 4, 3, 2, 1):
        meeting.opinions.create(useful=useful, level=2, will_act=True, text="Meer voorbeelden graag")
    assert meeting.webinar.organisation is not None
    log_in(a_person("Ria Rijn", (meeting.webinar.organisation, Role.POI_ADVISER)))
    parts = ("", "instellingen/", "verzetten/", "niet-door/", "vragen/", "wie-er-was/", "meningen/")
    for part in ("", *(f"gesprek/{part}" for part in parts)):
        page.goto(f"/o/poi-rijn/aanmeldingen/{part}")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        check_accessible(page)


def test_everything_works_without_javascript(browser: Browser, site: Site) -> None:
    lively()
    plain = browser.new_context(base_url=site.address, java_script_enabled=False)
    sheet = plain.new_page()
    sheet.goto("/webinars/gesprek/aanmelden/")
    sheet.get_by_label("Je naam").fill("Wim Weg")
    sheet.get_by_label("Je e-mailadres").fill("wim@bieb.example")
    sheet.get_by_label("Je organisatie").fill("Bibliotheek Oost")
    sheet.get_by_role("button", name="Zet me op de wachtlijst").click()
    expect(sheet.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    sheet.goto(own(Registration.objects.get(email="wim@bieb.example")))
    sheet.get_by_role("button", name="Bevestig je aanmelding").click()
    expect(sheet.get_by_text("Je staat op de wachtlijst.").first).to_be_visible()
    sheet.get_by_role("button", name="Dit wil ik ook weten").first.click()
    expect(sheet.get_by_text("Je stem is geteld.")).to_be_visible()
    plain.close()
