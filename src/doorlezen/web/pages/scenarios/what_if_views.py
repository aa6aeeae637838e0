"""And if …? One change of a scenario, planned at once, beside the scenario as it is."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from doorlezen.accounts.permissions import ask, require
from doorlezen.language import InputError, t
from doorlezen.planning.build import Built
from doorlezen.planning.scenarios import editing, making, queries, what_if
from doorlezen.planning.scenarios.calculating import calculate
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.posing import NotReadyError, posed
from doorlezen.planning.scenarios.what_if import WhatIf, changed, refuse_hours
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs, to
from doorlezen.web.pages.scenarios import last_result
from doorlezen.web.pages.scenarios.calculation_views import said
from doorlezen.web.pages.scenarios.hours_slider import hours_slider
from doorlezen.web.pages.scenarios.what_if_forms import FixedHoursForm, WhatIfForm, forms_of
from doorlezen.web.pages.scenarios.what_if_shown import shown


@require_http_methods(["GET", "HEAD", "POST"])
@needs("scenarios.see")
def and_if(request: HttpRequest, pk: int) -> HttpResponse:
    """What one change would do (GET, with the change in the address); or take it over (POST)."""
    actor, posting = actor_of(request), request.method == "POST"
    if posting:
        require("scenarios.make", actor)
    try:
        opened = queries.opened(actor, pk)
    except Scenario.DoesNotExist:
        raise Http404 from None
    page: dict[str, Any] = {
        "scenario": opened.scenario,
        "here": address(actor, "scenarios:what-if", pk=pk),
        "may_make": bool(ask("scenarios.make", actor)) and opened.scenario.archived_at is None,
    }
    try:
        built = posed(opened.tree)
    except NotReadyError as wrong:
        refused = [said(one) for one in wrong.refused]
        return _rendered(request, page | {"refused": refused}, status=422 if posting else 200)
    given = request.POST if posting else request.GET
    forms = forms_of(opened.tree, built, given)
    fixed = next((form for form in forms if isinstance(form, FixedHoursForm)), None)
    slider = None if fixed is None else hours_slider(fixed, built, last_result.hours_in_it(actor, opened))
    page |= {"forms": forms, "slider": slider}
    chosen = next((form for form in forms if form.is_bound), None)
    if chosen is None:
        return _rendered(
            request, page | {"open": request.GET.get("open", "")}, status=422 if posting else 200
        )
    if not chosen.is_valid():
        return _rendered(request, page, status=422)
    return _answered(request, opened, built, chosen, page)


def _answered(
    request: HttpRequest, opened: queries.Opened, built: Built, form: WhatIfForm, page: dict[str, Any]
) -> HttpResponse:
    change = form.change()
    try:
        refuse_hours(built, change)
        tree = changed(opened.tree, change, name=form.school_name())
        other = posed(tree)
    except NotReadyError as wrong:
        return _rendered(request, page | {"refused": [said(one) for one in wrong.refused]}, status=422)
    except InputError as wrong:
        form.refuse(wrong)
        return _rendered(request, page, status=422)
    if request.method == "POST":
        return _taken_over(request, opened, other, change, form, tree)
    page |= shown(form, change, built, other)
    return _rendered(request, page)


def _rendered(request: HttpRequest, page: dict[str, Any], *, status: int = 200) -> HttpResponse:
    if getattr(request, "htmx", False):  # which shows nothing of a page with another status
        return render(request, "scenarios/_what_if.html", page)
    return render(request, "scenarios/what_if.html", page, status=status)


def _taken_over(
    request: HttpRequest,
    opened: queries.Opened,
    other: Built,
    change: WhatIf,
    form: WhatIfForm,
    tree: dict[str, Any],
) -> HttpResponse:
    """Put the change into the scenario ("overnemen"), into a new one ("nieuw"), or have it worked out."""
    actor, scenario, now = actor_of(request), opened.scenario, timezone.now()
    try:
        match request.POST.get("doe"):
            case "uitrekenen":
                what_if.ask_worker(actor, other)
                return _back(request, scenario.pk, form)
            case "overnemen":
                return _kept(request, opened, tree, change.part, now)
            case "nieuw":
                title = t("{title}: {change}", title=scenario.title, change=form.told())[:200]
                made = making.make(actor, title=title, tree=tree, now=now, copied_from=scenario)
                calculate(actor, scenario=made.pk, now=now)
                return to(request, "scenarios:outcome", pk=made.pk)
        messages.error(request, t("Kies wat er moet gebeuren."))
    except InputError as wrong:
        messages.error(request, said(wrong))
    return _back(request, scenario.pk, form)


def _kept(
    request: HttpRequest, opened: queries.Opened, tree: dict[str, Any], part: str, now: datetime.datetime
) -> HttpResponse:
    actor, pk = actor_of(request), opened.scenario.pk
    seen = opened.version.number
    saved = editing.save(actor, scenario=pk, seen=seen, tree=tree, part=part, now=now)
    if saved.conflicts:
        messages.error(request, t("Iemand veranderde dit net ook. Kijk eerst wat er nu staat."))
    else:
        messages.success(request, t("Overgenomen in het scenario. Bereken het om er een plan van te maken."))
    return to(request, "scenarios:outcome", pk=pk)


def _back(request: HttpRequest, pk: int, form: WhatIfForm) -> HttpResponse:
    where = to(request, "scenarios:what-if", pk=pk)
    where["Location"] += f"?{form.query()}"
    return where
