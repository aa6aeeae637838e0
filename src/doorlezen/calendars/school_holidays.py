"""The school holidays per region: which there are, and what the government says of their days.

Kerst, mei and zomer are law, herfst and voorjaar are advice (art. 15 WPO and the yearly ministerial rule): a
school may deviate, so that what stands here is what holds until a school says otherwise.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from doorlezen.documents.fields import brief
from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import RECORDED, InputError, date, first_year, t

FORMAT = "doorlezen-school-holidays/1"
SHIPPED = "school_holidays.toml"
LONGEST = 70
"""Days of the longest holiday that somebody can mean; a summer takes 44."""


class HolidayRegion(StrEnum):
    """The three regions, as DUO's column VAKANTIEREGIO names them, in lower case."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


class HolidayKind(StrEnum):
    """The holidays of a school year, in the order of the year."""

    HERFST = "herfst"
    KERST = "kerst"
    VOORJAAR = "voorjaar"
    MEI = "mei"
    ZOMER = "zomer"

    @property
    def told(self) -> str:
        """What people call it."""
        return {
            HolidayKind.HERFST: t("herfstvakantie"),
            HolidayKind.KERST: t("kerstvakantie"),
            HolidayKind.VOORJAAR: t("voorjaarsvakantie"),
            HolidayKind.MEI: t("meivakantie"),
            HolidayKind.ZOMER: t("zomervakantie"),
        }[self]

    @property
    def is_law(self) -> bool:
        """Whether its days are fixed by law; the others are advice."""
        return self in {HolidayKind.KERST, HolidayKind.MEI, HolidayKind.ZOMER}


@dataclass(frozen=True)
class SchoolHoliday:
    """One holiday of one region: from ``first`` up to and including ``last``, weekends included."""

    kind: HolidayKind
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class HolidayList:
    """Holidays with their source. ``of``: per school year ("2026-2027") and region, from herfst to zomer."""

    publisher: str
    title: str
    licence: str
    read_on: datetime.date
    of: Mapping[tuple[str, HolidayRegion], tuple[SchoolHoliday, ...]]

    @property
    def source(self) -> str:
        """Where it comes from, as a page says it."""
        return t(
            "{publisher}, {title}, gelezen op {day}",
            publisher=self.publisher,
            title=self.title.lower(),
            day=date(self.read_on),
        )

    def years(self) -> tuple[str, ...]:
        """The school years that it knows, in order."""
        return tuple(sorted({year for year, _ in self.of}))


def no_school_year() -> str:
    """What is said of something that is no school year."""
    return t("moet een schooljaar zijn, zoals {example}", example="2026-2027")


def region_called(name: str) -> HolidayRegion | None:
    """The region that DUO calls so ("Noord"); None where the name is empty or another."""
    cleaned = name.strip().lower()
    return HolidayRegion(cleaned) if cleaned in set(HolidayRegion) else None


@cache
def shipped_holidays() -> HolidayList:
    """The holidays that come with Doorlezen."""
    data = (files("doorlezen.calendars") / "data" / SHIPPED).read_bytes()
    return read_holiday_list(data, name=SHIPPED)


def read_holiday_list(data: bytes, *, name: str) -> HolidayList:
    """Read such a file. Raises InputError with the path of what is wrong."""
    tree = parse_toml(data, name=name)
    if tree.pop("format", None) != FORMAT:
        raise InputError(name, t("begint niet met format: {format}", format=FORMAT))
    heads = {key: tree.pop(key, None) for key in ("publisher", "title", "licence")}
    for key, value in heads.items():
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{name}: {key}", t("moet een tekst zijn"))
    read_on = _day(tree.pop("read_on", None), where=f"{name}: read_on")
    found: dict[tuple[str, HolidayRegion], tuple[SchoolHoliday, ...]] = {}
    for year, kinds in tree.items():
        for region, holidays in _year(year, kinds, where=f"{name}: {brief(year)}").items():
            found[year, region] = holidays
    return HolidayList(heads["publisher"], heads["title"], heads["licence"], read_on, MappingProxyType(found))


def _year(year: str, kinds: Any, *, where: str) -> dict[HolidayRegion, tuple[SchoolHoliday, ...]]:
    if first_year(year) is None:
        raise InputError(where, no_school_year())
    if not isinstance(kinds, dict) or set(kinds) != set(HolidayKind):
        named = ", ".join(HolidayKind)
        raise InputError(where, t("heeft precies deze velden: {names}", names=named))
    per_region: dict[HolidayRegion, list[SchoolHoliday]] = {region: [] for region in HolidayRegion}
    for kind in HolidayKind:
        cells = kinds[kind]
        if not isinstance(cells, dict) or set(cells) != set(HolidayRegion):
            named = ", ".join(HolidayRegion)
            raise InputError(f"{where}.{kind}", t("heeft precies deze velden: {names}", names=named))
        for region in HolidayRegion:
            at = f"{where}.{kind}.{region}"
            if not isinstance(cells[region], list) or len(cells[region]) != 2:
                raise InputError(at, t("moet een eerste en een laatste dag zijn"))
            first, last = (_day(cell, where=at) for cell in cells[region])
            per_region[region].append(holiday_of(kind, first, last, where=at))
    return {region: in_year(year, found, where=where) for region, found in per_region.items()}


def _day(value: Any, *, where: str) -> datetime.date:
    if type(value) is not datetime.date or not RECORDED.holds(value):
        raise InputError(where, RECORDED.refusal())
    return value


def holiday_of(kind: HolidayKind, first: datetime.date, last: datetime.date, *, where: str) -> SchoolHoliday:
    """A holiday of these days. Raises InputError for none, and for more than somebody can mean."""
    if last < first:
        raise InputError(where, t("de laatste dag ligt voor de eerste"))
    if (last - first).days >= LONGEST:
        raise InputError(
            where, t("duurt {days} dagen; zo lang is geen vakantie", days=(last - first).days + 1)
        )
    return SchoolHoliday(kind, first, last)


def in_year(year: str, holidays: list[SchoolHoliday], *, where: str) -> tuple[SchoolHoliday, ...]:
    """The holidays in the order of the year. Raises InputError for two that overlap, or one of another year.

    A summer may begin in July and end in September: it is the last of its school year.
    """
    ordered = sorted(holidays, key=lambda one: one.first)
    begin = first_year(year)
    assert begin is not None
    for one in ordered:
        if not datetime.date(begin, 8, 1) <= one.first < datetime.date(begin + 1, 8, 1):
            what = t(
                "{name} begint op {day}, buiten {year}", name=one.kind.told, day=date(one.first), year=year
            )
            raise InputError(where, what)
    for one, other in pairwise(ordered):
        if other.first <= one.last:
            what = t("{name} en {other} overlappen elkaar", name=one.kind.told, other=other.kind.told)
            raise InputError(where, what)
    return tuple(ordered)
