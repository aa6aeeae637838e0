"""A problem: who could get what, out of which money, under whose demands, for one school year.

The format is docs/formats.md (doorlezen-problem/1). Hours are quarter-hours per school week, money is euro
cents per school year.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.requirements import Requirement, read_requirement
from doorlezen.language import first_year, t

FORMAT = "doorlezen-problem/1"
LAST_USE = 9
"""The last place in the order in which money is spent."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one bouwsteen of an option costs: ``fixed`` cents plus ``per_pupil`` cents for every pupil."""

    fixed: int = 0
    per_pupil: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a school can get: quarter-hours a week, cost per bouwsteen, points of use."""

    id: str
    quarters: int
    cost: Mapping[str, Cost]
    points: int


@dataclass(frozen=True, slots=True)
class School:
    """A vestiging as the plan sees it. ``score`` is None where it is unknown."""

    code: str
    name: str
    municipality: str
    pupils: int
    score: Decimal | None
    collaboration: bool
    last_year_quarters: int
    weight: int
    menu: str


@dataclass(frozen=True, slots=True)
class Fund:
    """A purse: pays the bouwstenen it names at the schools it names, within its limits (None: no limit).

    ``use``: where it stands in the order in which the library wants its money spent, 1 first; None where the
    problem states no order, and then narrow money goes first.
    """

    id: str
    name: str
    cents: int | None
    schools: tuple[str, ...]
    bouwstenen: tuple[str, ...]
    max_cents_per_school: int | None = None
    max_cents_per_pupil: int | None = None
    use: int | None = None

    def limit_at(self, school: School) -> int | None:
        """The most that this fund may pay at one school, in cents; None where it sets no such limit."""
        limits = [self.max_cents_per_school]
        if self.max_cents_per_pupil is not None:
            limits.append(self.max_cents_per_pupil * school.pupils)
        return min((limit for limit in limits if limit is not None), default=None)


@dataclass(frozen=True)
class Problem:
    """Everything a plan must decide. ``sha256`` is of the file's bytes (empty where there was no file)."""

    title: str
    school_year: str
    schools: tuple[School, ...]
    menus: Mapping[str, tuple[Option, ...]]
    capacity_quarters: int | None
    funds: tuple[Fund, ...]
    requirements: tuple[Requirement, ...]
    sha256: str = ""

    @cached_property
    def school(self) -> Mapping[str, School]:
        """The schools by code."""
        return {school.code: school for school in self.schools}

    @cached_property
    def fund(self) -> Mapping[str, Fund]:
        """The funds by id."""
        return {fund.id: fund for fund in self.funds}

    def options(self, code: str) -> tuple[Option, ...]:
        """What the school with this code can choose from."""
        return self.menus[self.school[code].menu]

    def option(self, code: str, option_id: str) -> Option:
        """The option of a school by its id. Raises KeyError where its menu has no such option."""
        for option in self.options(code):
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def cost(self, code: str, option: Option) -> dict[str, int]:
        """What an option costs at this school: cents per bouwsteen, only where there is a cost."""
        pupils = self.school[code].pupils
        cents = {bouwsteen: cost.fixed + cost.per_pupil * pupils for bouwsteen, cost in option.cost.items()}
        return {bouwsteen: amount for bouwsteen, amount in cents.items() if amount}

    def longest(self, code: str) -> int:
        """The most quarter-hours that this school can choose."""
        return max(option.quarters for option in self.options(code))

    def dearest(self, code: str) -> int:
        """The cents that its dearest option costs at this school."""
        return max(sum(self.cost(code, option).values()) for option in self.options(code))


def read_problem(data: bytes, *, name: str = "problem") -> Problem:
    """Read the bytes of a problem file; ``name`` is what an error calls it.

    Raises InputError with the path of the first field that is wrong.
    """
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) != FORMAT:
        fields.refuse("format", t("moet {format} zijn, niet {found}", format=repr(FORMAT), found=repr(found)))
    title = fields.text("title")
    school_year = read_school_year(fields, "school_year")
    menus = read_menus(fields)
    schools = tuple(_school(item, menus) for item in fields.objects("schools"))
    refuse_twice(fields, "schools", "code", [school.code for school in schools])
    codes = [school.code for school in schools]
    funds = tuple(_fund(item, codes) for item in fields.objects("funds"))
    refuse_twice(fields, "funds", "id", [fund.id for fund in funds])
    refuse_half_an_order(fields, [fund.use for fund in funds])
    requirements = tuple(
        read_requirement(item, codes, [fund.id for fund in funds]) for item in fields.objects("requirements")
    )
    refuse_twice(fields, "requirements", "id", [requirement.id for requirement in requirements])
    capacity = fields.whole_or_null("capacity_quarters")
    fields.close()
    return Problem(
        title, school_year, schools, menus, capacity, funds, requirements, hashlib.sha256(data).hexdigest()
    )


def read_school_year(fields: Fields, key: str) -> str:
    """Two years in a row, as in 2026-2027. Raises InputError."""
    year = fields.text(key)
    if first_year(year) is None:
        fields.refuse(key, t("moet een schooljaar zijn zoals 2026-2027, niet {year}", year=repr(year)))
    return year


def read_menus(fields: Fields) -> dict[str, tuple[Option, ...]]:
    """The menus by name, each with at least one option. Raises InputError."""
    menus: dict[str, tuple[Option, ...]] = {}
    holder = Fields(fields.mapping("menus"), "menus", fields.name)
    for menu in list(holder.mapping_keys()):
        options = tuple(_option(item) for item in holder.objects(menu))
        if not options:
            holder.refuse(menu, t("moet minstens één keuze hebben"))
        refuse_twice(holder, menu, "id", [option.id for option in options])
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


def _school(fields: Fields, menus: Mapping[str, object]) -> School:
    school = School(
        code=fields.text("code"),
        name=fields.text("name"),
        municipality=fields.text("municipality"),
        pupils=fields.whole("pupils"),
        score=fields.decimal_or_null("score"),
        collaboration=fields.boolean("collaboration"),
        last_year_quarters=fields.whole("last_year_quarters"),
        weight=fields.whole("weight", least=None),
        menu=fields.one_of("menu", menus),
    )
    fields.close()
    return school


def _fund(fields: Fields, codes: list[str]) -> Fund:
    fund = Fund(
        id=fields.text("id"),
        name=fields.text("name"),
        cents=fields.whole_or_null("cents"),
        schools=fields.names_or_all("schools", codes),
        bouwstenen=fields.names("bouwstenen"),
        max_cents_per_school=fields.whole_or_null("max_cents_per_school"),
        max_cents_per_pupil=fields.whole_or_null("max_cents_per_pupil"),
        use=read_use(fields),
    )
    fields.close()
    return fund


def read_use(fields: Fields) -> int | None:
    """The place of a fund in the order of spending; None where it says nothing. Raises InputError."""
    use = fields.whole_or_null("use")
    if use is not None and not 1 <= use <= LAST_USE:
        fields.refuse("use", t("moet een geheel getal van 1 tot en met {last} zijn", last=LAST_USE))
    return use


def refuse_half_an_order(fields: Fields, uses: Sequence[int | None]) -> None:
    """An order that leaves funds out says nothing about where those stand. Raises InputError."""
    with_use = [use is not None for use in uses]
    if any(with_use) and not all(with_use):
        missing = with_use.index(False)
        fields.refuse(
            f"funds[{missing}].use", t("ontbreekt; elke pot heeft een plaats in de volgorde, of geen enkele")
        )


def refuse_twice(fields: Fields, key: str, part: str, values: list[str]) -> None:
    """Refuse a list in which two items have the same ``part``. Raises InputError."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            fields.refuse(f"{key}[{index}].{part}", t("{value} staat er twee keer", value=repr(value)))
        seen.add(value)
