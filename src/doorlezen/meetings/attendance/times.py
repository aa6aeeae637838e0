"""Lengths and moments, in all the ways in which these systems, and Excel after them, write them."""

import datetime
import re

ABSENT = {"--", "-", "—", "–", "n/a", "n.v.t.", "nvt"}
"""What stands where somebody was not there."""
_UNITS = re.compile(
    r"(?:(?P<d>\d+)\s*(?:d|dag|dagen|days?)\b\.?)?[\s,]*"
    r"(?:(?P<h>\d+)\s*(?:h|u|uur|uren|hours?|hrs?)\b\.?)?[\s,]*"
    r"(?:(?P<m>\d+)\s*(?:m|min|minuten|minuut|minutes?|mins?)\b\.?)?[\s,]*"
    r"(?:(?P<s>\d+)\s*(?:s|sec|seconden|seconds?|secs?)\b\.?)?",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:<|less than|minder dan)\s*(?:1|een|één|a)\s*(?:m|min\.?|minute|minuut)", re.IGNORECASE
)
_ISO = re.compile(r"PT(?=\d)(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)(?:\.\d+)?S)?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)(?:[.,]\d+)?")
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d+)?")
_TIME = re.compile(
    r"\b(?P<h>\d{1,2})[:.](?P<m>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?:\.\d+)?\s*(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_ISO_DAY = re.compile(r"\b(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})")
_DAY = re.compile(r"\b(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})\b")
_MONTHS = ("jan", "feb", "mrt|mar|maa", "apr", "mei|may", "jun", "jul", "aug", "sep", "okt|oct", "nov", "dec")
_NAMED = re.compile(
    r"(?:(?P<d1>\d{1,2})\s+(?P<n1>[a-z]{3})[a-z]*\.?|(?P<n2>[a-z]{3})[a-z]*\.?\s+(?P<d2>\d{1,2}))"
    r",?\s+(?P<y>\d{4})",
    re.IGNORECASE,
)
_ONE_DAY = datetime.timedelta(days=1)


def seconds(text: str) -> int | None:
    """Of "45", "45,5", "65.516667", "1:05:00", "1h 5m 3s", "1 uur 5 min", "< 1 min"; None: no length.

    Without a unit it is minutes. Less than a minute is half of one.
    """
    if _LESS.fullmatch(text):
        return 30
    if _NUMBER.fullmatch(text):
        return round(float(text.replace(",", ".")) * 60)
    found = _CLOCK.fullmatch(text) or _ISO.fullmatch(text)
    if found is None and text:
        found = _UNITS.fullmatch(text)
    if found is None:
        return None
    parts = {name: int(text) for name, text in found.groupdict().items() if text}
    if not parts:
        return None
    size = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
    return sum(size[name] * count for name, count in parts.items())


def moment(text: str, *, month_first: bool) -> datetime.datetime | None:
    """When somebody came or went, by the clock of the list; without a day in it, of one and the same day.

    ``month_first``: how this list writes days in figures. None: no moment.
    """
    day = _day(text, month_first=month_first)
    rest = text.replace("T", " ")
    if day is not None:
        written = _ISO_DAY if _ISO_DAY.search(rest) else _DAY
        rest = written.sub(" ", rest, count=1)
    time = _TIME.search(rest)
    if time is None:
        return None
    hour = int(time["h"])
    half = (time["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        at = datetime.time(hour, int(time["m"]), int(time["s"] or 0))
        return datetime.datetime.combine(day or datetime.date(2000, 1, 1), at)
    except ValueError:
        return None


def writes_month_first(texts: list[str]) -> bool:
    """Whether the days in these texts are written as in America. What cannot be a month tells; else a slash
    with am or pm does."""
    found = [match for text in texts if (match := _DAY.search(text))]
    if any(int(match["a"]) > 12 for match in found):
        return False
    if any(int(match["b"]) > 12 for match in found):
        return True
    slashes = any(match["mark"] == "/" for match in found)
    return slashes and any(re.search(r"\d\s*[ap]\.?m", text, re.IGNORECASE) for text in texts)


def between(came: datetime.datetime | None, went: datetime.datetime | None) -> "Span | None":
    """The time between two moments; over midnight where no day tells it. None where one is not known."""
    if came is None or went is None:
        return None
    if went < came:
        went += _ONE_DAY
    return (came, went) if came <= went <= came + _ONE_DAY else None


Span = tuple[datetime.datetime, datetime.datetime]


def union(spans: list[Span]) -> int:
    """The seconds that at least one of these spans covers: two devices at once are one person."""
    total, until = datetime.timedelta(), None
    for came, went in sorted(spans):
        start = came if until is None else max(came, until)
        total += max(went - start, datetime.timedelta())
        until = went if until is None else max(until, went)
    return int(total.total_seconds())


def _day(text: str, *, month_first: bool) -> datetime.date | None:
    if found := _ISO_DAY.search(text):
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    elif found := _DAY.search(text):
        first, second = int(found["a"]), int(found["b"])
        month, day = (first, second) if month_first else (second, first)
        year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    elif (found := _NAMED.search(text)) and (known := _month(found["n1"] or found["n2"])):
        year, month, day = int(found["y"]), known, int(found["d1"] or found["d2"])
    else:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    low = name.lower()
    return next((at for at, names in enumerate(_MONTHS, 1) if low in names.split("|")), None)
