"""The workbook: an overview, a sheet per gemeente, the demands, the money, the sources.

Numbers are numbers, sums are formulas with their value stored beside them, and a text stays a text whatever
it begins with. Equal input gives equal bytes.
"""

import datetime
from functools import partial
from operator import attrgetter, itemgetter
from types import SimpleNamespace
from typing import Any

from doorlezen.documents.books import BookSheet, WorkbookWriter, sheet_names
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import hours, t
from doorlezen.reports import sentences
from doorlezen.reports.given import Given, figures, paid_by, spent_on
from doorlezen.reports.prices import PriceTag, explained
from doorlezen.reports.purse_styles import label
from doorlezen.reports.story import DemandRow, FundRow, GemeenteRow, Story, Sums
from doorlezen.reports.tables import sources_tables


def as_xlsx(story: Story, *, made: datetime.date | None = None) -> bytes:
    """Return the bytes of the workbook; ``made`` is the date that the file carries (else the first day of the
    school year, so that it never depends on the clock)."""
    title = sentences.document_title(story)
    warning = sentences.invented() if story.invented else ""
    noon = datetime.datetime.combine(made or story.first_day, datetime.time(12), tzinfo=datetime.UTC)
    told = {"title": title, "subject": sentences.headline(story), "comments": warning, "created": noon}
    book = WorkbookWriter(told)
    own = [t("Overzicht"), t("Eisen"), t("Geld"), t("Bronnen")]
    names = sheet_names([row.name for row in story.gemeenten], unnamed=t("Gemeente"), taken=own)
    sheet = partial(book.sheet, footer=title, warning=warning)
    _overview(sheet(own[0]), story)
    for row, name in zip(story.gemeenten, names, strict=True):
        _gemeente(sheet(name), row, story)
    _demands(sheet(own[1]), story)
    if story.has_plan:
        _money(sheet(own[2]), story)
    _sources(sheet(own[3]), story)
    return book.data()


def _overview(cells: BookSheet, story: Story) -> None:
    cells.title(sentences.headline(story), sentences.status(story), sentences.unknown_scores(story.sums))
    for what, much in sentences.facts(story):
        cells.note(f"{what}: {much}")
    columns = figures(story, "schools", "with_score", "pupils", "scores", "last_year", "reached")
    columns += [*_planned(story), *(paid_by(story.kinds) if story.has_plan else ())]
    named = SheetColumn[Any](t("gemeente"), lambda row: row.name, width=28)
    summed = [column.of_part(attrgetter("sums")) for column in columns]
    cells.table([named, *summed], story.gemeenten, total=story)


def _planned(story: Story) -> list[SheetColumn[Given]]:
    """What the plan gives, and what that costs."""
    if not story.has_plan:
        return []
    *given, cost = figures(story, "hours", "change", "cost")
    return [*given, *spent_on(story.bouwstenen), cost]


def _gemeente(cells: BookSheet, row: GemeenteRow, story: Story) -> None:
    cells.title(row.name, sentences.gemeente(row, story), sentences.unknown_scores(row.sums))
    paying = {paid.fund for school in row.schools for paid in school.paid}
    numbers = {school.code: number for number, school in enumerate(row.schools, start=1)}
    columns: list[SheetColumn[Any]] = [
        SheetColumn(t("nr"), lambda school: numbers[school.code], "label", width=5),
        SheetColumn(t("vestigingscode"), lambda school: school.code, width=17),
        SheetColumn(t("school"), lambda school: school.name, width=44),
        *figures(story, "pupils", "score", "last_year"),
        *_planned(story),
        *(_of_fund(fund, row) for fund in story.funds if fund.id in paying),
    ]
    cells.table(columns, row.schools, total=row.sums)


def _of_fund(fund: FundRow, row: GemeenteRow) -> SheetColumn[Given]:
    def pays(of: Given) -> int:
        if isinstance(of, Sums):
            return fund.in_gemeente[row.code]
        return sum(paid.cents for paid in of.paid if paid.fund == fund.id)

    return SheetColumn(fund.name, pays, "euro", width=16)


def _demands(cells: BookSheet, story: Story) -> None:
    cells.title(t("Eisen en hun prijs"), sentences.demands(story))
    if story.conflict is not None:
        cells.note(sentences.status(story))
        cells.note(sentences.knot(story))
    columns: list[SheetColumn[DemandRow]] = [
        SheetColumn(t("nr"), lambda demand: demand.id, width=8),
        SheetColumn(t("door"), lambda demand: demand.by, width=26),
        SheetColumn(t("eis"), lambda demand: demand.text, width=60),
        SheetColumn(
            t("stand"), lambda demand: " ".join(sentences.verdict(demand, story)[1:]).strip(), width=14
        ),
    ]
    if story.priced:
        columns += [column.of_part(lambda demand: demand.price) for column in _price_columns(story)]
    cells.table(columns, story.demands)
    if story.priced:
        cells.note(explained(in_hours=story.in_hours))


def _price_columns(story: Story) -> list[SheetColumn[PriceTag]]:
    """What a demand costs: hours where they are known, and shares."""
    shares: list[SheetColumn[PriceTag]] = [
        SheetColumn(t("deel van de waarde"), lambda price: price.share, width=14),
        SheetColumn(t("deel van de waarde, alleen"), lambda price: price.share_alone, width=14),
    ]

    def reckoned(price: PriceTag) -> str:
        return " ".join([price.sentence, price.euros if story.part else ""]).strip()

    hours = _hours_columns() if story.in_hours else []
    return [*hours, *shares, SheetColumn(t("zo gerekend"), reckoned, width=50)]


def _hours_columns() -> list[SheetColumn[PriceTag]]:
    """The hours and euros that go to or come from other schools."""

    def away(price: PriceTag, figure: str, which: str = "away") -> int | None:
        return getattr(getattr(price.moved, which, None), figure, None)

    return [
        SheetColumn(t("weg bij andere scholen"), partial(away, figure="quarters"), "hours", width=16),
        SheetColumn(
            t("daarvan bij scholen met een score"), partial(away, figure="with_score"), "hours", width=16
        ),
        SheetColumn(t("weg bij andere scholen, per jaar"), partial(away, figure="cents"), "euro", width=16),
        SheetColumn(
            t("weg, als enige eis"), partial(away, figure="quarters", which="away_alone"), "hours", width=16
        ),
    ]


def _money(cells: BookSheet, story: Story) -> None:
    cells.title(t("Het geld"), sentences.funds(story))
    columns: list[SheetColumn[Any]] = [
        SheetColumn(t("pot"), lambda fund: fund.name, width=44),
        SheetColumn(t("soort"), lambda fund: label(fund.kind), width=28),
        SheetColumn(t("scholen"), lambda fund: fund.schools, "label"),
        SheetColumn(t("bedrag"), lambda fund: fund.cents, "limit"),
        SheetColumn(t("besteed"), lambda fund: fund.spent, "euro"),
        SheetColumn(t("over"), lambda fund: fund.left, "limit"),
        *(SheetColumn(row.name, partial(_in_gemeente, row.code), "euro") for row in story.gemeenten),
    ]
    if story.part:
        columns = [column for column in columns if column.kind != "limit"]
    limited = [fund for fund in story.funds if fund.cents is not None]
    total = SimpleNamespace(
        cents=sum(fund.cents or 0 for fund in limited),
        spent=sum(fund.spent for fund in story.funds),
        left=sum(fund.left or 0 for fund in limited),
        in_gemeente={row.code: row.sums.cents for row in story.gemeenten},
    )
    cells.table(columns, story.funds, total=total)
    if story.capacity_quarters is not None:
        left = story.capacity_quarters - story.sums.quarters
        cells.note(t("Uren per week die niet verdeeld zijn: {hours}.", hours=hours(left)))


def _in_gemeente(code: str, fund: Any) -> int:
    return int(fund.in_gemeente.get(code, 0))


def _sources(cells: BookSheet, story: Story) -> None:
    cells.title(t("Bronnen"), sentences.sources(story))
    for table in sources_tables(story):
        cells.note(table.caption)
        widths = (36, 36, 36, 20, 44)[: len(table.columns)]
        columns = [
            SheetColumn(column.head, itemgetter(at), width=width)
            for at, (column, width) in enumerate(zip(table.columns, widths, strict=True))
        ]
        cells.table(columns, table.rows)
    for note in sentences.source_notes(story):
        cells.note(note)
