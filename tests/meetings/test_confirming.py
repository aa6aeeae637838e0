"""Who registers confirms the address; until then a place is held for a day."""

import datetime
import hashlib
import hmac
import itertools
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Letter
from doorlezen.language import InputError
from doorlezen.meetings.domain import page_keys, questions
from doorlezen.meetings.domain.line import confirm, leave, let_all_go, register
from doorlezen.meetings.domain.queries import counts, is_full
from doorlezen.meetings.domain.registrants import checked
from doorlezen.meetings.letters import write
from doorlezen.meetings.models import MailKind, Meeting, PlaceState, Registration
from doorlezen.meetings.tasks import mail_what_is_due
from doorlezen.web.operations import rate_limits
from doorlezen.web.operations.masking import masked
from tests.closed.site_map import pages
from tests.desk.mailserver import MailServer
from tests.meetings.meetings import END, NOW, START, a_meeting, a_meeting_now, set_all, somebody
from tests.meetings.test_mail import send_all, text
from tests.people import a_person, an_organisation, client_of

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
FORM = "/webinars/gesprek/aanmelden/"


def stranger(meeting: Meeting, name: str, *, now: datetime.datetime = NOW) -> Registration:
    """Whoever filled in this address."""
    who = checked(name=name, email=f"{name.lower()}@bieb.example", organisation="Bieb")
    made = register(meeting, who=who, now=now)
    made.refresh_from_db()
    return made


def line(meeting: Meeting) -> list[str]:
    return list(meeting.registrations.order_by("number").values_list("state", flat=True))


def kinds(registration: Registration) -> list[str]:
    return [letter.kind.removeprefix("meetings.") for letter in registration.letters]


def test_thirty_invented_addresses_hold_places_for_a_day_and_no_longer(meeting: Meeting) -> None:
    meeting.places = 20
    meeting.save()
    for number in range(30):
        stranger(meeting, f"Verzonnen{number}")
    real = stranger(meeting, "Noor")
    confirm(real, now=NOW)
    assert (real.state, is_full(meeting)) == (PlaceState.WAITING, True)
    assert let_all_go(NOW + DAY - datetime.timedelta(seconds=1)) == 0
    assert let_all_go(NOW + DAY) == 30
    real.refresh_from_db()
    assert (real.state, kinds(real)) == (PlaceState.CONFIRMED, ["confirm", "waiting", "promoted"])
    found = counts(meeting)
    assert (found.registered, found.confirmed, found.held, found.expired) == (31, 1, 0, 30)
    # nobody said that those addresses were theirs
    assert set(
        meeting.registrations.filter(state=PlaceState.EXPIRED).values_list("name", "email", "email_key")
    ) == {("", "", "")}


def test_a_place_is_held_in_the_order_of_registering(meeting: Meeting) -> None:
    first, second, third = (stranger(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    confirm(third, now=NOW)
    assert line(meeting) == ["held", "held", "waiting"]
    confirm(second, now=NOW)
    assert line(meeting) == ["held", "confirmed", "waiting"]
    leave(first, now=NOW)
    assert line(meeting) == ["cancelled", "confirmed", "confirmed"]
    assert (kinds(first), kinds(third)) == (["confirm"], ["confirm", "waiting", "promoted"])


def test_more_than_there_are_places_is_never_given(meeting: Meeting) -> None:
    for name in ("Aagje", "Bo", "Cas", "Dirk", "Ed"):
        stranger(meeting, name)
    for number in (4, 2, 5, 1, 3):
        confirm(meeting.registrations.get(number=number), now=NOW)
        assert meeting.registrations.filter(state=PlaceState.CONFIRMED).count() <= 2
    assert line(meeting) == ["confirmed", "confirmed", "waiting", "waiting", "waiting"]


def test_confirming_again_changes_nothing_and_too_late_says_so(meeting: Meeting) -> None:
    who, late = stranger(meeting, "Aagje"), stranger(meeting, "Bo")
    for _ in range(3):
        confirm(who, now=NOW)
    assert kinds(who) == ["confirm", "confirmed"]
    with pytest.raises(InputError) as wrong:
        confirm(late, now=NOW + DAY)
    assert wrong.value.what == "bevestigen kan niet meer; kijk of je je nog kunt aanmelden"


@pytest.mark.parametrize("fields", [{"called_off_at": NOW}, {"starts_at": NOW - DAY, "ends_at": NOW}])
def test_what_is_off_or_over_is_not_confirmed(meeting: Meeting, fields: dict[str, Any]) -> None:
    who = stranger(meeting, "Aagje")
    set_all(**fields)
    with pytest.raises(InputError):
        confirm(who, now=NOW)


def test_who_registers_again_is_asked_again(meeting: Meeting) -> None:
    who = stranger(meeting, "Aagje")
    stranger(meeting, "Aagje")
    later = NOW + datetime.timedelta(minutes=10)
    for _ in range(2):
        assert stranger(meeting, "Aagje", now=later).pk == who.pk
    assert kinds(who) == ["confirm", "confirm"]
    again = stranger(meeting, "Aagje", now=NOW + DAY)
    assert (again.pk == who.pk, again.state) == (False, PlaceState.HELD)


def test_shortly_before_it_begins_a_place_is_held_for_half_of_the_time(meeting: Meeting) -> None:
    def held_for(now: datetime.datetime, name: str) -> datetime.timedelta:
        until = stranger(meeting, name, now=now).confirm_by
        assert until is not None
        return until - now

    hour = datetime.timedelta(hours=1)
    assert held_for(NOW, "Aagje") == DAY
    assert held_for(START - 4 * hour, "Bo") == 2 * hour
    assert held_for(START - hour / 6, "Cas") == hour / 4
    set_all(closes_at=END)
    assert held_for(END - hour / 6, "Dirk") == hour / 6


def test_who_did_not_confirm_is_mailed_nothing_else_and_asks_nothing(
    meeting: Meeting, mail: MailServer
) -> None:
    who = stranger(meeting, "Aagje")
    send_all()
    (message,) = mail.post
    assert message["Subject"] == "Bevestig je aanmelding: Een gesprek"
    assert list(message.iter_attachments()) == []
    assert (
        "Klopt dat? Bevestig het dan op je eigen pagina (geef deze link niet door):\n"
        + page_keys.own_page(who)
    ) in text(message)
    assert "Tot 2 februari 2027 om 12.00 uur houden we een plaats voor je vrij." in text(message)
    assert not questions.open_for_questions(who, NOW)
    somebody(meeting, "Bo")
    somebody(meeting, "Cas")
    waits = stranger(meeting, "Dirk")
    send_all()
    (full,) = mail.to("dirk@bieb.example")
    assert "Alle plaatsen zijn bezet of worden vrijgehouden: je komt op de wachtlijst." in text(full)
    assert waits.state == PlaceState.HELD


def own(registration: Registration, part: str = "") -> str:
    return (
        page_keys.own_page(registration).partition("8000")[2].replace("/aanmelding/", f"/aanmelding/{part}")
    )


def test_the_pages_of_who_has_to_confirm(visitor: Client) -> None:
    now_open = a_meeting_now(places=1)
    page = visitor.get(FORM).content.decode()
    assert "Je krijgt een mail waarmee je je aanmelding bevestigt." in page
    filled = {"name": "Noor", "email": "noor@bieb.example", "organisation": "Bieb", "website": ""}
    thanks = visitor.post(FORM, filled, follow=True)
    assert "hoogstens een dag lang houden we een plaats voor je vrij" in thanks.content.decode()
    who = now_open.registrations.get()
    mine = visitor.get(own(who)).content.decode()
    assert "Je aanmelding telt pas als je die bevestigt." in mine
    # opening the link, as programs that look at mail do, confirms nothing
    assert now_open.registrations.get().state == PlaceState.HELD
    done = visitor.post(own(who, "bevestigen/"), follow=True).content.decode()
    assert "Je aanmelding is bevestigd." in done
    assert "Je hebt een plaats." in done
    assert "Bevestig je aanmelding" not in done
    assert visitor.post(own(who, "bevestigen/"), follow=True).status_code == 200


def test_who_is_too_late_reads_so_and_can_register_again(visitor: Client) -> None:
    now_open = a_meeting_now(places=1)
    who = stranger(now_open, "Noor", now=timezone.now() - DAY)
    late = visitor.post(own(who, "bevestigen/"))
    assert late.status_code == 422
    assert "Bevestigen kan niet meer" in late.content.decode()
    Registration.objects.filter(state=PlaceState.HELD).update(confirm_by=timezone.now())
    page = visitor.get(own(who)).content.decode()
    assert "Je bevestigde je aanmelding niet op tijd." in page
    assert "Meld je opnieuw aan" in page
    assert "Je gegevens" not in page


def test_with_an_account_at_that_address_there_is_nothing_to_confirm(db: None) -> None:
    now_open = a_meeting_now(places=1)
    poi = an_organisation(OrganisationKind.POI, "POI Rijn")
    person = a_person("Ria Rijn", (poi, Role.POI_ADVISER))
    client = client_of(person)
    page = client.get(FORM).content.decode()
    assert f'value="{person.email}"' in page
    assert "dan hoef je niets te bevestigen" in page
    filled = {"name": "Ria Rijn", "organisation": "POI Rijn", "website": ""}
    client.post(FORM, {**filled, "email": person.email.upper()})
    client.post(FORM, {**filled, "email": "een.ander@bieb.example"})
    assert list(now_open.registrations.order_by("number").values_list("state", flat=True)) == [
        PlaceState.CONFIRMED,
        PlaceState.HELD,
    ]


def test_the_job_of_every_five_minutes_lets_go(db: None) -> None:
    now_open = a_meeting_now(places=1)
    stranger(now_open, "Noor", now=timezone.now() - DAY)
    mail_what_is_due(timestamp=0)
    assert line(now_open) == [PlaceState.EXPIRED]


def test_the_sixty_first_of_a_day_from_one_place_waits(
    visitor: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_meeting_now(places=1)
    what = b"webinars.sign-up-day:127.0.0.1"
    begins = int(hmac.new(settings.SECRET_KEY.encode(), what, hashlib.sha256).hexdigest()[:8], 16)
    clock = (int(timezone.now().timestamp()) + begins) // 86_400 * 86_400 - begins  # a day of theirs begins
    codes = []
    for minutes in (0, 20, 40):
        monkeypatch.setattr(rate_limits, "time", lambda at=clock + 60 * minutes: at)
        codes += [visitor.post(FORM, {"email": "fout"}).status_code for _ in range(25)]
    assert codes == [422] * 60 + [429] * 15


def test_every_link_that_opens_a_registration_is_masked_in_the_log(meeting: Meeting) -> None:
    who = somebody(meeting)
    key = page_keys.own_page(who).partition("=")[2]
    links = set()
    told = set()
    for kind, state in itertools.product(MailKind, PlaceState):
        Registration.objects.update(state=state)
        mail = write(Letter(about=who.pk, kind=kind, made_at=NOW))
        if mail is not None:
            told.add(kind)
            links |= {word for word in mail.text.split() if key in word}
    assert told == set(MailKind)
    assert links
    pages_with_a_key = [page for page in pages() if page.name.startswith("registration:")]
    links |= {f"/{page.route}?sleutel={key}&klaar=gevraagd" for page in pages_with_a_key}
    assert not [link for link in links if key in masked(link)]


@pytest.mark.django_db(transaction=True)
def test_eight_who_confirm_at_once_get_the_places_that_there_are() -> None:
    meeting = a_meeting(places=3)
    people = [stranger(meeting, f"Nummer{number}") for number in range(8)]
    together = threading.Barrier(8)

    def confirming(who: Registration) -> Callable[[], None]:
        def run() -> None:
            try:
                together.wait(10)
                for _ in range(2):  # a double click
                    confirm(who, now=NOW)
            finally:
                connections.close_all()

        return run

    threads = [threading.Thread(target=confirming(who)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert line(meeting) == ["confirmed"] * 3 + ["waiting"] * 5
    assert Letter.objects.filter(kind=MailKind.CONFIRMED).count() == 3


@pytest.mark.django_db(transaction=True)
def test_confirming_at_the_moment_that_it_expires_is_one_of_the_two() -> None:
    meeting = a_meeting(places=1)
    who = stranger(meeting, "Aagje")
    waits = stranger(meeting, "Bo")
    confirm(waits, now=NOW)
    together, refused = threading.Barrier(2), []

    def late() -> None:
        try:
            together.wait(10)
            let_all_go(NOW + DAY)
        finally:
            connections.close_all()

    def in_time() -> None:
        try:
            together.wait(10)
            confirm(who, now=NOW + DAY - datetime.timedelta(microseconds=1))
        except InputError as wrong:
            refused.append(wrong)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=late), threading.Thread(target=in_time)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert line(meeting) == (["expired", "confirmed"] if refused else ["confirmed", "waiting"])
