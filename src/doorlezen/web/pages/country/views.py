"""The country: a table per library under chosen keys, and the same as files."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.accounts.domain.visible import Visible
from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import as_csv
from doorlezen.engine.allocation.keys.amounts import AMOUNT_KEYS
from doorlezen.language import date, money, school_year, school_year_of, t
from doorlezen.register.domain import register_cache
from doorlezen.register.models import Edition, Kind
from doorlezen.schemes.budgets import PublishedBudget, budget_of_year
from doorlezen.schemes.citation import cite
from doorlezen.schemes.shipped_schemes import load_schemes
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.country.division import Country, columns_of, country_of, total_of
from doorlezen.web.pages.country.forms import DivideForm
from doorlezen.web.pieces import table_of


@require_safe
@needs("country.see")
def country(request: HttpRequest) -> HttpResponse:
    """The table, with the form that says what is divided and how."""
    form, found = _asked(request)
    table = table_of(
        t("Het land per bibliotheek"), columns_of(found), found.rows, first="", summed=t("Samen")
    )
    context: dict[str, Any] = {
        "form": form,
        "table": table,
        "divided": "" if found.cents is None else money(found.cents),
        "aims": [AMOUNT_KEYS[key].aim for key in found.keys],
        "about": list(_about(request, found)),
        "query": request.GET.urlencode(),
    }
    return render(request, "country/country.html", context)


@require_safe
@needs("country.see")
def as_csv_file(request: HttpRequest) -> HttpResponse:
    """The table as csv."""
    _, found = _asked(request)
    data = as_csv(columns_of(found), found.rows)
    return attachment(data, "text/csv; charset=utf-8", t("land.csv"))


@require_safe
@needs("country.see")
def as_xlsx_file(request: HttpRequest) -> HttpResponse:
    """The table as a workbook, with what it rests on."""
    _, found = _asked(request)
    book = WorkbookWriter()
    sheet = book.sheet(t("Per bibliotheek"))
    sheet.table(columns_of(found), found.rows, total=total_of(found), filtered=True)
    about = book.sheet(t("Over dit bestand"))
    for line in _about(request, found):
        about.note(line)
    return attachment(book.data(), XLSX, t("land.xlsx"))


def _asked(request: HttpRequest) -> tuple[DivideForm, Country]:
    budget = usual_budget()
    form = DivideForm(request.GET, usual=None if budget is None else budget.cents)
    return form, country_of(actor_of(request), cents=form.cents, keys=form.keys)


def usual_budget() -> PublishedBudget | None:
    """What is divided until somebody types an amount: the published budget of this school year."""
    return budget_of_year(load_schemes(), school_year_of(today()))


def _about(request: HttpRequest, found: Country) -> Iterator[str]:
    """What the figures rest on, a sentence each."""
    for edition in editions_of(Visible(actor_of(request))):
        yield t("Bron: {source}.", source=cite(edition, None))
    yield t(
        "Een school telt mee als zij een score boven 0 heeft. Of zij in aanmerking komt, hangt ook af van de "
        "samenwerking; die kent alleen haar bibliotheek."
    )
    yield t(
        "Van plannen staan hier alleen aantallen, en alleen van plannen die een bibliotheek deelt. Van een "
        "plan voor meer jaren telt het eerste."
    )
    if found.cents is not None:
        yield t("Verdeeld: {money}.", money=money(found.cents))
        budget = usual_budget()
        if budget is not None and budget.cents == found.cents:
            yield t(
                "Dat is het bedrag van {scheme} voor {year}. Bron: {source}.",
                scheme=budget.scheme.title,
                year=school_year(school_year_of(today())),
                source=budget.source or t("onbekend"),
            )
        for key in found.keys:
            yield f"{AMOUNT_KEYS[key].name.capitalize()}: {AMOUNT_KEYS[key].aim}"
    yield t("Gemaakt op {day}.", day=date(today()))


def editions_of(visible: Visible) -> list[Edition]:
    """The newest edition of the scores, the pupils and the schools: what the counts come from."""
    known = register_cache.editions(visible.last, visible.owner).values()
    found = (next((one for one in known if one.kind == kind), None) for kind in _COUNTED_FROM)
    return [edition for edition in found if edition is not None]


_COUNTED_FROM = (Kind.SCORES, Kind.PUPILS, Kind.SCHOOLS)
