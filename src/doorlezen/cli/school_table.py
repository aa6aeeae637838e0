"""A list of schools on a terminal and as CSV."""

from collections.abc import Sequence
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import click

from doorlezen.cli.printed import print_list
from doorlezen.documents.sheets import SheetColumn, as_csv
from doorlezen.language import t, use
from doorlezen.register.domain.listing import editions_used, school_columns, sentence, source
from doorlezen.register.domain.queries import SchoolView


def schools_as_csv(schools: Sequence[SchoolView]) -> bytes:
    """The schools as CSV (docs/open-data.md), every figure with the peildatum and row that it comes from."""
    with use("nl"):  # what programs go by is the same in every language
        return as_csv(school_columns(), schools, for_programs=True)


def print_table(schools: Sequence[SchoolView]) -> None:
    """Print the sentence that counts, the schools by gemeente, what the footnotes mean and the sources."""
    click.echo(sentence(schools))
    if not schools:
        return
    ordered = sorted(
        schools, key=lambda school: (school.gemeente_name, school.place, school.name, school.code)
    )
    closed = any(school.closed_on for school in schools)
    total = SimpleNamespace(
        code="", name=t("Samen"), place="", gemeente_name="", score_footnotes="", closed_on=None,
        pupils=sum(school.pupils or 0 for school in schools), score_met="", score_zonder="",
    )  # fmt: skip
    click.echo()
    print_list(_columns(closed=closed), [*ordered, total], summed=True)
    click.echo()
    for line in _legend(schools):
        click.secho(line, dim=True)


def _columns(*, closed: bool) -> list[SheetColumn[Any]]:
    columns: list[SheetColumn[Any]] = [
        SheetColumn(t("Code"), lambda school: school.code),
        SheetColumn(t("School"), lambda school: school.name, gives="cut"),
        SheetColumn(t("Plaats"), lambda school: school.place, gives="cut"),
        SheetColumn(t("Gemeente"), lambda school: school.gemeente_name, gives="cut"),
        SheetColumn(t("Leerlingen"), lambda school: "?" if school.pupils is None else school.pupils, "whole"),
        SheetColumn(t("Score"), lambda school: _points(school, school.score_met), "score"),
        SheetColumn(t("Zonder drempel"), lambda school: _points(school, school.score_zonder), "score"),
        SheetColumn(t("Noot"), lambda school: " ".join(school.score_footnotes)),
    ]
    return [*columns, SheetColumn(t("Gesloten op"), lambda school: school.closed_on)] if closed else columns


def _points(school: SchoolView, points: Decimal | str | None) -> object:
    if points is not None:
        return points
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
