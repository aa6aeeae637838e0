"""A real mail server on this machine that keeps what it is given, and answers as a test wants."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.browser.server import free_port

PATIENCE = 30.0
OK = "250 OK"


@dataclass
class MailServer:
    """``post``: what it accepted, in order. ``refuse``: what it answers to a recipient instead of yes.

    ``answer``: what it says to a whole mail ("250 OK": it keeps it). ``hold_from``: when it has kept so many
    mails it answers nobody any more, until ``let_go``; ``held`` counts who waits for an answer.
    """

    port: int
    post: list[EmailMessage] = field(default_factory=list)
    refuse: str = ""
    answer: str = OK
    hold_from: int | None = None
    held: int = 0
    hangs_up: bool = False
    _free: threading.Event = field(default_factory=threading.Event)

    async def handle_MAIL(  # noqa: N802 — the names that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._wait()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return OK

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return OK

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.answer == OK:
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            assert envelope.rcpt_tos == [message["To"]]
            self.post.append(message)
        if self.hangs_up:
            server.transport.abort()
        await self._wait()
        return self.answer

    async def _wait(self) -> None:
        if self.hold_from is None or len(self.post) < self.hold_from:
            return
        self.held += 1
        for _ in range(int(PATIENCE / 0.01)):
            if self._free.is_set():
                break
            await asyncio.sleep(0.01)

    def wait_until_held(self, number: int) -> None:
        """Wait until so many wait for an answer."""
        until = time.monotonic() + PATIENCE
        while self.held < number:
            assert time.monotonic() < until, f"{self.held} held, {len(self.post)} mails"
            time.sleep(0.01)

    def let_go(self) -> None:
        """Answer everybody again."""
        self.hold_from = None
        self._free.set()

    def to(self, address: str) -> list[EmailMessage]:
        """The mail for this address, in order."""
        return [message for message in self.post if message["To"] == address]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a free port of this machine."""
    kept = MailServer(port=free_port())
    controller = Controller(kept, hostname="127.0.0.1", port=kept.port)
    controller.start()
    try:
        yield kept
    finally:
        kept.let_go()
        controller.stop()
