"""Mail leaves once, after the commit, by a real mail server on this machine."""

import asyncio
import email
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from asgiref.sync import sync_to_async
from django.db import connections, transaction
from django.test import override_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.domain import posting
from doorlezen.accounts.domain.mail import _composed, send_mail_later
from doorlezen.accounts.domain.smtp import hand_over
from doorlezen.accounts.letters import AccountLetter, Post
from doorlezen.accounts.seal import seal
from tests.planted import stands_in


class Postbox:
    """What the mail server took in; ``refuse`` makes it refuse that many times first."""

    def __init__(self) -> None:
        self.mail: list[Message] = []
        self.refuse = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            self.refuse -= 1
            return "451 try again later"
        self.mail.append(email.message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def postbox(transactional_db: None) -> Iterator[Postbox]:
    """A mail server on loopback that the site sends its mail to."""
    box = Postbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    try:
        with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            yield box
    finally:
        server.stop()


@pytest.fixture
def work() -> Callable[[], None]:
    """Do all jobs that wait, as a worker does."""

    async def once() -> None:
        # jobs run in one thread and their clearing up in another; of both we then close the connection
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        jobs = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with jobs.open_async():
            await jobs.run_worker_async(wait=False, install_signal_handlers=False, delete_jobs="successful")
        await asyncio.to_thread(connections.close_all)
        await sync_to_async(connections.close_all)()

    def run() -> None:
        try:
            asyncio.run(once())
        finally:
            connections.close_all()

    def call() -> None:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join(60)
        assert not thread.is_alive()

    return call


def a_mail() -> None:
    send_mail_later(to="lezer@voorbeeld.example", subject="Boeken – nu", text="Er is één boek.\n")


def test_a_mail_is_sent_once_as_it_was_written(postbox: Postbox, work: Callable[[], None]) -> None:
    a_mail()
    work()
    work()
    (mail,) = postbox.mail
    subject = str(email.header.make_header(email.header.decode_header(mail["Subject"])))
    assert (mail["To"], subject) == ("lezer@voorbeeld.example", "Boeken – nu")
    content = mail.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.decode().replace("\r\n", "\n") == "Er is één boek.\n"
    assert ProcrastinateJob.objects.count() == 0


def test_no_mail_of_what_did_not_happen(postbox: Postbox, work: Callable[[], None]) -> None:
    with transaction.atomic():
        a_mail()
        transaction.set_rollback(True)
    work()
    assert postbox.mail == []


def test_no_mail_before_the_commit(postbox: Postbox, work: Callable[[], None]) -> None:
    with transaction.atomic():
        a_mail()
        work()
        assert postbox.mail == []
    work()
    assert len(postbox.mail) == 1


def test_a_mail_that_was_refused_is_tried_again_as_the_same_mail(
    postbox: Postbox, work: Callable[[], None]
) -> None:
    postbox.refuse = 1
    a_mail()
    work()
    assert postbox.mail == []
    waiting = ProcrastinateJob.objects.get()
    assert (waiting.status, waiting.attempts) == ("todo", 1)
    # the wait is real; the test does not sit it out
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE id = %s", [waiting.pk])
    work()
    (mail,) = postbox.mail
    assert mail["Message-ID"] == f"<{AccountLetter.objects.get().message_id}@127.0.0.1>"


def test_a_worker_that_dies_after_the_mail_was_given_does_not_send_it_twice(
    postbox: Postbox, work: Callable[[], None]
) -> None:
    a_mail()
    letter = AccountLetter.objects.get()
    # a worker gives all of it, and is killed before it hears that the server took it
    first = posting.claim(AccountLetter.objects.all(), letter.pk, is_needed=lambda one: True)
    assert first is not None

    hand_over(_composed(first), at_the_end=lambda: posting.note_handing(first))
    assert len(postbox.mail) == 1
    for _ in range(3):
        work()
    letter.refresh_from_db()
    assert (len(postbox.mail), letter.state) == (1, Post.UNCERTAIN)
    assert (letter.sealed_to, letter.sealed_subject, letter.sealed_text) == ("", "", "")


def test_a_mail_that_can_never_be_made_is_refused_and_holds_up_no_other(
    postbox: Postbox, work: Callable[[], None]
) -> None:
    a_mail()
    bad = AccountLetter.objects.get()
    bad.sealed_subject = seal("Uitnodiging van Bieb\r\nBcc: iedereen@voorbeeld.example")
    bad.save()
    a_mail()
    work()
    bad.refresh_from_db()
    assert (bad.state, bad.sealed_text, len(postbox.mail)) == (Post.REFUSED, "", 1)
    assert ProcrastinateJob.objects.count() == 0


def test_a_subject_is_one_line_whatever_a_name_holds(postbox: Postbox, work: Callable[[], None]) -> None:
    send_mail_later(to="lezer@voorbeeld.example", subject="Van Bieb\r\nBcc: x@y.example\x00", text="x")
    work()
    (mail,) = postbox.mail
    assert (mail["Subject"], mail["Bcc"]) == ("Van Bieb Bcc: x@y.example", None)


def test_what_was_sent_is_kept_sealed_no_longer(postbox: Postbox, work: Callable[[], None]) -> None:
    a_mail()
    work()
    letter = AccountLetter.objects.get()
    assert (letter.state, letter.sealed_to, letter.sealed_text) == (Post.SENT, "", "")


def test_a_mail_waits_in_the_queue_of_mail_and_behind_no_calculation(transactional_db: None) -> None:
    a_mail()
    assert ProcrastinateJob.objects.get().queue_name == "mail"


def test_what_a_mail_says_cannot_be_read_in_the_queue(transactional_db: None) -> None:
    a_mail()
    assert ProcrastinateJob.objects.get().args == {"letter": AccountLetter.objects.get().pk}
    assert stands_in("voorbeeld.example") == stands_in("boek") == []
