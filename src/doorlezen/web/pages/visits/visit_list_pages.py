"""What was done on many visits, from a list: what stands in the way is told per row."""

from operator import itemgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, date, n, t
from doorlezen.reports.prices import in_hours
from doorlezen.visits.domain.visit_list import ReadVisits, VisitRow, read_visits
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs, shown, to
from doorlezen.web.list_forms import ListFileInput, ListForm
from doorlezen.web.refusing import refuse

MOST_SHOWN = 200
"""Rows that are told; who has more mends those first."""


class VisitListForm(ListForm):
    """A list of visits, and what to do with rows that are there already."""

    file = forms.FileField(
        label=gettext_lazy("je lijst"),
        help_text=gettext_lazy(
            "Excel of csv, met de kolommen datum, vestigingscode en uren. "
            "Wie, bouwsteen, activiteit, groepen, leerlingen en notitie mogen erbij."
        ),
        widget=ListFileInput(),
    )
    twice = forms.ChoiceField(
        label=gettext_lazy("rijen die er al zijn (zelfde school, dag en uren)"),
        choices=[
            ("ask", gettext_lazy("laat ze eerst zien")),
            ("skip", gettext_lazy("sla ze over")),
            ("keep", gettext_lazy("neem ze toch mee: het waren twee bezoeken")),
        ],
    )
    no_names = forms.BooleanField(
        label=gettext_lazy("ik heb de notities nagekeken: er staat geen naam van een leerling in"),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("visits.change")
def from_list(request: HttpRequest) -> HttpResponse:
    """Read a list: all of it is kept, or every row that stands in the way is told."""
    form = VisitListForm(request.POST or None, request.FILES or None)
    found: ReadVisits | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = read_visits(
                actor_of(request),
                form.source(),
                twice=form.cleaned_data["twice"],
                no_names=form.cleaned_data["no_names"],
                today=today(),
                now=timezone.now(),
            )
            asks = found.twice and form.cleaned_data["twice"] == "ask"
            if not found.wrong and not asks:
                told = n("{count} bezoek is ingelezen.", "{count} bezoeken zijn ingelezen.", found.kept)
                messages.success(request, told)
                return to(request, "done:hours")
        except InputError as wrong:
            refuse(form, wrong, at="file")
    context = {"form": form, "wrong": _wrong(found), "rows": _rows(found), "most": MOST_SHOWN}
    return shown(request, "visits/read.html", context, wrong=request.method == "POST")


def _wrong(found: ReadVisits | None) -> str:
    """What kept the list out, in a sentence; empty where nothing did."""
    if found is None:
        return ""
    if found.wrong:
        return n(
            "{count} rij klopt niet; er is niets ingelezen",
            "{count} rijen kloppen niet; er is niets ingelezen",
            len(found.wrong),
        )
    return n(
        "{count} rij is er al; er is nog niets ingelezen. Zeg hieronder wat ermee moet",
        "{count} rijen zijn er al; er is nog niets ingelezen. Zeg hieronder wat ermee moet",
        len(found.twice),
    )


def _rows(found: ReadVisits | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    return [_told(one) for one in (found.wrong or found.twice)[:MOST_SHOWN]]


def _told(one: VisitRow) -> dict[str, Any]:
    if one.fault is not None:
        return {"row": one.row, "what": f"{one.fault.column}: {one.fault.what}"}
    assert one.done is not None
    parts = {"school": one.done.school, "day": date(one.done.day), "hours": in_hours(one.done.quarters)}
    return {"row": one.row, "what": t("is er al: {school}, {day}, {hours}", **parts)}


@require_safe
@needs("visits.change")
def template(request: HttpRequest) -> HttpResponse:
    """The list to fill in, with a row that shows how."""
    example = {
        t("datum"): "3-11-2026",
        t("vestigingscode"): "00XX00",
        t("uren"): "1,5",
        t("wie"): t("Voorbeeld (haal deze rij weg)"),
        t("bouwsteen"): t("Activiteiten"),
        t("activiteit"): t("Voorlezen"),
        t("groepen"): "5, 6",
        t("leerlingen"): "50",
        t("notitie"): "",
    }
    columns = [SheetColumn[dict[str, str]](head, itemgetter(head), width=18) for head in example]
    book = WorkbookWriter()
    book.sheet(t("Bezoeken")).table(columns, [example])
    return attachment(book.data(), XLSX, t("bezoeken.xlsx"))
