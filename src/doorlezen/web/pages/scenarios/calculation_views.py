"""Calculating a scenario: asked with a button, followed while it is busy, its plan beside another."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, t
from doorlezen.planning.proposals import queries as plans
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios import calculating, queries
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.posing import NotReadyError
from doorlezen.planning.scenarios.untying import WayOut, scenario_behind, take_way_out
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
    """Calculate, or go on after a stop ("bereken"), until it is proven ("verder"), stop ("stop"), keep what
    there is ("bewaar"), or make a scenario of a way out of its plan ("uitweg")."""
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
            case "uitweg":
                return _untied(request, opened)
            case _:
                messages.error(request, t("Kies wat er moet gebeuren."))
    except NotReadyError:
        shown = outcome_of(actor, opened, now=timezone.now())  # says what is still to be done
        return render(request, "scenarios/outcome.html", shown, status=422)
    except InputError as wrong:
        messages.error(request, said(wrong))
    return to(request, "scenarios:outcome", pk=pk)


def _untied(request: HttpRequest, opened: queries.Opened) -> HttpResponse:
    """Make a scenario of one of the ways out, and go where it is calculated. Raises InputError."""
    actor, given = actor_of(request), request.POST.get("plan", "")
    way = WayOut.read(request.POST.get("uitweg", ""))
    try:
        proposal = plans.proposal(actor, int(given) if re.fullmatch(r"[0-9]{1,9}", given) else 0)
    except Proposal.DoesNotExist:
        raise Http404 from None
    behind = scenario_behind(actor, proposal)
    if behind is None or behind.scenario != opened.scenario:
        raise Http404
    made = take_way_out(actor, proposal=proposal, way=way, now=timezone.now())
    text = t(
        "Dit is een kopie van “{title}” met deze uitweg erin. Bereken het om er een plan van te maken.",
        title=opened.scenario.title,
    )
    messages.success(request, text)
    return to(request, "scenarios:outcome", pk=made.pk)


def said(wrong: InputError) -> str:
    """What is wrong, as a sentence for a page."""
    return on_page(wrong.what)


def _opened(request: HttpRequest, pk: int) -> queries.Opened:
    try:
        return queries.opened(actor_of(request), pk)
    except Scenario.DoesNotExist:
        raise Http404 from None
