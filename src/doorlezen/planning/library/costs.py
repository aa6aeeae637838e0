"""What the library file says about people, need, choices per profile and costs."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from doorlezen.language import decimal, hours, t
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.library_model import (
    PROFILES,
    CostLine,
    Ground,
    Leesconsulenten,
    NeedWeights,
    Profile,
    Sizes,
)
from doorlezen.planning.library.norms import read_norms
from doorlezen.planning.library.toml_entries import Entries

STANDARD_LIMITS = (100, 225, 350)
"""The four size bands in which the Sterrenchecklist asks for hours."""
NOTHING = Decimal(0)
FORMULAS = ("logarithm", "linear")


def read_leesconsulenten(entries: Entries, grounds: Grounds) -> Leesconsulenten:
    """Read [leesconsulent]: hourly cost, school weeks, and the hours a week that there are."""
    cents = entries.cents("cost_per_hour")
    weeks = entries.whole("weeks", least=1)
    if weeks > 52:
        entries.refuse("weeks", t("een jaar heeft hooguit 52 weken, niet {weeks}", weeks=weeks))
    capacity, words = _read_capacity(entries)
    people = Leesconsulenten(cents, weeks, capacity, words, grounds.of(entries))
    entries.close()
    return people


def _read_capacity(entries: Entries) -> tuple[int | None, str]:
    way = entries.only_one("hours_per_week", "fte")
    if way is None:
        return None, t("geen grens")
    if way == "hours_per_week":
        quarters = entries.quarters("hours_per_week")
        return quarters, t("{hours} uur per week", hours=hours(quarters))
    fte, week = entries.number("fte"), entries.number("hours_per_fte", most=168)
    percent = entries.whole("percent_at_schools", least=1)
    if percent > 100:
        entries.refuse("percent_at_schools", t("moet hooguit 100 zijn, niet {value}", value=percent))
    # rounded down: an hour that nobody has cannot be promised
    quarters = int(fte * week * percent * 4 / 100)
    words = t(
        "{fte} fte × {week} uur × {percent}% = {hours} uur per week",
        fte=decimal(fte),
        week=decimal(week, 0 if week == int(week) else 2),
        percent=percent,
        hours=hours(quarters),
    )
    return quarters, words


def read_need(entries: Entries, grounds: Grounds) -> tuple[NeedWeights, Ground]:
    """Read [need], the verdeelsleutel: at least one of its three numbers is above 0."""
    parts = [entries.number(key, default=NOTHING) for key in ("per_pupil", "per_point", "per_school")]
    ground = grounds.of(entries)
    entries.close()
    if not any(parts):
        entries.refuse("", t("per_pupil, per_point en per_school zijn alle drie 0; zo telt geen school mee"))
    return NeedWeights(*parts), ground


def read_profiles(entries: Entries, grounds: Grounds) -> tuple[Sizes, str, dict[str, Profile], Ground]:
    """Read [profiles]: the size bands, the formula of the points, what each profile can choose, and on what
    ground."""
    limits = _rising(entries, "size_bands") if entries.has("size_bands") else STANDARD_LIMITS
    typical = _rising(entries, "typical_pupils")
    if len(typical) != len(limits) + 1:
        what = t("moet {count} getallen hebben, één per grootte", count=len(limits) + 1)
        entries.refuse("typical_pupils", what)
    sizes = Sizes(limits, typical)
    for band, pupils in enumerate(typical):
        if sizes.band(pupils) != band:
            what = t("{pupils} leerlingen hoort niet in deze grootte", pupils=pupils)
            entries.refuse(f"typical_pupils[{band}]", what)
    formula = entries.one_of("points", FORMULAS) if entries.has("points") else FORMULAS[0]
    profiles = {name: _read_profile(entries.table(name), len(typical), grounds) for name in PROFILES}
    ground = grounds.of(entries)
    entries.close()
    return sizes, formula, profiles, ground


def _rising(entries: Entries, key: str) -> tuple[int, ...]:
    value = entries.take(key)
    whole = isinstance(value, list) and all(type(item) is int and item > 0 for item in value)
    if not whole or any(b <= a for a, b in pairwise(value)):
        entries.refuse(
            key, t("moet een lijst van hele getallen zijn, van klein naar groot, niet {value}", value=value)
        )
    return tuple(value)


def _read_profile(entries: Entries, bands: int, grounds: Grounds) -> Profile:
    value = entries.take("hours")
    per_band = _per_band(entries, "hours", value, bands)
    quarters = tuple(
        entries.quarters_list(
            "hours" if per_band is None else f"hours[{band}]", value if per_band is None else per_band[band]
        )
        for band in range(bands)
    )
    points = _read_points(entries, quarters) if entries.has("points") else None
    norms = read_norms(entries, grounds)
    entries.close()
    return Profile(quarters, points, norms)


def _per_band(entries: Entries, key: str, value: Any, bands: int) -> list[Any] | None:
    """The lists of a list of lists, one per band; None where one list holds for every band."""
    if not isinstance(value, list) or not any(isinstance(item, list) for item in value):
        return None
    if len(value) != bands:
        entries.refuse(key, t("moet één lijst hebben, of {count}: één per grootte", count=bands))
    return value


def _read_points(entries: Entries, quarters: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    value = entries.take("points")
    lists = _per_band(entries, "points", value, len(quarters)) or [value] * len(quarters)
    for band, (points, steps) in enumerate(zip(lists, quarters, strict=True)):
        key = f"points[{band}]"
        if not isinstance(points, list) or any(type(item) is not int or item < 0 for item in points):
            entries.refuse(key, t("moet een lijst van hele getallen vanaf 0 zijn"))
        if len(points) != len(steps):
            entries.refuse(
                key, t("heeft {count} getallen, bij {hours} keuzes", count=len(points), hours=len(steps))
            )
    return tuple(tuple(points) for points in lists)


def read_cost(entries: Entries, grounds: Grounds) -> CostLine:
    """Read one [[cost]]: what a bouwsteen costs at a school that gets hours."""
    has_books = entries.has("books_per_pupil") or entries.has("book_price")
    profile = entries.one_of("profile", PROFILES) if entries.has("profile") else None
    line = CostLine(
        bouwsteen=entries.bouwsteen("bouwsteen"),
        profiles=PROFILES if profile is None else (profile,),
        leesconsulent=entries.boolean("leesconsulent") if entries.has("leesconsulent") else False,
        fixed=entries.cents_or_none("fixed") or 0,
        per_pupil=entries.cents_or_none("per_pupil") or 0,
        books_per_pupil=entries.number("books_per_pupil", most=100) if has_books else NOTHING,
        book_cents=entries.cents("book_price") if has_books else 0,
        per_pupil_per_hour=entries.cents_or_none("per_pupil_per_hour") or 0,
        ground=grounds.of(entries),
    )
    entries.close()
    parts = (line.fixed, line.per_pupil, line.book_cents, line.per_pupil_per_hour)
    if not line.leesconsulent and not any(parts):
        entries.refuse("", t("deze bouwsteen kost niets; noem minstens één bedrag"))
    return line
