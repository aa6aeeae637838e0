"""The whole team from a list: shown first, then all or nobody."""

import datetime
from operator import itemgetter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, n, t
from doorlezen.team.domain.team_list import ReadTeamList, add_all, judge_team_list
from doorlezen.web.day import today
from doorlezen.web.day_fields import DayField
from doorlezen.web.here import actor_of, attachment, needs, shown, to
from doorlezen.web.list_forms import ListFileInput, ListForm
from doorlezen.web.refusing import refuse


class TeamListForm(ListForm):
    """A list of the team, and since when these people work."""

    file = forms.FileField(
        label=gettext_lazy("je lijst"),
        help_text=gettext_lazy(
            "Excel of csv, met de kolommen naam en uren. Dagen, functie en plaats mogen erbij."
        ),
        widget=ListFileInput(),
    )
    since = DayField(label=gettext_lazy("eerste werkdag van wie er nog niet in staat"))

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["since"].initial = today


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team.change")
def from_list(request: HttpRequest) -> HttpResponse:
    """Read a list: where every row can be used all are let in, else every row says what is wrong."""
    actor = actor_of(request)
    form = TeamListForm(request.POST or None, request.FILES or None)
    found: ReadTeamList | None = None
    if request.method == "POST" and form.is_valid():
        since: datetime.date = form.cleaned_data["since"]
        try:
            source = form.source()
            found = judge_team_list(actor, source, since=since)
            if not found.wrong:
                count = add_all(actor, source, since=since)
                told = n("{count} mens staat nu in het team.", "{count} mensen staan nu in het team.", count)
                messages.success(request, told)
                return to(request, "team:list")
        except InputError as wrong:
            refuse(form, wrong, at="file")
    context = {"form": form, "found": found}
    return shown(request, "team/read.html", context, wrong=request.method == "POST")


@require_safe
@needs("team.change")
def template(request: HttpRequest) -> HttpResponse:
    """The list to fill in, with a row that shows how."""
    columns = [
        SheetColumn[dict[str, object]](head, itemgetter(head), width=width)
        for head, width in (
            *((t("naam"), 28), (t("functie"), 24), (t("uren"), 10), (t("uren voor scholen"), 18)),
            *((t("dagen"), 36), (t("vertrekt uit"), 24)),
        )
    ]
    row: dict[str, object] = {
        t("naam"): t("Voorbeeld (haal deze rij weg)"),
        t("functie"): t("leesconsulent"),
        t("uren"): "24",
        t("uren voor scholen"): "20",
        t("dagen"): t("ma, di-ochtend, do"),
        t("vertrekt uit"): "",
    }
    book = WorkbookWriter()
    book.sheet(t("Team")).table(columns, [row])
    return attachment(book.data(), XLSX, t("team.xlsx"))
