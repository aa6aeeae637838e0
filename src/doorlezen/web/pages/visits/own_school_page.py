"""What a school sees of the visits to it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import hours, n, school_year, school_year_of, t
from doorlezen.visits.activity_kinds import activity_name
from doorlezen.visits.domain.of_own_school import OwnSchoolVisits, visits_of_own_school
from doorlezen.visits.domain.visit_places import place_of
from doorlezen.visits.models import Visit, VisitReport, VisitState
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown
from doorlezen.web.pages.visits.change_words import day_told, stand_told, when_told
from doorlezen.web.pieces import table_of


@require_safe
@needs("visits.see_at_own_school")
def own_school(request: HttpRequest) -> HttpResponse:
    """Who comes when, and what was done."""
    year = school_year_of(today())
    found = visits_of_own_school(actor_of(request), school_year=year, today=today())
    coming: list[SheetColumn[Visit]] = [
        SheetColumn(t("Wanneer"), lambda one: when_told(place_of(one)), key="when"),
        SheetColumn(t("Wie komt er"), lambda one: one.member.name if one.member else t("nog niemand")),
        SheetColumn(t("Stand"), stand_told),
    ]
    done: list[SheetColumn[VisitReport]] = [
        SheetColumn(t("Dag"), lambda one: day_told(one.day), key="day"),
        SheetColumn(t("Wie was er"), lambda one: one.member.name if one.member else one.organisation.name),
        SheetColumn(t("Wat"), lambda one: activity_name(one.activity)),
        SheetColumn(t("Groepen"), lambda one: ", ".join(map(str, one.groups))),
        SheetColumn(t("Uren"), lambda one: one.quarters, "hours", unit=t("uur")),
    ]
    context = {
        "lead": _lead(found, year),
        "coming": table_of(t("Wie er komt"), coming, found.coming, first="when") if found.coming else None,
        "done": table_of(t("Wat er gedaan is"), done, found.done, first="day", summed=t("Samen"))
        if found.done
        else None,
    }
    return shown(request, "visits/own_school.html", context)


def _lead(found: OwnSchoolVisits, year: str) -> str:
    planned = [one for one in found.coming if one.state == VisitState.PLANNED]
    coming = n("Er komt nog {count} bezoek", "Er komen nog {count} bezoeken", len(planned))
    told = t("{coming} in {year}.", coming=coming, year=school_year(year))
    if not found.done:
        return told
    quarters = sum(one.quarters for one in found.done)
    return t("{told} Gedaan: {hours} uur.", told=told, hours=hours(quarters))
