"""The training plan: who follows which course when, what that costs, and when it pays."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, date, hours, money, n, school_year, t, whole
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.queries import scenarios_of
from doorlezen.relations.domain.school_year_days import SchoolYearDays, school_days_of
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.domain.planned_schools import adopted_plan, planned_schools
from doorlezen.team.domain.queries import team_member, team_members
from doorlezen.team.domain.training import (
    TrainingPlan,
    TrainingStep,
    plan_course,
    training_plan,
    unplan_course,
)
from doorlezen.team.domain.training_in_scenario import PART, take_training_over
from doorlezen.team.models import PlannedCourse
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.day_fields import DayField
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pieces import Cell, SourcedFigure, SourceNote, Table, table_of
from doorlezen.web.refusing import refuse

SHOWN = 3
"""So many names of schools stand in a cell."""


class CourseOfMemberForm(forms.Form):
    """Who follows which course, from when until when."""

    member = forms.ChoiceField(label=gettext_lazy("wie volgt de cursus?"))
    competence = forms.ChoiceField(label=gettext_lazy("welke deskundigheid?"))
    first = DayField(label=gettext_lazy("eerste dag van de cursus"))
    last = DayField(
        label=gettext_lazy("laatste dag van de cursus"),
        help_text=gettext_lazy("Vanaf de dag erna telt iemand mee op scholen die dit vragen."),
    )

    def __init__(self, *arguments: Any, actor: Actor, **others: Any) -> None:
        super().__init__(*arguments, **others)
        members = [(str(one.pk), one.name) for one in team_members(actor, on=today())]
        self.fields["member"].choices = members  # type: ignore[attr-defined]
        self.fields["competence"].choices = list(competence_names(actor).items())  # type: ignore[attr-defined]


class IntoScenarioForm(forms.Form):
    """Into which scenario the courses go."""

    scenario = forms.ChoiceField(label=gettext_lazy("in welk scenario?"))

    def __init__(self, *arguments: Any, actor: Actor, **others: Any) -> None:
        super().__init__(*arguments, **others)
        offered = [(str(one.pk), one.title) for one in scenarios_of(actor)]
        self.fields["scenario"].choices = offered  # type: ignore[attr-defined]


@require_safe
@needs("team.see")
def training(request: HttpRequest) -> HttpResponse:
    """The page."""
    return shown(request, "team/training.html", _page(actor_of(request)))


@require_POST
@needs("team.change")
def plan_one(request: HttpRequest) -> HttpResponse:
    """Put a course into the plan."""
    actor = actor_of(request)
    form = CourseOfMemberForm(request.POST, actor=actor)
    if form.is_valid():
        said = dict(form.cleaned_data)
        member = team_member(actor, int(said.pop("member")))
        if member is None:
            raise Http404
        try:
            plan_course(actor, member=member, **said)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("De cursus staat in het plan."))
            return to(request, "team:training")
    return shown(request, "team/training.html", _page(actor, form=form), wrong=True)


@require_POST
@needs("team.change")
def unplan(request: HttpRequest, number: int) -> HttpResponse:
    """Take a course out of the plan."""
    try:
        unplan_course(actor_of(request), course=number)
    except PlannedCourse.DoesNotExist:
        raise Http404 from None
    messages.success(request, t("De cursus is uit het plan."))
    return to(request, "team:training")


@require_POST
@needs("team.change")
def to_scenario(request: HttpRequest) -> HttpResponse:
    """Take the numbers over into a scenario, and go there."""
    actor = actor_of(request)
    form = IntoScenarioForm(request.POST, actor=actor)
    if form.is_valid():
        scenario = int(form.cleaned_data["scenario"])
        try:
            take_training_over(
                actor, plan=_found(actor)[1], scenario=scenario, today=today(), now=timezone.now()
            )
        except Scenario.DoesNotExist:
            raise Http404 from None
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(
                request, t("De cursussen staan in het scenario. Zet ze op ja of op nee en bereken.")
            )
            return to(request, "scenarios:part", pk=scenario, part=PART)
    return shown(request, "team/training.html", _page(actor, scenario_form=form), wrong=True)


def _found(actor: Actor) -> tuple[Proposal | None, TrainingPlan, dict[str, SchoolYearDays]]:
    plan = adopted_plan(actor)
    schools = planned_schools(plan) if plan else []
    codes = [school.code for school in schools]
    days = school_days_of(actor, codes, school_year=plan.school_year) if plan else {}
    return plan, training_plan(actor, schools, days, on=today()), days


def _page(
    actor: Actor, *, form: forms.Form | None = None, scenario_form: forms.Form | None = None
) -> dict[str, Any]:
    plan, found, days = _found(actor)
    return {
        "lead": _lead(plan, found),
        "lines": [
            {
                "pk": line.course.pk,
                "who": line.member.name,
                "what": line.kind.name,
                "when": t("{first} t/m {last}", first=date(line.course.first), last=date(line.course.last)),
                "is_over": line.is_over,
                "member": line.member.pk,
                "cost": None if line.kind.course_cents is None else money(line.kind.course_cents),
                "hours": None if line.kind.course_quarters is None else hours(line.kind.course_quarters),
                "source": line.kind.source,
            }
            for line in found.lines
        ],
        "facts": _facts(actor, found, days) if found.lines else [],
        "steps": _steps(found) if found.steps else None,
        "form": form or CourseOfMemberForm(auto_id="cursus-%s", actor=actor),
        "scenario_form": scenario_form or IntoScenarioForm(auto_id="scenario-%s", actor=actor),
        "has_scenarios": bool(scenarios_of(actor)),
    }


def _lead(plan: Proposal | None, found: TrainingPlan) -> str:
    if plan is None:
        return t(
            "Er is nog geen vastgesteld plan. Zodra dat er is, zie je hier welke deskundigheid ontbreekt."
        )
    if not found.missing:
        return t(
            "Voor elke school in het plan van {year} is er iemand die alles kan wat ze vraagt.",
            year=school_year(plan.school_year),
        )
    return n(
        "In het plan van {year} staat {count} school, met {hours} uur per week, waar nu niemand alles kan "
        "wat ze vraagt.",
        "In het plan van {year} staan {count} scholen, samen {hours} uur per week, waar nu niemand alles kan "
        "wat ze vragen.",
        len(found.missing),
        year=school_year(plan.school_year),
        hours=hours(sum(school.quarters for school in found.missing)),
    )


def _facts(actor: Actor, found: TrainingPlan, days: dict[str, SchoolYearDays]) -> list[SourcedFigure]:
    """What it costs together, and per hour that it opens."""
    fill = address(actor, "team:expertise")
    cost = None if found.cents is None else money(found.cents)
    taken = None if found.course_quarters is None else hours(found.course_quarters)
    facts = [
        SourcedFigure(t("De cursussen kosten samen"), cost, fill=fill),
        SourcedFigure(t("Uren van de cursussen"), taken, unit=t("uur"), fill=fill),
    ]
    if found.opened_quarters:
        opened = hours(found.opened_quarters)
        facts.append(SourcedFigure(t("Uren die daarna wel kunnen"), opened, unit=t("uur per week")))
    counted = Counter(one.weeks for one in days.values() if one.weeks is not None)
    weeks = min(counted, key=lambda found: (-counted[found], found), default=None)
    if weeks is not None and (per_hour := found.cents_per_hour(weeks)) is not None:
        reckoned = t(
            "{cost} gedeeld door {hours} uur per week × {weeks} schoolweken",
            cost=money(found.cents or 0),
            hours=hours(found.opened_quarters),
            weeks=whole(weeks),
        )
        label = t("Per uur dat erbij komt, in één schooljaar")
        facts.append(SourcedFigure(label, money(per_hour), SourceNote(reckoned=reckoned)))
    return facts


def _steps(found: TrainingPlan) -> Table:
    columns: list[SheetColumn[TrainingStep]] = [
        SheetColumn(t("Vanaf"), _from_when),
        SheetColumn(t("Scholen erbij"), _opened, key="opened"),
        SheetColumn(t("Uren daar"), lambda step: step.quarters, "hours", unit=t("per week")),
        SheetColumn(t("Tot die dag kan niemand"), _until_then),
        SheetColumn(t("Blijft open"), lambda step: _schools(step.left)),
    ]
    return table_of(
        t("Wanneer het loont"),
        columns,
        found.steps,
        first="opened",
        note=t(
            "Geteld naar wat scholen vragen. Of iemand er ook tijd voor heeft, zegt het rooster. Wat het "
            "voor het lezen doet, zegt dit niet."
        ),
    )


def _from_when(step: TrainingStep) -> Cell:
    return Cell(date(step.on), note=t("het hele schooljaar vanaf {year}", year=school_year(step.whole_year)))


def _opened(step: TrainingStep) -> Cell:
    names = [school.name for school in step.opened]
    told, more = ", ".join(names[:SHOWN]), len(names) - SHOWN
    note = told if more <= 0 else t("{told} en nog {count}", told=told, count=more)
    return Cell(_schools(len(names)), note=note)


def _schools(count: int) -> str:
    return n("{count} school", "{count} scholen", count)


def _until_then(step: TrainingStep) -> str:
    if step.until_then is None:
        return t("niet te tellen")
    return t("{hours} uur van het plan", hours=hours(step.until_then))
