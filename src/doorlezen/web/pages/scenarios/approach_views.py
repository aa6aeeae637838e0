"""The approach with and without an achterstandsscore, laid side by side."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.planning.scenarios import queries
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.scenarios.approach_shown import approach_page


@require_safe
@needs("scenarios.see")
def approach(request: HttpRequest, pk: int) -> HttpResponse:
    """Both profiles of a scenario beside each other, and what that means for one school and for all."""
    actor = actor_of(request)
    try:
        opened = queries.opened(actor, pk)
    except Scenario.DoesNotExist:
        raise Http404 from None
    school = request.GET.get("school", "")
    return render(request, "scenarios/approach_compared.html", approach_page(actor, opened, school=school))
