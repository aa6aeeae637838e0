"""What the schools of the plan ask of who visits them, who can it, and what nobody can."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, money, n, school_year, t
from doorlezen.register.models import School
from doorlezen.team.domain import competence_list, queries
from doorlezen.team.domain.expertise import ExpertiseGap, SchoolExpertise, TeamExpertise, expertise
from doorlezen.team.domain.planned_schools import adopted_plan, planned_schools
from doorlezen.team.models import AskedCompetence, AskingProfile
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.team.expertise_forms import AskForm, CourseCostForm, KindForm
from doorlezen.web.pieces import Cell, Table, table_of
from doorlezen.web.refusing import refuse

SHOWN = 3
"""So many names stand in a cell."""


@require_safe
@needs("team.see")
def expertise_page(request: HttpRequest) -> HttpResponse:
    """What is asked beside what the team can."""
    return shown(request, "team/expertise.html", _page(actor_of(request)))


@require_POST
@needs("team.change")
def say(request: HttpRequest, what: str) -> HttpResponse:
    """Write down what schools ask, a kind of one's own, or what a course costs."""
    actor = actor_of(request)
    if what not in _FORMS:
        raise Http404
    made = _forms(actor, request, what)
    form = made[_FORMS[what]]
    if form.is_valid():
        try:
            _write(actor, what, form.cleaned_data)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het staat er."))
            return to(request, "team:expertise")
    return shown(request, "team/expertise.html", _page(actor, made), wrong=True)


@require_POST
@needs("team.change")
def ask_no_more(request: HttpRequest, number: int) -> HttpResponse:
    """Take away that schools ask something."""
    try:
        competence_list.ask_no_more(actor_of(request), asked=number)
    except AskedCompetence.DoesNotExist:
        raise Http404 from None
    messages.success(request, t("Het is weg."))
    return to(request, "team:expertise")


_FORMS = {"vraag": "ask_form", "soort": "kind_form", "kosten": "cost_form"}


def _write(actor: Actor, what: str, given: dict[str, Any]) -> None:
    match what:
        case "vraag":
            profile = given["who"] if given["who"] in AskingProfile.values else ""
            school = None if profile else School.objects.get(pk=given["who"])
            competence_list.ask_competence(
                actor, competence=given["competence"], profile=profile, school=school
            )
        case "soort":
            competence_list.add_competence_kind(actor, name=given["name"])
        case _:
            cents = None if given["cents"] is None else int(Decimal(given["cents"]) * 100)
            quarters = None if given["hours"] is None else int(Decimal(given["hours"]) * 4)
            competence_list.say_course_cost(
                actor, key=given["competence"], cents=cents, source=given["source"], quarters=quarters
            )


def _forms(actor: Actor, request: HttpRequest | None = None, what: str = "") -> dict[str, forms.Form]:
    kinds = competence_list.competence_names(actor)

    def posted(one: str) -> Any:
        return request.POST if request is not None and one == what else None

    return {
        # three forms on one page: each its own names for what a label points at
        "ask_form": AskForm(
            posted("vraag"), auto_id="vraag-%s", kinds=kinds, schools=queries.open_schools(actor)
        ),
        "kind_form": KindForm(posted("soort"), auto_id="soort-%s"),
        "cost_form": CourseCostForm(posted("kosten"), auto_id="kosten-%s", kinds=kinds),
    }


def _page(actor: Actor, made: dict[str, forms.Form] | None = None) -> dict[str, Any]:
    plan = adopted_plan(actor)
    found = expertise(actor, planned_schools(plan) if plan else (), on=today())
    asked = queries.asked_competences(actor)
    kinds = competence_list.competence_names(actor)
    return {
        **(made or _forms(actor)),
        "plan": plan,
        "lead": _lead(found, "" if plan is None else school_year(plan.school_year)),
        "gaps": _gaps(found) if found.asked else None,
        "gemeenten": _gemeenten(found) if found.schools else None,
        "schools": _schools(found) if found.schools else None,
        "asked": [
            {"pk": one.pk, "kind": kinds.get(one.competence, one.competence), "who": _who(one)}
            for rows in (asked.profiles, asked.schools)
            for several in rows.values()
            for one in several
        ],
    }


def _who(one: AskedCompetence) -> str:
    return str(one.get_profile_display()) if one.school is None else one.school.listing.name


def _lead(found: TeamExpertise, year: str) -> str:
    if not year:
        return t(
            "Er is nog geen vastgesteld plan. Zodra dat er is, zie je hier welke deskundigheid ontbreekt."
        )
    if not found.schools:
        return t("Nog geen school vraagt een deskundigheid. Zeg hieronder welke scholen wat vragen.")
    missing = found.without_anybody
    if not missing:
        return t(
            "Voor elke school in het plan van {year} is er iemand die alles kan wat ze vraagt.", year=year
        )
    return n(
        "In het plan van {year} staat {count} school waar niemand alles kan wat ze vraagt.",
        "In het plan van {year} staan {count} scholen waar niemand alles kan wat ze vragen.",
        missing,
        year=year,
    )


def _gaps(found: TeamExpertise) -> Table:
    columns: list[SheetColumn[ExpertiseGap]] = [
        SheetColumn(t("Deskundigheid"), lambda gap: gap.kind.name),
        SheetColumn(t("Wie kan dit"), lambda gap: _able(gap.able), key="able"),
        SheetColumn(t("Scholen die het vragen"), lambda gap: len(gap.schools), "whole"),
        SheetColumn(t("Uren daar"), lambda gap: gap.quarters, "hours", unit=t("per week")),
        SheetColumn(t("Cursus kost"), _cost),
    ]
    return table_of(t("Wat scholen vragen, en wie het kan"), columns, found.asked, first="able")


def _cost(gap: ExpertiseGap) -> Cell:
    if gap.kind.course_cents is None:
        return Cell(t("niet openbaar — vul in"))
    told = t("{euros} per persoon", euros=money(gap.kind.course_cents))
    if not gap.nobody:
        return Cell(told, note=gap.kind.source)
    solved = n("{count} school meer", "{count} scholen meer", len(gap.schools))
    return Cell(
        told, note=t("één persoon op cursus: {solved}. {source}", solved=solved, source=gap.kind.source)
    )


def _able(names: tuple[str, ...]) -> Cell:
    if not names:
        return Cell(t("niemand"), holds="no")
    return Cell(_names(names), holds="yes")


def _names(names: tuple[str, ...]) -> str:
    """The first of them, and how many more there are."""
    told, more = ", ".join(names[:SHOWN]), len(names) - SHOWN
    return told if more <= 0 else t("{told} en nog {count}", told=told, count=more)


def _gemeenten(found: TeamExpertise) -> Table:
    per: dict[str, list[SchoolExpertise]] = {}
    for one in found.schools:
        per.setdefault(one.school.gemeente_name, []).append(one)
    columns: list[SheetColumn[tuple[str, list[SchoolExpertise]]]] = [
        SheetColumn(t("Gemeente"), lambda row: row[0]),
        SheetColumn(t("Scholen die iets vragen"), lambda row: len(row[1]), "whole"),
        SheetColumn(t("Waar niemand alles kan"), _without, "whole", key="without"),
        SheetColumn(t("Wat daar ontbreekt"), _missing),
    ]
    summed = t("Samen") if len(per) > 1 else ""
    return table_of(t("Per gemeente"), columns, sorted(per.items()), first="without", summed=summed)


def _without(row: tuple[str, list[SchoolExpertise]]) -> int:
    return sum(not one.together for one in row[1])


def _missing(row: tuple[str, list[SchoolExpertise]]) -> str:
    return ", ".join(sorted({name for one in row[1] for name, able in one.asked if not able}))


def _schools(found: TeamExpertise) -> Table:
    columns: list[SheetColumn[SchoolExpertise]] = [
        SheetColumn(t("School"), lambda one: one.school.name),
        SheetColumn(t("Gemeente"), lambda one: one.school.gemeente_name),
        SheetColumn(t("Vraagt"), lambda one: ", ".join(name for name, _ in one.asked)),
        SheetColumn(t("Wie kan alles"), lambda one: _together(one), key="able"),
    ]
    return table_of(t("Per school"), columns, found.schools, first="able")


def _together(one: SchoolExpertise) -> Cell:
    if one.together:
        return Cell(_names(one.together), holds="yes")
    missing = [name for name, able in one.asked if not able]
    note = (
        t("ontbreekt: {missing}", missing=", ".join(missing)) if missing else t("niemand heeft alles samen")
    )
    return Cell(t("niemand"), holds="no", note=note)
