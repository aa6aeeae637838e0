"""Calculating a scenario: asked with a button, followed while it is busy, its plan beside another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, t
from doorlezen.planning.scenarios import calculating, queries
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.posing import NotReadyError
from doorlezen.web.here import actor_of, needs, to
from doorlezen.web.pages.scenarios.page_words import on_page
from doorlezen.web.pages.scenarios.scenario_outcome import BESIDE
from doorlezen.web.pages.scenarios.scenario_outcome import outcome as outcome_of


@require_http_methods(["GET", "HEAD", "POST"])
@needs("scenarios.see")
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a scenario's calculation is, and what came out. A script asks again every second while it is
    busy, and gets how far it is alone; when it is over it gets the whole."""
    actor, opened = actor_of(request), _opened(request, pk)
    if request.method == "POST":
        return _done(request, opened)
    shown = outcome_of(actor, opened, now=timezone.now(), other=request.GET.get(BESIDE, ""))
    if not getattr(request, "htmx", False):
        return render(request, "scenarios/outcome.html", shown)
    if shown["how"].busy:
        return render(request, "scenarios/_progress.html", shown)
    return reswap(retarget(render(request, "scenarios/_result.html", shown), "#uitkomst"), "outerHTML")


def _done(request: HttpRequest, opened: queries.Opened) -> HttpResponse:
    """Calculate, or go on after a stop ("bereken"), until it is proven ("verder"), stop ("stop"), or keep
    what there is ("bewaar")."""
    actor, pk = actor_of(request), opened.scenario.pk
    require("scenarios.make", actor)
    try:
        match request.POST.get("doe"):
            case ("bereken" | "verder") as asked:
                calculating.calculate(actor, scenario=pk, now=timezone.now(), further=asked == "verder")
            case "stop":
                calculating.stop(actor, scenario=pk)
            case "bewaar":
                kept = calculating.keep_as_it_is(actor, scenario=pk)
                messages.success(request, t("Plan {number} staat bij de plannen.", number=kept.number))
            case _:
                messages.error(request, t("Kies wat er moet gebeuren."))
    except NotReadyError:
        shown = outcome_of(actor, opened, now=timezone.now())  # says what is still to be done
        return render(request, "scenarios/outcome.html", shown, status=422)
    except InputError as wrong:
        messages.error(request, said(wrong))
    return to(request, "scenarios:outcome", pk=pk)


def said(wrong: InputError) -> str:
    """What is wrong, as a sentence for a page."""
    return on_page(wrong.what)


def _opened(request: HttpRequest, pk: int) -> queries.Opened:
    try:
        return queries.opened(actor_of(request), pk)
    except Scenario.DoesNotExist:
        raise Http404 from None
