"""The tables of a plan on screen: the same figures as on paper, with links."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from doorlezen.language import decimal, hours, percent, t, whole
from doorlezen.reports.equality import Equality
from doorlezen.reports.keys import fraction
from doorlezen.reports.purses import short_label
from doorlezen.reports.story import GemeenteRow, SchoolRow, Story, Sums
from doorlezen.reports.tables import change, euros, score
from doorlezen.web.pieces import Cell, Column, Table

Address = Callable[[SchoolRow], str]


def schools(story: Story, address: Address, *, only: GemeenteRow | None = None, money: bool = True) -> Table:
    """What every school gets, per gemeente in order of need; of one gemeente with ``only``.

    ``address`` gives where a school's name leads.
    """
    gemeenten = story.gemeenten if only is None else (only,)
    kinds = tuple(kind for kind in story.kinds if only is None or kind in only.sums.by_kind) if money else ()
    columns = [Column(t("school"))]
    if story.has_plan:
        columns.append(Column(t("dit plan"), t("uur per week"), align="right", first=True))
    columns.append(Column(t("vorig jaar"), t("uur per week"), align="right"))
    if story.has_plan:
        columns.append(Column(t("verschil"), t("uur per week"), align="right"))
    if story.has_plan and money:
        columns += [
            Column(t("kosten"), t("euro per jaar"), align="right"),
            *(Column(short_label(kind), t("euro"), align="right") for kind in kinds),
        ]
    columns += [Column(t("leerlingen"), align="right"), Column(t("score"), align="right")]

    def figures(of: SchoolRow | Sums, shown_score: str) -> list[str]:
        cells = [hours(of.last_year_quarters)]
        if story.has_plan:
            cells = [hours(of.quarters), *cells, change(of.change)]
        if story.has_plan and money:
            cells += [euros(of.cents), *(euros(of.by_kind.get(kind, 0)) for kind in kinds)]
        return [*cells, whole(of.pupils), shown_score]

    rows: list[Sequence[Cell | str]] = [
        [
            Cell(school.name, address=address(school), note=_where(school, row, only)),
            *figures(school, score(school.score)),
        ]
        for row in gemeenten
        for school in row.schools
    ]
    total = story.sums if only is None else only.sums
    foot = [t("samen"), *figures(total, decimal(total.score))]
    return Table(_caption(story, only), columns, rows, [foot])


def gemeenten(story: Story, address: Callable[[GemeenteRow], str], *, money: bool = True) -> Table:
    """What every gemeente gets, by name; ``address`` gives where its name leads."""

    def right(name: str, unit: str = "", *, first: bool = False) -> Column:
        return Column(name, unit, align="right", first=first)

    columns = [Column(t("gemeente")), right(t("scholen")), right(t("met score"))]
    columns.append(right(t("krijgen uren"), t("scholen")))
    columns.append(right(t("dit plan"), t("uur per week"), first=True))
    columns += [right(name, t("uur per week")) for name in (t("vorig jaar"), t("verschil"))]
    columns += [right(t("kosten"), t("euro per jaar"))] if money else []
    columns += [right(t("leerlingen")), right(t("som van de scores"), t("punten"))]

    def figures(of: Sums) -> list[str]:
        counts = [whole(of.schools), whole(of.with_score), whole(of.reached)]
        spent = [hours(of.quarters), hours(of.last_year_quarters), change(of.change)]
        cost = [euros(of.cents)] if money else []
        return [*counts, *spent, *cost, whole(of.pupils), decimal(of.score)]

    rows: list[Sequence[Cell | str]] = [
        [Cell(row.name, address=address(row)), *figures(row.sums)] for row in story.gemeenten
    ]
    foot = [t("samen"), *figures(story.sums)]
    return Table(t("Wat elke gemeente krijgt"), columns, rows, [foot])


def _where(school: SchoolRow, row: GemeenteRow, only: GemeenteRow | None) -> str:
    return school.code if only is not None else f"{row.name} · {school.code}"


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
    beside = len(story.gemeenten) > 1
    columns = [
        Column(t("wat")),
        Column(row.name, align="right"),
        *([Column(t("alle gemeenten samen"), align="right")] if beside else []),
    ]
    told: list[tuple[str, Callable[[Equality], str]]] = [
        (t("Uren naar scholen met een score"), lambda of: _share(of.quarters_with_score, of.quarters)),
        (t("Leerlingen op die scholen"), lambda of: _share(of.pupils_with_score, of.pupils)),
        (t("Minste uren per 100 leerlingen, van scholen met uren"), lambda of: _level(of.lowest)),
        (t("Meeste uren per 100 leerlingen"), lambda of: _level(of.highest)),
        (t("Gemiddeld, over alle leerlingen"), lambda of: _level(of.mean)),
        (t("Ongelijkheid van uren per leerling: 0 is voor ieder gelijk"), lambda of: _level(of.gini)),
    ]
    rows = [[name, figure(here), *([figure(everywhere)] if beside else [])] for name, figure in told]
    return Table(t("Behoefte en gelijkheid naast elkaar"), columns, rows)


def _share(part: int, of: int) -> str:
    return percent(part, of) if of else t("geen uren")


def _level(value: Fraction | None) -> str:
    return t("geen uren") if value is None else fraction(value)
