"""What a plan gives a school, or several together, and what that costs: every figure declared once.

The page, the paper, the terminal and the workbook choose among them, each in its own order.
"""

from collections.abc import Iterable
from functools import partial

from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import t
from doorlezen.reports.purse_styles import Kind, short_label
from doorlezen.reports.story import SchoolRow, Story, Sums
from doorlezen.reports.telling import bouwsteen

Given = SchoolRow | Sums
_OF_A_PLAN = {"hours", "change", "cost", "reached"}


def figures(story: Story, *names: str) -> list[SheetColumn[Given]]:
    """The columns of these names, in this order; without a plan without what only a plan has.

    Names: pupils, score, last_year, hours, change, cost, and of several schools together schools, with_score,
    reached and scores, their sum.
    """
    week = t("uur per week")
    every = [
        SheetColumn[Given](t("leerlingen"), lambda of: of.pupils, "whole", key="pupils"),
        SheetColumn[Given](t("score"), lambda of: of.score, "score", key="score"),
        SheetColumn[Given](
            t("som van de scores"), lambda of: of.score, "score", unit=t("punten"), key="scores"
        ),
        SheetColumn[Given](
            t("vorig jaar"), lambda of: of.last_year_quarters, "hours", unit=week, key="last_year"
        ),
        SheetColumn[Given](t("dit plan"), lambda of: of.quarters, "hours", unit=week, key="hours"),
        SheetColumn[Given](t("verschil"), lambda of: of.change, "change", unit=week, key="change"),
        SheetColumn[Given](t("kosten"), lambda of: of.cents, "euro", unit=t("euro per jaar"), key="cost"),
        *(
            SheetColumn[Given](head, partial(_counted, key), "whole", unit=unit, key=key)
            for key, head, unit in (
                ("schools", t("scholen"), ""),
                ("with_score", t("met score"), ""),
                ("reached", t("krijgen uren"), t("scholen")),
            )
        ),
    ]
    by_name = {column.key: column for column in every}
    return [by_name[name] for name in names if story.has_plan or name not in _OF_A_PLAN]


def paid_by(kinds: Iterable[Kind]) -> list[SheetColumn[Given]]:
    """What each of these kinds of purse pays."""
    return [SheetColumn(short_label(kind), partial(_paid, kind), "euro", unit=t("euro")) for kind in kinds]


def spent_on(bouwstenen: Iterable[str]) -> list[SheetColumn[Given]]:
    """What each of these bouwstenen costs."""
    return [SheetColumn(bouwsteen(name), partial(_cost, name), "euro", unit=t("euro")) for name in bouwstenen]


def _counted(key: str, of: Given) -> int:
    return int(getattr(of, key))


def _paid(kind: Kind, of: Given) -> int:
    return of.by_kind.get(kind, 0)


def _cost(name: str, of: Given) -> int:
    return of.cost.get(name, 0)
