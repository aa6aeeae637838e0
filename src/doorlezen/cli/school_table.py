"""A list of schools on a terminal and as CSV."""

import sys
from collections.abc import Sequence
from decimal import Decimal

import click
from rich.console import Console
from rich.text import Text

from doorlezen.cli.columns import Heading, lines
from doorlezen.cli.csv_output import as_csv
from doorlezen.language import date, decimal, t, whole
from doorlezen.register.domain.listing import as_row, editions_used, sentence, source
from doorlezen.register.domain.queries import SchoolView

_HEADER = {
    "code": "vestigingscode",
    "name": "naam",
    "place": "plaats",
    "postcode": "postcode",
    "gemeente": "gemeentecode",
    "gemeente_name": "gemeente",
    "school_type": "schoolsoort",
    "address_peildatum": "adres_peildatum",
    "address_row": "adres_rij",
    "pupils": "leerlingen",
    "pupils_publisher": "leerlingen_bron",
    "pupils_peildatum": "leerlingen_peildatum",
    "pupils_row": "leerlingen_rij",
    "score_met_drempel": "score_met_drempel",
    "score_zonder_drempel": "score_zonder_drempel",
    "score_pupils": "bekostigde_leerlingen",
    "footnotes": "voetnoten",
    "score_peildatum": "score_peildatum",
    "score_row": "score_rij",
    "longitude": "lengtegraad",
    "latitude": "breedtegraad",
    "closed_on": "gesloten_op",
}
"""The columns of the CSV, in order; documented in docs/open-data.md."""


def schools_as_csv(schools: Sequence[SchoolView]) -> bytes:
    """The schools as CSV, every figure with the peildatum and row that it comes from."""
    return as_csv(list(_HEADER.values()), (list(as_row(school).values()) for school in schools))


def print_table(schools: Sequence[SchoolView]) -> None:
    """Print the sentence that counts, the schools by gemeente, what the footnotes mean and the sources."""
    console = Console(highlight=False, soft_wrap=True)
    click.echo(sentence(schools))
    if not schools:
        return
    closed = any(school.closed_on for school in schools)
    ordered = sorted(
        schools, key=lambda school: (school.gemeente_name, school.place, school.name, school.code)
    )
    headings = _COLUMNS if closed else _COLUMNS[:-1]
    rows = [_cells(school)[: len(headings)] for school in ordered]
    heading, *body = lines(headings, [*rows, _sum(schools)[: len(headings)]], width=_width(console))
    with console.capture() as captured:
        console.print()
        console.print(Text(heading, style="bold"))
    click.echo(captured.get(), nl=False)
    # not through rich: it measures every cell, which takes seconds for all schools
    click.echo("\n".join(body[:-1]))
    with console.capture() as captured:
        console.print(Text(body[-1], style="bold"))
        console.print()
        for line in _legend(schools):
            console.print(Text(line, style="dim"))
    click.echo(captured.get(), nl=False)


def _width(console: Console) -> int:
    """The width of the terminal; in a file or a pipe nothing needs to be cut off."""
    return console.width if console.is_terminal else sys.maxsize


_COLUMNS = [
    Heading(t("Code")),
    Heading(t("School"), shrinks=True),
    Heading(t("Plaats"), shrinks=True),
    Heading(t("Gemeente"), shrinks=True),
    Heading(t("Leerlingen"), figures=True),
    Heading(t("Score"), figures=True),
    Heading(t("Zonder drempel"), figures=True),
    Heading(t("Noot")),
    Heading(t("Gesloten op")),
]


def _cells(school: SchoolView) -> list[str]:
    return [
        school.code,
        school.name,
        school.place,
        school.gemeente_name,
        "?" if school.pupils is None else whole(school.pupils),
        _points(school, school.score_met),
        _points(school, school.score_zonder),
        " ".join(school.score_footnotes),
        date(school.closed_on) if school.closed_on else "",
    ]


def _sum(schools: Sequence[SchoolView]) -> list[str]:
    pupils = sum(school.pupils or 0 for school in schools)
    return ["", t("Samen"), "", "", whole(pupils), "", "", "", ""]


def _points(school: SchoolView, points: Decimal | None) -> str:
    if points is not None:
        return decimal(points)
    return t("onbekend") if school.score_row is not None else t("geen")


def _legend(schools: Sequence[SchoolView]) -> list[str]:
    letters = {letter for school in schools for letter in school.score_footnotes}
    meaning = {
        "a": t("a: hooguit 40 leerlingen; CBS noemt de score onvoldoende betrouwbaar"),
        "b": t("b: hooguit 40 leerlingen in de onderbouw (t/m 7 jaar)"),
        "c": t("c: hooguit 40 leerlingen in de bovenbouw"),
    }
    legend = [t("Score: de achterstandsscore met drempel")]
    legend += [meaning[letter] for letter in sorted(letters & meaning.keys())]
    if any(school.pupils is None for school in schools):
        legend.append(t("?: het aantal leerlingen is niet bekend"))
    return [
        *legend,
        *(t("Bron: {source}", source=source(edition)) for edition in editions_used(schools, located=False)),
    ]
