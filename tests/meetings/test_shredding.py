"""What is personal is gone at the promised time, everywhere; numbers stay."""

import datetime

import pytest
from django.db import connection
from django_scopes import scopes_disabled
from procrastinate.contrib.django import app

from doorlezen.accounts.actor import Actor
from doorlezen.desk.models import Event, Letter, Post
from doorlezen.desk.post.sending import send
from doorlezen.documents.source import Source
from doorlezen.language import HERE
from doorlezen.meetings.domain import exports, page_keys, questions
from doorlezen.meetings.domain.attendance import read_in
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.domain.queries import RegistrationCounts, counts
from doorlezen.meetings.domain.questions import with_votes
from doorlezen.meetings.domain.shredding import shred_expired
from doorlezen.meetings.models import Meeting, Registration, Shown
from tests.desk.mailserver import MailServer
from tests.meetings.meetings import END, NOW, a_meeting, somebody

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2027, 4, 17, tzinfo=HERE)
"""Thirty days after the webinar, in summer time by then."""
PERSONAL = ("Xandra", "xandra", "Ypma", "bieb.example", "De Linge")


@pytest.fixture
def lived(meeting: Meeting, organiser: Actor, mail: MailServer) -> Meeting:
    """A meeting after which everything was left behind that people can leave behind."""
    first, second, third, fourth = (
        somebody(meeting, name) for name in ("Xandra Ypma", "Bo Xandra", "Cas Ypma", "Dirk Ypma")
    )
    Meeting.objects.update(room_address="https://live.example/kamer")
    question = questions.ask_question(first, text="Wat kost het?", now=NOW)
    questions.judge(organiser, meeting=meeting, question=question.pk, state=Shown.SHOWN)
    for voter in (second, third):
        questions.vote(voter, question=question.pk, wants=True, now=NOW)
    mail.refuse = "550 <xandra.ypma@bieb.example> bestaat niet"
    send(first.letters.get().pk)
    mail.refuse = ""
    send(second.letters.get().pk)
    leave(fourth, now=NOW)
    exports.people_as_csv(organiser, meeting)
    read_in(organiser, meeting=meeting, source=Source("l.csv", b"Naam\nXandra Ypma\nYpma, X.\n"), now=END)
    return meeting


def rows_with(words: tuple[str, ...]) -> list[str]:
    """The tables of the whole database in which one of these words stands."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text = "\n".join(row for (row,) in cursor.fetchall())
            if any(word in text for word in words):
                found.append(table)
    return found


def test_before_its_time_nothing_is_gone(lived: Meeting) -> None:
    assert shred_expired(AT - datetime.timedelta(seconds=1)) == 0
    assert rows_with(PERSONAL) == ["webinar_registration_registration"]


def test_at_its_time_nothing_personal_is_left_in_any_table(lived: Meeting) -> None:
    before = counts(lived)
    assert before == RegistrationCounts(
        registered=4,
        confirmed=2,
        waiting=1,
        cancelled=1,
        held=0,
        expired=0,
        attended=1,
        missed=1,
        without_place=0,
    )
    key = page_keys.own_page(Registration.objects.get(number=1)).partition("=")[2]
    assert (shred_expired(AT), shred_expired(AT)) == (1, 0)
    assert rows_with((*PERSONAL, "live.example")) == []
    assert page_keys.by_key(key) is None
    texts = ("name", "email", "email_key", "organisation", "token_sealed")
    blank: dict[str, str | None] = {**dict.fromkeys(texts, ""), "token_sha256": None}
    assert list(Registration.objects.order_by("number").values(*blank)) == [blank] * 4
    lived.refresh_from_db()
    assert (counts(lived), lived.shredded_at, lived.room_address) == (before, AT, "")


def test_questions_stay_without_who_asked_and_votes_as_a_number(lived: Meeting) -> None:
    shred_expired(AT)
    (question,) = with_votes(lived.questions.all())
    assert (question.text, question.asker, question.wanted, question.votes.count()) == (
        "Wat kost het?",
        None,
        2,
        0,
    )


def test_the_outbox_keeps_how_it_went_and_sends_no_more(lived: Meeting, mail: MailServer) -> None:
    sent = len(mail.post)
    shred_expired(AT)
    states = [one.letters.last().state for one in lived.registrations.order_by("number")]
    assert set(states[:3]) == {Post.REFUSED, Post.SENT, Post.NOT_NEEDED}
    for letter in Letter.objects.order_by("id"):
        send(letter.pk)
    assert len(mail.post) == sent


def test_the_audit_trail_says_that_it_was_done_and_how_many_they_were(lived: Meeting) -> None:
    shred_expired(AT)
    with scopes_disabled():
        entries = Event.objects.order_by("id")
        assert [entry.action for entry in entries] == [
            "meetings.question-judged",
            "meetings.exported",
            "meetings.attendance-read",
            "meetings.shredded",
        ]
        last = entries[3]
    people = {"registered": 4, "confirmed": 2, "waiting": 1, "cancelled": 1, "expired": 0}
    assert last.after == {**people, "attended": 1, "missed": 1, "without_place": 0}
    assert (last.person_id, last.key) == (None, str(lived.pk))


def test_each_meeting_has_its_own_term() -> None:
    soon, later = a_meeting(keep_days=1), a_meeting(slug="later", keep_days=60)
    for meeting in (soon, later):
        somebody(meeting, "Xandra Ypma")
    assert shred_expired(END + datetime.timedelta(days=1)) == 1
    assert list(Registration.objects.order_by("id").values_list("name", flat=True)) == ["", "Xandra Ypma"]


def test_it_is_done_every_night() -> None:
    periodic = {name: task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items()}
    assert periodic["webinars.shred_registrations"] == "50 3 * * *"
    assert periodic["webinars.mail_what_is_due"] == "*/5 * * * *"
