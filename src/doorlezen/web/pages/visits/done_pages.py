"""Hours planned beside hours done, as a page and as a workbook."""

import datetime
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from doorlezen.accounts.permissions import ask
from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import hours, school_year, school_year_of, t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.visits.domain.done_hours import DoneHours, SchoolDone, done_hours
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs, shown
from doorlezen.web.pieces import table_of

YEARS_BACK = 2


class YearForm(forms.Form):
    """Of which school year."""

    year = forms.ChoiceField(label=gettext_lazy("schooljaar"), required=False)

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        last = int(school_year_of(today())[:4])
        years = [f"{one}-{one + 1}" for one in range(last, last - YEARS_BACK - 1, -1)]
        self.fields["year"].choices = [(one, school_year(one)) for one in years]  # type: ignore[attr-defined]
        self.initial["year"] = years[0]

    @property
    def chosen(self) -> str:
        """The year that was asked for; this one where it is none of those offered."""
        year = self.cleaned_data.get("year") if self.is_valid() else None
        return year or school_year_of(today())


@require_safe
@needs("visits.see_done")
def done(request: HttpRequest) -> HttpResponse:
    """Planned and done per school, gemeente, person and purse."""
    form, found = _asked(request)
    context = {
        "form": form,
        "year": school_year(found.school_year),
        "query": request.GET.urlencode(),
        "tables": [
            table_of(caption, columns, rows, first="done", summed=t("Samen") if len(rows) > 1 else "")
            for caption, columns, rows in _tables(found)
            if rows
        ],
        "lead": _lead(found),
        "about": about(found),
        "may_read": bool(ask("visits.change", actor_of(request))),
    }
    return shown(request, "visits/done.html", context)


def _lead(found: DoneHours) -> str:
    if not any(one.planned or one.done for one in found.schools):
        return t("Nog geen bezoeken gepland of ingevuld in dit schooljaar.")
    return t(
        "{done} uur gedaan, van {until_now} uur gepland tot en met vandaag.",
        done=hours(sum(one.done for one in found.schools)),
        until_now=hours(sum(one.until_now for one in found.schools)),
    )


def _asked(request: HttpRequest) -> tuple[YearForm, DoneHours]:
    form = YearForm(request.GET or None)
    return form, done_hours(actor_of(request), school_year=form.chosen, today=today())


def _figures() -> list[SheetColumn[Any]]:
    return [
        SheetColumn(t("gepland, hele jaar"), lambda one: one.planned, "hours", unit=t("uur")),
        SheetColumn(t("gepland tot en met vandaag"), lambda one: one.until_now, "hours", unit=t("uur")),
        SheetColumn(t("gedaan"), lambda one: one.done, "hours", unit=t("uur"), key="done"),
        SheetColumn(t("verschil"), lambda one: one.difference, "change", unit=t("uur")),
        SheetColumn(t("ingevulde bezoeken"), lambda one: one.told, "whole"),
    ]


def _tables(found: DoneHours) -> list[tuple[str, list[SheetColumn[Any]], list[Any]]]:
    weekly: SheetColumn[Any] = SheetColumn(
        t("volgens het plan"), lambda one: one.weekly, "hours", unit=t("uur per week")
    )
    return [
        (
            t("Per school"),
            [
                SheetColumn(t("school"), lambda one: one.name, width=32),
                SheetColumn(t("gemeente"), lambda one: one.gemeente, width=20),
                weekly,
                *_figures(),
            ],
            found.schools,
        ),
        (t("Per gemeente"), [SheetColumn(t("gemeente"), lambda one: one.name), *_figures()], found.gemeenten),
        (
            t("Per mens"),
            [SheetColumn(t("wie"), lambda one: one.name or t("niemand uit het team")), *_figures()],
            found.people,
        ),
        (
            t("Per pot"),
            [
                SheetColumn(t("pot"), lambda one: one[0] or t("geen pot in het plan")),
                SheetColumn(t("gedaan"), lambda one: one[1], "hours", unit=t("uur"), key="done"),
            ],
            found.purses,
        ),
    ]


def about(found: DoneHours) -> list[str]:
    """What the figures mean, a sentence each."""
    told = [
        t("Gepland: de bezoeken die niet vervallen zijn, elk afgerond op hele kwartieren."),
        t("Gedaan: wat op de bezoeken is ingevuld, ook op een bezoek dat niet gepland was."),
        t(
            "Structureel: het vastgestelde plan geeft de school dit jaar elke week uren. "
            "De andere scholen zijn incidenteel bezocht."
        ),
        t(
            "Leerlingen bereikt: opgeteld over de bezoeken. Wie op twee bezoeken meedeed, telt twee keer; "
            "wie wie was, leggen we niet vast. "
            "Het grootste aantal op een bezoek is wat er ten minste bereikt is."
        ),
    ]
    if found.purses:
        told.append(
            t(
                "Per pot: de uren per school en bouwsteen zijn verdeeld naar wat elke pot daar volgens het "
                "plan betaalt, in hele kwartieren; de grootste rest krijgt wat overblijft. "
                "Betaalt geen pot de bouwsteen, dan tellen alle potten van de school."
            )
        )
    return told


@require_safe
@needs("visits.see_done")
def as_workbook(request: HttpRequest) -> HttpResponse:
    """The same with a sheet for the questionnaires about the Wsob, and what the figures mean."""
    _, found = _asked(request)
    book = WorkbookWriter()
    for caption, columns, rows in _tables(found):
        if rows:
            book.sheet(caption).table(columns, rows, filtered=True)
    book.sheet(t("Voor de Wsob")).table(_wsob(), found.schools, filtered=True)
    sheet = book.sheet(t("Over dit bestand"))
    sheet.note(
        t("Schooljaar {year}, stand van {day}.", year=school_year(found.school_year), day=_day(today()))
    )
    for line in about(found):
        sheet.note(line)
    return attachment(book.data(), XLSX, t("gedaan.xlsx"))


def _day(day: datetime.date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def _wsob() -> list[SheetColumn[SchoolDone]]:
    return [
        SheetColumn(t("vestigingscode"), lambda one: one.code, width=14),
        SheetColumn(t("school"), lambda one: one.name, width=32),
        SheetColumn(t("gemeente"), lambda one: one.gemeente, width=20),
        SheetColumn(t("structureel"), lambda one: t("ja") if one.weekly else t("nee")),
        SheetColumn(t("bezoeken"), lambda one: one.told, "whole"),
        SheetColumn(t("uren"), lambda one: one.done, "hours"),
        *(
            SheetColumn[SchoolDone](bouwsteen_name(name), partial(_quarters_of, name), "hours", unit=t("uur"))
            for name in BOUWSTENEN
        ),
        SheetColumn(t("zonder bouwsteen"), partial(_quarters_of, ""), "hours", unit=t("uur")),
        SheetColumn(t("leerlingen bereikt, opgeteld over bezoeken"), lambda one: one.pupils, "whole"),
        SheetColumn(t("grootste aantal leerlingen op een bezoek"), lambda one: one.most_pupils, "label"),
    ]


def _quarters_of(bouwsteen: str, one: SchoolDone) -> int:
    return one.by_bouwsteen[bouwsteen]
