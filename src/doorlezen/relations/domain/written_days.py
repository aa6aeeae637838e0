"""Days as people write them down: one, or from one to another."""

import datetime
import re

from doorlezen.language import FieldError, t
from doorlezen.register.readers.cell_values import UnreadableError, day

_UNTIL = re.compile(r"\s*(?:\bt\s*/\s*m\b\.?|\btot\s+en\s+met\b|\s[-–—]\s|[–—])\s*", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"^(?:ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)[.,]?\s+",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ])'?(\d{2})", re.IGNORECASE)
_BARE_DAY = re.compile(r"\d{1,2}")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([-/. ]+)(\d{1,2}|[a-z]{3,9})\.?", re.IGNORECASE)


def days_in(text: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of "12-10-2026 t/m 16-10-2026", "12 t/m 16 okt 2026" or "4-11-26".

    Raises FieldError ("first") for what is no day, with what to write.
    """
    written = " ".join(text.split())
    if not written:
        raise FieldError("first", t("vul een dag in"))
    parts = _UNTIL.split(written)
    if len(parts) > 2:
        raise FieldError("first", t("schrijf hooguit twee dagen: van 12-10-2026 t/m 16-10-2026"))
    last = _one(parts[-1])
    first = last if len(parts) == 1 else _begin(parts[0], last)
    if first > last:
        raise FieldError("last", t("de laatste dag ligt voor de eerste"))
    return first, last


def _one(text: str) -> datetime.date:
    plain = _WEEKDAY.sub("", text.removeprefix("van ").strip())
    if found := _SHORT_YEAR.fullmatch(plain):
        # nobody writes down days of another century, and too far away is refused
        plain = f"{found[1]}20{found[2]}"
    try:
        return day(plain)
    except UnreadableError as wrong:
        raise FieldError("first", str(wrong)) from None


def _begin(text: str, last: datetime.date) -> datetime.date:
    """The first of two days, of which the month or the year may stand with the last alone."""
    plain = _WEEKDAY.sub("", text.removeprefix("van ").strip())
    if _BARE_DAY.fullmatch(plain):
        return _one(f"{plain}-{last.month}-{last.year}")
    found = _DAY_AND_MONTH.fullmatch(plain)
    if found is None:
        return _one(plain)
    begun = _one(f"{found[1]}{found[2][0]}{found[3]}{found[2][0]}{last.year}")
    # "28-12 t/m 8-1-2027"
    return begun if begun <= last else _one(f"{found[1]}{found[2][0]}{found[3]}{found[2][0]}{last.year - 1}")
