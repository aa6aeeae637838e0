"""On the way to a roster: the visits that the plan asks, who could make them, and what is missing."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster import AskedVisit, RosterSchool, write_roster_problem
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import InputError, hours, n, school_year, t, whole
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.domain.planned_schools import PlannedSchool, adopted_plan
from doorlezen.team.domain.roster_problem_building import BuiltRosterProblem, build_roster_problem
from doorlezen.team.domain.school_visits import say_visiting, visiting_of_schools
from doorlezen.team.half_days import HALF_DAYS, SCHOOL_HALF_DAYS
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, attachment, needs, shown, to
from doorlezen.web.pieces import Cell, Table, table_of
from doorlezen.web.refusing import refuse

JSON = "application/json"


class VisitingForm(forms.Form):
    """How one school is visited."""

    every = forms.TypedChoiceField(
        label=gettext_lazy("hoe vaak"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", gettext_lazy("Zoals de regel voor alle scholen")),
            (1, gettext_lazy("Elke week")),
            (2, gettext_lazy("Om de week")),
            (4, gettext_lazy("Eens in de vier weken")),
        ],
    )
    half_days = forms.MultipleChoiceField(
        label=gettext_lazy("wanneer kan de school?"),
        required=False,
        help_text=gettext_lazy("Niets aangevinkt: elk dagdeel, behalve woensdagmiddag."),
        widget=forms.CheckboxSelectMultiple(),
    )
    must = forms.BooleanField(label=gettext_lazy("deze school moet in het rooster"), required=False)

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["half_days"].choices = [(one, half_day_in_words(one)) for one in HALF_DAYS]  # type: ignore[attr-defined]


@require_safe
@needs("team.see")
def roster(request: HttpRequest) -> HttpResponse:
    """The visits that the adopted plan asks, beside the people."""
    actor = actor_of(request)
    plan = adopted_plan(actor)
    if plan is None:
        return shown(request, "team/roster.html", {"lead": "", "plan": None})
    built = build_roster_problem(actor, plan)
    context = {
        "plan": plan,
        "lead": _lead(built, school_year(plan.school_year)),
        "remarks": built.remarks,
        "table": _table(actor, built) if built.schools else None,
        "ready": bool(built.problem.people and built.problem.schools),
    }
    return shown(request, "team/roster.html", context)


@require_safe
@needs("team.see")
def problem_file(request: HttpRequest) -> HttpResponse:
    """The same as a file, for who makes the roster."""
    actor = actor_of(request)
    plan = adopted_plan(actor)
    if plan is None:
        messages.error(request, t("Zonder vastgesteld plan is er geen rooster te maken."))
        return to(request, "team:roster")
    data = write_roster_problem(build_roster_problem(actor, plan).problem)
    return attachment(data, JSON, t("rooster-{year}.json", year=plan.school_year))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("team.change")
def visiting(request: HttpRequest, code: str) -> HttpResponse:
    """Say how one school is visited."""
    actor = actor_of(request)
    listing = Visible(actor).school(code)
    if listing is None:
        raise Http404
    said = visiting_of_schools(actor).get(code)
    initial = (
        {"every": said.every or "", "half_days": said.half_days or [], "must": said.must} if said else {}
    )
    # a browser sends nothing of boxes that are not ticked, so that an empty form means something
    form = VisitingForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            say_visiting(
                actor,
                school=listing.school,
                every=given["every"],
                half_days=given["half_days"] or None,
                must=given["must"],
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het is vastgelegd."))
            return to(request, "team:roster")
    return shown(request, "team/visiting.html", {"form": form, "school": listing}, wrong=bool(form.errors))


def _lead(built: BuiltRosterProblem, year: str) -> str:
    problem = built.problem
    asked = sum(school.quarters for school in built.schools)
    able = sum(person.max_minutes for person in problem.people) // 15
    told = n(
        "In het plan van {year} krijgt {count} school bezoek, samen {asked} uur per week.",
        "In het plan van {year} krijgen {count} scholen bezoek, samen {asked} uur per week.",
        len(problem.schools),
        year=year,
        asked=hours(asked),
    )
    more = n(
        "{count} mens heeft daar {able} uur voor, met het reizen tussen scholen.",
        "{count} mensen hebben daar {able} uur voor, met het reizen tussen scholen.",
        len(problem.people),
        able=hours(able),
    )
    return f"{told} {more}"


def _table(actor: Actor, built: BuiltRosterProblem) -> Table:
    kinds = competence_names(actor)
    able = {school.code: built.able(school.code) for school in built.schools}
    columns: list[SheetColumn[tuple[PlannedSchool, RosterSchool]]] = [
        SheetColumn(
            t("School"),
            lambda row: Cell(
                row[0].name, address(actor, "team:visiting", code=row[0].code), note=row[0].gemeente_name
            ),
        ),
        SheetColumn(t("Uren"), lambda row: row[0].quarters, "hours", unit=t("per week")),
        SheetColumn(t("Bezoeken"), lambda row: _visits(row[1].visits)),
        SheetColumn(t("Wanneer"), lambda row: _half_days(row[1].half_days)),
        SheetColumn(t("Vraagt"), lambda row: ", ".join(kinds[key] for key in row[1].competences)),
        SheetColumn(t("Wie kan"), lambda row: _who(able[row[0].code]), key="able"),
    ]
    rows = sorted(
        zip(built.schools, built.problem.schools, strict=True),
        key=lambda row: (able[row[0].code], row[0].gemeente_name, row[0].name),
    )
    return table_of(t("Wat het rooster moet dragen"), columns, rows, first="able")


def _who(count: int) -> Cell:
    if not count:
        return Cell(t("niemand"), holds="no")
    return Cell(n("{count} mens", "{count} mensen", count), holds="yes")


def _visits(visits: tuple[AskedVisit, ...]) -> str:
    per = Counter(visits)
    often = {1: t("elke week"), 2: t("om de week"), 4: t("eens in de vier weken")}
    return ", ".join(
        t(
            "{count} × {minutes} minuten {often}",
            count=whole(count),
            minutes=whole(visit.minutes),
            often=often[visit.every],
        )
        for visit, count in per.items()
    )


def _half_days(half_days: tuple[str, ...]) -> str:
    if half_days == SCHOOL_HALF_DAYS:
        return t("elk dagdeel")
    return ", ".join(map(half_day_in_words, half_days))
