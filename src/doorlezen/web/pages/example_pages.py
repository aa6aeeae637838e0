"""What a visitor without an account sees of the pages that moments lead to: those of the invented library.

The figures come with Doorlezen (`demo.example`) and the pieces are those of the real pages. Nothing here
knows an actor or asks the database, so that nothing of a real library can come out.
"""

from collections.abc import Callable
from typing import Any

from doorlezen.demo import shipped_example
from doorlezen.desk.kept import Kept
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import current, t
from doorlezen.register.domain.listing import editions_used, source
from doorlezen.reports import sentences
from doorlezen.reports.prices import explained
from doorlezen.reports.story import Story
from doorlezen.schemes.summary import summary
from doorlezen.schemes.verdict import Eligibility, Verdict
from doorlezen.web.pages.plans import plan_tables, shelves
from doorlezen.web.pages.plans.plan_pages import sources_of
from doorlezen.web.pages.plans.price_tags import tagged_demand
from doorlezen.web.pages.schools.table import footnotes, score_cell, whereabouts
from doorlezen.web.pieces import Cell, SourcedFigure, SourceNote, Table, of_outcome, sentence, table_of

_told: Kept[Story] = Kept(2)
_shown: Kept[dict[str, Any]] = Kept(8)


def shown(name: str) -> dict[str, Any]:
    """What stands on the page ``name`` of `web.targets` for the invented library, for its template."""
    # a story has words in it
    return _shown.get((name, current()), lambda: {"library": _story().library, **_PAGES[name]()})


def _story() -> Story:
    return _told.get(current(), shipped_example.story)


def _schools() -> dict[str, Any]:
    found = shipped_example.verdicts()
    return {
        "sentence": summary(found),
        "table": _listed(t("De scholen met een achterstandsscore, de hoogste eerst"), found.with_score),
    }


def _eligible() -> dict[str, Any]:
    found = shipped_example.verdicts()
    rows = [row for row in found.rows if row.outcome is Eligibility.ELIGIBLE]
    caption = t("De scholen die in aanmerking komen, de hoogste score eerst")
    return {"sentence": summary(found), "table": _listed(caption, rows, judged=found.track.title)}


def _hours() -> dict[str, Any]:
    story = _story()
    return {
        "sentence": f"{sentences.headline(story)} {sentences.status(story)}",
        "facts": [SourcedFigure(what, much) for what, much in sentences.facts(story)],
        "kinds": list(story.kinds),
        "story": story,
        "shelves": shelves.shelves(story)[:2],
        "table": plan_tables.schools(story, lambda school: "", money=False),
        "sources": sources_of(story),
    }


def _demands() -> dict[str, Any]:
    story = _story()
    return {
        "story": story,
        "sight": {"prices": True},
        "demands": [tagged_demand(demand, story) for demand in story.demands],
        "demands_sentence": sentences.demands(story),
        "reckoned": explained(),
        "sources": sources_of(story),
    }


def _listed(caption: str, rows: "tuple[Verdict, ...] | list[Verdict]", judged: str = "") -> Table:
    """Schools by their score, downwards; with ``judged``, the name of a track, also the verdict and why."""
    rows = sorted(rows, key=lambda row: (-(row.school.score_met or 0), row.school.code))
    schools = [row.school for row in rows]
    columns: list[SheetColumn[Verdict]] = [
        SheetColumn(t("School"), _named),
        SheetColumn(t("Leerlingen"), lambda row: row.school.pupils, "whole"),
        SheetColumn(t("Score"), lambda row: score_cell(row.school), "score", unit=t("punten, met drempel")),
        *([SheetColumn(t("Oordeel"), _verdict, unit=judged, key="verdict")] if judged else []),
    ]
    editions = editions_used(schools, located=False)
    source_of = SourceNote(edition="; ".join(source(edition) for edition in editions))
    return table_of(caption, columns, rows, first="verdict", note=footnotes(schools), source=source_of)


def _named(row: Verdict) -> Cell:
    return Cell(row.school.name, note=f"{whereabouts(row.school)}, {row.school.code}")


def _verdict(row: Verdict) -> Cell:
    found = of_outcome(row.outcome)
    return Cell(found.text, holds=found.holds, note=sentence(row.reason))


_PAGES: dict[str, Callable[[], dict[str, Any]]] = {
    "schools": _schools,
    "eligible-schools": _eligible,
    "hours": _hours,
    "demand-price": _demands,
}
