"""Hand a mail to the server, knowing at every moment whether the server can have it."""

import contextlib
import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend


class NotTaken(Exception):  # noqa: N818 — an answer of the server, not a fault of ours
    """The server has not got the mail.

    ``code``: what it answered, if anything. ``for_good``: once more is no use.
    """

    def __init__(self, code: int | None = None, *, for_good: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.for_good = for_good


class Unanswered(Exception):  # noqa: N818
    """The whole mail was given and no answer came: nobody can tell whether the server has it."""


def hand_over(message: EmailMessage, *, at_the_end: Callable[[], None]) -> None:
    """Send ``message``; ``at_the_end`` is called when all but its end has been given, so before the server
    can have it. What that raises breaks the sending off.

    Raises NotTaken or Unanswered. No mail address is in what they say.
    """
    backend = get_connection()
    if not isinstance(backend, EmailBackend):  # files, the screen: these take it at once or not at all
        at_the_end()
        message.connection = backend
        message.send()
        return
    careful = _CarefulBackend(at_the_end)
    try:
        careful.send_messages([message])
    except smtplib.SMTPRecipientsRefused as wrong:
        raise _not_taken(max(code for code, _ in wrong.recipients.values())) from None
    except smtplib.SMTPResponseException as wrong:
        raise _not_taken(wrong.smtp_code) from None
    except (smtplib.SMTPException, OSError):
        if careful.was_given:
            raise Unanswered from None
        raise NotTaken from None


def _not_taken(code: int) -> NotTaken:
    return NotTaken(code, for_good=500 <= code < 600)


class _Careful(smtplib.SMTP):
    """Tells when all but the end of a mail has been given."""

    at_the_end: Callable[[], None]
    was_given = False
    is_giving = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As the standard library's, but the last line goes apart from the rest."""
        self.putcmd("data")
        code, answer = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, answer)
        self.is_giving = True
        self.send(_lines(msg))
        self.at_the_end()
        self.was_given = True
        self.send(b".\r\n")
        answered = self.getreply()
        self.is_giving = False
        return answered


class _CarefulTls(_Careful, smtplib.SMTP_SSL):
    pass


def _lines(message: bytes) -> bytes:
    """The mail with a dot before each line that begins with one (RFC 5321, 4.5.2), and an end of line."""
    lines = message.removesuffix(b"\r\n").split(b"\r\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n"


class _CarefulBackend(EmailBackend):
    def __init__(self, at_the_end: Callable[[], None]) -> None:
        super().__init__()
        self.at_the_end = at_the_end
        self.was_given = False

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _CarefulTls if self.use_ssl else _Careful

    def open(self) -> bool | None:
        opened = super().open()
        if isinstance(self.connection, _Careful):
            self.connection.at_the_end = self.at_the_end
        return opened

    def close(self) -> None:
        """Remember how far the mail was; that a server does not say goodbye properly is no trouble."""
        if isinstance(self.connection, _Careful):
            self.was_given = self.connection.was_given
            if self.connection.is_giving:  # whatever we would say now, it would take for a part of the mail
                self.connection.close()
                self.connection = None
        with contextlib.suppress(smtplib.SMTPException, OSError):
            super().close()
