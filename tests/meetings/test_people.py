"""What people fill in about themselves: every bad one gives one line that says what helps."""

import pytest

from doorlezen.language import InputError
from doorlezen.meetings.domain.people import (
    checked,
    checked_address,
    checked_name,
    checked_organisation,
)
from tests.words import NO_ADDRESS

LINE = "hier staat een nieuwe regel of een onzichtbaar teken in; haal dat weg"
UNSEEN = "hier staat een onzichtbaar teken in; haal dat weg"
LONG = "dit adres is te lang: hoogstens 64 tekens voor de @ en 254 in totaal"
NONE = NO_ADDRESS
WITH_ADDRESS = "hier kan geen webadres of e-mailadres in; staat er een punt, zet er dan een spatie achter"
QUOTED = "een adres met aanhalingstekens kunnen wij niet mailen; kies een ander"


def odd(place: int, letter: str) -> str:
    return f"teken {place} ({letter}) is geen gewone letter; typ je adres zelf, zonder plakken"


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("", "vul je e-mailadres in"),
        ("   ", "vul je e-mailadres in"),
        ("noor", NONE),
        ("noor@", NONE),
        ("noor@bieb", NONE),
        ("noor van dam@bieb.nl", NONE),
        ("noor@bieb.nl, sam@bieb.nl", NONE),
        ("Noor <noor@bieb.nl>", NONE),
        ("noor@bieb.nl\n", LINE),
        ("noor@bieb.nl\nBcc: sam@bieb.nl", LINE),
        ("noor@bieb.nl\r\nBcc: sam@bieb.nl", LINE),
        ("noor@bieb.nl\u2028Bcc: sam@bieb.nl", LINE),
        ("noor\x00@bieb.nl", LINE),
        ("noor\u200b@bieb.nl", UNSEEN),
        ("noor@bieb.nl\u202e", UNSEEN),
        ("no\u043er@bieb.nl", odd(3, "\u043e")),
        ("noor@b\u0456eb.nl", odd(7, "\u0456")),
        ("noor@bücher.example", odd(7, "ü")),
        ("noor＠bieb.nl", odd(5, "＠")),
        (f"{'a' * 65}@bieb.nl", LONG),
        (f"noor@{'a.' * 125}nl", LONG),
        ("a" * 100_000, LONG),
        ('"noor van dam"@bieb.nl', QUOTED),
        ('"a\\@b"@bieb.nl', QUOTED),
    ],
)
def test_an_address_that_cannot_be_used(address: str, what: str) -> None:
    with pytest.raises(InputError) as wrong:
        checked_address(address)
    assert (wrong.value.where, wrong.value.what) == ("email", what)


@pytest.mark.parametrize(
    "address",
    [
        "noor@bieb.nl",
        "Noor.van-Dam+webinar@Bieb.NL",
        "o'neill@bieb.nl",
        f"{'a' * 64}@bieb.nl",
        "n@xn--bcher-kva.nl",
    ],
)
def test_an_address_that_can(address: str) -> None:
    assert checked_address(f" {address} ") == address


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "vul dit in"),
        ("  ", "vul dit in"),
        ("Noor\nBcc: sam@bieb.nl", LINE),
        ("a" * 101, "dit is te lang: hoogstens 100 tekens"),
        ("Win nu op http://spam.example", WITH_ADDRESS),
        ("www.spam.example", WITH_ADDRESS),
        ("Noor \u202eleovE", UNSEEN),
    ],
)
def test_a_name_that_cannot_be_used(name: str, what: str) -> None:
    with pytest.raises(InputError) as wrong:
        checked_name(name)
    assert (wrong.value.where, wrong.value.what) == ("name", what)


def test_an_organisation_is_asked_for() -> None:
    with pytest.raises(InputError) as wrong:
        checked_organisation("")
    assert wrong.value.where == "organisation"


def test_names_of_everywhere_are_kept_as_they_are() -> None:
    who = checked(name=" Zoë  O’Brien-Şahin ", email="Zoe@Bieb.nl", organisation="Bibliotheek ’t Gooi")
    assert (who.name, who.email, who.key) == ("Zoë O’Brien-Şahin", "Zoe@Bieb.nl", "zoe@bieb.nl")
