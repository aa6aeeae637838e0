"""The selection as a table, a page at a time."""

from collections.abc import Sequence
from typing import Literal

from doorlezen.language import date, decimal, t, whole
from doorlezen.register.domain.listing import source
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.domain.register_cache import CollaborationLine
from doorlezen.register.models import Edition, Listing
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.web.addresses import address
from doorlezen.web.pages.schools.choice import phase_name
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pieces import Cell, Column, SourceNote, Table, of_outcome, sentence

PER_PAGE = 50


def table(selection: Selection, rows: Sequence[Listing]) -> Table:
    """These rows of the selection: what they are called, where, how many pupils, their score and verdict."""
    return Table(
        caption=t("De scholen van je keuze") if selection.choice.narrows else t("De scholen"),
        columns=_columns(selection),
        rows=[_cells(selection, row) for row in rows],
        note=footnotes(rows),
        source=SourceNote(edition="; ".join(source(edition) for edition in editions(selection, rows))),
    )


def editions(selection: Selection, rows: Sequence[Listing]) -> list[Edition]:
    """Every edition that the rows rest on, by kind and day, each once."""
    numbers = {
        number
        for row in rows
        for number in (row.address_edition_id, row.pupils_edition_id, row.score_edition_id)
        if number is not None
    }
    used = [selection.editions[number] for number in numbers]
    if selection.own_list is not None:
        used.append(selection.own_list)
    return sorted(used, key=lambda edition: (edition.kind, -edition.peildatum.toordinal(), -edition.pk))


def _columns(selection: Selection) -> list[Column]:
    columns = [
        _sorted(selection, "naam", t("School")),
        _sorted(selection, "leerlingen", t("Leerlingen"), figures=True),
        _sorted(selection, "score", t("Score"), t("punten, met drempel"), figures=True),
    ]
    if selection.own_list is not None:
        columns.append(_sorted(selection, "fase", t("Fase")))
    if selection.choice.track:
        _, track = find_track(load_schemes(), selection.choice.track)
        columns.insert(1, _sorted(selection, "oordeel", t("Oordeel"), track.title, first=True))
    return columns


def _sorted(
    selection: Selection, name: str, head: str, unit: str = "", *, figures: bool = False, first: bool = False
) -> Column:
    """A column with the address that sorts by it: figures downwards first, a second click turns it round."""
    choice = selection.choice
    now: Literal["", "ascending", "descending"] = ""
    if choice.column == name:
        now = "descending" if choice.downwards else "ascending"
    downwards = now == "ascending" or (figures and not now)
    turned = f"-{name}" if downwards else name
    return Column(head, unit, "right" if figures else "left", choice.address(sorteer=turned), now, first)


def _cells(selection: Selection, row: Listing) -> list[Cell | str]:
    page = address(selection.visible.actor, "schools:school", code=row.pk)
    cells: list[Cell | str] = [
        Cell(row.name or row.pk, address=page, note=f"{whereabouts(row)}, {row.pk}"),
        t("onbekend") if row.pupils is None else whole(row.pupils),
        score_cell(row),
    ]
    if selection.own_list is not None:
        cells.append(_phase(selection.lines.get(row.pk)))
    if selection.choice.track:
        cells.insert(1, _verdict(selection, row))
    return cells


def whereabouts(school: Listing | SchoolView) -> str:
    """The place and the gemeente of a school; said once where they have one name."""
    return ", ".join(dict.fromkeys(filter(None, [school.place, school.gemeente_name])))


def score_cell(row: Listing | SchoolView) -> Cell | str:
    """The score of a school as a cell: a figure with its footnotes, or why there is none."""
    if row.score_row is None:
        return t("niet in de scores")
    if row.score_met is None:
        return t("onbekend")
    if not row.score_footnotes:
        return decimal(row.score_met)
    return Cell(decimal(row.score_met), note=t("voetnoot {notes}", notes=", ".join(row.score_footnotes)))


def _phase(line: CollaborationLine | None) -> Cell | str:
    if line is None:
        return t("Geen samenwerking")
    since = t("samenwerking sinds {day}", day=date(line.since))
    return Cell(phase_name(line.phase) or t("Fase onbekend"), note=since)


def _verdict(selection: Selection, row: Listing) -> Cell | str:
    told = selection.outcomes.get(row.pk)
    if told is None:
        return ""
    found = of_outcome(told.outcome)
    notes = [sentence(told.reason), *(sentence(text) for text in told.watch)]
    return Cell(found.text, holds=found.holds, note=" ".join(notes))


def footnotes(rows: Sequence[Listing | SchoolView]) -> str:
    """What the letters at these scores mean; empty where there are none."""
    meaning = {
        "a": t("a: hooguit 40 leerlingen; het CBS noemt de score onvoldoende betrouwbaar"),
        "b": t("b: hooguit 40 leerlingen in de onderbouw (t/m 7 jaar)"),
        "c": t("c: hooguit 40 leerlingen in de bovenbouw"),
    }
    letters = {letter for row in rows for letter in row.score_footnotes}
    return ". ".join(text for letter, text in meaning.items() if letter in letters)
