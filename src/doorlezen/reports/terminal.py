"""The story in a terminal: the sentence, a table per gemeente, the demands with their prices."""

import textwrap
from dataclasses import replace

from rich.console import Console, Group, RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from doorlezen.documents.sheets import SheetColumn, texts
from doorlezen.language import money, percent, t
from doorlezen.reports import sentences, tables
from doorlezen.reports.given import Given, figures
from doorlezen.reports.prices import explained
from doorlezen.reports.purse_styles import short_label
from doorlezen.reports.story import GemeenteRow, Story
from doorlezen.reports.tables import ReportColumn, ReportTable

# rich styles for the names of colours; each comes with a word and a sign
_STYLES = {"leaf": "green", "brick": "red", "marigold": "yellow", "": "none"}


ROOMY, LEAST = 120, 72
"""A terminal of `ROOMY` columns shows everything; a narrower one leaves out the spare columns. Below `LEAST`
lines run on rather than lose figures."""


def show(story: Story, console: Console, *, summary: bool = False) -> None:
    """Print the story; ``summary``: a line per gemeente in place of a table per gemeente."""
    console.width = max(console.width, LEAST)
    roomy = console.width >= ROOMY
    parts: list[RenderableType] = [_opening(story)]
    if summary:
        parts.append(drawn_table(per_gemeente(story), roomy=roomy))
    else:
        parts += [drawn_table(_schools(row, story), roomy=roomy) for row in story.gemeenten]
    if story.has_plan:
        parts.append(Group(_bold(sentences.funds(story)), drawn_table(tables.funds(story), roomy=roomy)))
    parts += _demands(story, roomy=roomy)
    for part in parts:
        console.print(part)
        console.print()


def per_gemeente(story: Story) -> ReportTable:
    """One line per gemeente: schools, need and hours."""
    every, of_all = story.sums, int(story.sums.score * 100)
    need = SheetColumn[Given](
        t("scores"), lambda of: percent(int((of.score or 0) * 100), of_all), unit=t("deel")
    )
    part = SheetColumn[Given](t("uren"), lambda of: percent(of.quarters, every.quarters), unit=t("deel"))
    shown = [*figures(story, "schools", "with_score", "pupils"), need, *figures(story, "reached", "hours")]
    shown += [part, *figures(story, "change", "cost")] if story.has_plan else []
    return ReportTable(
        t("Per gemeente"),
        (
            ReportColumn(t("gemeente"), align="left", width=1),
            *tables.figure_columns(shown, spare={"with_score", "pupils", "change"}),
        ),
        tuple((row.name, *texts(shown, row.sums)) for row in story.gemeenten),
        ((t("samen"), *texts(shown, every)),),
    )


def _opening(story: Story) -> RenderableType:
    colour, sign = sentences.status_sign(story)
    lines = [
        Text(sentences.document_title(story), style="dim"),
        Text(sentences.headline(story), style="bold"),
        Text(f"{sign} {sentences.status(story)}", style=_STYLES[colour]),
        Text(" · ".join(f"{what}: {much}" for what, much in sentences.facts(story))),
    ]
    if story.invented:
        lines.insert(0, Text(f"! {sentences.invented()}", style="yellow"))
    if unknown := sentences.unknown_scores(story.sums):
        lines.append(Text(unknown, style="dim"))
    return Group(*lines)


def _schools(row: GemeenteRow, story: Story) -> ReportTable:
    """The table of a gemeente; with a plan a last column says who pays."""
    table = tables.schools(row, story)
    caption = f"{row.name}: {sentences.gemeente(row, story)}"
    if not story.has_plan:
        return replace(table, caption=caption)
    paid = [
        " · ".join(f"{short_label(kind)} {money(cents)}" for kind, cents in school.by_kind.items())
        for school in row.schools
    ]
    return ReportTable(
        caption,
        (*table.columns, ReportColumn(t("betaald door"), align="left", width=1)),
        tuple((*cells, by) for cells, by in zip(table.rows, paid, strict=True)),
        tuple((*cells, "") for cells in table.feet),
    )


def _demands(story: Story, *, roomy: bool) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if story.conflict:
        knot = RichTable(box=None, pad_edge=False, show_header=False)
        for demand in story.conflict:
            knot.add_row(_bold(demand.by), Text(demand.text))
        parts.append(Group(_bold(t("De knoop")), knot, Text(sentences.knot(story), style="red")))
    parts.append(Group(_bold(sentences.demands(story)), *_prices(story, roomy=roomy)))
    return parts


def _prices(story: Story, *, roomy: bool) -> list[RenderableType]:
    if not story.demands:
        return []
    table = RichTable(box=None, pad_edge=False, header_style="bold")
    for head in (t("door"), t("eis"), ""):
        table.add_column(head)
    if story.priced:
        table.add_column(t("prijs"), justify="right")
        table.add_column(t("alleen"), justify="right")
        if roomy:
            table.add_column(t("zo gerekend"))
    for demand in story.demands:
        colour, sign, word = sentences.verdict(demand, story)
        cells = [Text(demand.by), Text(demand.text), Text(f"{sign} {word}".strip(), style=_STYLES[colour])]
        if demand.price:
            cells += [Text(demand.price.big), Text(demand.price.small)]
            cells += [Text(demand.price.sentence)] if roomy else []
        table.add_row(*cells)
    return [table, Text(explained(), style="dim")] if story.priced else [table]


def drawn_table(table: ReportTable, *, roomy: bool) -> RenderableType:
    """A table for a terminal; ``roomy``: with its spare columns too."""
    shown = [index for index, column in enumerate(table.columns) if roomy or not column.spare]
    drawn = RichTable(
        title=_bold(table.caption),
        title_justify="left",
        box=None,
        pad_edge=False,
        show_footer=bool(table.feet),
        header_style="bold",
    )
    for index in shown:
        column = table.columns[index]
        drawn.add_column(
            Text("\n".join([*textwrap.wrap(column.head, 10), *textwrap.wrap(column.unit, 10)])),
            footer=Text("\n".join(foot[index] for foot in table.feet), style="bold"),
            justify=column.align,
            ratio=column.width or None,
            no_wrap=not column.width,
        )
    for row in table.rows:
        drawn.add_row(*(Text(row[index]) for index in shown))
    return drawn


def _bold(text: str) -> Text:
    return Text(text, style="bold")
