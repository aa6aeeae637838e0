"""The real year: the visits of a week, and those of a school with the hours that it so gets."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import (
    date,
    n,
    school_year,
    school_year_of,
    t,
)
from doorlezen.visits.domain.visit_queries import YearOfSchool, visits_between, visits_of_school
from doorlezen.visits.models import Visit, VisitState
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown
from doorlezen.web.pages.visits.change_words import day_told, hours_of, stand_told
from doorlezen.web.pieces import Cell, table_of

WEEK = datetime.timedelta(days=7)
LAST_OF_WEEK = datetime.timedelta(days=6)


@require_safe
@needs("visits.see_own")
def week(request: HttpRequest) -> HttpResponse:
    """The visits of a week: all of the library, or one's own."""
    actor = actor_of(request)
    monday = _monday(request.GET.get("vanaf", ""))
    visits = visits_between(actor, first=monday, last=monday + LAST_OF_WEEK)
    planned = [one for one in visits if one.state == VisitState.PLANNED]
    lead = n(
        "{count} bezoek in de week van {day}, samen {hours} uur.",
        "{count} bezoeken in de week van {day}, samen {hours} uur.",
        len(planned),
        day=date(monday),
        hours=hours_of(sum(one.minutes for one in planned)),
    )
    context = {
        "lead": lead if planned else t("In de week van {day} zijn er geen bezoeken.", day=date(monday)),
        "table": _week_table(actor, visits) if visits else None,
        "before": _at(actor, monday - WEEK),
        "after": _at(actor, monday + WEEK),
        "sees_all": bool(ask("visits.see_all", actor)),
    }
    return shown(request, "visits/week.html", context)


@require_safe
@needs("visits.see_own")
def school(request: HttpRequest, code: str) -> HttpResponse:
    """The visits of a school in the school year of today or of the day that is asked for."""
    actor = actor_of(request)
    listing = Visible(actor).school(code)
    if listing is None:
        raise Http404
    year = school_year_of(_day(request.GET.get("vanaf", "")) or today())
    visits = visits_of_school(actor, school=code, school_year=year)
    sees_all = ask("visits.see_all", actor)
    columns: list[SheetColumn[Visit]] = [
        SheetColumn(t("Dag"), lambda row: day_told(row.day)),
        SheetColumn(t("Tijd"), lambda row: _to_visit(actor, row), key="time"),
        SheetColumn(t("Wie"), lambda row: row.member.name if row.member else t("niemand")),
        SheetColumn(t("Stand"), stand_told, key="stand"),
    ]
    context = {
        "name": listing.name,
        "code": code,
        "lead": _lead(visits, year),
        "table": table_of(t("Bezoeken in {year}", year=school_year(year)), columns, visits, first="stand")
        if visits
        else None,
        "at": address(actor, "schools:school", code=code),
        "paper": f"{address(actor, 'visits:year-plan', code=code)}?jaar={year}" if sees_all else "",
    }
    return shown(request, "visits/school.html", context)


def _lead(visits: list[Visit], year: str) -> str:
    if not visits:
        return t("Voor {year} staan er nog geen bezoeken.", year=school_year(year))
    of = YearOfSchool.of(visits)
    asked, named = hours_of(of.asked), school_year(year)
    told = t("Volgens het rooster {asked} uur in {year}.", asked=asked, year=named)
    if of.dropped:
        less = n(
            "Zo wordt het {planned} uur: {count} bezoek vervalt.",
            "Zo wordt het {planned} uur: {count} bezoeken vervallen.",
            of.dropped,
            planned=hours_of(of.planned),
        )
        told = f"{told} {less}"
    if not of.moved:
        return told
    moved = n("{count} bezoek is verzet.", "{count} bezoeken zijn verzet.", of.moved)
    return f"{told} {moved}"


def _week_table(actor: Actor, visits: list[Visit]) -> object:
    columns: list[SheetColumn[Visit]] = [
        SheetColumn(t("Dag"), lambda row: day_told(row.day)),
        SheetColumn(t("Tijd"), lambda row: _to_visit(actor, row), key="time"),
        SheetColumn(
            t("School"),
            lambda row: Cell(
                row.school.listing.name if hasattr(row.school, "listing") else row.school_id,
                address(actor, "visits:school", code=row.school_id),
                row.school.listing.place if hasattr(row.school, "listing") else "",
            ),
        ),
        SheetColumn(t("Wie"), lambda row: row.member.name if row.member else t("niemand")),
        SheetColumn(t("Stand"), stand_told),
    ]
    return table_of(t("Bezoeken van de week"), columns, visits, first="time")


def _to_visit(actor: Actor, visit: Visit) -> Cell | str:
    """Its time, which leads to its page for who may change it."""
    time = _time(visit)
    if not ask("visits.change", actor):
        return time
    return Cell(time, address(actor, "visits:visit", number=visit.pk))


def _time(visit: Visit) -> str:
    start = datetime.datetime.combine(visit.day, visit.begins)
    return f"{start:%H:%M}–{start + datetime.timedelta(minutes=visit.minutes):%H:%M}"


def _at(actor: Actor, monday: datetime.date) -> str:
    return f"{address(actor, 'visits:week')}?vanaf={monday.isoformat()}"


def _monday(given: str) -> datetime.date:
    day = _day(given) or today()
    return day - datetime.timedelta(days=day.weekday())


def _day(given: str) -> datetime.date | None:
    """A day in an address; None for whatever is none, or so far away that no year is about it."""
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None
