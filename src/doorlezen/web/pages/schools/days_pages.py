"""The days of all schools of a library: how many weeks each has, what was said of them, and saying more."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible, own_school
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, n, school_year, t, whole
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Listing
from doorlezen.relations.domain.own_days import (
    own_days_row,
    own_days_said,
    remove_days,
    say_days,
    whose_days,
)
from doorlezen.relations.domain.school_year_days import SchoolYearDays, school_days_of
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.schools.days_forms import ManyDaysForm
from doorlezen.web.pages.schools.school_year_page import (
    asked_year,
    campaign_lines,
    removable,
    said_by,
    to_year,
    told_span,
    years_around,
)
from doorlezen.web.pieces import Cell, Table, table_of


@require_safe
@needs("days.see")
def days(request: HttpRequest) -> HttpResponse:
    """How many weeks each school has and why; what was said, in order of day. A school finds its own year."""
    actor = actor_of(request)
    if actor.kind == OrganisationKind.SCHOOL:
        return to(request, "schools:year", code=own_school(actor))
    year = asked_year(request)
    found = school_days_of(actor, school_year=year)
    said = own_days_said(actor, year)
    everywhere = tuple(one for one in said if one.school_id is None and one.gemeente_id is None)
    context = {
        "title": t("Schoolweken en eigen dagen, {year}", year=school_year(year)),
        "lead": _lead(found),
        "asked": year,
        "years": [(one, school_year(one)) for one in years_around(today())],
        "table": _weeks(actor, found, year) if found else None,
        "said": [
            {
                "when": told_span(one.first, one.last),
                "what": one.told,
                "of": whose_days(one),
                "by": said_by(actor, one),
                "own": removable(actor, one),
            }
            for one in said
        ],
        "campaigns": list(campaign_lines(actor, everywhere, year)),
        "may_say": bool(ask("days.say-of-many", actor)),
    }
    return render(request, "schools/days.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("days.say-of-many")
def new_for_many(request: HttpRequest) -> HttpResponse:
    """Say days of all schools, of a gemeente, or of several."""
    actor = actor_of(request)
    visible = Visible(actor)
    schools = visible.schools.rows().filter(closed_on=None).order_by("name", "school_id")
    form = ManyDaysForm(
        request.POST or None,
        gemeenten={one.code: as_written(one.name) for one in visible.gemeenten},
        schools={one.pk: t("{school}, {place}", school=one.name, place=one.place) for one in schools},
        initial={"what": request.GET.get("wat", "")},
    )
    if form.is_valid():
        try:
            new = say_days(actor, form.wanted, form.of, today=today(), now=timezone.now())
        except InputError as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, t("De dagen staan erbij.") if new else t("Dit stond er al."))
            return to_year(request, form.wanted.school_year)
    return shown(request, "schools/many_days.html", {"form": form}, wrong=bool(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("days.say")
def take_days_away(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether days may go; then take them away."""
    actor = actor_of(request)
    found = own_days_row(actor, number)
    if found is None:
        raise Http404
    code = found.school_id or ""
    if request.method == "POST":
        remove_days(actor, days=found)
        messages.success(request, t("De dagen zijn weg."))
        return to_year(request, found.school_year, code=code)
    context = {"what": found.told, "when": told_span(found.first, found.last), "of": whose_days(found)}
    return shown(request, "schools/remove_days.html", {**context, "code": code, "year": found.school_year})


def _lead(found: dict[str, SchoolYearDays]) -> str:
    counted = sorted(one.weeks for one in found.values() if one.weeks is not None)
    if not counted:
        return t("Van geen enkele school zijn de weken te tellen.")
    if counted[0] == counted[-1]:
        return n(
            "{count} school, met {weeks} weken school.",
            "{count} scholen, elk met {weeks} weken school.",
            len(counted),
            weeks=whole(counted[0]),
        )
    return t(
        "{count} scholen, met {least} tot {most} weken school.",
        count=whole(len(counted)),
        least=whole(counted[0]),
        most=whole(counted[-1]),
    )


def _weeks(actor: Actor, found: dict[str, SchoolYearDays], year: str) -> Table:
    names: dict[str, Listing] = {one.pk: one for one in Visible(actor).schools.rows().filter(pk__in=found)}
    rows = sorted(found.values(), key=lambda one: (names[one.school].name, one.school))
    columns: list[SheetColumn[SchoolYearDays]] = [
        SheetColumn(t("School"), partial(_school, actor, names, year)),
        SheetColumn(
            t("Schoolweken"),
            lambda one: t("niet te tellen") if one.weeks is None else one.weeks,
            "known",
            key="weeks",
        ),
        SheetColumn(t("Schooldagen"), _count_days, "known"),
        SheetColumn(t("Regio"), lambda one: one.region.value.capitalize() if one.region else ""),
        SheetColumn(t("Eigen dagen"), _own_told),
    ]
    source = next(iter(found.values())).source
    return table_of(
        t("Hoeveel weken elke school heeft"),
        columns,
        rows,
        first="weeks",
        note=t("Een week telt als er minstens één dag school is. Vakanties: {source}.", source=source),
    )


def _school(actor: Actor, names: dict[str, Listing], year: str, one: SchoolYearDays) -> Cell:
    school = names[one.school]
    where = address(actor, "schools:year", code=one.school) + f"?jaar={year}"
    return Cell(school.name, where, note=school.place)


def _count_days(one: SchoolYearDays) -> Any:
    return "" if one.days is None else sum(len(week.days) for week in one.days.weeks())


def _own_told(one: SchoolYearDays) -> str:
    """The own days in short, or what stands in the way."""
    if one.days is None:
        return one.why_not
    told = ", ".join(own.told for own in one.own if own.closes)
    if one.clash:
        return t("{what}; die van de regio gelden", what=one.clash)
    return told or t("geen")
