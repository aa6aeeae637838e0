"""What the mails say, and what they do to a calendar."""

import datetime
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar

from doorlezen.accounts.actor import Actor
from doorlezen.desk.models import Letter, Post
from doorlezen.desk.post.sending import send
from doorlezen.language import HERE
from doorlezen.meetings.domain import due, meetings, page_keys
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.models import MailKind, Meeting, Registration
from doorlezen.webinars.domain.saving import put
from tests.desk.mailserver import MailServer
from tests.meetings.meetings import END, NOW, START, set_all, somebody
from tests.webinars.entries import a_recorded, a_webinar

pytestmark = pytest.mark.django_db

ROOM = "https://live.example/kamer?wachtwoord=1"
AFTER = END + datetime.timedelta(hours=2)


@dataclass(frozen=True)
class Appointment:
    """What a mail does to a calendar."""

    method: str
    uid: str
    sequence: int
    start: datetime.datetime
    end: datetime.datetime
    status: str


def send_all() -> None:
    for letter in Letter.objects.filter(state=Post.TO_SEND).order_by("id"):
        send(letter.pk)


def text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def appointment(message: EmailMessage) -> Appointment | None:
    parts = list(message.iter_attachments())
    if not parts:
        return None
    (part,) = parts
    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "webinar.ics")
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    assert part.get_param("method") == str(calendar["METHOD"])
    (event,) = calendar.walk("VEVENT")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    return Appointment(
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(event["SEQUENCE"]),
        event.decoded("DTSTART"),
        event.decoded("DTEND"),
        str(event["STATUS"]),
    )


def of(who: Registration, method: str, sequence: int, start: datetime.datetime = START) -> Appointment:
    status = {"REQUEST": "CONFIRMED", "CANCEL": "CANCELLED"}[method]
    end = start + datetime.timedelta(minutes=50)
    return Appointment(method, f"{who.uid}@127.0.0.1", sequence, start, end, status)


def test_who_has_a_place_gets_it_in_the_calendar(meeting: Meeting, mail: MailServer) -> None:
    who = somebody(meeting)
    send_all()
    (message,) = mail.post
    assert message["Subject"] == "Je hebt een plaats: Een gesprek"
    assert message["To"] == "noor.van.dam@bieb.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert text(message) == (
        "Dag Noor van Dam,\n\n"
        "Je hebt een plaats bij het webinar “Een gesprek”.\n\n"
        "Wanneer: donderdag 18 maart 2027, van 9.30 tot 10.20 uur.\n\n"
        "Kun je toch niet? Meld je dan af op je eigen pagina. Iemand anders krijgt dan je plaats.\n\n"
        f"Je eigen pagina (geef deze link niet door):\n{page_keys.own_page(who)}\n\n"
        "Deze mail komt van Doorlezen, omdat je adres is aangemeld voor dit webinar. Was jij dat niet? Meld "
        "je dan af, of doe niets. Op 17 april 2027 wissen wij je naam, je e-mailadres en je organisatie.\n"
    )
    assert appointment(message) == of(who, "REQUEST", 0)
    (part,) = message.iter_attachments()
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    assert (str(event["ATTENDEE"]), event["ATTENDEE"].params["CN"]) == (
        "MAILTO:noor.van.dam@bieb.example",
        "Noor van Dam",
    )
    assert str(event["ORGANIZER"]) == "MAILTO:doorlezen@localhost"


def test_who_waits_gets_no_appointment_until_there_is_a_place(meeting: Meeting, mail: MailServer) -> None:
    first, _, third = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    send_all()
    leave(first, now=NOW)
    send_all()
    waiting, promoted = mail.to("cas@bieb.example")
    assert (waiting["Subject"], appointment(waiting)) == ("Je staat op de wachtlijst: Een gesprek", None)
    assert promoted["Subject"] == "Er is een plaats voor je: Een gesprek"
    assert appointment(promoted) == of(third, "REQUEST", 0)
    _, left = mail.to("aagje@bieb.example")
    assert appointment(left) == of(first, "CANCEL", 1)


def test_who_leaves_the_waiting_list_has_nothing_to_take_out_of_the_calendar(
    meeting: Meeting, mail: MailServer
) -> None:
    *_, third = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    leave(third, now=NOW)
    send_all()
    (left,) = mail.to("cas@bieb.example")
    assert (left["Subject"], appointment(left)) == ("Je bent afgemeld: Een gesprek", None)


def test_a_move_mails_everybody_in_line_and_changes_the_appointment(
    meeting: Meeting, organiser: Actor, mail: MailServer
) -> None:
    first, second, _ = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    leave(second, now=NOW)
    somebody(meeting, "Dirk")
    send_all()
    mail.post.clear()
    # in summer time, so another distance to UTC
    day, start = datetime.date(2027, 4, 1), datetime.time(14, 0)
    told = meetings.move(organiser, meeting=meeting, day=day, start=start, minutes=50, now=NOW)
    send_all()
    assert told == 3
    moved = datetime.datetime(2027, 4, 1, 14, tzinfo=HERE)
    assert sorted(message["To"] for message in mail.post) == [
        "aagje@bieb.example",
        "cas@bieb.example",
        "dirk@bieb.example",
    ]
    (changed,) = mail.to("aagje@bieb.example")
    assert appointment(changed) == of(first, "REQUEST", 1, moved)
    assert "Nieuwe tijd: donderdag 1 april 2027, van 14.00 tot 14.50 uur." in text(changed)
    (waits,) = mail.to("dirk@bieb.example")
    assert appointment(waits) is None
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.closes_at) == (moved, moved)


def test_a_webinar_that_is_moved_in_the_catalogue_is_told_as_well_and_once(
    meeting: Meeting, mail: MailServer
) -> None:
    somebody(meeting)
    entry = a_webinar(date=datetime.date(2027, 3, 19), start_time=datetime.time(10), minutes=45)
    put(entry, actor=None, what="verzet", now=NOW)
    assert [due.tell_all(NOW) for _ in range(3)] == [1, 0, 0]
    # not known when: not told, the organiser is not done yet
    put(a_webinar(date=datetime.date(2027, 3, 20)), actor=None, what="verzet", now=NOW)
    assert due.tell_all(NOW) == 0


def test_of_two_moves_only_the_last_is_told(meeting: Meeting, organiser: Actor, mail: MailServer) -> None:
    somebody(meeting)
    for day in (19, 20):
        meetings.move(
            organiser,
            meeting=meeting,
            day=datetime.date(2027, 3, day),
            start=datetime.time(9),
            minutes=50,
            now=NOW,
        )
    send_all()
    assert [message["Subject"] for message in mail.post] == [
        "Je hebt een plaats: Een gesprek",
        "Andere tijd: Een gesprek",
    ]
    assert "20 maart 2027" in text(mail.post[1])


def test_what_does_not_go_on_goes_out_of_the_calendar(
    meeting: Meeting, organiser: Actor, mail: MailServer
) -> None:
    first, *_ = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    send_all()
    mail.post.clear()
    assert meetings.call_off(organiser, meeting=meeting, now=NOW) == 3
    send_all()
    assert {message["Subject"] for message in mail.post} == {"Gaat niet door: Een gesprek"}
    (off,) = mail.to("aagje@bieb.example")
    assert appointment(off) == of(first, "CANCEL", 1)
    assert [appointment(message) for message in mail.to("cas@bieb.example")] == [None]


def test_a_reminder_comes_once_with_the_room(meeting: Meeting, mail: MailServer) -> None:
    Meeting.objects.update(room_address=ROOM)
    for name in ("Aagje", "Bo", "Cas"):
        somebody(meeting, name)
    send_all()
    before = START - datetime.timedelta(hours=24, minutes=1)
    due_at = START - datetime.timedelta(hours=24)
    assert [due.remind(now) for now in (before, due_at, due_at, START)] == [0, 2, 0, 0]
    mail.post.clear()
    send_all()
    assert sorted(message["To"] for message in mail.post) == ["aagje@bieb.example", "bo@bieb.example"]
    assert f"De live-ruimte:\n{ROOM}" in text(mail.post[0])


def test_only_the_reminder_tells_the_room(meeting: Meeting, organiser: Actor, mail: MailServer) -> None:
    Meeting.objects.update(room_address=ROOM)
    first, *_ = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    leave(first, now=NOW)
    day = datetime.date(2027, 3, 19)
    meetings.move(organiser, meeting=meeting, day=day, start=datetime.time(9), minutes=50, now=NOW)
    send_all()
    assert len(mail.post) == 5
    assert not [message for message in mail.post if "live.example" in message.as_string()]


def test_the_recording_is_told_once_when_it_is_there_and_public(
    meeting: Meeting, mail: MailServer, settings: Any
) -> None:
    somebody(meeting)
    Meeting.objects.update(opinions_open=True)
    assert due.tell_of_recordings(AFTER) == 0
    start = {"date": START.date(), "start_time": START.time(), "minutes": 50}
    put(a_recorded(**start), actor=None, what="opname", now=NOW)
    assert [due.tell_of_recordings(now) for now in (START, AFTER, AFTER)] == [0, 1, 0]
    send_all()
    assert mail.post[1]["Subject"] == "De opname staat klaar: Een gesprek"
    assert "De opname:\nhttp://127.0.0.1:8000/webinars/gesprek/\n" in text(mail.post[1])


@pytest.mark.parametrize(
    "fields", [{"mails_recording": False}, {"called_off_at": NOW}, {"shredded_at": AFTER}]
)
def test_no_mail_of_a_recording_where_nobody_waits_for_it(meeting: Meeting, fields: dict[str, Any]) -> None:
    somebody(meeting)
    start = {"date": START.date(), "start_time": START.time(), "minutes": 50}
    put(a_recorded(**start), actor=None, what="opname", now=NOW)
    set_all(**fields)
    assert due.tell_of_recordings(AFTER) == 0


def test_every_kind_of_letter_has_words(meeting: Meeting, mail: MailServer) -> None:
    who = somebody(meeting)
    Letter.objects.all().delete()
    for kind in MailKind:
        Letter.objects.create(about=who.pk, kind=kind, made_at=NOW)
    send_all()
    wanted = {MailKind.CONFIRM, MailKind.WAITING, MailKind.CANCELLED}
    assert set(Letter.objects.filter(state=Post.NOT_NEEDED).values_list("kind", flat=True)) == wanted
    assert len({message["Subject"] for message in mail.post}) == len(MailKind) - len(wanted)
    # nothing that could be a second header, and one address each
    assert {message["To"] for message in mail.post} == {"noor.van.dam@bieb.example"}
