"""Names hold no addresses and look like nobody else's; mail addresses can be reached."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.language import InputError, checked_mail_address, checked_name, checked_title
from tests.words import NO_ADDRESS

ADDRESS = "hier kan geen webadres of e-mailadres in; staat er een punt, zet er dan een spatie achter"
CYRILLIC_A = "\u0430"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sanne  de Wit ", "Sanne de Wit"),
        ("Mw. J.H. van der Heijden-Öztürk", "Mw. J.H. van der Heijden-Öztürk"),
        ("A.F.Th. van der Heijden", "A.F.Th. van der Heijden"),
        ("J.Chr. Bloem", "J.Chr. Bloem"),
        ("O.B.S. De Regenboog", "O.B.S. De Regenboog"),
        ("\u2018t Hart, N\u2019Golo K.", "\u2018t Hart, N\u2019Golo K."),
        ("Łukasz Çelik Ðặng Əliyev", "Łukasz Çelik Ðặng Əliyev"),
        ("\u0133sbrand", "ijsbrand"),
        ("Анна Каренина", "Анна Каренина"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("محمد علي", "محمد علي"),
        ("村上 はるき", "村上 はるき"),
        ("Probiblio 2.0 (1.800 leden)", "Probiblio 2.0 (1.800 leden)"),
        ("Bieb\r\nBcc: iedereen", "Bieb Bcc: iedereen"),
    ],
)
def test_names_that_people_have(typed: str, kept: str) -> None:
    assert checked_name(typed, where="naam") == kept


@pytest.mark.parametrize(
    "typed",
    [
        "Klik op https://kwaad.example/x",
        "kwaad.nl",
        "Bel kwaad.nl/inloggen nu",
        "Bibliotheek.Monster",
        "www kwaad",
        "jan@voorbeeld.nl",
        "kwaad\uff0enl",
        "kwaad\u3002nl",
        "k\u200bwaad.\u200bnl",
        "10.0.0.1",
        "x.xn--p1ai",
        "t.co",
    ],
)
def test_a_name_is_no_address(typed: str) -> None:
    for check in (checked_name, checked_title):
        with pytest.raises(InputError) as refused:
            check(typed, where="naam")
        assert (refused.value.where, refused.value.what) == ("naam", ADDRESS)


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        (f"S{CYRILLIC_A}nne", CYRILLIC_A),
        (f"Sanne {CYRILLIC_A}{CYRILLIC_A}", CYRILLIC_A),
        ("Αnna", "Α"),
        ("ѕасһа", "ѕ"),
        ("Sɑnne", "ɑ"),
        ("Biǀdt", "ǀ"),
        ("Ꭺnna", "Ꭺ"),
        ("Анна Smit", "А"),
    ],
)
def test_a_name_looks_like_no_other(typed: str, letter: str) -> None:
    for check in (checked_name, checked_title):
        with pytest.raises(InputError) as refused:
            check(typed, where="naam")
        assert refused.value.what.startswith(f"de letter {letter} is van een ander schrift")


def test_an_organisation_is_called_in_latin_letters() -> None:
    assert checked_title("theek 5, Bibliotheek Zuid-Kennemerland", where="naam")
    with pytest.raises(InputError, match="ander schrift"):
        checked_title("Анна Каренина", where="naam")


@pytest.mark.parametrize("typed", ["", "  ", "\u202e\u200b", "...", "\u3164"])
def test_nothing_is_no_name(typed: str) -> None:
    with pytest.raises(InputError, match="vul een naam in"):
        checked_name(typed, where="naam")


def test_a_name_has_an_end() -> None:
    assert checked_name("x" * 200, where="naam") == "x" * 200
    with pytest.raises(InputError, match="hoogstens 200 tekens"):
        checked_name("x" * 201, where="naam")


@pytest.mark.parametrize(
    "address", ["a@b.nl", "Sanne.de-Wit+bieb@Voorbeeld.example", "o'neil@a.b.c.museum", "x@y.xn--p1ai"]
)
def test_addresses_that_mail_can_reach(address: str) -> None:
    assert checked_mail_address(f" {address} ", where="e-mailadres") == address


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "vul het e-mailadres in"),
        ("a@localhost", "naar localhost kan geen mail; kies een ander adres"),
        ("a@LocalHost", "naar LocalHost kan geen mail; kies een ander adres"),
        ("a@post.internal", "naar post.internal kan geen mail; kies een ander adres"),
        ("a@printer.local", "naar printer.local kan geen mail; kies een ander adres"),
        ("a@demo.doorlezen.invalid", "naar demo.doorlezen.invalid kan geen mail; kies een ander adres"),
        ("a@b", NO_ADDRESS),
        ("a@[127.0.0.1]", NO_ADDRESS),
        ("a@127.0.0.1", NO_ADDRESS),
        ("a@b..nl", NO_ADDRESS),
        ("a@-b.nl", NO_ADDRESS),
        (".a@b.nl", NO_ADDRESS),
        ("a@b.nl,c@d.nl", NO_ADDRESS),
        ("<a@b.nl>", NO_ADDRESS),
        ("a b@c.nl", NO_ADDRESS),
        ("a@b.nl\nBcc: c@d.nl", "teken 7 (U+000A) is geen gewone letter; typ het adres zelf, zonder plakken"),
        (f"{CYRILLIC_A}@b.nl", "teken 1 (а) is geen gewone letter; typ het adres zelf, zonder plakken"),
        ('"a b"@c.nl', "een adres met aanhalingstekens kunnen wij niet mailen; kies een ander"),
        ('"ab"@c.nl', "een adres met aanhalingstekens kunnen wij niet mailen; kies een ander"),
        ("x" * 65 + "@c.nl", "dit adres is te lang: hoogstens 64 tekens voor de @ en 254 in totaal"),
    ],
)
def test_addresses_that_mail_cannot_reach(address: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_mail_address(address, where="e-mailadres")
    assert refused.value.what == told


@given(st.text(st.characters()))
def test_whatever_is_kept_stays_as_it_is(typed: str) -> None:
    for check in (checked_name, checked_title, checked_mail_address):
        try:
            kept = check(typed, where="x")
        except InputError:
            continue
        assert check(kept, where="x") == kept
        assert not {"Cc", "Cs", "Co", "Zl", "Zp"} & {unicodedata.category(letter) for letter in kept}
