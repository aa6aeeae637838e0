"""The tables of a plan on screen: the same figures as on paper, with links."""

from collections.abc import Callable
from fractions import Fraction
from operator import attrgetter
from typing import Any

from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import percent, t
from doorlezen.reports.equality import Equality
from doorlezen.reports.given import Given, figures, paid_by
from doorlezen.reports.keys import fraction
from doorlezen.reports.story import GemeenteRow, SchoolRow, Story
from doorlezen.web.pieces import Cell, Table, table_of

Address = Callable[[SchoolRow], str]


def schools(story: Story, address: Address, *, only: GemeenteRow | None = None, money: bool = True) -> Table:
    """What every school gets, per gemeente in order of need; of one gemeente with ``only``.

    ``address`` gives where a school's name leads.
    """
    gemeenten = story.gemeenten if only is None else (only,)
    kinds = [kind for kind in story.kinds if only is None or kind in only.sums.by_kind]
    given = figures(story, "hours", "last_year", "change")
    if story.has_plan and money:
        given += [*figures(story, "cost"), *paid_by(kinds)]
    given += figures(story, "pupils", "score")
    named = {school.code: row.name for row in gemeenten for school in row.schools}

    def name(school: Any) -> Cell:
        where = school.code if only is not None else f"{named[school.code]} · {school.code}"
        return Cell(school.name, address=address(school), note=where)

    rows = [school for row in gemeenten for school in row.schools]
    columns = [SheetColumn[Given](t("school"), name), *given]
    return table_of(_caption(story, only), columns, rows, first="hours", summed=t("samen"))


def gemeenten(story: Story, address: Callable[[GemeenteRow], str], *, money: bool = True) -> Table:
    """What every gemeente gets, by name; ``address`` gives where its name leads."""
    names = ("schools", "with_score", "reached", "hours", "last_year", "change", *(["cost"] if money else []))
    given = figures(story, *names, "pupils", "scores")
    columns: list[SheetColumn[Any]] = [
        SheetColumn(t("gemeente"), lambda row: Cell(row.name, address=address(row))),
        *(column.of_part(attrgetter("sums")) for column in given),
    ]
    return table_of(t("Wat elke gemeente krijgt"), columns, story.gemeenten, first="hours", summed=t("samen"))


def _caption(story: Story, only: GemeenteRow | None) -> str:
    if only is None:
        if story.has_plan:
            return t("Wat elke school krijgt, per gemeente in volgorde van behoefte")
        return t("De scholen, per gemeente in volgorde van behoefte")
    if story.has_plan:
        return t("Wat elke school in {gemeente} krijgt, in volgorde van behoefte", gemeente=only.name)
    return t("Scholen in {gemeente}, in volgorde van behoefte", gemeente=only.name)


def need_and_equality(row: GemeenteRow, story: Story) -> Table:
    """How needy and how equal the division is, of one gemeente beside all gemeenten together."""
    here = Equality.of(row.schools)
    everywhere = Equality.of([school for part in story.gemeenten for school in part.schools])
    told: list[tuple[str, Callable[[Equality], str]]] = [
        (t("Uren naar scholen met een score"), lambda of: _share(of.quarters_with_score, of.quarters)),
        (t("Leerlingen op die scholen"), lambda of: _share(of.pupils_with_score, of.pupils)),
        (t("Minste uren per 100 leerlingen, van scholen met uren"), lambda of: _level(of.lowest)),
        (t("Meeste uren per 100 leerlingen"), lambda of: _level(of.highest)),
        (t("Gemiddeld, over alle leerlingen"), lambda of: _level(of.mean)),
        (t("Ongelijkheid van uren per leerling: 0 is voor ieder gelijk"), lambda of: _level(of.gini)),
    ]
    columns: list[SheetColumn[tuple[str, Callable[[Equality], str]]]] = [
        SheetColumn(t("wat"), lambda line: line[0]),
        SheetColumn(row.name, lambda line: line[1](here), "figure"),
    ]
    if len(story.gemeenten) > 1:
        columns.append(SheetColumn(t("alle gemeenten samen"), lambda line: line[1](everywhere), "figure"))
    return table_of(t("Behoefte en gelijkheid naast elkaar"), columns, told)


def _share(part: int, of: int) -> str:
    return percent(part, of) if of else t("geen uren")


def _level(value: Fraction | None) -> str:
    return t("geen uren") if value is None else fraction(value)
