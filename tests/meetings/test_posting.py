"""A letter leaves once: with a real mail server that refuses, hangs up, stays silent, or simply takes it."""

import pytest
from django.core.mail import EmailMessage

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain import posting
from doorlezen.accounts.domain.posting import NotSentYet
from doorlezen.accounts.domain.smtp import hand_over
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.domain.meetings import mail_again
from doorlezen.meetings.domain.needed import is_needed
from doorlezen.meetings.domain.posting import post
from doorlezen.meetings.models import Letter, Meeting, Post
from tests.meetings.mailserver import MailServer
from tests.meetings.meetings import NOW, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(meeting: Meeting) -> Letter:
    """The confirmation of somebody's registration."""
    return somebody(meeting).letters.get()


def told(letter: Letter) -> tuple[str, int | None, int]:
    letter.refresh_from_db()
    return letter.state, letter.code, letter.attempts


def claimed(letter: Letter) -> Letter | None:
    return posting.claim(Letter.objects.all(), letter.pk, is_needed=is_needed)


def test_a_letter_is_sent_once_however_often_it_is_its_turn(letter: Letter, mail: MailServer) -> None:
    for _ in range(3):
        post(letter.pk)
    assert told(letter) == (Post.SENT, None, 1)
    assert letter.sent_at is not None
    assert [message["Message-ID"] for message in mail.post] == [f"<{letter.message_id}@127.0.0.1>"]


def test_a_letter_of_nobody_is_no_trouble() -> None:
    post(123456)


@pytest.mark.parametrize("code", [421, 450, 452])
def test_a_server_that_is_busy_is_asked_again(letter: Letter, mail: MailServer, code: int) -> None:
    mail.refuse = f"{code} probeer het later"
    with pytest.raises(NotSentYet) as wrong:
        post(letter.pk)
    assert str(wrong.value) == f"letter {letter.pk}: {code}"
    assert told(letter) == (Post.TO_SEND, code, 1)
    mail.refuse = ""
    post(letter.pk)
    assert told(letter) == (Post.SENT, None, 2)
    assert len(mail.post) == 1


@pytest.mark.parametrize("code", [550, 553])
def test_an_address_that_does_not_exist_is_not_tried_again(
    letter: Letter, mail: MailServer, code: int
) -> None:
    mail.refuse = f"{code} <noor.van.dam@bieb.example> bestaat niet"
    post(letter.pk)
    post(letter.pk)
    assert told(letter) == (Post.REFUSED, code, 1)


def test_a_server_that_refuses_the_whole_mail_has_not_got_it(letter: Letter, mail: MailServer) -> None:
    mail.answer = "451 nu even niet"
    with pytest.raises(NotSentYet):
        post(letter.pk)
    assert told(letter) == (Post.TO_SEND, 451, 1)
    mail.answer = "554 dit is ongewenst"
    post(letter.pk)
    assert (told(letter), mail.post) == ((Post.REFUSED, 554, 2), [])


def test_after_the_last_try_it_is_refused_without_a_code(
    letter: Letter, settings: object, mail: MailServer
) -> None:
    settings.EMAIL_PORT = 9  # type: ignore[attr-defined] — nobody listens there
    with pytest.raises(NotSentYet) as wrong:
        post(letter.pk)
    assert str(wrong.value) == f"letter {letter.pk}: no answer"
    post(letter.pk, is_last_try=True)
    assert told(letter) == (Post.REFUSED, None, 2)


@pytest.mark.parametrize("hangs_up", [True, False])
def test_no_answer_to_the_whole_mail_is_uncertain_and_nothing_is_sent_twice(
    letter: Letter, mail: MailServer, hangs_up: bool
) -> None:
    mail.hangs_up = hangs_up
    mail.hold_from = 1  # it keeps the mail and says nothing
    post(letter.pk)
    assert told(letter) == (Post.UNCERTAIN, None, 1)
    mail.let_go()
    post(letter.pk)
    assert (told(letter), len(mail.post)) == ((Post.UNCERTAIN, None, 1), 1)


def test_an_organiser_sends_it_again_and_it_shows_as_the_same_mail(
    letter: Letter, mail: MailServer, meeting: Meeting, organiser: Actor
) -> None:
    mail.hangs_up = True
    post(letter.pk)
    mail.hangs_up = False
    assert mail_again(organiser, meeting=meeting) == 1
    post(letter.pk)
    assert told(letter) == (Post.SENT, None, 2)
    assert {message["Message-ID"] for message in mail.post} == {f"<{letter.message_id}@127.0.0.1>"}
    assert mail_again(organiser, meeting=meeting) == 0


def test_who_finds_a_letter_being_handed_over_does_not_send_it(letter: Letter, mail: MailServer) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=Post.HANDING)
    post(letter.pk)
    assert (told(letter)[0], mail.post) == (Post.UNCERTAIN, [])


def test_of_two_who_send_the_same_letter_one_stops_before_the_end(letter: Letter, mail: MailServer) -> None:
    first = claimed(letter)
    assert first is not None
    post(letter.pk)
    with pytest.raises(posting.OvertakenError):
        posting.note_handing(first)
    assert (told(letter), len(mail.post)) == ((Post.SENT, None, 2), 1)


def test_who_was_taken_for_dead_and_then_succeeded_says_so(letter: Letter, mail: MailServer) -> None:
    first = claimed(letter)
    assert first is not None
    posting.note_handing(first)
    post(letter.pk)
    assert told(letter)[0] == Post.UNCERTAIN
    posting.note(first, Post.SENT)
    assert (told(letter)[0], mail.post) == (Post.SENT, [])


def test_what_is_not_so_any_more_is_not_sent(letter: Letter, mail: MailServer) -> None:
    leave(letter.registration, now=NOW)
    for one in Letter.objects.order_by("id"):
        post(one.pk)
    assert told(letter)[0] == Post.NOT_NEEDED
    assert [message["Subject"] for message in mail.post] == ["Je bent afgemeld: Een gesprek"]


def test_lines_that_begin_with_a_dot_arrive_as_they_are(mail: MailServer) -> None:
    text = ".\n..\n.punt\r\n\nslot zonder einde van de regel"
    passed = []
    message = EmailMessage("Punten", text, to=["noor@bieb.example"])
    hand_over(message, at_the_end=lambda: passed.append(len(mail.post)))
    (arrived,) = mail.post
    lines = str(arrived.get_content()).splitlines()
    assert lines == [".", "..", ".punt", "", "slot zonder einde van de regel"]
    # what had to be noted, was noted before the server had the mail
    assert passed == [0]
