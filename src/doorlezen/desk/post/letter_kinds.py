"""The letters that there are, in one table. Each app adds its own in a `letters.py`, which is found there."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from email.mime.base import MIMEBase

from doorlezen.desk.models import Letter


@dataclass(frozen=True)
class Mail:
    """What one letter says to whom; ``parts`` go along (an appointment)."""

    to: str
    subject: str
    text: str
    parts: tuple[MIMEBase, ...] = ()


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter, called ``area.what``.

    ``purpose``: why we mail, as docs/personal-data.md has it. ``write`` makes the mail when it leaves, so
    that it tells what is so then; None when that is no longer so, and then it is not sent. ``term``: how long
    it can be seen how far a letter is; None: for as long as there is what it is about.
    """

    name: str
    purpose: str
    write: Callable[[Letter], Mail | None]
    term: datetime.timedelta | None = None


LETTERS: dict[str, LetterKind] = {}


def add_letters(*kinds: LetterKind) -> None:
    """Put them in the table. Raises ValueError where the name is taken."""
    for kind in kinds:
        if LETTERS.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"two letters are called {kind.name}")
