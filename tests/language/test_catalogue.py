"""Every text has its English, and every word of click its Dutch."""

from pathlib import Path

import pytest
from babel.messages import Message

from doorlezen.language import LOCALE
from tests.language.catalogues import (
    CLICK,
    CLICK_SAYS,
    ENGLISH,
    INSTANCES,
    OF_CLICK,
    OF_DJANGO,
    OF_DOORLEZEN,
    SOURCE,
    Text,
    calls,
    catalogue,
    placeholders,
    said,
    text_of,
    translations,
    without_placeholders,
)

BOTH = pytest.mark.parametrize("path", [ENGLISH, OF_CLICK], ids=["English", "click in Dutch"])
AFTER_A_CHANGE = "run `make messages`, then translate what is new"


def messages(path: Path) -> list[Message]:
    return [message for message in catalogue(LOCALE / path) if message.id]


def ids(path: Path) -> set[Text]:
    return {message.id for message in messages(path)}


def test_each_text_is_literal_so_that_it_can_be_collected() -> None:
    assert [where for where, call in calls() if text_of(call) is None] == []


def test_each_text_of_the_code_is_in_the_english_catalogue() -> None:
    # read from the syntax tree: the collecting tool overlooks what stands inside an f-string
    spoken = {(text_of(call), where) for where, call in calls()}
    known = ids(ENGLISH)
    singular = {text[0] for text in known if isinstance(text, tuple)}
    missing = sorted(where for text, where in spoken if text not in known and text not in singular)
    assert missing == [], AFTER_A_CHANGE


def test_the_english_catalogue_holds_what_is_collected_and_no_more() -> None:
    marks = {**OF_DOORLEZEN, **OF_DJANGO}
    collected, known = said(SOURCE, marks) | said(INSTANCES, marks), ids(ENGLISH)
    assert sorted(map(str, known - collected)) == [], AFTER_A_CHANGE
    assert sorted(map(str, collected - known)) == [], AFTER_A_CHANGE


def test_the_catalogue_of_click_holds_what_this_click_says() -> None:
    assert ids(OF_CLICK) == said(CLICK, CLICK_SAYS)


@BOTH
def test_each_text_is_translated(path: Path) -> None:
    pairs = [pair for message in messages(path) for pair in translations(message)]
    assert [text for text, translated in pairs if not translated.strip()] == []


@BOTH
def test_no_translation_is_a_guess_or_out_of_use(path: Path) -> None:
    assert [message.id for message in messages(path) if message.fuzzy] == []
    assert list(catalogue(LOCALE / path).obsolete) == []


def test_each_english_text_fills_in_what_the_dutch_does() -> None:
    pairs = [pair for message in messages(ENGLISH) for pair in translations(message)]
    assert [text for text, translated in pairs if placeholders(text) != placeholders(translated)] == []


def test_each_dutch_text_of_click_fills_in_what_click_gives() -> None:
    # click gives a plural all that its plural asks for, and the singular may say more of it
    for message in messages(OF_CLICK):
        given = set().union(*(placeholders(text) for text, _ in translations(message)))
        for _, translated in translations(message):
            assert placeholders(translated) <= given


@BOTH
def test_each_translation_keeps_the_blanks_around_a_text(path: Path) -> None:
    def blanks(text: str) -> tuple[int, int]:
        return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())

    pairs = [pair for message in messages(path) for pair in translations(message)]
    assert [text for text, translated in pairs if blanks(text) != blanks(translated)] == []


@BOTH
def test_nobody_is_shouted_at(path: Path) -> None:
    pairs = [pair for message in messages(path) for pair in translations(message)]
    assert [said_so for _, said_so in pairs if "!" in without_placeholders(said_so)] == []
