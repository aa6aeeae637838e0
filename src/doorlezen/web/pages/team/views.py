"""The team as a list, and the page of each of its people."""

import datetime
from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import date, hours, n, school_year, school_year_of, t, whole
from doorlezen.planning.library.norms import field_name
from doorlezen.relations.domain.queries import consultants_of
from doorlezen.team.domain import queries
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.domain.expertise import can
from doorlezen.team.domain.planned_schools import adopted_plan, planned_schools
from doorlezen.team.half_days import days_told
from doorlezen.team.models import RoleMix, TeamMember
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pieces import Cell, SourcedFigure, Table, table_of

PARTS = ("doing", "modelling", "supporting", "advising")


@require_safe
@needs("team.open")
def team(request: HttpRequest) -> HttpResponse:
    """Everybody in the team now or later; a leesconsulent finds the own row."""
    actor = actor_of(request)
    found = queries.team_members(actor, on=today())
    context = {
        "table": _table(actor, found) if found else None,
        "lead": _lead(actor, found),
        "may_change": bool(ask("team.change", actor)),
    }
    return render(request, "team/list.html", context)


def _lead(actor: Actor, found: list[TeamMember]) -> str:
    """How many hours there are for schools, beside what the plan asks."""
    if not ask("team.see", actor):
        return t("Wat de bibliotheek van jou bewaart voor het rooster.")
    if not found:
        return t("Wie er naar scholen gaat, hoeveel uur en op welke dagen.")
    told = n(
        "{count} mens, samen {quarters} uur per week voor scholen.",
        "{count} mensen, samen {quarters} uur per week voor scholen.",
        len(found),
        quarters=hours(sum(one.schools_quarters for one in found)),
    )
    plan = adopted_plan(actor)
    if plan is None:
        return told
    asked = sum(school.quarters for school in planned_schools(plan))
    more = t(
        "Het plan van {year} vraagt er {quarters}.", year=school_year(plan.school_year), quarters=hours(asked)
    )
    return f"{told} {more}"


def _table(actor: Actor, found: list[TeamMember]) -> Table:
    kinds, on = competence_names(actor), today()
    visits = Counter(one.person_id for one in consultants_of(actor, school_year_of(on)).values())
    columns: list[SheetColumn[TeamMember]] = [
        SheetColumn(
            t("Naam"),
            lambda one: Cell(one.name, address(actor, "team:member", pk=one.pk), note=_note(one, on)),
        ),
        SheetColumn(t("Functie"), lambda one: str(one.get_function_display())),
        SheetColumn(t("Contract"), lambda one: one.contract_quarters, "hours", unit=t("uur per week")),
        SheetColumn(
            t("Voor scholen"),
            lambda one: one.schools_quarters,
            "hours",
            unit=t("uur per week"),
            key="schools",
        ),
        SheetColumn(
            t("Scholen dit jaar"),
            lambda one: visits[one.person_id] if one.person_id else t("geen account"),
            "known",
        ),
        SheetColumn(t("Dagdelen"), lambda one: days_told(one.week)),
        SheetColumn(
            t("Deskundigheid"),
            lambda one: ", ".join(name for key, name in kinds.items() if key in can(one, on)),
        ),
    ]
    summed = t("Samen") if len(found) > 1 else ""
    return table_of(t("Wie er in het team zit"), columns, found, first="schools", summed=summed)


def _note(one: TeamMember, on: datetime.date) -> str:
    """What stands under the name: who is away, comes later or leaves."""
    away = next((days for days in one.absences.all() if days.first <= on <= days.last), None)
    if away is not None:
        return t("weg tot en met {day}", day=date(away.last))
    if one.since > on:
        return t("begint {day}", day=date(one.since))
    return "" if one.until is None else t("tot en met {day}", day=date(one.until))


@require_safe
@needs("team.open")
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that is kept of somebody in the team."""
    actor = actor_of(request)
    found = member_for(request, pk)
    context = {
        "member": found,
        "lead": _hours_told(found),
        "facts": _facts(found),
        "half_days": [(half_day_in_words(one), whole(minutes)) for one, minutes in found.week.items()],
        "competences": _competences(actor, found),
        "wishes": sorted(
            found.schools.all(), key=lambda one: (one.not_there, -one.wish, one.school.listing.name)
        ),
        "mixes": _mixes(found),
        "absences": found.absences.all(),
        "may_change": bool(ask("team.change", actor)),
        "may_wish": bool(ask("team.wish", actor, found)),
    }
    return render(request, "team/member.html", context)


def member_for(request: HttpRequest, pk: int) -> TeamMember:
    """The one with this number whom the reader may find; else there is no such page."""
    found = queries.team_member(actor_of(request), pk)
    if found is None:
        raise Http404
    return found


def _hours_told(one: TeamMember) -> str:
    told = t(
        "{contract} uur per week, waarvan {schools} voor scholen.",
        contract=hours(one.contract_quarters),
        schools=hours(one.schools_quarters),
    )
    given = sum(one.half_days.values())
    if given < one.schools_quarters * 15:
        more = t(
            "De dagdelen zijn samen maar {given} uur: zo passen de uren voor scholen er niet in.",
            given=hours(given // 15),
        )
        return f"{told} {more}"
    return told


def _facts(one: TeamMember) -> list[SourcedFigure]:
    limit = "" if one.travel_limit is None else t(", hooguit {limit} minuten", limit=whole(one.travel_limit))
    facts = [
        (t("Functie"), str(one.get_function_display())),
        (t("Werkt vanaf"), date(one.since)),
        (t("Werkt tot en met"), "" if one.until is None else date(one.until)),
        (t("Vertrekt uit"), one.home_place or t("niet ingevuld")),
        (t("Reist met"), f"{one.get_travel_mode_display()}{limit}"),
        (t("Talen"), one.languages),
        (t("Account"), one.person.name if one.person else t("geen account op deze site")),
    ]
    return [SourcedFigure(name, value, is_text=True) for name, value in facts if value]


def _competences(actor: Actor, found: TeamMember) -> list[dict[str, Any]]:
    kinds, on = competence_names(actor), today()
    return [
        {
            "pk": one.pk,
            "name": kinds.get(one.competence, one.competence),
            "course_on": "" if one.course_on is None else date(one.course_on),
            "until": "" if one.holds_until is None else date(one.holds_until),
            "over": one.holds_until is not None and one.holds_until < on,
        }
        for one in found.competences.all()
    ]


def _mixes(found: TeamMember) -> list[dict[str, Any]]:
    """The mix of every school and year, with how it shifted from the year before that is known."""
    rows: list[dict[str, Any]] = []
    before: RoleMix | None = None
    for one in sorted(
        found.mixes.all(), key=lambda mix: (mix.school.listing.name, mix.school_id, mix.school_year)
    ):
        same = before is not None and before.school_id == one.school_id
        rows.append(
            {
                "pk": one.pk,
                "school": one.school.listing.name,
                "year": school_year(one.school_year),
                "parts": [_part(one, name) for name in PARTS],
                "shift": _shift(before, one) if before is not None and same else "",
            }
        )
        before = one
    return rows


def _part(mix: RoleMix, name: str) -> str:
    return t("{percent}%", percent=getattr(mix, name))


def _shift(before: RoleMix, now: RoleMix) -> str:
    """From what to what: "zelf doen 60% → 40%, adviseren 10% → 30%"."""
    changed = [
        t("{what} {old}% → {new}%", what=field_name(name), old=getattr(before, name), new=getattr(now, name))
        for name in PARTS
        if getattr(before, name) != getattr(now, name)
    ]
    return ", ".join(changed) or t("gelijk aan het jaar ervoor")
