"""What a load did in words, for the command line and for the page: the sentence first, then what asks
attention."""

from collections.abc import Sequence

from doorlezen.language import n, t, whole
from doorlezen.register.domain.load_result import FileReport, LoadReport, Noted
from doorlezen.register.models import Kind

Section = tuple[str, Sequence[Noted]]
"""A title and the rows under it."""


def sentence(report: LoadReport) -> str:
    """What was loaded, and which schools it closed or opened again."""
    if report.changed_nothing:
        return t("Al geladen, er is niets veranderd.")
    loaded = [file for file in report.files if not file.already_loaded]
    names = kind_names()
    what = ", ".join(f"{names[file.kind]} {whole(file.edition.rows)}" for file in loaded)
    said = n(
        "{count} bestand geladen ({what}).", "{count} bestanden geladen ({what}).", len(loaded), what=what
    )
    if report.closed or report.reopened:
        said += " " + t(
            "Scholen gesloten: {closed}, weer open: {reopened}.",
            closed=whole(len(report.closed)),
            reopened=whole(len(report.reopened)),
        )
    return said


def kind_names() -> dict[Kind, str]:
    """What people call each kind of edition."""
    return {
        Kind.SCHOOLS: t("schoolvestigingen"),
        Kind.SCORES: t("achterstandsscores"),
        Kind.PUPILS: t("leerlingenaantallen"),
        Kind.LOCATIONS: t("coördinaten"),
        Kind.COLLABORATIONS: t("samenwerkingen"),
        Kind.HOLIDAYS: t("schoolvakanties"),
    }


def figures(file: FileReport) -> str:
    """How many rows a file has, and how many of each sort."""
    parts = [n("{whole} rij", "{whole} rijen", file.edition.rows, whole=whole(file.edition.rows))]
    for rows, what in (
        (file.added, t("nieuw")),
        (file.changed, t("gewijzigd")),
        (file.gone, t("verdwenen")),
        (file.refused, t("weggelaten")),
        (file.filled, t("aangevuld of hersteld")),
        (file.unjoined, t("in geen lijst van scholen")),
        (file.implausible, t("die niet kloppen")),
    ):
        if rows or rows is file.added:
            parts.append(f"{whole(len(rows))} {what}")
    return ", ".join(parts)


def sections(file: FileReport) -> list[Section]:
    """The rows of a file that ask attention, what is wrong first; empty sections are left out."""
    found: list[Section] = [
        (t("Weggelaten, niet geladen"), file.refused),
        (t("Aangevuld of hersteld, en geladen"), file.filled),
        (t("Klopt niet, geladen zoals het er staat"), file.implausible),
        (t("Staat in geen lijst van scholen"), file.unjoined),
    ]
    if file.before:
        found += [
            (t("Gewijzigd sinds de vorige uitgave"), file.changed),
            (t("Nieuw sinds de vorige uitgave"), file.added),
        ]
        if file.kind != Kind.SCHOOLS:  # those are among the schools that are closed
            found.append((t("Verdwenen sinds de vorige uitgave"), file.gone))
    return [(title, rows) for title, rows in found if rows]


def closings(report: LoadReport) -> list[Section]:
    """The schools that the load closed or opened again; empty sections are left out."""
    found: list[Section] = [
        (t("Gesloten: staat niet meer in de nieuwste lijst"), report.closed),
        (t("Weer open"), report.reopened),
    ]
    return [(title, rows) for title, rows in found if rows]
