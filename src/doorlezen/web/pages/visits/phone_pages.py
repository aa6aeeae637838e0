"""The visits of today, as every browser shows them; scripts make of it what works without reception."""

import datetime
import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, date, hours, t, weekday
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.register.models import Listing
from doorlezen.reports.prices import in_hours
from doorlezen.team.domain.queries import open_schools
from doorlezen.visits.activity_kinds import activity_name
from doorlezen.visits.domain import own_weeks, reporting
from doorlezen.visits.domain.own_weeks import Agreed, OwnVisit
from doorlezen.visits.domain.reporting import ReportRefusedError, WorkDone
from doorlezen.visits.models import VisitReport, VisitState
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.visits.phone_forms import WorkDoneForm, as_told, usual
from doorlezen.web.pages.visits.phone_words import phone_words
from doorlezen.web.refusing import refuse

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs("visits.see_own")
def today_page(request: HttpRequest) -> HttpResponse:
    """The own two weeks: today first, then what is still to be told, then what comes."""
    weeks = own_weeks.own_weeks(actor_of(request), today=today())
    days = [
        {"day": day, "told": day_told(day), "visits": [_row(one) for one in visits]}
        for day, visits in groupby(weeks.visits, key=lambda one: one.visit.day)
    ]
    context = {
        "parts": [
            (
                t("Vandaag"),
                [one for one in days if one["day"] == today()],
                t("Vandaag heb je geen bezoeken."),
            ),
            (t("Eerder"), [one for one in reversed(days) if one["day"] < today()], ""),
            (t("Straks"), [one for one in days if one["day"] > today()], ""),
        ],
        "words": phone_words(),
        "form": WorkDoneForm(schools=_named(weeks.schools)),
    }
    return shown(request, "visits/phone.html", context)


def day_told(day: datetime.date) -> str:
    """A day as people call it: "dinsdag 3 november 2026"."""
    return f"{weekday(day)} {date(day)}"


def _row(one: OwnVisit) -> dict[str, Any]:
    return {
        "pk": one.visit.pk,
        "school": one.school,
        "when": t(
            "{time} uur, {length} uur lang", time=f"{one.visit.begins:%H.%M}", length=hours(one.quarters)
        ),
        "cancelled": one.visit.state == VisitState.CANCELLED,
        "remark": one.visit.remark,
        "agreed": agreed_told(one.agreed),
        "before": one.before.note if one.before and one.before != one.report else "",
        "report": one.report and {"pk": one.report.pk, "told": report_told(one.report)},
    }


def agreed_told(agreed: Agreed) -> str:
    """What was agreed with a school, in a line; empty where the plan gives it nothing."""
    if not agreed.quarters:
        return ""
    about = ", ".join(map(bouwsteen_name, agreed.bouwstenen))
    told = t("{hours} uur per week", hours=hours(agreed.quarters))
    return f"{told}: {about}" if about else told


def report_told(row: VisitReport) -> str:
    """What was done, in a line."""
    parts = [
        in_hours(row.quarters),
        bouwsteen_name(row.bouwsteen) if row.bouwsteen else "",
        activity_name(row.activity),
        t("groep {groups}", groups=", ".join(map(str, row.groups))) if row.groups else "",
        t("{count} leerlingen", count=row.pupils) if row.pupils is not None else "",
    ]
    return ", ".join(filter(None, parts))


@_get_or_post
@needs("visits.see_own")
def fill_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what was done on a planned visit."""
    found = own_weeks.visit_to_tell(actor_of(request), pk)
    if found is None:
        raise Http404
    if found.report is not None:
        return to(request, "phone:change", told=found.report.pk)
    form = WorkDoneForm(request.POST or None, initial=usual(found))
    fixed = {"visit": pk, "school": found.school.pk, "day": found.visit.day}
    lead = f"{day_told(found.visit.day)}, {found.visit.begins:%H.%M}"
    return _told(request, form, title=found.school.name, lead=lead, fixed=fixed)


@_get_or_post
@needs("visits.see_own")
def extra(request: HttpRequest) -> HttpResponse:
    """Tell of a visit that was not planned."""
    require("visits.report", actor_of(request), VisitReport(member=reporting.own_member(actor_of(request))))
    schools = _named(open_schools(actor_of(request)))
    form = WorkDoneForm(request.POST or None, schools=schools, initial={"day": today(), "quarters": "4"})
    return _told(request, form, title=t("Extra bezoek"), lead=t("Een bezoek dat niet gepland was."), fixed={})


def _told(
    request: HttpRequest, form: WorkDoneForm, *, title: str, lead: str, fixed: dict[str, Any]
) -> HttpResponse:
    key = _key_of(request)
    if form.is_valid():
        try:
            reporting.report(
                actor_of(request),
                key=key,
                done=form.done(**fixed),
                no_names=form.cleaned_data["no_names"],
                made_at=timezone.now(),
                today=today(),
                now=timezone.now(),
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het bezoek is ingevuld."))
            return to(request, "phone:today")
    return _form_page(request, form, title=title, lead=lead, key=str(key))


def _form_page(request: HttpRequest, form: WorkDoneForm, **more: Any) -> HttpResponse:
    # who was asked about a name, or said something of it already
    context = {"form": form, "ask_names": "note" in form.errors or bool(form.data.get("no_names")), **more}
    return shown(request, "visits/work_done.html", context, wrong=bool(form.errors))


def _key_of(request: HttpRequest) -> uuid.UUID:
    """The id that the form was opened with: sent twice it is one visit."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


@_get_or_post
@needs("visits.see_own")
def change(request: HttpRequest, told: uuid.UUID) -> HttpResponse:
    """Tell it otherwise."""
    row = _report_for(request, told)
    schools = None if row.visit_id is not None else [(row.school_id, row.school.listing.name)]
    form = WorkDoneForm(request.POST or None, schools=schools, initial=as_told(row))
    if form.is_valid():
        fixed = {"school": row.school_id} if schools else {"school": row.school_id, "day": row.day}
        done: WorkDone = form.done(**fixed)
        no_names = form.cleaned_data["no_names"]
        try:
            reporting.change_report(actor_of(request), found=row, done=done, no_names=no_names, today=today())
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het is gewijzigd."))
            return to(request, "phone:today")
    return _form_page(request, form, title=row.school.listing.name, lead=day_told(row.day), report=row)


@require_POST
@needs("visits.see_own")
def withdraw(request: HttpRequest, told: uuid.UUID) -> HttpResponse:
    """Take it back: nothing was done, or it was another visit."""
    try:
        reporting.withdraw_report(actor_of(request), found=_report_for(request, told), now=timezone.now())
    except ReportRefusedError as wrong:
        messages.error(request, str(wrong))
    else:
        messages.success(request, t("Wat je had ingevuld, is weg. Vul het bezoek opnieuw in als je wilt."))
    return to(request, "phone:today")


def _report_for(request: HttpRequest, told: uuid.UUID) -> VisitReport:
    """A report that the reader may change; else there is no such page."""
    row = reporting.report_to_change(actor_of(request), told)
    if row is None:
        raise Http404
    return row


def _named(schools: list[Listing]) -> list[tuple[str, str]]:
    return [(one.pk, f"{one.name} ({one.place})") for one in schools]
