"""One visit: how it stands and what became of it; moving it, letting somebody else go, cancelling it."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, hours, t
from doorlezen.team.domain.queries import team_members
from doorlezen.visits.domain.change_log import ChangeLog, LoggedChange, change_log
from doorlezen.visits.domain.change_rules import AskFirstError, name_of, require_open
from doorlezen.visits.domain.changing import (
    Occasion,
    WantedChange,
    WhoCan,
    as_it_was,
    cancelled,
    change,
    free_time,
    visit_to_change,
    who_can,
)
from doorlezen.visits.domain.visit_places import VisitPlace, place_of
from doorlezen.visits.models import ChangeReason, Visit, VisitState
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.visits.change_forms import OccasionForm, VisitMoveForm
from doorlezen.web.pages.visits.change_words import day_told, hours_of, place_told, when_told
from doorlezen.web.pieces import SourcedFigure, Table, sentence, table_of
from doorlezen.web.refusing import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@needs("visits.change")
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """How a visit stands; and put it back where the roster has it."""
    actor = actor_of(request)
    found = _found(actor, number)
    if request.method == "POST":
        back = as_it_was(found)
        if back is None:
            raise Http404
        return _carry_out(request, found, back, Occasion(ChangeReason.OTHER))
    closed = _why_closed(found)
    others = [] if closed else who_can(actor, found, today=today())
    log = change_log(actor, visit=found.pk)
    context = {
        "visit": found,
        "name": name_of(found),
        "title": _title(found),
        "facts": _facts(found),
        "closed": sentence(closed) if closed else "",
        "cancelled": found.state == VisitState.CANCELLED,
        "back": _back(found),
        "others": _who_table(others) if others else None,
        "log": _log_table(log) if log.changes else None,
        "school": address(actor, "visits:school", code=found.school_id),
    }
    return shown(request, "visits/visit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("visits.change")
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Another day, another time, or somebody else."""
    actor = actor_of(request)
    found = _found(actor, number)
    place = place_of(found)
    members = team_members(actor, on=today())
    initial = {
        "member": str(found.member_id or ""),
        "day": place.day,
        "part": place.half_day[-2:],
        "begins": place.begins,
        "why": found.why,
    }
    form = VisitMoveForm(request.POST or None, members=members, initial=initial)
    if form.is_valid():
        try:
            _move(actor, found, form, _seen(request, found))
        except AskFirstError as asked:
            form.ask_anyway()
            refuse(form, asked)
        except InputError as wrong:
            refuse(form, wrong, at="part" if getattr(wrong, "field", "") == "half_day" else None)
        else:
            messages.success(request, t("Het bezoek is veranderd. Wie het aangaat, krijgt een mail."))
            return to(request, "visits:visit", number=found.pk)
    context = {
        "form": form,
        "visit": found,
        "title": t("Verander het bezoek"),
        "about": _title(found),
        "button": t("Verander het bezoek"),
        "seen": found.sequence,
    }
    return shown(request, "visits/change.html", context, wrong=bool(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("visits.change")
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Let a visit not take place."""
    actor = actor_of(request)
    found = _found(actor, number)
    form = OccasionForm(request.POST or None)
    if form.is_valid():
        try:
            not_on = replace(cancelled(found), sequence=_seen(request, found))
            change(actor, [not_on], form.occasion, today=today(), now=timezone.now())
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het bezoek vervalt. Wie het aangaat, krijgt een mail."))
            return to(request, "visits:visit", number=found.pk)
    context = {
        "form": form,
        "visit": found,
        "title": t("Laat het bezoek vervallen"),
        "about": _title(found),
        "button": t("Laat het vervallen"),
        "seen": found.sequence,
    }
    return shown(request, "visits/change.html", context, wrong=bool(form.errors))


def _found(actor: Actor, number: int) -> Visit:
    found = visit_to_change(actor, number)
    if found is None:
        raise Http404
    return found


def _seen(request: HttpRequest, found: Visit) -> int:
    """The state of the visit that the form was made of; what is none is an old one."""
    given = request.POST.get("gezien", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else found.sequence - 1


def _move(actor: Actor, found: Visit, form: VisitMoveForm, seen: int) -> None:
    said = form.cleaned_data
    member, half_day = int(said["member"]), form.half_day
    begins = said["begins"] or free_time(actor, found, member=member, day=said["day"], half_day=half_day)
    wanted = VisitPlace(member, said["day"], half_day, begins, found.minutes, cancelled=False)
    change(
        actor,
        [WantedChange(found.pk, seen, wanted)],
        form.occasion,
        anyway=bool(said["anyway"]),
        today=today(),
        now=timezone.now(),
    )


def _carry_out(request: HttpRequest, found: Visit, one: WantedChange, occasion: Occasion) -> HttpResponse:
    try:
        change(actor_of(request), [one], occasion, today=today(), now=timezone.now())
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
    else:
        messages.success(request, t("Het bezoek staat weer zoals in het rooster."))
    return to(request, "visits:visit", number=found.pk)


def _why_closed(found: Visit) -> str:
    """Why nothing about it can change any more; empty where it can."""
    try:
        require_open(found, hasattr(found, "report"), today())
    except InputError as wrong:
        return wrong.what
    return ""


def _title(found: Visit) -> str:
    return t("{school}, {day}", school=name_of(found), day=day_told(found.day))


def _back(found: Visit) -> str:
    """Where it would stand again; empty where nobody changed it."""
    back = as_it_was(found)
    if back is None:
        return ""
    return t("vervalt") if back.place.cancelled else when_told(back.place)


def _facts(found: Visit) -> list[SourcedFigure]:
    place = place_of(found)
    why = str(ChangeReason(found.why).label) if found.why else ""
    facts = [
        SourcedFigure(t("wanneer"), when_told(place), is_text=True),
        SourcedFigure(t("duur"), hours_of(found.minutes), unit=t("uur")),
        SourcedFigure(t("wie"), found.member.name if found.member else t("niemand"), is_text=True),
        SourcedFigure(t("stand"), t("vervalt") if place.cancelled else t("gepland"), is_text=True),
    ]
    if why:
        facts.append(SourcedFigure(t("waarom"), why, is_text=True))
    if found.remark:
        facts.append(SourcedFigure(t("erbij"), found.remark, is_text=True))
    if hasattr(found, "report"):
        facts.append(SourcedFigure(t("gedaan"), hours(found.report.quarters), unit=t("uur")))
    return facts


def _who_table(others: list[WhoCan]) -> Table:
    columns: list[SheetColumn[WhoCan]] = [
        SheetColumn(t("Wie"), lambda one: one.member.name, key="who"),
        SheetColumn(t("Kan op dat moment"), lambda one: t("ja") if one.free else sentence(one.against)),
    ]
    return table_of(t("Wie er in plaats daarvan kan gaan"), columns, others, first="who")


def _log_table(log: ChangeLog) -> Table:
    names = dict(log.names)
    columns: list[SheetColumn[LoggedChange]] = [
        SheetColumn(t("Veranderd op"), lambda one: day_told(timezone.localdate(one.at)), key="at"),
        SheetColumn(t("Was"), lambda one: when_told(one.moves[0].before)),
        SheetColumn(t("Werd"), lambda one: place_told(one.moves[0].after, one.moves[0].before, names)),
        SheetColumn(t("Waarom"), lambda one: str(ChangeReason(one.why).label)),
        SheetColumn(t("Door"), lambda one: one.by or t("iemand die weg is")),
    ]
    return table_of(t("Wat er met dit bezoek gebeurde"), columns, log.changes, first="at")
