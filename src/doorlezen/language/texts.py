"""Translation with the standard library's gettext, from the same catalogue that Django reads."""

import gettext
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "en")
LOCALE = Path(__file__).parent.parent / "locale"
_UP_TO_ONE_HOUR = re.compile(r"(?<![\d.,])([1¼½¾]) hours\b")
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def current() -> str:
    """The language in force: the one chosen with `use`, else DOORLEZEN_LANGUAGE, else Dutch."""
    language = _chosen.get() or os.environ.get("DOORLEZEN_LANGUAGE", "nl")
    return language if language in LANGUAGES else "nl"


@contextmanager
def use(language: str) -> Iterator[None]:
    """Speak ``language`` ("nl" or "en") inside this block."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def t(text: str, /, **values: object) -> str:
    """Return ``text`` (Dutch) in the current language, with its named placeholders filled in."""
    translated = _catalogue(current()).gettext(text)
    return _agreeing(translated.format(**values)) if values else translated


def n(one: str, many: str, count: int, /, **values: object) -> str:
    """Like `t`, for a text that depends on a number: ``n("{count} school", "{count} scholen", 3)``."""
    return _agreeing(_catalogue(current()).ngettext(one, many, count).format(count=count, **values))


def _agreeing(text: str) -> str:
    """Hours that agree with their number. Dutch has one word, "uur"; English "½ hour" and "1 hour", but
    "1½ hours": one rule for every sentence, as a figure of hours is no whole number to choose a text by."""
    return text if current() == "nl" else _UP_TO_ONE_HOUR.sub(r"\1 hour", text)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "nl":
        return gettext.NullTranslations()
    return gettext.translation("django", LOCALE, languages=[language], fallback=True)
