"""The shelves of a plan, drawn for the screen."""

from dataclasses import dataclass, replace

from doorlezen.language import hours, t, whole
from doorlezen.reports import alternatives, sentences
from doorlezen.reports.drawing import in_tenths
from doorlezen.reports.moneyway import draw_moneyway
from doorlezen.reports.sentences import group
from doorlezen.reports.shelf import LARGE, MIDDLE, ShelfScale, draw_shelf
from doorlezen.reports.spines import Book
from doorlezen.reports.story import GemeenteRow, Group, SchoolRow, Story
from doorlezen.reports.telling import bouwsteen

_GROUPS: tuple[Group, ...] = ("with-score", "without-score", "unknown-score")


@dataclass(frozen=True)
class Shelf:
    """One gemeente's shelf: its name, a few words about it, the drawing."""

    code: str
    name: str
    about: str
    svg: str


def shelves(story: Story) -> list[Shelf]:
    """All shelves, each as wide as the page; their heights are on one scale, so that they can be compared."""
    if not story.has_plan:
        return []
    top = ShelfScale.fitting([books(row) for row in story.gemeenten], MIDDLE).top
    return [
        Shelf(
            row.code,
            row.name,
            " · ".join(sentences.gemeente_short(row, story)),
            in_tenths(
                draw_shelf(
                    books(row),
                    name=f"plank-{index}",
                    title=_title(row),
                    text=alternatives.shelf(row),
                    size=MIDDLE,
                    scale=replace(ShelfScale.fitting([books(row)], MIDDLE), top=top),
                )
            ),
        )
        for index, row in enumerate(story.gemeenten)
    ]


def large_shelf(row: GemeenteRow) -> str:
    """One gemeente's shelf with its axis, names and numbers."""
    return draw_shelf(books(row), name="plank", title=_title(row), text=alternatives.shelf(row), size=LARGE)


def moneyway(row: GemeenteRow, story: Story) -> str:
    """The money's way in one gemeente; empty where nothing is paid."""
    if not row.flows:
        return ""
    return draw_moneyway(
        row.flows,
        name="geld",
        title=t("De weg van het geld in {gemeente}", gemeente=row.name),
        text=alternatives.moneyway(row, story),
        kinds={fund.id: fund.kind for fund in story.funds},
        columns=(
            {fund.id: fund.name for fund in story.funds},
            {key: bouwsteen(key) for key in story.bouwstenen},
            {key: group(key) for key in _GROUPS},
        ),
    )


def books(row: GemeenteRow) -> list[Book]:
    """The schools of a gemeente as books, in order of need; each says its own figures."""
    return [
        Book(
            school.name,
            school.pupils,
            school.quarters,
            school.last_year_quarters,
            school.by_kind,
            _told(school),
        )
        for school in row.schools
    ]


def _title(row: GemeenteRow) -> str:
    return t("De plank van {gemeente}", gemeente=row.name)


def _told(school: SchoolRow) -> str:
    return t(
        "{hours} uur per week, vorig jaar {last}; {pupils} leerlingen",
        hours=hours(school.quarters),
        last=hours(school.last_year_quarters),
        pupils=whole(school.pupils),
    )
