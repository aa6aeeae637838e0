"""Reading a library file: docs/library-file.md says what each key means."""

import datetime
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import InputError, first_year, t
from doorlezen.planning.library.costs import read_cost, read_leesconsulenten, read_need, read_profiles
from doorlezen.planning.library.course_entries import read_course
from doorlezen.planning.library.demand_entries import Context, read_demand
from doorlezen.planning.library.fund_entries import read_fund
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.last_year_hours import read_last_year
from doorlezen.planning.library.library_model import FilledByLibrary, Library, PupilsFilled, SchemeChoice
from doorlezen.planning.library.toml_entries import Entries

FORMAT = "doorlezen-library/1"
FIRST_DAY = (8, 1)
"""Month and day on which a school year begins."""
Read = TypeVar("Read")


def read_library(data: bytes, *, name: str, folder: Path) -> Library:
    """Read the bytes of a library file; ``folder`` is where the files that it names are looked for.

    Raises InputError with the path of the first thing that is wrong.
    """
    examined = examine(parse_toml(data, name=name), name=name, folder=folder)
    if examined.library is None:
        raise examined.refused[0]
    return examined.library


@dataclass(frozen=True)
class Examined:
    """A library file that was read to its end: the ``library``, or everything that was ``refused`` in it.

    Of each table the first thing that is wrong, in the order in which the tables are read.
    """

    library: Library | None
    refused: tuple[InputError, ...]


def examine(tree: Mapping[str, Any], *, name: str, folder: Path | None = None) -> Examined:
    """Read a library file that `parse_toml` took apart. What is wrong in one table stops no other.

    ``folder``: as for `read_library`; None: it may name no files.
    """
    reading = _Reading(Entries(tree, "", name), folder)
    return Examined(reading.library(), tuple(reading.refused))


class _Reading:
    """One file being read: the tables in their order, and what was refused on the way.

    What a refused table would have said is None from then on, and what rests on it takes what is written.
    """

    def __init__(self, entries: Entries, folder: Path | None) -> None:
        self.entries, self.folder = entries, folder
        self.refused: list[InputError] = []

    def take(self, reader: Callable[[], Read]) -> Read | None:
        try:
            return reader()
        except InputError as wrong:
            self.refused.append(wrong)
            return None

    def each(self, key: str, reader: Callable[[Entries], Read]) -> tuple[Read, ...]:
        tables = self.take(lambda: self.entries.tables(key)) or []
        read = [self.take(partial(reader, item)) for item in tables]
        return tuple(item for item in read if item is not None)

    def library(self) -> Library | None:
        entries, take = self.entries, self.take
        written = Written.of(entries)
        take(lambda: _check_format(entries))
        own: Any = take(lambda: _read_own(entries.table("library")))
        gemeenten = own["gemeenten"] if own else written.gemeenten
        grounds = take(lambda: Grounds.read(entries.table("entered"))) or Grounds.unknown()
        scheme = take(lambda: _read_scheme(entries.table_or_none("scheme"), grounds, self.folder))
        people: Any = take(lambda: read_leesconsulenten(entries.table("leesconsulent"), grounds))
        need: Any = take(lambda: read_need(entries.table("need"), grounds)) or (None, None)
        profiles: Any = take(lambda: read_profiles(entries.table("profiles"), grounds)) or (None,) * 4
        costs = self.each("cost", lambda item: read_cost(item, grounds))
        if not written.pays_hours:
            take(lambda: entries.refuse("cost", t("nergens staat wat een uur kost; zo zijn uren gratis")))
        has_scheme = written.has_scheme
        funds = self.each("fund", lambda item: read_fund(item, gemeenten, grounds, has_scheme=has_scheme))
        take(lambda: _refuse_twice(entries, "fund", [fund.id for fund in funds]))
        context = Context(gemeenten, written.funds)
        number = count(1)
        demands = self.each("demand", lambda item: read_demand(item, context, number=next(number)))
        take(lambda: _refuse_twice(entries, "demand", [demand.id for demand in demands]))
        courses = self.each("course", lambda item: read_course(item, written.fund_kinds, grounds))
        take(lambda: _refuse_twice(entries, "course", [course.id for course in courses]))
        last_year = take(lambda: read_last_year(entries.table_or_none("last_year"), self.folder))
        pupils = self.each("pupils", lambda item: _read_pupils(item, grounds))
        take(entries.close)
        hours, hours_words = last_year or (None, "")
        if self.refused:
            return None
        return Library(
            file_name=entries.name,
            **own,
            scheme=scheme,
            leesconsulenten=people,
            need=need[0],
            need_ground=need[1],
            sizes=profiles[0],
            formula=profiles[1],
            profiles=profiles[2],
            profiles_ground=profiles[3],
            costs=costs,
            funds=funds,
            demands=demands,
            last_year=hours,
            last_year_words=hours_words,
            pupils_filled=pupils,
            courses=courses,
        )


@dataclass(frozen=True)
class Written:
    """What stands in a file whether it is right or not: what its other tables may speak of."""

    gemeenten: tuple[str, ...]
    funds: tuple[str, ...]
    fund_kinds: Mapping[str, str]
    has_scheme: bool
    pays_hours: bool

    @classmethod
    def of(cls, entries: Entries) -> "Written":
        """Look without taking anything, and without refusing."""
        written = entries.tables_written("fund")
        funds = [fund.get("id") for fund in written]
        codes = entries.table_written("library").get("gemeenten")
        return cls(
            tuple(code for code in codes if isinstance(code, str)) if isinstance(codes, list) else (),
            tuple(fund for fund in funds if isinstance(fund, str)),
            {str(fund.get("id")): str(fund.get("kind")) for fund in written},
            entries.has("scheme"),
            any(cost.get("leesconsulent") is True for cost in entries.tables_written("cost")),
        )


def _check_format(entries: Entries) -> None:
    if (found := entries.take("format")) != FORMAT:
        entries.refuse("format", t('moet "{format}" zijn, niet {found}', format=FORMAT, found=repr(found)))


def _read_own(entries: Entries) -> dict[str, Any]:
    name, year = entries.text("name"), entries.text("school_year")
    first = first_year(year)
    if first is None:
        entries.refuse(
            "school_year", t('moet een schooljaar zijn zoals "2026-2027", niet "{year}"', year=year)
        )
    gemeenten = entries.names("gemeenten")
    for index, code in enumerate(gemeenten):
        entries.check_gemeente(f"gemeenten[{index}]", code)
    if not gemeenten:
        entries.refuse("gemeenten", t("noem minstens één gemeente"))
    invented = entries.boolean("invented") if entries.has("invented") else False
    on = entries.day_or_none("on") or datetime.date(first, *FIRST_DAY)
    site = entries.text("site") if entries.has("site") else ""
    entries.close()
    own = {"name": name, "school_year": year, "on": on, "gemeenten": gemeenten}
    return {**own, "invented": invented, "site": site}


def _read_scheme(entries: Entries | None, grounds: Grounds, folder: Path | None) -> SchemeChoice | None:
    if entries is None:
        return None
    if folder is None and entries.has("folder"):
        entries.refuse("folder", t("een map met eigen regelingen kan hier niet; haal dit weg"))
    undetermined = (
        entries.one_of("undetermined", ("exclude", "include")) if entries.has("undetermined") else "exclude"
    )
    filled = tuple(_read_filled(item, grounds) for item in entries.tables("filled"))
    _refuse_twice(entries, "filled", [item.name for item in filled], part="name")
    scheme = SchemeChoice(
        track=entries.text("track"),
        path=f"{entries.name}: {entries.path}",
        undetermined=undetermined == "include",
        folder=folder / entries.text("folder") if folder and entries.has("folder") else None,
        filled=filled,
    )
    entries.close()
    return scheme


def _read_filled(entries: Entries, grounds: Grounds) -> FilledByLibrary:
    # what a scheme leaves open is never covered by the general ground of the file
    for key in ("source", "date"):
        if not entries.has(key):
            entries.refuse(key, t("ontbreekt; zeg waar je dit hebt gelezen en wanneer"))
    filled = FilledByLibrary(
        name=entries.text("name"),
        value=_read_value(entries),
        ground=grounds.of(entries),
        path=f"{entries.name}: {entries.path}",
    )
    entries.close()
    return filled


def _read_value(entries: Entries) -> str:
    value = entries.take("value")
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        entries.refuse("value", t('moet een tekst of een geheel getal zijn, bijvoorbeeld "9500.00"'))
    return str(value)


def _read_pupils(entries: Entries, grounds: Grounds) -> PupilsFilled:
    filled = PupilsFilled(
        code=entries.text("code"),
        pupils=entries.whole("pupils", least=1),
        ground=grounds.of(entries),
        path=f"{entries.name}: {entries.path}",
    )
    entries.close()
    return filled


def _refuse_twice(entries: Entries, key: str, values: list[str], *, part: str = "id") -> None:
    for value, times in Counter(values).items():
        if times > 1:
            last = len(values) - 1 - values[::-1].index(value)
            entries.refuse(f"{key}[{last}].{part}", t("{value} staat er twee keer", value=repr(value)))
