"""Reading a library file: docs/library-file.md says what each key means."""

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import first_year, t
from doorlezen.planning.library.costs import read_cost, read_leesconsulenten, read_need, read_profiles
from doorlezen.planning.library.demands import Context, read_demand
from doorlezen.planning.library.entries import Entries
from doorlezen.planning.library.funds import read_fund
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.last_year import read_last_year
from doorlezen.planning.library.model import Filled, Library, PupilsFilled, SchemeChoice

FORMAT = "doorlezen-library/1"
FIRST_DAY = (8, 1)
"""Month and day on which a school year begins."""


def read_library(data: bytes, *, name: str, folder: Path) -> Library:
    """Read the bytes of a library file; ``folder`` is where the files that it names are looked for.

    Raises InputError with the path of the first thing that is wrong.
    """
    entries = Entries(parse_toml(data, name=name), "", name)
    if (found := entries.take("format")) != FORMAT:
        entries.refuse("format", t('moet "{format}" zijn, niet {found}', format=FORMAT, found=repr(found)))
    own = _read_own(entries.table("library"))
    gemeenten = own["gemeenten"]
    grounds = Grounds.read(entries.table("entered"))
    scheme = _read_scheme(entries.table_or_none("scheme"), grounds, folder)
    leesconsulenten = read_leesconsulenten(entries.table("leesconsulent"), grounds)
    need_table = entries.table("need")
    need, need_ground = read_need(need_table, grounds)
    sizes, formula, profiles = read_profiles(entries.table("profiles"))
    costs = tuple(read_cost(item, grounds) for item in entries.tables("cost"))
    if not any(line.leesconsulent for line in costs):
        entries.refuse("cost", t("geen enkele [[cost]] heeft leesconsulent = true; zo zijn uren gratis"))
    funds = tuple(read_fund(item, gemeenten, grounds, scheme=scheme) for item in entries.tables("fund"))
    _refuse_twice(entries, "fund", [fund.id for fund in funds])
    context = Context(gemeenten, tuple(fund.id for fund in funds))
    numbered = enumerate(entries.tables("demand"), start=1)
    demands = tuple(read_demand(item, context, number=number) for number, item in numbered)
    _refuse_twice(entries, "demand", [demand.id for demand in demands])
    last_year, last_year_words = read_last_year(entries.table_or_none("last_year"), folder)
    pupils = tuple(_read_pupils(item, grounds) for item in entries.tables("pupils"))
    entries.close()
    return Library(
        file_name=name,
        **own,
        scheme=scheme,
        leesconsulenten=leesconsulenten,
        need=need,
        need_ground=need_ground,
        sizes=sizes,
        formula=formula,
        profiles=profiles,
        costs=costs,
        funds=funds,
        demands=demands,
        last_year=last_year,
        last_year_words=last_year_words,
        pupils_filled=pupils,
    )


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


def _read_scheme(entries: Entries | None, grounds: Grounds, folder: Path) -> SchemeChoice | None:
    if entries is None:
        return None
    undetermined = (
        entries.one_of("undetermined", ("exclude", "include")) if entries.has("undetermined") else "exclude"
    )
    filled = tuple(_read_filled(item, grounds) for item in entries.tables("filled"))
    _refuse_twice(entries, "filled", [item.name for item in filled], part="name")
    scheme = SchemeChoice(
        track=entries.text("track"),
        path=f"{entries.name}: {entries.path}",
        undetermined=undetermined == "include",
        folder=folder / entries.text("folder") if entries.has("folder") else None,
        filled=filled,
    )
    entries.close()
    return scheme


def _read_filled(entries: Entries, grounds: Grounds) -> Filled:
    # what a scheme leaves open is never covered by the general ground of the file
    for key in ("source", "date"):
        if not entries.has(key):
            entries.refuse(key, t("ontbreekt; zeg waar je dit hebt gelezen en wanneer"))
    filled = Filled(
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
    for value, count in Counter(values).items():
        if count > 1:
            last = len(values) - 1 - values[::-1].index(value)
            entries.refuse(f"{key}[{last}].{part}", t("{value} staat er twee keer", value=repr(value)))
