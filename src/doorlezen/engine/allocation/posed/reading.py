"""Reading doorlezen-problem/1 and /2, strictly: every refusal carries the path of the field."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.posed.formats import PROBLEM, PROBLEM_OF_YEARS, is_of_years
from doorlezen.engine.allocation.posed.names import at
from doorlezen.engine.allocation.posed.problem import Cost, Fund, Option, Problem, School
from doorlezen.engine.allocation.posed.requirements import Known, read_requirement
from doorlezen.language import t

MOST_YEARS = 10
LAST_USE = 9
"""The last place in the order in which money is spent."""

T = TypeVar("T")


def read_problem(data: bytes, *, name: str = "problem") -> Problem:
    """Read the bytes of a problem file of either version; ``name`` is what an error calls it.

    Raises InputError with the path of the first field that is wrong.
    """
    fields = Fields(parse(data, name=name), "", name)
    per_year = is_of_years(fields, PROBLEM, PROBLEM_OF_YEARS)
    title = fields.text("title")
    if per_year:
        years = _Years(_school_years(fields), per_year=True)
    else:
        years = _Years([fields.school_year("school_year")], per_year=False)
    menus = _menus(fields)
    codes: list[str] = []
    schools = [_school(item, years, menus, codes) for item in fields.objects("schools")]
    fields.refuse_twice("schools", "code", codes)
    ids: list[str] = []
    funds = [list(_fund(item, years, codes, ids)) for item in fields.objects("funds")]
    fields.refuse_twice("funds", "id", ids)
    _refuse_half_an_order(fields, [fund[0].use for fund in funds])
    known = Known(codes, ids, years.names if per_year else ())
    requirements = tuple(read_requirement(item, known) for item in fields.objects("requirements"))
    fields.refuse_twice("requirements", "id", [requirement.id for requirement in requirements])
    capacity = years.each(fields, "capacity_quarters", Fields.whole_or_null)
    weights = years.each(fields, "year_weights", lambda f, key: f.whole(key, default=1)) if per_year else {}
    fields.close()
    return Problem(
        title,
        tuple(years.names),
        tuple(_weighted(school[year], weights.get(year, 1)) for year in years.names for school in schools),
        menus,
        capacity,
        tuple(fund for of_year in funds for fund in of_year),
        requirements,
        hashlib.sha256(data).hexdigest(),
        per_year,
        {year: weight for year, weight in weights.items() if weight != 1},
    )


class _Years(NamedTuple):
    """The school years of a file, and whether it names what differs per year."""

    names: Sequence[str]
    per_year: bool

    def name(self, year: str, name: str) -> str:
        return at(year, name) if self.per_year else name

    def each(
        self,
        fields: Fields,
        key: str,
        read: Callable[[Fields, str], T],
        names: Sequence[str] | None = None,
    ) -> dict[str, T]:
        """One value that holds in every year, or an object with a value for each of them and no other key.

        ``read`` takes one value; ``names``: for these years alone. Raises InputError where a year is missing
        or too many.
        """
        years = self.names if names is None else names
        if not self.per_year:
            return {year: read(fields, key) for year in years}
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
    years: list[str] = []
    for index, value in enumerate(named):
        key = f"school_years[{index}]"
        years.append(Fields({key: value}, "", fields.name).school_year(key))
        if index and years[index][:4] != years[index - 1][5:]:
            what = t(
                "moet het jaar na {before} zijn, niet {year}", before=years[index - 1], year=years[index]
            )
            fields.refuse(key, what)
    if not 1 <= len(years) <= MOST_YEARS:
        fields.refuse("school_years", t("moet 1 tot en met {most} schooljaren hebben", most=MOST_YEARS))
    return years


def _menus(fields: Fields) -> dict[str, tuple[Option, ...]]:
    """The menus by name, each with at least one option. Raises InputError."""
    menus: dict[str, tuple[Option, ...]] = {}
    holder = Fields(fields.mapping("menus"), "menus", fields.name)
    for menu in list(holder.mapping_keys()):
        options = tuple(_option(item) for item in holder.objects(menu))
        if not options:
            holder.refuse(menu, t("moet minstens één keuze hebben"))
        holder.refuse_twice(menu, "id", [option.id for option in options])
        menus[menu] = options
    return menus


def _option(fields: Fields) -> Option:
    option_id = fields.text("id")
    quarters = fields.whole("quarters")
    costs = Fields(fields.mapping("cost"), f"{fields.path}.cost", fields.name)
    cost = {}
    for bouwsteen in list(costs.mapping_keys()):
        parts = Fields(costs.take(bouwsteen), f"{costs.path}.{bouwsteen}", fields.name)
        cost[bouwsteen] = Cost(parts.whole("fixed", default=0), parts.whole("per_pupil", default=0))
        parts.close()
    points = fields.whole("points", least=None)
    fields.close()
    return Option(option_id, quarters, cost, points)


def _school(
    fields: Fields, years: _Years, menus: Mapping[str, object], codes: list[str]
) -> dict[str, School]:
    """A school in every year; its plain code is added to ``codes``."""
    code, name, municipality = (fields.text(key) for key in ("code", "name", "municipality"))
    before = fields.whole("last_year_quarters")
    per_year: dict[str, dict[str, Any]] = {
        "pupils": years.each(fields, "pupils", Fields.whole),
        "score": years.each(fields, "score", Fields.decimal_or_null),
        "collaboration": years.each(fields, "collaboration", Fields.boolean),
        "weight": years.each(fields, "weight", lambda f, key: f.whole(key, least=None)),
        "menu": years.each(fields, "menu", lambda f, key: f.one_of(key, menus)),
    }
    fields.close()
    codes.append(code)
    return {
        year: School(
            code=years.name(year, code),
            name=name,
            municipality=municipality,
            last_year_quarters=before,
            **{key: values[year] for key, values in per_year.items()},
        )
        for year in years.names
    }


def _weighted(school: School, by: int) -> School:
    return school if by == 1 else replace(school, weight=by * school.weight)


def _fund(fields: Fields, years: _Years, codes: Sequence[str], ids: list[str]) -> Iterator[Fund]:
    """A purse in every year; its plain id is added to ``ids``."""
    fund_id, name = fields.text("id"), fields.text("name")
    schools, bouwstenen = fields.names_or_all("schools", codes), fields.names("bouwstenen")
    per_year: dict[str, dict[str, Any]] = {
        key: years.each(fields, key, Fields.whole_or_null)
        for key in ("cents", "max_cents_per_school", "max_cents_per_pupil")
    }
    use = read_use(fields)
    carry_over = years.each(fields, "carry_over", _carry_over, years.names[:-1]) if years.per_year else {}
    fields.close()
    ids.append(fund_id)
    for year in years.names:
        yield Fund(
            id=years.name(year, fund_id),
            name=name,
            schools=tuple(years.name(year, code) for code in schools),
            bouwstenen=bouwstenen,
            use=use,
            carry_over=carry_over.get(year, 0),
            **{key: values[year] for key, values in per_year.items()},
        )


def _carry_over(fields: Fields, key: str) -> int | None:
    """The most that goes on to the next year; nothing where it does not say, None for "all"."""
    if not fields.has(key):
        return 0
    value = fields.take(key)
    return None if value == "all" else Fields({key: value}, fields.path, fields.name).whole(key)


def read_use(fields: Fields) -> int | None:
    """The place of a fund in the order of spending; None where it says nothing. Raises InputError."""
    use = fields.whole_or_null("use")
    if use is not None and not 1 <= use <= LAST_USE:
        fields.refuse("use", t("moet een geheel getal van 1 tot en met {last} zijn", last=LAST_USE))
    return use


def _refuse_half_an_order(fields: Fields, uses: Sequence[int | None]) -> None:
    """An order that leaves funds out says nothing about where those stand. Raises InputError."""
    with_use = [use is not None for use in uses]
    if any(with_use) and not all(with_use):
        missing = with_use.index(False)
        fields.refuse(
            f"funds[{missing}].use", t("ontbreekt; elke pot heeft een plaats in de volgorde, of geen enkele")
        )
