"""Reading doorlezen-problem/2, as strictly as version 1: every refusal carries the path of the field."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.problem import FORMAT as ONE_YEAR
from doorlezen.engine.allocation.problem import (
    read_menus,
    read_problem,
    read_school_year,
    read_use,
    refuse_half_an_order,
    refuse_twice,
)
from doorlezen.engine.allocation.years.demands import read_demand
from doorlezen.engine.allocation.years.problem import (
    FORMAT,
    FundYears,
    SchoolYears,
    YearsProblem,
    from_one_year,
)
from doorlezen.language import t

T = TypeVar("T")
MOST_YEARS = 10


def is_years(data: bytes, *, name: str = "problem") -> bool:
    """Whether the bytes are a problem of several years. Raises InputError where they are no JSON at all."""
    if f'"{FORMAT}"'.encode() not in data:
        return False
    document = parse(data, name=name)
    return isinstance(document, dict) and document.get("format") == FORMAT


def read_years(data: bytes, *, name: str = "problem") -> YearsProblem:
    """Read the bytes of a problem file of version 2, or of version 1 as a problem of one year.

    Raises InputError with the path of the first field that is wrong.
    """
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) == ONE_YEAR:
        return from_one_year(read_problem(data, name=name))
    if found != FORMAT:
        fields.refuse("format", t("moet {format} zijn, niet {found}", format=repr(FORMAT), found=repr(found)))
    title = fields.text("title")
    years = _school_years(fields)
    menus = read_menus(fields)
    schools = tuple(_school(item, years, menus) for item in fields.objects("schools"))
    refuse_twice(fields, "schools", "code", [school.code for school in schools])
    codes = [school.code for school in schools]
    funds = tuple(_fund(item, years, codes) for item in fields.objects("funds"))
    refuse_twice(fields, "funds", "id", [fund.id for fund in funds])
    refuse_half_an_order(fields, [fund.use for fund in funds])
    fund_ids = [fund.id for fund in funds]
    demands = tuple(read_demand(item, codes, fund_ids, years) for item in fields.objects("requirements"))
    refuse_twice(fields, "requirements", "id", [demand.id for demand in demands])
    capacity = per_year(fields, "capacity_quarters", years, Fields.whole_or_null)
    weights = per_year(fields, "year_weights", years, lambda at, key: at.whole(key, default=1))
    fields.close()
    return YearsProblem(
        title,
        tuple(years),
        schools,
        menus,
        capacity,
        weights,
        funds,
        demands,
        hashlib.sha256(data).hexdigest(),
    )


def per_year(
    fields: Fields, key: str, years: Sequence[str], read: Callable[[Fields, str], T]
) -> dict[str, T]:
    """One value that holds in every year, or an object with a value for each of the years and no other key.

    ``read`` takes one value. Raises InputError where a year is missing or too many.
    """
    given = fields.has(key)
    value = fields.take(key) if given else None
    if not isinstance(value, dict):
        alone = Fields({key: value} if given else {}, fields.path, fields.name)
        return dict.fromkeys(years, read(alone, key))
    holder = Fields(value, f"{fields.path}.{key}" if fields.path else key, fields.name)
    values = {}
    for year in years:
        if not holder.has(year):
            holder.refuse(year, t("ontbreekt"))
        values[year] = read(holder, year)
    holder.close()
    return values


def _school_years(fields: Fields) -> list[str]:
    named = fields.names("school_years")
    years = []
    for index, value in enumerate(named):
        key = f"school_years[{index}]"
        years.append(read_school_year(Fields({key: value}, "", fields.name), key))
        if index and years[index][:4] != years[index - 1][5:]:
            what = t(
                "moet het jaar na {before} zijn, niet {year}", before=years[index - 1], year=years[index]
            )
            fields.refuse(key, what)
    if not 1 <= len(years) <= MOST_YEARS:
        fields.refuse("school_years", t("moet 1 tot en met {most} schooljaren hebben", most=MOST_YEARS))
    return years


def _school(fields: Fields, years: list[str], menus: Mapping[str, object]) -> SchoolYears:
    school = SchoolYears(
        code=fields.text("code"),
        name=fields.text("name"),
        municipality=fields.text("municipality"),
        last_year_quarters=fields.whole("last_year_quarters"),
        pupils=per_year(fields, "pupils", years, Fields.whole),
        score=per_year(fields, "score", years, Fields.decimal_or_null),
        collaboration=per_year(fields, "collaboration", years, Fields.boolean),
        weight=per_year(fields, "weight", years, lambda at, key: at.whole(key, least=None)),
        menu=per_year(fields, "menu", years, lambda at, key: at.one_of(key, menus)),
    )
    fields.close()
    return school


def _fund(fields: Fields, years: list[str], codes: list[str]) -> FundYears:
    fund = FundYears(
        id=fields.text("id"),
        name=fields.text("name"),
        schools=fields.names_or_all("schools", codes),
        bouwstenen=fields.names("bouwstenen"),
        cents=per_year(fields, "cents", years, Fields.whole_or_null),
        max_cents_per_school=per_year(fields, "max_cents_per_school", years, Fields.whole_or_null),
        max_cents_per_pupil=per_year(fields, "max_cents_per_pupil", years, Fields.whole_or_null),
        carry_over=per_year(fields, "carry_over", years[:-1], _carry_over),
        use=read_use(fields),
    )
    fields.close()
    return fund


def _carry_over(fields: Fields, key: str) -> int | None:
    """The most that goes on to the next year; nothing where it does not say, None for "all"."""
    if not fields.has(key):
        return 0
    value = fields.take(key)
    return None if value == "all" else Fields({key: value}, fields.path, fields.name).whole(key)
