"""The half-days of a working week, as a roster problem names them."""

from collections.abc import Iterable

from doorlezen.language import t, weekdays

_DAYS = ("mo", "tu", "we", "th", "fr")
HALF_DAYS = tuple(f"{day}-{part}" for day in _DAYS for part in ("am", "pm"))
"""Monday morning to Friday afternoon."""
SCHOOL_HALF_DAYS = tuple(one for one in HALF_DAYS if one != "we-pm")
"""When a school can be visited, as long as it says nothing else: Wednesday afternoon most are closed."""
LONGEST = 300
"""Minutes of the longest half-day."""


def days_told(half_days: Iterable[str]) -> str:
    """The days of a week where there is little room: "ma, di ochtend, do"; a day alone is both parts."""
    parts: dict[str, list[str]] = {}
    for half_day in half_days:
        day, _, part = half_day.partition("-")
        parts.setdefault(day, []).append(part)
    short = {day: weekdays()[place][0] for place, day in enumerate(_DAYS)}
    told = {"am": t("ochtend"), "pm": t("middag")}
    return ", ".join(
        short[day] if len(of) > 1 else f"{short[day]} {told[of[0]]}" for day, of in parts.items()
    )
