"""What is known of working at schools with an achterstandsscore: shipped sentences with source and date."""

import datetime
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import current
from doorlezen.planning.library.norms import SURE
from doorlezen.planning.library.toml_entries import Entries

FILE = "known_differences.toml"


@dataclass(frozen=True)
class KnownDifference:
    """One thing that is known: in both languages, where it was read, of which day, and how sure it is."""

    about: str
    words: dict[str, str]
    source: str
    date: datetime.date
    sure: str

    @property
    def text(self) -> str:
        """The sentences, in the language of the reader."""
        return self.words.get(current(), self.words["nl"])


@cache
def known_differences() -> tuple[KnownDifference, ...]:
    """Everything that the package knows, in the order of its file."""
    data = (files("doorlezen.planning") / "data" / FILE).read_bytes()
    return read_differences(data)


def read_differences(data: bytes) -> tuple[KnownDifference, ...]:
    """Read the bytes of such a file. Raises InputError with the path of what is wrong."""
    entries = Entries(parse_toml(data, name=FILE), "", FILE)
    found = tuple(_read(item) for item in entries.tables("known"))
    entries.close()
    return found


def _read(entries: Entries) -> KnownDifference:
    known = KnownDifference(
        about=entries.text("about"),
        words={language: entries.text(language) for language in ("nl", "en")},
        source=entries.text("source"),
        date=entries.day("date"),
        sure=entries.one_of("sure", SURE),
    )
    entries.close()
    return known
