"""What people fill in about themselves, checked: it goes into mail, to them and to the organisers."""

import unicodedata
from dataclasses import dataclass

from doorlezen.language import InputError, checked_mail_address, t
from doorlezen.language import checked_name as checked_name_of_somebody

LONGEST_NAME = 100
LONGEST_ADDRESS = 254
"""Characters of a mail address (RFC 5321, with the brackets of a path taken off)."""
LONGEST_LOCAL = 64
LONGEST_ORGANISATION = 150


@dataclass(frozen=True)
class Who:
    """Somebody as filled in and checked; ``key`` is by what the same person is known."""

    name: str
    email: str
    organisation: str

    @property
    def key(self) -> str:
        """The mail address in small letters: no mail server tells addresses apart by capitals."""
        return self.email.lower()


def checked(*, name: str, email: str, organisation: str) -> Who:
    """What somebody filled in. Raises InputError at the first field that cannot be used."""
    return Who(checked_name(name), checked_address(email), checked_organisation(organisation))


def checked_name(text: str) -> str:
    """A name of one line. Raises InputError (``where`` is "name")."""
    return _line("name", text, most=LONGEST_NAME)


def checked_organisation(text: str) -> str:
    """An organisation of one line. Raises InputError (``where`` is "organisation")."""
    return _line("organisation", text, most=LONGEST_ORGANISATION)


def checked_address(text: str) -> str:
    """A mail address. Raises InputError (``where`` is "email") for one that we do not mail to.

    Only plain letters: a letter that merely looks like one (а for a) leads the mail to somebody else, and in
    .nl there are no others.
    """
    address = text.strip(" ")
    _refuse_controls("email", address)
    if not address:
        raise InputError("email", t("vul je e-mailadres in"))
    for place, letter in enumerate(address, start=1):
        if ord(letter) > 126:
            what = t(
                "teken {place} ({letter}) is geen gewone letter; typ je adres zelf, zonder plakken",
                place=place,
                letter=letter if letter.isprintable() else f"U+{ord(letter):04X}",
            )
            raise InputError("email", what)
    if len(address) > LONGEST_ADDRESS or len(address.partition("@")[0]) > LONGEST_LOCAL:
        what = t(
            "dit adres is te lang: hoogstens {local} tekens voor de @ en {most} in totaal",
            local=LONGEST_LOCAL,
            most=LONGEST_ADDRESS,
        )
        raise InputError("email", what)
    if address.startswith('"'):
        raise InputError("email", t("een adres met aanhalingstekens kunnen wij niet mailen; kies een ander"))
    return checked_mail_address(address, where="email")


def _line(field: str, text: str, *, most: int) -> str:
    _refuse_controls(field, text.strip(" "))
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        raise InputError(field, t("vul dit in"))
    if len(line) > most:
        raise InputError(field, t("dit is te lang: hoogstens {most} tekens", most=most))
    # whoever fills in somebody else's address would have us mail that person what stands here
    return checked_name_of_somebody(line, where=field, most=most)


def _refuse_controls(field: str, text: str) -> None:
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in text):
        raise InputError(field, t("hier staat een nieuwe regel of een onzichtbaar teken in; haal dat weg"))
    if any(unicodedata.category(letter) in {"Cf", "Cs", "Co"} for letter in text):
        raise InputError(field, t("hier staat een onzichtbaar teken in; haal dat weg"))
