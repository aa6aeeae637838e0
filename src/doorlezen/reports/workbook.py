"""The workbook: an overview, a sheet per gemeente, the demands, the money, the sources.

Numbers are numbers, sums are formulas with their value stored beside them, and a text stays a text whatever
it begins with. Equal input gives equal bytes.
"""

import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from doorlezen.language import hours, t
from doorlezen.reports import sentences
from doorlezen.reports.grid import Cells, Column, Styles, sheet_names
from doorlezen.reports.prices import PriceTag, explained
from doorlezen.reports.purses import label, short_label
from doorlezen.reports.story import GemeenteRow, Story, Sums
from doorlezen.reports.tables import sources_tables
from doorlezen.reports.telling import bouwsteen

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def as_xlsx(story: Story, *, made: datetime.date | None = None) -> bytes:
    """Return the bytes of the workbook; ``made`` is the date that the file carries (else the first day of the
    school year, so that it never depends on the clock)."""
    from xlsxwriter import Workbook

    file = BytesIO()
    texts_stay_texts = {f"strings_to_{kind}": False for kind in ("formulas", "numbers", "urls")}
    with Workbook(file, {"in_memory": True, **texts_stay_texts}) as book:
        _describe(book, story, made or story.first_day)
        styles = Styles(book)
        own = [t("Overzicht"), t("Eisen"), t("Geld"), t("Bronnen")]
        names = sheet_names([row.name for row in story.gemeenten], taken=own)
        _overview(Cells(book, styles, own[0], story), story)
        for row, name in zip(story.gemeenten, names, strict=True):
            _gemeente(Cells(book, styles, name, story), row, story)
        _demands(Cells(book, styles, own[1], story), story)
        if story.has_plan:
            _money(Cells(book, styles, own[2], story), story)
        _sources(Cells(book, styles, own[3], story), story)
    return file.getvalue()


def _describe(book: "Workbook", story: Story, made: datetime.date) -> None:
    book.set_properties(
        {
            "title": sentences.document_title(story),
            "author": "Doorlezen",
            "subject": sentences.headline(story),
            "comments": sentences.invented() if story.invented else "",
            "created": datetime.datetime.combine(made, datetime.time(12), tzinfo=datetime.UTC),
        }
    )


def _overview(cells: Cells, story: Story) -> None:
    cells.title(sentences.headline(story), sentences.status(story), sentences.unknown_scores(story.sums))
    for what, much in sentences.facts(story):
        cells.note(f"{what}: {much}")
    columns = [
        Column(t("gemeente"), "text", width=28),
        Column(t("scholen"), "whole"),
        Column(t("met score"), "whole"),
        Column(t("leerlingen"), "whole"),
        Column(t("som van de scores"), "score"),
        Column(t("uren per week vorig jaar"), "hours"),
        *_planned(story, first=[Column(t("scholen bereikt"), "whole")]),
    ]
    rows = [[row.name, *_overview_row(row.sums, story)] for row in story.gemeenten]
    cells.table(columns, rows, ["", *_overview_row(story.sums, story)])


def _overview_row(sums: Sums, story: Story) -> list[object]:
    known = [sums.schools, sums.with_score, sums.pupils, sums.score, sums.last_year_quarters]
    if not story.has_plan:
        return list(known)
    return [*known, sums.reached, *_spent(sums, story), *(sums.by_kind.get(kind, 0) for kind in story.kinds)]


def _planned(story: Story, *, first: Sequence[Column] = ()) -> list[Column]:
    if not story.has_plan:
        return []
    return [
        *first,
        Column(t("uren per week"), "hours"),
        Column(t("verschil"), "change"),
        *(Column(bouwsteen(name), "euro") for name in story.bouwstenen),
        Column(t("kosten"), "euro"),
        *(Column(t("door {purse}", purse=short_label(kind)), "euro") for kind in story.kinds),
    ]


def _spent(sums: Sums, story: Story) -> list[object]:
    return [
        sums.quarters,
        sums.change,
        *(sums.cost.get(name, 0) for name in story.bouwstenen),
        sums.cents,
    ]


def _gemeente(cells: Cells, row: GemeenteRow, story: Story) -> None:
    cells.title(row.name, sentences.gemeente(row, story), sentences.unknown_scores(row.sums))
    paid_here = {paid.fund for school in row.schools for paid in school.paid}
    funds = [fund for fund in story.funds if fund.id in paid_here]
    columns = [
        Column(t("nr"), "label", width=5),
        Column(t("vestigingscode"), "text", width=17),
        Column(t("school"), "text", width=44),
        Column(t("leerlingen"), "whole"),
        Column(t("score"), "score"),
        Column(t("uren per week vorig jaar"), "hours"),
    ]
    sums: list[object] = ["", "", "", row.sums.pupils, row.sums.score, row.sums.last_year_quarters]
    if story.has_plan:
        columns += _planned(story)[: len(story.bouwstenen) + 3]
        columns += [Column(fund.name, "euro", width=16) for fund in funds]
        sums += [*_spent(row.sums, story), *(fund.in_gemeente[row.code] for fund in funds)]
    rows = []
    for number, school in enumerate(row.schools, start=1):
        cells_of: list[object] = [number, school.code, school.name, school.pupils, school.score]
        cells_of.append(school.last_year_quarters)
        if story.has_plan:
            by_fund = [sum(p.cents for p in school.paid if p.fund == fund.id) for fund in funds]
            cells_of += [*_spent(Sums.of([school]), story), *by_fund]
        rows.append(cells_of)
    cells.table(columns, rows, sums)


def _demands(cells: Cells, story: Story) -> None:
    cells.title(t("Eisen en hun prijs"), sentences.demands(story))
    if story.conflict is not None:
        cells.note(sentences.status(story))
        cells.note(sentences.knot(story))
    columns = [
        Column(t("nr"), "text", width=8),
        Column(t("door"), "text", width=26),
        Column(t("eis"), "text", width=60),
        Column(t("stand"), "text", width=14),
    ]
    if story.priced:
        columns += _price_columns(story)
    rows = []
    for demand in story.demands:
        _, sign, word = sentences.verdict(demand, story)
        row: list[object] = [demand.id, demand.by, demand.text, f"{sign} {word}".strip()]
        if price := demand.price:
            row += _price_cells(price, story)
        rows.append(row)
    cells.table(columns, rows)
    if story.priced:
        cells.note(explained(story.objective, in_hours=story.in_hours))


def _price_columns(story: Story) -> list[Column]:
    """The heads of what a demand costs: of a part no points, hours where they are known."""
    hours = [
        Column(t("weg bij andere scholen"), "hours", width=16),
        Column(t("daarvan bij scholen met een score"), "hours", width=16),
        Column(t("weg bij andere scholen, per jaar"), "euro", width=16),
        Column(t("weg, als enige eis"), "hours", width=16),
    ]
    if story.part:
        shares = [Column(t("deel van de waarde"), "text", width=14)]
        shares += [Column(t("deel van de waarde, alleen"), "text", width=14)]
    else:
        shares = [
            Column(t("prijs in punten, gegeven de andere"), "known", width=16),
            Column(t("deel van de waarde"), "text", width=14),
            Column(t("prijs in punten, alleen"), "known", width=16),
            Column(t("deel van de waarde, alleen"), "text", width=14),
        ]
    return [*(hours if story.in_hours else []), *shares, Column(t("zo gerekend"), "text", width=50)]


def _price_cells(price: PriceTag, story: Story) -> list[object]:
    cells: list[object] = []
    if story.in_hours:
        away = price.moved.away if price.moved is not None else None
        alone = price.moved.away_alone if price.moved is not None else None
        cells += (None, None, None) if away is None else (away.quarters, away.with_score, away.cents)
        cells.append(None if alone is None else alone.quarters)
    if story.part:
        return [*cells, price.share, price.share_alone, " ".join([price.sentence, price.euros]).strip()]
    cells += [price.given_the_others, price.share, price.alone, price.share_alone]
    return [*cells, price.sentence]


def _money(cells: Cells, story: Story) -> None:
    cells.title(t("Het geld"), sentences.funds(story))
    limited = [fund for fund in story.funds if fund.cents is not None]
    columns = [
        Column(t("pot"), "text", width=44),
        Column(t("soort"), "text", width=28),
        Column(t("scholen"), "label"),
        *([] if story.part else [Column(t("bedrag"), "limit")]),
        Column(t("besteed"), "euro"),
        *([] if story.part else [Column(t("over"), "limit")]),
        *(Column(row.name, "euro") for row in story.gemeenten),
    ]
    rows: list[list[object]] = [
        [
            fund.name,
            label(fund.kind),
            fund.schools,
            *([] if story.part else [fund.cents]),
            fund.spent,
            *([] if story.part else [fund.left]),
            *(fund.in_gemeente.get(row.code, 0) for row in story.gemeenten),
        ]
        for fund in story.funds
    ]
    sums = [
        "",
        "",
        "",
        *([] if story.part else [sum(fund.cents or 0 for fund in limited)]),
        sum(fund.spent for fund in story.funds),
        *([] if story.part else [sum(fund.left or 0 for fund in limited)]),
        *(row.sums.cents for row in story.gemeenten),
    ]
    cells.table(columns, rows, sums)
    if story.capacity_quarters is not None:
        left = story.capacity_quarters - story.sums.quarters
        cells.note(t("Uren per week die niet verdeeld zijn: {hours}.", hours=hours(left)))


def _sources(cells: Cells, story: Story) -> None:
    cells.title(t("Bronnen"), sentences.sources(story))
    for table in sources_tables(story):
        cells.note(table.caption)
        widths = (36, 36, 36, 20, 44)[: len(table.columns)]
        columns = [
            Column(column.head, "text", width) for column, width in zip(table.columns, widths, strict=True)
        ]
        cells.table(columns, [list(row) for row in table.rows])
    for note in sentences.source_notes(story):
        cells.note(note)
