"""What people fill in about themselves is checked as names and addresses are everywhere (tests/language)."""

import pytest

from doorlezen.language import InputError
from doorlezen.meetings.domain.registrants import checked
from tests.words import NO_ADDRESS

GOOD = {"name": "Noor van Dam", "email": "noor@bieb.nl", "organisation": "Bibliotheek De Linge"}
WITH_ADDRESS = "hier kan geen webadres of e-mailadres in; staat er een punt, zet er dan een spatie achter"


@pytest.mark.parametrize(
    ("field", "typed", "what"),
    [
        ("name", "  ", "vul een naam in"),
        ("name", "Noor\nBcc: sam@bieb.nl", WITH_ADDRESS),
        ("name", "Win nu op http://spam.example", WITH_ADDRESS),
        ("name", "a" * 101, "dit is te lang: hoogstens 100 tekens"),
        ("organisation", "", "vul een naam in"),
        ("organisation", "www.spam.example", WITH_ADDRESS),
        ("organisation", "a" * 151, "dit is te lang: hoogstens 150 tekens"),
        ("email", "", "vul het e-mailadres in"),
        ("email", "noor@bieb", NO_ADDRESS),
        (
            "email",
            "noor@bieb.nl, sam@bieb.nl",
            NO_ADDRESS,
        ),
        (
            "email",
            "noor@bieb.nl\r\nBcc: sam@bieb.nl",
            "teken 13 (U+000D) is geen gewone letter; typ het adres zelf, zonder plakken",
        ),
        (
            "email",
            "no\u043er@bieb.nl",
            "teken 3 (\u043e) is geen gewone letter; typ het adres zelf, zonder plakken",
        ),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(field: str, typed: str, what: str) -> None:
    with pytest.raises(InputError) as wrong:
        checked(**{**GOOD, field: typed})
    assert (wrong.value.where, wrong.value.what) == (field, what)


def test_names_of_everywhere_are_kept_as_they_are() -> None:
    who = checked(
        name=" Zoë  O’Brien-Şahin \u202e", email=" Zoe@Bieb.nl ", organisation="Bibliotheek ’t Gooi"
    )
    assert (who.name, who.email, who.key) == ("Zoë O’Brien-Şahin", "Zoe@Bieb.nl", "zoe@bieb.nl")
