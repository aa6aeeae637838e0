"""The country by library, with what each would get of an amount: for the page and its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.country import LibraryArea, library_areas
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.allocation.keys.amounts import AMOUNT_KEYS, Basis, divide_amount
from doorlezen.language import school_year, t
from doorlezen.planning.proposals.over_the_country import PlannedCount, plans_counted


@dataclass(frozen=True)
class AreaRow:
    """An area, the shared plan of its library (None: it shares none), and its cents by key."""

    area: LibraryArea
    plan: PlannedCount | None
    cents: Mapping[str, int]

    @property
    def name(self) -> str:
        """The library or libraries."""
        if not self.area.libraries:
            return t("Geen bibliotheek op deze site")
        return t(" en ").join(library.name for library in self.area.libraries)


@dataclass(frozen=True)
class Country:
    """The rows in order; ``cents``: what is divided, None where no amount is known; the ``keys`` by id."""

    rows: Sequence[AreaRow]
    cents: int | None
    keys: Sequence[str]

    @property
    def libraries(self) -> int:
        """How many libraries there are on the site."""
        return len({library.pk for row in self.rows for library in row.area.libraries})

    @property
    def plans(self) -> list[PlannedCount]:
        """The shared plans that count, one of a library at most."""
        return [row.plan for row in self.rows if row.plan is not None]


def country_of(actor: Actor, *, cents: int | None, keys: Sequence[str]) -> Country:
    """The country for this reader. Raises Refused."""
    areas, plans = library_areas(actor), plans_counted(actor)
    bases = [Basis(area.with_score, area.pupils, area.score) for area in areas]
    shares = {
        key: [] if cents is None else divide_amount(cents, bases, AMOUNT_KEYS[key])
        for key in keys
        if cents is not None
    }
    rows = [
        AreaRow(area, _plan_of(area, plans), {key: given[place] for key, given in shares.items()})
        for place, area in enumerate(areas)
    ]
    return Country(rows, cents, keys)


def _plan_of(area: LibraryArea, plans: Mapping[int, PlannedCount]) -> PlannedCount | None:
    """The plan stands with the library alone: what several share is in the plans of each of them."""
    return plans.get(area.libraries[0].pk) if len(area.libraries) == 1 else None


def columns_of(country: Country) -> list[SheetColumn[AreaRow]]:
    """A row per library, to read, to add up and to take along."""
    return [
        SheetColumn(t("Bibliotheek"), lambda row: row.name, width=34),
        SheetColumn(t("Scholen"), lambda row: row.area.schools, "whole"),
        SheetColumn(t("Met een score"), lambda row: row.area.with_score, "whole"),
        SheetColumn(t("Leerlingen daar"), lambda row: row.area.pupils, "whole"),
        SheetColumn(t("Som van de scores"), lambda row: row.area.score, "score"),
        SheetColumn(t("Gedeeld plan"), _plan_told, width=26),
        SheetColumn(t("Scholen met uren"), partial(_of_plan, lambda plan: plan.reached), "whole"),
        SheetColumn(t("Uren"), partial(_of_plan, lambda plan: plan.quarters), "hours", unit=t("per week")),
        *(
            SheetColumn[AreaRow](AMOUNT_KEYS[key].name.capitalize(), partial(_given, key), "euro", unit="€")
            for key in country.keys
            if country.cents is not None
        ),
    ]


def total_of(country: Country) -> AreaRow:
    """What the rows add up to."""
    areas, plans = [row.area for row in country.rows], country.plans
    area = LibraryArea(
        (),
        sum(one.gemeenten for one in areas),
        sum(one.schools for one in areas),
        sum(one.with_score for one in areas),
        sum(one.pupils for one in areas),
        sum((one.score for one in areas), Decimal(0)),
    )
    planned = PlannedCount(
        "", "", sum(p.schools for p in plans), sum(p.reached for p in plans), sum(p.quarters for p in plans)
    )
    cents = {key: sum(row.cents.get(key, 0) for row in country.rows) for key in country.keys}
    return AreaRow(area, planned, cents)


def _of_plan(of: Callable[[PlannedCount], object], row: AreaRow) -> object:
    return "" if row.plan is None else of(row.plan)


def _plan_told(row: AreaRow) -> str:
    if row.plan is None:
        return t("nog geen") if row.area.libraries else ""
    return f"{school_year(row.plan.school_year)}, {row.plan.state}" if row.plan.school_year else ""


def _given(key: str, row: AreaRow) -> int:
    return row.cents.get(key, 0)
