"""Values as publishers write them: codes, numbers, dates. Each function says what it makes of a cell.

A cell that cannot be read raises `UnreadableError` with the reason; the reader adds the file, row and column.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from doorlezen.language import RECORDED, clean_line, t

_BRIN = re.compile(r"[0-9]{2}[A-Z]{2}")
SCHOOL_CODE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")
_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Z]{2})")
_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DATE_IN_WORDS = re.compile(
    rf"\b([0-9]{{1,2}})\s+({'|'.join(_MONTHS)})\s+([0-9]{{4}})(\*{{0,2}})", re.IGNORECASE
)
_DATE_IN_NAME = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?(?![0-9])"
)
_UNKNOWN = frozenset({"", ".", "x"})
_MASKED = re.compile(r"<\s*[0-9]{1,3}")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,20})?")


class UnreadableError(Exception):
    """A cell cannot be read; the message says why and what was expected."""


def bare(text: str) -> str:
    """A cell as people see it: without invisible signs, any blank as a space, none at its ends."""
    return text.strip() if text.isascii() and text.isprintable() else clean_line(text)


def encoded_once(text: str) -> str | None:
    """What a text was before it was encoded twice ("CafÃ©" → "Café"); None where that is not certain.

    Certain is a text that is UTF-8 when it is taken for Windows-1252, wholly: no name is that by chance.
    """
    if text.isascii():
        return None
    try:
        once = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return once if once != text else None


_TWICE = re.compile("[ÂÃ][\u0080-\u00bf\u2018-\u203a€]|â€")


def looks_encoded_twice(text: str) -> bool:
    """Whether a text has signs that only a wrong conversion leaves behind."""
    return _TWICE.search(text) is not None


_MONTH = "(?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*[.]?"
_AS_DATE = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}([T ].*)?|[0-9]{{1,2}}[-/][0-9]{{1,2}}[-/][0-9]{{4}}"
    rf"|[0-9]{{1,2}}[-/ ]{_MONTH}([-/ ][0-9]{{2,4}})?|{_MONTH}[-/ ][0-9]{{1,4}}",
    re.IGNORECASE,
)


def house_number(text: str) -> str:
    """A house number with its addition. Raises UnreadableError for one that a spreadsheet made a date of."""
    if _AS_DATE.fullmatch(text):
        raise UnreadableError(
            t("{text} is een datum; een rekenblad heeft het huisnummer veranderd", text=shown(text))
        )
    return text


def school_code(text: str) -> str:
    """A vestigingscode: two digits, two letters, two digits. Lower case and blanks around it are mended."""
    code = bare(text).upper()
    if SCHOOL_CODE.fullmatch(code):
        return code
    if not code:
        raise UnreadableError(t("geen vestigingscode"))
    if _BRIN.fullmatch(code):
        raise UnreadableError(
            t(
                "{code} is een BRIN zonder vestigingsnummer; verwacht zes tekens, zoals 00AP00",
                code=shown(text),
            )
        )
    raise UnreadableError(
        t("{code} is geen vestigingscode; verwacht zes tekens, zoals 00AP00", code=shown(text))
    )


def joined_code(brin: str, vestiging: str) -> str:
    """A vestigingscode from its two columns; the number may be the whole code or only 1 or 2 digits."""
    brin = bare(brin).upper()
    if re.fullmatch("[0-9]{1,2}", bare(vestiging)):
        if not _BRIN.fullmatch(brin):
            raise UnreadableError(
                t("{brin} is geen BRIN; verwacht vier tekens, zoals 00AP", brin=shown(brin))
            )
        return brin + bare(vestiging).zfill(2)
    code = school_code(vestiging)
    if brin and not code.startswith(brin):
        raise UnreadableError(t("vestiging {code} hoort niet bij BRIN {brin}", code=code, brin=shown(brin)))
    return code


def gemeente_code(text: str) -> str:
    """A gemeente's code in four digits: "0281", "281", " 281" and "GM0281" are the same."""
    digits = bare(text).upper().removeprefix("GM")
    if not re.fullmatch("[0-9]{1,4}", digits) or not int(digits):
        raise UnreadableError(
            t("{code} is geen gemeentecode; verwacht vier cijfers, zoals 0281", code=shown(text))
        )
    return digits.zfill(4)


def postcode(text: str) -> str:
    """A postcode without a space, or "" where there is none."""
    if not bare(text):
        return ""
    found = _POSTCODE.fullmatch(bare(text).upper())
    if not found:
        raise UnreadableError(t("{text} is geen postcode zoals 1234 AB", text=shown(text)))
    return found[1] + found[2]


def score(value: object) -> Decimal | None:
    """A score in points with two places, or None where it is unknown: blank, "." or masked ("<5")."""
    number = _number(value)
    if number is None:
        return None
    if number < 0:
        raise UnreadableError(t("een score onder 0 kan niet: {value}", value=shown(value)))
    if number >= 1_000_000:
        raise UnreadableError(t("zo hoog kan een score niet zijn: {value}", value=shown(value)))
    return number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def count(value: object) -> int | None:
    """A number of pupils, or None where it is unknown: blank, "." or masked ("<5")."""
    number = _number(value)
    if number is None:
        return None
    if number != int(number) or not 0 <= number < 100_000:
        raise UnreadableError(t("{value} is geen aantal leerlingen", value=shown(value)))
    return int(number)


def degrees(text: str, lowest: int, highest: int) -> Decimal:
    """Decimal degrees between two bounds, in six places."""
    number = _number(text)
    if number is None:
        raise UnreadableError(t("geen coördinaat"))
    if not lowest <= number <= highest:
        raise UnreadableError(
            t("{value} ligt niet in Nederland; zijn lengte en breedte verwisseld?", value=shown(text))
        )
    return number.quantize(Decimal("1e-6"), rounding=ROUND_HALF_UP)


def _number(value: object) -> Decimal | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        number = Decimal(repr(value))
        if number.is_finite():
            return number
    if isinstance(value, str):
        text = bare(value).rstrip("*").rstrip()
        if text.lower() in _UNKNOWN or _MASKED.fullmatch(text):
            return None
        if _GROUPED.fullmatch(text):
            text = text.replace(".", "")
        if _DECIMAL.fullmatch(text):
            return Decimal(text.replace(",", "."))
    raise UnreadableError(t("{value} is geen getal", value=shown(value)))


def marked(value: object) -> bool:
    """Whether a printed number carries the publisher's * for provisional."""
    return isinstance(value, str) and value.strip().endswith("*")


_DAY_IN_WORDS = re.compile(r"([0-9]{1,2})e?[-/. ]+([a-z]{3,9})[.]?[-/. ]+([0-9]{4})", re.IGNORECASE)


def _month(word: str) -> int:
    """The number of a month by its name or the beginning of it, in Dutch or English; 0: it is none."""
    name = word.casefold()
    for names in (_MONTHS, _ENGLISH_MONTHS):
        if found := [number for number, month in enumerate(names, start=1) if month.startswith(name)]:
            return found[0]
    return {"mrt": 3}.get(name, 0)


def _almost_a_date(text: str) -> str:
    """What is the matter with a date that people write and nobody can be sure of; "" for anything else."""
    if re.fullmatch(r"[0-9]{1,2}[-/. ][0-9a-z]{1,9}[-/. ]'?[0-9]{2}", text, re.IGNORECASE):
        return t("schrijf het jaar met vier cijfers, zoals 1-8-2018")
    if re.fullmatch(r"[1-9][0-9]{4}", text):
        return t("zo bewaart Excel een datum; geef de cel de opmaak Datum")
    return ""


@lru_cache(maxsize=256)
def day(text: str) -> datetime.date:
    """A date as people and files write it: 2018-08-01, 1-8-2018, 01/08/2018, 1 aug 2018 or 20180801."""
    written = bare(text)
    found = re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ]00:00(?::00)?)?", written)
    parts = found.groups() if found else None
    if not parts and (found := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", written)):
        parts = found.groups()[::-1]
    if not parts and (found := _DAY_IN_WORDS.fullmatch(written)):
        parts = (found[3], str(_month(found[2])), found[1])
    if not parts and (what := _almost_a_date(written)):
        raise UnreadableError(t("{text} is geen datum: {what}", text=shown(text), what=what))
    try:
        date = datetime.date(*map(int, parts or ()))
    except (TypeError, ValueError):
        raise UnreadableError(
            t("{text} is geen datum zoals 1-8-2018 of 1 aug 2018", text=shown(text))
        ) from None
    if not RECORDED.holds(date):
        raise UnreadableError(t("het jaar van {text} kan niet kloppen", text=shown(text)))
    return date


def date_in_words(text: str) -> tuple[datetime.date, str] | None:
    """The first date in a title and its mark: "…, 1 oktober 2019*" → (2019-10-01, "*")."""
    found = _DATE_IN_WORDS.search(text)
    if not found:
        return None
    try:
        month = _MONTHS.index(found[2].lower()) + 1
        written = datetime.date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None
    return (written, found[4]) if RECORDED.holds(written) else None


def date_in_name(name: str) -> datetime.date | None:
    """The date in a file name; a month without a day is its first: "…_2019-09.csv" → 2019-09-01.

    None where there is none, and where there are two: nobody can tell which of them counts.
    """
    found = _DATE_IN_NAME.findall(name)
    if len(found) != 1:
        return None
    year, month, on = found[0]
    try:
        written = datetime.date(int(year), int(month), int(on or 1))
    except ValueError:
        return None
    return written if RECORDED.holds(written) else None


def _named(sign: str) -> str:
    """A sign that nobody sees by its name, so that it can be found and taken out."""
    if sign in "\t\r\n":
        return " "
    if not sign.isprintable() or (not sign.isascii() and not bare(sign)):
        return t("[een onzichtbaar teken (U+{number})]", number=f"{ord(sign):04X}")
    return sign


def shown(value: object) -> str:
    """A cell as a message quotes it: short, and with the signs in it that nobody sees."""
    text = str(value).strip(" \t\r\n")
    signs = text[:40] + ("…" if len(text) > 40 else "")
    return f"“{' '.join(''.join(map(_named, signs)).split())}”"
