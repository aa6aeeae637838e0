"""The school holidays as the government's open data gives them (infotype schoolholidays, JSON)."""

import datetime
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from doorlezen.calendars.school_holidays import (
    HolidayKind,
    HolidayList,
    HolidayRegion,
    SchoolHoliday,
    holiday_of,
    in_year,
    no_school_year,
    region_called,
)
from doorlezen.documents.fields import brief
from doorlezen.documents.json_text import read_json
from doorlezen.language import HERE, RECORDED, InputError, first_year, t

LARGEST_ANSWER = 4 * 2**20
"""Bytes of what is read; all years together take some 60 kB."""


def read_published_holidays(data: bytes, *, name: str, read_on: datetime.date) -> HolidayList:
    """Read what the government's open data answers (infotype schoolholidays, one year or all).

    A region "heel Nederland" is all three. A moment is the day that it is here: the file gives midnight by
    our clock in UTC. What is no holiday of primary schools is passed over. Raises InputError.
    """
    tree = read_json(data, name=name, largest=LARGEST_ANSWER)
    found: dict[tuple[str, HolidayRegion], dict[HolidayKind, SchoolHoliday]] = {}
    for year, kind, region, first, last in _published_rows(tree, name):
        where = t("{name}, {kind} {year} {region}", name=name, kind=kind.told, year=year, region=region)
        holiday = holiday_of(kind, first, last, where=where)
        # the same year may stand in two of its documents
        if found.setdefault((year, region), {}).setdefault(kind, holiday) != holiday:
            raise InputError(where, t("staat er twee keer, met andere dagen"))
    if not found:
        raise InputError(name, t("er staan geen schoolvakanties in; kies het bestand van de rijksoverheid"))
    of: dict[tuple[str, HolidayRegion], tuple[SchoolHoliday, ...]] = {}
    for (year, region), holidays in sorted(found.items()):
        where = t("{name}, {year} {region}", name=name, year=year, region=region)
        if missing := [kind.told for kind in HolidayKind if kind not in holidays]:
            raise InputError(where, t("zonder {names}", names=", ".join(missing)))
        of[year, region] = in_year(year, list(holidays.values()), where=where)
    return HolidayList("Rijksoverheid", "Schoolvakanties", "CC0", read_on, MappingProxyType(of))


_PublishedRow = tuple[str, HolidayKind, HolidayRegion, datetime.date, datetime.date]


def _published_rows(tree: Any, name: str) -> Iterator[_PublishedRow]:
    for document in tree if isinstance(tree, list) else [tree]:
        for block in _list_at(document, "content", name):
            vacations = _list_at(block, "vacations", name)
            year = "".join(str(block.get("schoolyear", "")).split())
            if first_year(year) is None:
                raise InputError(f"{name}: schoolyear", no_school_year())
            for vacation in vacations:
                kind = _kind_called(str(_at(vacation, "type", name)))
                if kind is None:
                    continue
                for region in _list_at(vacation, "regions", name):
                    first = _moment(_at(region, "startdate", name), name)
                    last = _moment(_at(region, "enddate", name), name)
                    for one in _regions_called(str(_at(region, "region", name)), name):
                        yield year, kind, one, first, last


def _at(value: Any, key: str, name: str) -> Any:
    if not isinstance(value, dict) or key not in value:
        raise InputError(f"{name}: {key}", t("ontbreekt"))
    return value[key]


def _list_at(value: Any, key: str, name: str) -> list[Any]:
    found = _at(value, key, name)
    if not isinstance(found, list):
        raise InputError(f"{name}: {key}", t("moet een lijst zijn, niet {value}", value=brief(found)))
    return found


def _kind_called(name: str) -> HolidayKind | None:
    """ "Herfstvakantie" → herfst; None for what is no holiday of a school year."""
    cleaned = name.strip().lower()
    return next((kind for kind in HolidayKind if cleaned.startswith((kind, f"{kind}s"))), None)


def _regions_called(name: str, where: str) -> tuple[HolidayRegion, ...]:
    if "nederland" in name.lower():
        return tuple(HolidayRegion)
    region = region_called(name)
    if region is None:
        raise InputError(f"{where}: region", t("{name} is geen vakantieregio", name=brief(name)))
    return (region,)


def _moment(value: Any, name: str) -> datetime.date:
    try:
        moment = datetime.datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise InputError(name, t("{value} is geen dag", value=brief(str(value)))) from None
    if moment.tzinfo is not None:
        moment = moment.astimezone(HERE)
    day = moment.date()
    if not RECORDED.holds(day):
        raise InputError(name, RECORDED.refusal())
    return day
