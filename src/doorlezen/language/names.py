"""Names and mail addresses as people type them: what they may hold, since others read and mail them.

A name stands in mail that goes to strangers, so it holds no address, and it looks like nobody else's: letters
of one script, and none that only look like ordinary ones.
"""

import re
import unicodedata

from doorlezen.language.refusal import InputError
from doorlezen.language.texts import t
from doorlezen.language.typed import clean_line

LONGEST_ADDRESS = 254
"""Characters of a mail address (RFC 5321, with the brackets of a path taken off)."""
LONGEST_LOCAL = 64
_INITIALS = re.compile(r"\b[A-Z]\.(?:[A-Z][a-z]{0,2}\.)+")
_LINK = re.compile(
    r"://|@|\bwww\b|\bmailto:|[^\W_][\u3002.](?:[^\W\d_]{2}|xn--)|\b\d+(?:\.\d+){3}\b", re.IGNORECASE
)
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?:[A-Za-z]{{2,63}}|xn--[A-Za-z0-9-]{{1,58}}[A-Za-z0-9])")
_NOWHERE = frozenset({
    "alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain",
    "localhost", "onion", "private", "test",
})  # fmt: skip
"""Ends of addresses that no mail can reach from here (RFC 6761, RFC 6762, RFC 7686, ICANN)."""
_EAST = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"})
_LIKE_LATIN = frozenset("аеорсухіјѕһԁԛԝӏгпАВЕКМНОРСТУХІЈЅԚԜӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧορνικυ")
"""Cyrillic and Greek letters that look like Latin ones."""


def checked_name(text: str, *, where: str, most: int = 200) -> str:
    """The name of a person, cleaned. Raises InputError, also where there is none."""
    return _checked(text, where, most, scripts=None)


def checked_title(text: str, *, where: str, most: int = 200) -> str:
    """The name of an organisation, in Latin letters, cleaned. Raises InputError, also where there is none."""
    return _checked(text, where, most, scripts=frozenset({"LATIN"}))


def checked_mail_address(text: str, *, where: str) -> str:
    """A mail address that mail can reach, as it was typed. Raises InputError.

    Only plain letters: one that merely looks like another (а for a) leads the mail to somebody else.
    """
    address = text.strip()
    if not address:
        raise InputError(where, t("vul het e-mailadres in"))
    for place, letter in enumerate(address, start=1):
        if not " " <= letter <= "~":
            shown = letter if letter.isprintable() else f"U+{ord(letter):04X}"
            what = t(
                "teken {place} ({letter}) is geen gewone letter; typ het adres zelf, zonder plakken",
                place=place,
                letter=shown,
            )
            raise InputError(where, what)
    local, _, domain = address.rpartition("@")
    if len(address) > LONGEST_ADDRESS or len(local) > LONGEST_LOCAL:
        what = t(
            "dit adres is te lang: hoogstens {local} tekens voor de @ en {most} in totaal",
            local=LONGEST_LOCAL,
            most=LONGEST_ADDRESS,
        )
        raise InputError(where, what)
    if local.startswith('"'):
        raise InputError(where, t("een adres met aanhalingstekens kunnen wij niet mailen; kies een ander"))
    if local and domain.lower().rpartition(".")[2] in _NOWHERE:
        raise InputError(where, t("naar {domain} kan geen mail; kies een ander adres", domain=domain))
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise InputError(where, t("dit is geen e-mailadres; het ziet eruit als naam@voorbeeld.nl"))
    return address


def _checked(text: str, where: str, most: int, *, scripts: frozenset[str] | None) -> str:
    name = clean_line(unicodedata.normalize("NFKC", clean_line(text)))
    if not any(letter.isalnum() for letter in name):
        raise InputError(where, t("vul een naam in"))
    if len(name) > most:
        raise InputError(where, t("dit is te lang: hoogstens {most} tekens", most=most))
    if _LINK.search(_INITIALS.sub(" ", name)):
        # whoever invites somebody would have us mail that person a link
        what = t("hier kan geen webadres of e-mailadres in; staat er een punt, zet er dan een spatie achter")
        raise InputError(where, what)
    if odd := _odd_letter(name, scripts):
        what = t(
            "de letter {letter} is van een ander schrift dan het lijkt of dan de rest; typ de naam zelf, "
            "zonder plakken",
            letter=odd,
        )
        raise InputError(where, what)
    return name


def _odd_letter(name: str, scripts: frozenset[str] | None) -> str:
    """The first letter of another script than the rest (or than ``scripts``), or that is there to look like
    another; empty: there is none."""
    letters = [letter for letter in name if unicodedata.category(letter) in {"Lu", "Ll", "Lt", "Lo"}]
    used = {letter: _script(letter) for letter in letters}
    may = scripts or frozenset({"LATIN"} if "LATIN" in used.values() else list(used.values())[:1])
    for letter in letters:
        if used[letter] not in may or (used[letter] == "LATIN" and _is_phonetic(letter)):
            return letter
    return letters[0] if letters and all(letter in _LIKE_LATIN for letter in letters) else ""


def _script(letter: str) -> str:
    script = unicodedata.name(letter, "?").partition(" ")[0]
    return "CJK" if script in _EAST else script


def _is_phonetic(letter: str) -> bool:
    """Latin letters of no alphabet in which people are called, and so only there to look like others."""
    point = ord(letter)
    in_use = point < 0x01C0 or 0x01C4 <= point < 0x0250 or 0x1E00 <= point < 0x1F00
    return not in_use and letter != "ə"
