"""The selection as people read it in a spreadsheet: heads with units, verdicts as words with their reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from doorlezen.language import n, short_date, t
from doorlezen.register.domain.age import years_old
from doorlezen.register.models import Edition, Listing, Programme
from doorlezen.schemes.catalogue import find_track, load_schemes
from doorlezen.schemes.verdict import outcome_name
from doorlezen.schemes.vocabulary import programme_name, school_type_name
from doorlezen.web.pages.schools.choice import phase_name
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pages.schools.table import footnotes
from doorlezen.web.pieces import sentence


@dataclass(frozen=True)
class Head:
    """A column: what it is called, how wide it is (in characters), and what it says of a school."""

    name: str
    width: int
    of: Callable[[Listing], object]


def heads_of(selection: Selection) -> list[Head]:
    """The columns, in order: the school, what is known of it and of when, the collaboration, the verdict."""

    def edition(school: Listing, which: str) -> Edition | None:
        return selection.editions.get(getattr(school, f"{which}_edition_id"))

    def age(school: Listing) -> str:
        found = edition(school, "score")
        if found is None:
            return t("niet in de scores")
        return n("{count} jaar", "{count} jaar", years_old(found, selection.on))

    heads = [
        Head(t("School"), 38, lambda school: school.name or school.pk),
        Head(t("Plaats"), 22, lambda school: school.place),
        Head(t("Gemeente"), 22, lambda school: school.gemeente_name),
        *_collaboration(selection),
        Head(t("Leerlingen (aantal)"), 11, lambda school: school.pupils),
        Head(t("Leerlingen geteld op"), 13, lambda school: _day(edition(school, "pupils"))),
        Head(t("Achterstandsscore (punten, met drempel)"), 19, lambda school: _score(school)),
        Head(t("Score van"), 13, lambda school: _day(edition(school, "score"))),
        Head(t("Ouderdom van de score"), 12, age),
        Head(t("Opmerking bij de score"), 40, lambda school: footnotes([school])),
        Head(t("Soort school"), 22, lambda school: kind_name(school.school_type)),
        Head(t("Vestigingscode"), 14, lambda school: school.pk),
        Head(
            t("Bron van de score"),
            34,
            lambda school: _source(edition(school, "score"), school.score_row),
        ),
        Head(
            t("Bron van de leerlingen"),
            34,
            lambda school: _source(edition(school, "pupils"), school.pupils_row),
        ),
    ]
    heads[3:3] = _verdict(selection)
    return heads


def write_sheet(workbook: Any, selection: Selection, rows: Sequence[Listing]) -> None:
    """Add the sheet to a workbook of XlsxWriter, ready to be sorted and printed."""
    heads = heads_of(selection)
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = workbook.add_format({"text_wrap": True, "valign": "top"})
    day = workbook.add_format({"num_format": "d-m-yyyy", "valign": "top", "align": "left"})
    points = workbook.add_format({"num_format": "#,##0.00", "valign": "top"})
    whole = workbook.add_format({"num_format": "#,##0", "valign": "top"})
    sheet = workbook.add_worksheet(t("Scholen"))
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, head in enumerate(heads):
        sheet.set_column(column, column, head.width)
        sheet.write_string(0, column, head.name, bold)
    for at, school in enumerate(rows, start=1):
        for column, head in enumerate(heads):
            cell = head.of(school)
            if isinstance(cell, str):
                sheet.write_string(at, column, cell, text)
            elif isinstance(cell, Decimal):
                sheet.write_number(at, column, cell, points)
            elif isinstance(cell, int):
                sheet.write_number(at, column, cell, whole)
            elif cell is not None:
                sheet.write_datetime(at, column, cell, day)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)


def kind_name(school_type: str) -> str:
    """What people call a kind of school in the register; "so/vso" is both."""
    return t(" en ").join(school_type_name(kind) for kind in school_type.split("/")) if school_type else ""


def _score(school: Listing) -> object:
    if school.score_row is None:
        return t("niet in de scores")
    return t("onbekend") if school.score_met is None else school.score_met


def _day(edition: Edition | None) -> object:
    return edition.peildatum if edition else None


def _source(edition: Edition | None, row: int | None) -> str:
    if edition is None:
        return ""
    named = f"{edition.publisher}, {short_date(edition.peildatum)}"
    return named if row is None else t("{source}, rij {row}", source=named, row=row)


def _collaboration(selection: Selection) -> list[Head]:
    if selection.own_list is None:
        return []
    lines = selection.lines

    def programme(school: Listing) -> str:
        line = lines.get(school.pk)
        return programme_name(Programme(line.programme)) if line else t("Geen samenwerking")

    def phase(school: Listing) -> str:
        line = lines.get(school.pk)
        return "" if line is None else phase_name(line.phase) or t("Fase onbekend")

    return [
        Head(t("Samenwerking"), 30, programme),
        Head(t("Samenwerking sinds"), 13, lambda school: getattr(lines.get(school.pk), "since", None)),
        Head(t("Fase"), 15, phase),
    ]


def _verdict(selection: Selection) -> list[Head]:
    if not selection.choice.track:
        return []
    _, track = find_track(load_schemes(), selection.choice.track)
    outcomes = selection.outcomes

    def word(school: Listing) -> str:
        return outcome_name(outcomes[school.pk].outcome) if school.pk in outcomes else ""

    def reason(school: Listing) -> str:
        return sentence(outcomes[school.pk].reason) if school.pk in outcomes else ""

    def watched(school: Listing) -> str:
        told = outcomes.get(school.pk)
        return " ".join(map(sentence, (*told.watch, *told.general))) if told else ""

    return [
        Head(t("Oordeel: {track}", track=track.title), 22, word),
        Head(t("Waarom"), 52, reason),
        Head(t("Let op"), 40, watched),
    ]
