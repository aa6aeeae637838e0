"""Own days of many schools from a list: every row is written down, or none."""

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
from doorlezen.language import InputError, n, t
from doorlezen.relations.domain.own_days_list import ReadOwnDays, read_own_days
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs, shown, to
from doorlezen.web.list_forms import ListFileInput, ListForm
from doorlezen.web.pages.schools.school_year_page import told_span
from doorlezen.web.refusing import refuse


class DaysListForm(ListForm):
    """A list of own days."""

    file = forms.FileField(
        label=gettext_lazy("je lijst"),
        help_text=gettext_lazy("Excel of csv, met de kolommen school, soort en datum."),
        widget=ListFileInput(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("days.say-of-many")
def days_from_list(request: HttpRequest) -> HttpResponse:
    """Read a list: where every row can be used all are kept, else every row says what is wrong."""
    form = DaysListForm(request.POST or None, request.FILES or None)
    found: ReadOwnDays | None = None
    if request.method == "POST" and form.is_valid():
        try:
            found = read_own_days(actor_of(request), form.source(), today=today(), now=timezone.now())
        except InputError as wrong:
            refuse(form, wrong, at="file")
        else:
            if not found.wrong:
                messages.success(request, _told(found))
                return to(request, "schools:days")
    context = {"form": form, "rows": _rows(found), "wrong": len(found.wrong) if found else 0}
    return shown(request, "schools/days_list.html", context, wrong=request.method == "POST")


@require_safe
@needs("days.say-of-many")
def days_template(request: HttpRequest) -> HttpResponse:
    """The list to fill in, with rows that show how."""
    heads = (("school", 28), ("soort", 24), ("datum", 32), ("omschrijving", 28))
    columns = [SheetColumn[dict[str, str]](head, itemgetter(head), width=width) for head, width in heads]
    examples = (
        ("00XX00", "studiedag", "4-11-2026", t("Voorbeeld (haal deze rijen weg)")),
        ("alle scholen", "vrije dag", "3 t/m 7 mei 2027", t("tweede week mei")),
    )
    book = WorkbookWriter()
    book.sheet(t("Dagen")).table(
        columns, [dict(zip([head for head, _ in heads], one, strict=True)) for one in examples]
    )
    return attachment(book.data(), XLSX, t("dagen.xlsx"))


def _told(found: ReadOwnDays) -> str:
    there = len(found.rows) - found.said
    told = n("{count} rij staat er nu bij.", "{count} rijen staan er nu bij.", found.said)
    if not there:
        return told
    more = n("{count} rij stond er al.", "{count} rijen stonden er al.", there)
    return f"{told} {more}"


def _rows(found: ReadOwnDays | None) -> list[dict[str, Any]]:
    return [
        {
            "row": one.row,
            "school": one.school,
            "when": told_span(*one.days) if one.days else "",
            "fault": one.fault,
            "new": one.new,
        }
        for one in (found.rows if found else ())
    ]
