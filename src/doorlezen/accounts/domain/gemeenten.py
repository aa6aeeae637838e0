"""Gemeenten as people name them: by name or by code, in any order."""

import difflib
import re
import unicodedata

from doorlezen.language import InputError, clean_text, t
from doorlezen.register.models import Gemeente

_APART = re.compile(r"[,;\n]")
_CODE = re.compile(r"(?:gm)?0*(\d{1,4})", re.IGNORECASE)


def gemeenten_named(text: str) -> list[Gemeente]:
    """The gemeenten of a text such as "Tiel, Culemborg", "281 0216" or "281 Tiel", in order of code.

    Raises InputError for one that the register does not know, and for a code with the name of another.
    """
    known = list(Gemeente.objects.order_by("code"))
    found: dict[str, Gemeente] = {}
    for part in _APART.split(clean_text(text)):
        for gemeente in _named(part.split(), known):
            found[gemeente.code] = gemeente
    return [found[code] for code in sorted(found)]


def _named(words: list[str], known: list[Gemeente]) -> list[Gemeente]:
    """The gemeenten in these words, the longest name first: "Bergen op Zoom" is one, "Tiel Buren" two."""
    by_code = {gemeente.code: gemeente for gemeente in known}
    by_name = {_key(gemeente.name): gemeente for gemeente in known}
    found: list[Gemeente] = []
    after_code = False
    while words:
        code = _CODE.fullmatch(words[0])
        if code:
            if (gemeente := by_code.get(code[1].zfill(4))) is None:
                raise _unknown(words[0], known)
            found.append(gemeente)
            words, after_code = words[1:], True
            continue
        many = next((n for n in range(len(words), 0, -1) if _key(" ".join(words[:n])) in by_name), 0)
        if not many:
            raise _unknown(" ".join(words), known)
        gemeente = by_name[_key(" ".join(words[:many]))]
        if after_code and found[-1] != gemeente:
            what = t(
                "{code} is {name}, niet {other}; kies er een",
                code=found[-1].code,
                name=found[-1].name,
                other=gemeente.name,
            )
            raise InputError(t("gemeenten"), what)
        if not after_code:
            found.append(gemeente)
        words, after_code = words[many:], False
    return found


def _unknown(typed: str, known: list[Gemeente]) -> InputError:
    if not known:
        what = t("er zijn nog geen gemeenten; laad eerst bij Register een lijst met scholen")
        return InputError(t("gemeenten"), what)
    names = {_key(gemeente.name): gemeente.name for gemeente in known}
    like = [names[key] for key in difflib.get_close_matches(_key(typed), names, n=3, cutoff=0.6)]
    if like:
        what = t(
            "wij kennen geen gemeente {typed}; bedoel je {like}?",
            typed=typed,
            like=t(" of ").join(like),
        )
    else:
        what = t("wij kennen geen gemeente {typed}; schrijf de naam of de code van het CBS", typed=typed)
    return InputError(t("gemeenten"), what)


def _key(name: str) -> str:
    """A name without accents, capitals and signs: "'s-Gravenhage" → "s gravenhage"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if not unicodedata.combining(c))))
