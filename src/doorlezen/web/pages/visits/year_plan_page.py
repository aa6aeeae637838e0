"""The year plan of a school on paper."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.planning.proposals.models import ProposedSchool
from doorlezen.planning.proposals.queries import proposals_for
from doorlezen.relations.domain.school_year_days import school_days_of
from doorlezen.reports.school_year_plan import YearPlanOf, school_year_plan_pdf
from doorlezen.visits.domain.visit_queries import visits_of_school
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.schools.school_year_page import asked_year


@require_safe
@needs("visits.see_all")
def year_plan(request: HttpRequest, code: str) -> HttpResponse:
    """All visits of the school in a school year, whoever comes."""
    actor = actor_of(request)
    listing = Visible(actor).school(code)
    if listing is None:
        raise Http404
    year = asked_year(request)
    quarters, invented = _planned(actor, code, year)
    paper = school_year_plan_pdf(
        visits_of_school(actor, school=code, school_year=year),
        YearPlanOf(
            school=listing.name,
            place=listing.place,
            library=actor.organisation.name,
            year=school_days_of(actor, [code], school_year=year)[code],
            quarters=quarters,
            made=today(),
            invented=invented,
        ),
    )
    return attachment(paper, "application/pdf", f"jaarplan-{code.lower()}-{year}.pdf")


def _planned(actor: Actor, code: str, year: str) -> tuple[int | None, bool]:
    """The quarter-hours a week by the adopted plan of that year, and whether that plan is invented."""
    plan = next((one for one in proposals_for(actor) if one.holds and one.school_year == year), None)
    if plan is None:
        return None, False
    row = ProposedSchool.objects.filter(proposal=plan, school_year=year, code=code).first()
    return (0 if row is None else row.quarters), plan.invented
