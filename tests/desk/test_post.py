"""A letter leaves once: with a real mail server that refuses, hangs up, stays silent, or simply takes it.

Both sorts are tried: one whose words are made when it leaves, and one that waits sealed.
"""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.letters import LOGIN
from doorlezen.desk.models import Letter, Post
from doorlezen.desk.post import sending
from doorlezen.desk.post.letter_kinds import Mail
from doorlezen.desk.post.outbox import put_sealed
from doorlezen.desk.post.sending import NotSentYet, claim, note, note_handing, send
from doorlezen.desk.post.smtp import hand_over
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.domain.meetings import mail_again
from doorlezen.meetings.models import Meeting, Registration
from tests.desk.mailserver import MailServer
from tests.meetings.meetings import NOW, somebody
from tests.planted import stands_in

pytestmark = pytest.mark.django_db
WORDS = Mail("lezer@voorbeeld.example", "Boeken – nu", "Er is één boek.\n")


@pytest.fixture
def written(meeting: Meeting) -> Letter:
    """That somebody has a place: its words are made when it leaves."""
    return somebody(meeting).letters.get()


@pytest.fixture(params=["written", "sealed"])
def letter(request: pytest.FixtureRequest) -> Letter:
    """A letter of each sort."""
    if request.param == "sealed":
        return put_sealed(LOGIN, WORDS)
    found: Letter = request.getfixturevalue("written")
    return found


def told(letter: Letter) -> tuple[str, int | None, int]:
    """How far it is. What goes no further holds no words."""
    letter.refresh_from_db()
    assert not letter.sealed or letter.state in {Post.TO_SEND, Post.HANDING}
    return letter.state, letter.code, letter.attempts


def claimed(letter: Letter) -> Letter:
    found = claim(letter.pk)
    assert found is not None
    return found[0]


def test_a_letter_is_sent_once_however_often_it_is_its_turn(letter: Letter, mail: MailServer) -> None:
    for _ in range(3):
        send(letter.pk)
    assert told(letter) == (Post.SENT, None, 1)
    assert letter.sent_at is not None
    assert [message["Message-ID"] for message in mail.post] == [f"<{letter.message_id}@127.0.0.1>"]


def test_a_letter_of_nobody_is_no_trouble() -> None:
    send(123456)


@pytest.mark.parametrize("code", [421, 450, 452])
def test_a_server_that_is_busy_is_asked_again(letter: Letter, mail: MailServer, code: int) -> None:
    mail.refuse = f"{code} probeer het later"
    with pytest.raises(NotSentYet) as wrong:
        send(letter.pk)
    assert str(wrong.value) == f"letter {letter.pk}: {code}"
    assert told(letter) == (Post.TO_SEND, code, 1)
    mail.refuse = ""
    send(letter.pk)
    assert told(letter) == (Post.SENT, None, 2)
    assert len(mail.post) == 1


@pytest.mark.parametrize("code", [550, 553])
def test_an_address_that_does_not_exist_is_not_tried_again(
    letter: Letter, mail: MailServer, code: int
) -> None:
    mail.refuse = f"{code} <noor.van.dam@bieb.example> bestaat niet"
    send(letter.pk)
    send(letter.pk)
    assert told(letter) == (Post.REFUSED, code, 1)


def test_a_server_that_refuses_the_whole_mail_has_not_got_it(letter: Letter, mail: MailServer) -> None:
    mail.answer = "451 nu even niet"
    with pytest.raises(NotSentYet):
        send(letter.pk)
    assert told(letter) == (Post.TO_SEND, 451, 1)
    mail.answer = "554 dit is ongewenst"
    send(letter.pk)
    assert (told(letter), mail.post) == ((Post.REFUSED, 554, 2), [])


def test_after_the_last_try_it_is_refused_without_a_code(
    letter: Letter, settings: object, mail: MailServer
) -> None:
    settings.EMAIL_PORT = 9  # type: ignore[attr-defined] — nobody listens there
    with pytest.raises(NotSentYet) as wrong:
        send(letter.pk)
    assert str(wrong.value) == f"letter {letter.pk}: no answer"
    send(letter.pk, is_last_try=True)
    assert told(letter) == (Post.REFUSED, None, 2)


@pytest.mark.parametrize("hangs_up", [True, False])
def test_no_answer_to_the_whole_mail_is_uncertain_and_nothing_is_sent_twice(
    letter: Letter, mail: MailServer, hangs_up: bool
) -> None:
    mail.hangs_up = hangs_up
    mail.hold_from = 1  # it keeps the mail and says nothing
    send(letter.pk)
    assert told(letter) == (Post.UNCERTAIN, None, 1)
    mail.let_go()
    send(letter.pk)
    assert (told(letter), len(mail.post)) == ((Post.UNCERTAIN, None, 1), 1)


def test_an_organiser_sends_it_again_and_it_shows_as_the_same_mail(
    written: Letter, mail: MailServer, meeting: Meeting, organiser: Actor
) -> None:
    mail.hangs_up = True
    send(written.pk)
    mail.hangs_up = False
    assert mail_again(organiser, meeting=meeting) == 1
    send(written.pk)
    assert told(written) == (Post.SENT, None, 2)
    assert {message["Message-ID"] for message in mail.post} == {f"<{written.message_id}@127.0.0.1>"}
    assert mail_again(organiser, meeting=meeting) == 0


def test_who_finds_a_letter_being_handed_over_does_not_send_it(letter: Letter, mail: MailServer) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=Post.HANDING)
    send(letter.pk)
    assert (told(letter)[0], mail.post) == (Post.UNCERTAIN, [])


def test_of_two_who_send_the_same_letter_one_stops_before_the_end(letter: Letter, mail: MailServer) -> None:
    first = claimed(letter)
    send(letter.pk)
    with pytest.raises(sending.OvertakenError):
        note_handing(first)
    assert (told(letter), len(mail.post)) == ((Post.SENT, None, 2), 1)


def test_who_was_taken_for_dead_and_then_succeeded_says_so(letter: Letter, mail: MailServer) -> None:
    first = claimed(letter)
    note_handing(first)
    send(letter.pk)
    assert told(letter)[0] == Post.UNCERTAIN
    note(first, Post.SENT)
    assert (told(letter)[0], mail.post) == (Post.SENT, [])


def test_what_is_not_so_any_more_is_not_sent(written: Letter, mail: MailServer) -> None:
    leave(Registration.objects.get(), now=NOW)
    for one in Letter.objects.order_by("id"):
        send(one.pk)
    assert told(written)[0] == Post.NOT_NEEDED
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


def test_who_was_taken_for_dead_and_hears_no_tries_again_what_still_has_its_words(
    letter: Letter, mail: MailServer
) -> None:
    first = claimed(letter)
    note_handing(first)
    send(letter.pk)  # another finds it being handed over
    note(first, Post.TO_SEND, code=451)
    still = Post.UNCERTAIN if first.sealed else Post.TO_SEND
    assert told(letter)[0] == still
    send(letter.pk)
    assert len(mail.post) == (0 if first.sealed else 1)


def test_a_mail_that_can_never_be_made_is_refused_and_holds_up_no_other(mail: MailServer) -> None:
    bad = put_sealed(LOGIN, Mail("lezer@voorbeeld.example\r\nBcc: iedereen@voorbeeld.example", "x", "x"))
    assert send(bad.pk) == Post.REFUSED
    assert (told(bad)[0], mail.post) == (Post.REFUSED, [])
    assert send(put_sealed(LOGIN, WORDS).pk) == Post.SENT


def test_a_subject_is_one_line_whatever_a_name_holds(mail: MailServer) -> None:
    send(put_sealed(LOGIN, Mail("lezer@voorbeeld.example", "Van Bieb\r\nBcc: x@y.example\x00", "x")).pk)
    (sent,) = mail.post
    assert (sent["Subject"], sent["Bcc"]) == ("Van Bieb Bcc: x@y.example", None)


def test_a_mail_waits_in_the_queue_of_mail_and_can_be_read_neither_there_nor_in_its_row() -> None:
    letter = put_sealed(LOGIN, WORDS)
    job = ProcrastinateJob.objects.get()
    assert (job.queue_name, job.args) == ("mail", {"letter": letter.pk})
    assert stands_in("voorbeeld.example") == stands_in("boek") == []


@pytest.mark.django_db(transaction=True)
def test_a_worker_sends_it_once_as_it_was_written_after_the_commit(
    mail: MailServer, work: Callable[[], None]
) -> None:
    with transaction.atomic():
        put_sealed(LOGIN, WORDS)
        transaction.set_rollback(True)
    with transaction.atomic():
        put_sealed(LOGIN, WORDS)
        work()
        assert mail.post == []
    for _ in range(2):
        work()
    (sent,) = mail.post
    assert (sent["To"], sent["Subject"]) == (WORDS.to, WORDS.subject)
    assert str(sent.get_content()).replace("\r\n", "\n") == WORDS.text
    assert ProcrastinateJob.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_tries_a_mail_that_was_refused_again_as_the_same_mail(
    mail: MailServer, work: Callable[[], None]
) -> None:
    mail.answer = "451 nu even niet"
    letter = put_sealed(LOGIN, WORDS)
    work()
    waiting = ProcrastinateJob.objects.get()
    assert (mail.post, waiting.status, waiting.attempts) == ([], "todo", 1)
    mail.answer = "250 OK"
    with connection.cursor() as cursor:  # the wait is real; the test does not sit it out
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE id = %s", [waiting.pk])
    work()
    assert [message["Message-ID"] for message in mail.post] == [f"<{letter.message_id}@127.0.0.1>"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_after_the_mail_was_given_does_not_send_it_twice(
    mail: MailServer, work: Callable[[], None]
) -> None:
    letter = put_sealed(LOGIN, WORDS)
    first = claim(letter.pk)
    assert first is not None
    # it gives all of it, and is killed before it hears that the server took it
    hand_over(sending.message(*first), at_the_end=lambda: note_handing(first[0]))
    for _ in range(3):
        work()
    assert (len(mail.post), told(letter)[0]) == (1, Post.UNCERTAIN)
