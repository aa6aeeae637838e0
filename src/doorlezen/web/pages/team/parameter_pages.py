"""The numbers that the team's hours and its roster rest on: what is known, and what a library fills in."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, clean_line, date, decimal, t
from doorlezen.team.domain.filled_parameters import TeamNumber, fill_parameter, filled_parameters
from doorlezen.team.models import TravelMode
from doorlezen.team.team_parameters import (
    ParameterKind,
    ParameterTerms,
    figure_told,
    parameter_name,
    unit_name,
)
from doorlezen.team.travelling import TravelSpeed, travel_speeds
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.scenarios.typed_fields import HoursField, TypedField, WholeField
from doorlezen.web.pieces import Cell, Table, table_of
from doorlezen.web.refusing import refuse

_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


class ClockField(TypedField):
    """A time of the day, kept as minutes after midnight."""

    def __init__(self, label: Any = "", **others: Any) -> None:
        super().__init__(label, widget=forms.TimeInput(attrs={"type": "time"}), **others)

    def to_python(self, value: Any) -> int | None:
        """Raises ValidationError for what is no time."""
        text = clean_line(str(value or ""))
        if not text:
            return None
        read = _CLOCK.fullmatch(text)
        if read is None:
            raise ValidationError(t("Schrijf een tijd, zoals 08:45."))
        return int(read[1]) * 60 + int(read[2])

    def typed(self, value: Any) -> str:
        """As a browser has it."""
        return "" if value is None else figure_told("clock", value)


def _field_of(kind: ParameterKind, label: str) -> TypedField:
    if kind == "clock":
        return ClockField(label)
    return HoursField(label) if kind == "hours" else WholeField(label)


class NumberForm(forms.Form):
    """A number with its source; empty: what is shipped holds, or nothing."""

    source = forms.CharField(
        label=gettext_lazy("waar staat dit?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: cao 2026, artikel 12."),
    )

    def __init__(self, *arguments: Any, terms: ParameterTerms, **others: Any) -> None:
        super().__init__(*arguments, **others)
        unit = unit_name(terms.kind)
        label = f"{parameter_name(terms.key)} ({unit})" if unit else parameter_name(terms.key)
        self.fields = {"value": _field_of(terms.kind, label), **self.fields}
        self._per = 4 if terms.kind == "hours" else 1

    @property
    def value(self) -> int | None:
        """The number, hours as quarter-hours."""
        typed = self.cleaned_data["value"]
        return None if typed is None else int(typed * self._per)


@require_safe
@needs("team.see")
def numbers(request: HttpRequest) -> HttpResponse:
    """All numbers with on what ground they stand."""
    actor = actor_of(request)
    found = list(filled_parameters(actor).values())
    context = {
        "hours": _table(
            actor,
            [one for one in found if one.terms.kind in {"hours", "days", "euros"}],
            t("Uren, verlof en kosten"),
        ),
        "visits": _table(
            actor,
            [one for one in found if one.terms.kind in {"minutes", "weeks", "clock"}],
            t("Van uren naar bezoeken"),
        ),
        "weights": _table(
            actor, [one for one in found if one.terms.kind == "points"], t("Wat zwaar weegt in een rooster")
        ),
        "travel": _travel(),
        "source": t("{source}, {day}", source=travel_speeds().source, day=date(travel_speeds().read_on)),
    }
    return shown(request, "team/numbers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team.change")
def number(request: HttpRequest, figure: str) -> HttpResponse:
    """Fill one number in."""
    actor = actor_of(request)
    found = filled_parameters(actor).get(figure)
    if found is None:
        raise Http404
    form = NumberForm(request.POST or None, terms=found.terms, initial=_typed(found))
    if form.is_valid():
        try:
            fill_parameter(actor, key=figure, value=form.value, source=form.cleaned_data["source"])
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het is vastgelegd."))
            return to(request, "team:numbers")
    context = {"form": form, "title": parameter_name(figure)}
    return shown(request, "team/number.html", context, wrong=bool(form.errors))


def _typed(found: TeamNumber) -> dict[str, Any]:
    kind = found.terms.kind
    value = found.value if kind != "hours" or found.value is None else Decimal(found.value) / 4
    return {"value": _field_of(kind, "").typed(value), "source": found.source if found.by else ""}


def _table(actor: Actor, rows: list[TeamNumber], caption: str) -> Table:
    columns: list[SheetColumn[TeamNumber]] = [
        SheetColumn(
            t("Wat"),
            lambda one: Cell(
                parameter_name(one.terms.key), address(actor, "team:number", figure=one.terms.key)
            ),
        ),
        SheetColumn(t("Waarde"), _value, key="value"),
        SheetColumn(t("Bron"), _source),
    ]
    return table_of(caption, columns, rows, first="value")


def _value(one: TeamNumber) -> str:
    if one.value is None:
        return t("niet openbaar — vul in")
    return f"{figure_told(one.terms.kind, one.value)} {unit_name(one.terms.kind)}".strip()


def _source(one: TeamNumber) -> str:
    if one.on is None:
        return ""
    told = t("{source}, {day}", source=one.source, day=date(one.on))
    return t("{told}, ingevuld door {who}", told=told, who=one.by) if one.by else told


def _travel() -> Table:
    columns: list[SheetColumn[tuple[TravelMode, TravelSpeed]]] = [
        SheetColumn(t("Vervoer"), lambda row: str(row[0].label)),
        SheetColumn(t("Snelheid"), lambda row: row[1].kilometres_per_hour, "whole", unit=t("km per uur")),
        SheetColumn(
            t("Omweg"),
            lambda row: decimal(Decimal(row[1].factor_percent) / 100, 1),
            "figure",
            unit=t("keer hemelsbreed"),
        ),
        SheetColumn(t("Vaste tijd"), lambda row: row[1].fixed_minutes, "known", unit=t("minuten")),
    ]
    return table_of(t("Hoe lang reizen duurt"), columns, list(travel_speeds().of.items()))
