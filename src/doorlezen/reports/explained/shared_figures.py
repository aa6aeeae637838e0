"""Figures that several answers share: points with their share, amounts of a demand, who gets what."""

from collections.abc import Sequence

from doorlezen.engine.allocation.explain import Move
from doorlezen.language import hours, money, n, t, whole
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.prices import share_of
from doorlezen.reports.story import Story
from doorlezen.reports.tables import ReportColumn, ReportTable


def part_of(points: int, objective: int | None) -> str:
    """Points as a share of the value of a plan: "0,4%"; of a plan that is worth nothing in points."""
    share = share_of(points, objective)
    return n("{points} punt", "{points} punten", points, points=whole(points)) if share is None else share


def points_of(points: int, story: Story) -> str:
    """Points with their share of the plan's value: "1.200 punten (0,4% van dit plan)"."""
    share = share_of(points, story.objective)
    amount = n("{points} punt", "{points} punten", points, points=whole(points))
    return amount if share is None else t("{amount} ({share} van dit plan)", amount=amount, share=share)


def signed(figure: str, value: int) -> str:
    """A figure with a plus where there is more."""
    return f"+{figure}" if value > 0 else figure


def moves_table(moved: Sequence[Move], caption: str, names: StoryNames) -> tuple[ReportTable, ...]:
    """Who gets something else, those who gain first; no table where nobody does."""
    if not moved:
        return ()
    columns = (
        ReportColumn(t("school"), align="left", width=2),
        ReportColumn(t("gemeente"), align="left", width=1),
        ReportColumn(t("uren nu"), t("per week")),
        ReportColumn(t("uren dan"), t("per week")),
        ReportColumn(t("verschil"), t("per week")),
        ReportColumn(t("verschil"), t("per jaar")),
    )
    ordered = sorted(moved, key=lambda move: (-move.quarters, -move.cents, move.school))
    rows = tuple(
        (
            names.school(move.school),
            names.gemeente(move.municipality),
            hours(move.quarters_before),
            hours(move.quarters_after),
            signed(hours(move.quarters), move.quarters),
            signed(money(move.cents), move.cents),
        )
        for move in ordered
    )
    quarters, cents = sum(move.quarters for move in moved), sum(move.cents for move in moved)
    foot = (t("samen"), "", "", "", signed(hours(quarters), quarters), signed(money(cents), cents))
    return (ReportTable(caption, columns, rows, (foot,)),)
