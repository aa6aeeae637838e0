"""The language in force, and texts in it; plurals too, and the reasons of the system."""

import errno
import os

import pytest

from doorlezen.language import current, hours, n, not_read, not_written, t, use

SCHOOLS = ("{count} school", "{count} scholen")


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOORLEZEN_LANGUAGE", raising=False)


def test_dutch_unless_told_otherwise() -> None:
    assert (current(), t("Overzicht")) == ("nl", "Overzicht")


def test_english_where_it_is_chosen_and_only_there() -> None:
    with use("en"):
        assert (current(), t("Overzicht")) == ("en", "Overview")
        with use("nl"):
            assert (current(), t("Overzicht")) == ("nl", "Overzicht")
        assert current() == "en"
    assert current() == "nl"


def test_a_choice_ends_where_something_goes_wrong() -> None:
    with pytest.raises(ZeroDivisionError), use("en"):
        raise ZeroDivisionError
    assert current() == "nl"


def test_the_environment_chooses_and_a_choice_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORLEZEN_LANGUAGE", "en")
    assert (current(), t("Overzicht")) == ("en", "Overview")
    with use("nl"):
        assert t("Overzicht") == "Overzicht"


@pytest.mark.parametrize("unknown", ["fy", "", "EN", "en_GB", "../en"])
def test_an_unknown_language_is_dutch(monkeypatch: pytest.MonkeyPatch, unknown: str) -> None:
    monkeypatch.setenv("DOORLEZEN_LANGUAGE", unknown)
    assert (current(), t("Overzicht")) == ("nl", "Overzicht")
    with use(unknown):
        assert (current(), t("Overzicht")) == ("nl", "Overzicht")


def test_a_text_without_a_translation_stays_as_it_is() -> None:
    with use("en"):
        assert t("dit staat in geen catalogus: {what}", what="x") == "dit staat in geen catalogus: x"


def test_values_are_filled_in_and_never_read_as_a_text() -> None:
    with use("en"):
        assert t("Gemaakt op {day}", day="{day} 28") == "Made on {day} 28"


def test_a_text_without_values_keeps_its_braces() -> None:
    assert t("null heeft een toelichting nodig: {value: null, note: …}").endswith("{value: null, note: …}")


@pytest.mark.parametrize(
    ("count", "dutch", "english"),
    [(0, "0 scholen", "0 schools"), (1, "1 school", "1 school"), (2, "2 scholen", "2 schools")],
)
def test_plurals(count: int, dutch: str, english: str) -> None:
    assert n(*SCHOOLS, count) == dutch
    with use("en"):
        assert n(*SCHOOLS, count) == english


def refusal(number: int, name: str = "weg/plan.json") -> OSError:
    return OSError(number, os.strerror(number), name)


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        (errno.ENOENT, "dit bestand bestaat niet", "this file does not exist"),
        (errno.ENOTDIR, "dit bestand bestaat niet", "this file does not exist"),
        (
            errno.EISDIR,
            "dit is een map; geef de naam van een bestand",
            "this is a folder; give the name of a file",
        ),
        (errno.EACCES, "je mag dit bestand niet lezen", "you may not read this file"),
        (errno.ENAMETOOLONG, "deze naam is te lang", "this name is too long"),
        (errno.ELOOP, "deze koppeling verwijst naar zichzelf", "this link refers to itself"),
    ],
)
def test_why_a_file_is_not_read(number: int, dutch: str, english: str) -> None:
    assert not_read(refusal(number)) == dutch
    with use("en"):
        assert not_read(refusal(number)) == english


@pytest.mark.parametrize(
    ("number", "dutch"),
    [
        (errno.ENOENT, "de map weg bestaat niet"),
        (errno.ENOSPC, "de schijf is vol; maak ruimte of kies een andere map"),
        (errno.EDQUOT, "de schijf is vol; maak ruimte of kies een andere map"),
        (errno.EFBIG, "zo groot mag een bestand hier niet zijn; kies een andere map"),
        (errno.EROFS, "je mag in deze map niet schrijven; kies een andere map"),
        (errno.EEXIST, "er is al een bestand met deze naam"),
        (errno.ENAMETOOLONG, "deze naam is te lang"),
        (errno.EIO, "de schijf geeft een fout; probeer het nog eens of kies een andere plek"),
    ],
)
def test_why_a_file_is_not_written(number: int, dutch: str) -> None:
    assert not_written(refusal(number)) == dutch


def test_a_reason_that_has_no_words_of_ours_is_given_as_the_system_gives_it() -> None:
    assert not_read(refusal(errno.ETXTBSY)) == os.strerror(errno.ETXTBSY)
    assert not_written(OSError("no number")) == "no number"


@pytest.mark.parametrize(
    ("quarters", "said"),
    [(0, "0 hours"), (2, "½ hour"), (4, "1 hour"), (5, "1¼ hours"), (6, "1½ hours"), (84, "21 hours")],
)
def test_english_hours_agree_with_their_number(quarters: int, said: str) -> None:
    with use("en"):
        assert t("{hours} uur per week", hours=hours(quarters)) == f"{said} per week"
        assert t("{hours} uur per week", hours=f"+{hours(quarters)}") == f"+{said} per week"
    assert t("{hours} uur per week", hours=hours(4)) == "1 uur per week"
