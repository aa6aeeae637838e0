"""The tables of a report as plain figures and words: the PDF sets them, tests read them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Literal

from doorlezen.documents.sheets import SheetColumn, texts
from doorlezen.language import InputError, date, decimal, t
from doorlezen.planning.sources import day
from doorlezen.reports.given import Given, figures, paid_by, spent_on
from doorlezen.reports.purse_styles import Kind, label
from doorlezen.reports.spines import spine_name
from doorlezen.reports.story import FundRow, GemeenteRow, Story, sums
from doorlezen.reports.telling import bouwsteen

MOST_MONEY_COLUMNS = 8


@dataclass(frozen=True)
class ReportColumn:
    """A column: its head, its unit (a second line of the head), and how it is set. ``width`` is a share of
    the room that is left, or 0 for as wide as it needs. ``kind``: the purse it is about. ``spare``: the first
    to go where there is little room."""

    head: str
    unit: str = ""
    align: Literal["left", "right"] = "right"
    width: int = 0
    kind: Kind | None = None
    spare: bool = False


@dataclass(frozen=True)
class ReportTable:
    """A table with its caption, rows of cells and rows of sums."""

    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    feet: tuple[tuple[str, ...], ...] = ()


def euros(cents: int) -> str:
    """An amount for a column in euros: always two decimals; nothing where nothing is paid."""
    return exactly(cents) if cents else ""


def figure_columns(of: Sequence[SheetColumn[Given]], *, spare: Collection[str] = ()) -> list[ReportColumn]:
    """How these figures are headed; those of ``spare`` are the first to go."""
    return [ReportColumn(column.head, column.unit, spare=column.key in spare) for column in of]


def schools(row: GemeenteRow, story: Story) -> ReportTable:
    """What every school of a gemeente gets; without a plan: what it has."""
    caption = t("Scholen in {gemeente}, in volgorde van behoefte", gemeente=row.name)
    spare = {"pupils", "cost"}
    if story.has_plan:
        caption = t("Wat elke school in {gemeente} krijgt, in volgorde van behoefte", gemeente=row.name)
        spare.add("last_year")
    shown = figures(story, "pupils", "score", "last_year", "hours", "change", "cost")
    return ReportTable(
        caption,
        (
            ReportColumn(t("nr")),
            ReportColumn(t("code"), align="left", spare=True),
            ReportColumn(t("school"), align="left", width=1),
            *figure_columns(shown, spare=spare),
        ),
        tuple(
            (str(index), school.code, school.name, *texts(shown, school))
            for index, school in enumerate(row.schools, start=1)
        ),
        (("", "", t("samen"), *texts(shown, row.sums)),),
    )


def money_per_school(row: GemeenteRow, story: Story) -> list[ReportTable]:
    """Who pays how much at every school with a cost, and for which bouwsteen: one table, or two when wide.

    Schools go by their number and the name on their spine; the table before this one has them in full.
    """
    kinds = tuple(row.sums.by_kind)
    who, what = paid_by(kinds), spent_on(name for name in story.bouwstenen if name in row.sums.cost)
    if len(who) + len(what) <= MOST_MONEY_COLUMNS:
        caption = t("Wie betaalt, en waaraan het gaat, per school in {gemeente}", gemeente=row.name)
        return [_money_table(caption, row, [*who, *what], kinds)]
    return [
        _money_table(t("Wie betaalt, per school in {gemeente}", gemeente=row.name), row, who, kinds),
        _money_table(t("Waaraan het geld gaat, per school in {gemeente}", gemeente=row.name), row, what),
    ]


def _money_table(
    caption: str, row: GemeenteRow, shown: Sequence[SheetColumn[Given]], kinds: Sequence[Kind] = ()
) -> ReportTable:
    """The first columns are those of these kinds of purse."""
    columns = [replace(column, kind=kind) for column, kind in zip_longest(figure_columns(shown), kinds)]
    return ReportTable(
        caption,
        (ReportColumn(t("nr")), ReportColumn(t("school"), align="left", width=1), *columns),
        tuple(
            (str(index), spine_name(school.name), *texts(shown, school))
            for index, school in enumerate(row.schools, start=1)
            if school.cents
        ),
        (("", t("samen"), *texts(shown, row.sums)),),
    )


def moneyway(row: GemeenteRow, story: Story) -> ReportTable:
    """From each fund to each bouwsteen in one gemeente."""
    bouwstenen = [name for name in story.bouwstenen if name in row.sums.cost]
    cents = sums(((flow.fund, flow.bouwsteen), flow.cents) for flow in row.flows)
    paid = sums((flow.fund, flow.cents) for flow in row.flows)
    funds = [fund for fund in story.funds if fund.id in paid]
    return ReportTable(
        t("Het geld in {gemeente}: uit welke pot, naar welke bouwsteen", gemeente=row.name),
        (
            ReportColumn(t("pot"), align="left", width=1),
            *(ReportColumn(bouwsteen(name), t("euro")) for name in bouwstenen),
            ReportColumn(t("samen"), t("euro")),
        ),
        tuple(
            (
                fund.name,
                *(euros(cents.get((fund.id, name), 0)) for name in bouwstenen),
                euros(paid[fund.id]),
            )
            for fund in funds
        ),
        ((t("samen"), *(euros(row.sums.cost[name]) for name in bouwstenen), euros(row.sums.cents)),),
    )


def funds(story: Story) -> ReportTable:
    """What every fund holds, spends and keeps; those without a fixed amount last. Of a part of a plan only
    what each spends there."""
    if story.part:
        return _funds_here(story)
    limited = [fund for fund in story.funds if fund.cents is not None]
    open_ended = [fund for fund in story.funds if fund.cents is None]
    feet = [(t("samen, met een vast bedrag"), "", "", *_amounts(limited))] if limited else []
    if open_ended:
        feet.append((t("samen"), "", "", "", _amounts(story.funds)[1], ""))
    return ReportTable(
        t("Wat elke pot bevat, uitgeeft en overhoudt, per schooljaar"),
        (
            ReportColumn(t("pot"), align="left", width=1),
            ReportColumn(t("soort"), align="left", spare=True),
            ReportColumn(t("scholen"), spare=True),
            ReportColumn(t("bedrag"), t("euro")),
            ReportColumn(t("besteed"), t("euro")),
            ReportColumn(t("over"), t("euro")),
        ),
        tuple(
            (fund.name, label(fund.kind), str(fund.schools), *_amounts([fund]))
            for fund in (*limited, *open_ended)
        ),
        tuple(feet),
    )


def _funds_here(story: Story) -> ReportTable:
    return ReportTable(
        t("Wat elke pot hier betaalt, per schooljaar"),
        (
            ReportColumn(t("pot"), align="left", width=1),
            ReportColumn(t("soort"), align="left", spare=True),
            ReportColumn(t("scholen"), spare=True),
            ReportColumn(t("betaalt"), t("euro")),
        ),
        tuple((fund.name, label(fund.kind), str(fund.schools), exactly(fund.spent)) for fund in story.funds),
        ((t("samen"), "", "", exactly(story.sums.cents)),),
    )


def money_per_gemeente(story: Story) -> ReportTable:
    """How much of each kind of money goes to each gemeente."""
    shown = [*paid_by(story.kinds), *figures(story, "cost")]
    columns = [replace(column, kind=kind) for column, kind in zip_longest(figure_columns(shown), story.kinds)]
    columns[-1] = ReportColumn(t("samen"), t("euro"))
    return ReportTable(
        t("Welk geld in welke gemeente terechtkomt, per schooljaar"),
        (ReportColumn(t("gemeente"), align="left", width=1), *columns),
        tuple((row.name, *texts(shown, row.sums)) for row in story.gemeenten),
        ((t("samen"), *texts(shown, story.sums)),),
    )


def _amounts(funds: Sequence[FundRow]) -> tuple[str, str, str]:
    """What these funds hold, have spent and have left; words where one has no fixed amount."""
    held, spent = [fund.cents for fund in funds], sum(fund.spent for fund in funds)
    if None in held:
        return (t("geen vast bedrag"), exactly(spent), "")
    total = sum(cents or 0 for cents in held)
    return (exactly(total), exactly(spent), exactly(total - spent))


def exactly(cents: int) -> str:
    """An amount for a column in euros, also where it is 0."""
    return decimal(Decimal(cents) / 100)


def sources_tables(story: Story) -> list[ReportTable]:
    """The files that figures were read from, and the values that somebody filled in."""
    if story.sources is None:
        return []
    editions = ReportTable(
        t("Open gegevens"),
        (
            ReportColumn(t("van wie"), align="left"),
            ReportColumn(t("wat"), align="left", width=3),
            ReportColumn(t("peildatum"), align="left"),
            ReportColumn(t("licentie"), align="left"),
            ReportColumn(t("bestand en begin van het kenmerk"), align="left", width=2),
        ),
        tuple(
            (
                edition.publisher,
                edition.title,
                in_words(edition.peildatum),
                edition.licence,
                f"{edition.file_name} {edition.sha256[:12]}",
            )
            for edition in story.sources.editions
        ),
    )
    parameters = ReportTable(
        t("Niet openbaar, ingevuld"),
        (
            ReportColumn(t("wat"), align="left", width=4),
            ReportColumn(t("waarde"), align="left", width=4),
            ReportColumn(t("op grond van"), align="left", width=3),
            ReportColumn(t("datum"), align="left"),
            ReportColumn(t("door"), align="left", width=3),
        ),
        tuple(
            (value.name, value.value, value.source, in_words(value.date), value.by)
            for value in story.sources.parameters
        ),
    )
    return [table for table in (editions, parameters) if table.rows]


def in_words(text: str) -> str:
    """A date of a file in words; anything else as it stands."""
    try:
        return date(day(text, where=""))
    except InputError:
        return text
