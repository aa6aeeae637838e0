"""What gemeenten ask: the list, a new one, one of them with its answer and its price."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, date, t
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.queries import scenarios_of
from doorlezen.planning.stated import stated_queries, stating
from doorlezen.planning.stated.models import StatedDemand, StatedStatus
from doorlezen.reports.story import DemandRow
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.gemeenten.plans import leading_plan
from doorlezen.web.pages.plans.why import softenings
from doorlezen.web.pages.stated.forms import DEMAND, AnswerForm, StatedForm, TakeOverForm
from doorlezen.web.pieces import Cell, Table, table_of
from doorlezen.web.refusing import refuse


@require_safe
@needs("stated.see")
def every(request: HttpRequest) -> HttpResponse:
    """Everything that is asked, by gemeente."""
    actor = actor_of(request)
    found = stated_queries.stated_for(actor)
    context = {
        "table": _table(actor, found) if found else None,
        "may_make": bool(ask("stated.make", actor)) and bool(stating.libraries_of(actor)),
        "waiting": sum(one.status == StatedStatus.PROPOSED for one in found),
        "own": actor.kind is OrganisationKind.LIBRARY,
    }
    return render(request, "stated/list.html", context)


def _table(actor: Actor, found: list[StatedDemand]) -> Table:
    other = (
        SheetColumn[StatedDemand](t("Gemeente"), lambda one: one.gemeente.name)
        if actor.kind is OrganisationKind.LIBRARY
        else SheetColumn[StatedDemand](t("Bibliotheek"), lambda one: one.organisation.name)
    )
    columns: list[SheetColumn[StatedDemand]] = [
        SheetColumn(t("Wat er gevraagd wordt"), partial(_named, actor)),
        other,
        SheetColumn(t("Eis of wens"), lambda one: _weight(one)),
        SheetColumn(t("Stand"), lambda one: str(one.get_status_display()), key="status"),
    ]
    return table_of(t("Wat gemeenten vragen"), columns, found, first="status")


def _named(actor: Actor, one: StatedDemand) -> Cell:
    return Cell(one.text, address(actor, "stated:stated", pk=one.pk))


def _weight(one: StatedDemand) -> str:
    return t("Eis") if one.is_hard else t("Wens")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("stated.make")
def new(request: HttpRequest) -> HttpResponse:
    """Write down what is asked."""
    actor = actor_of(request)
    gemeenten, libraries = Visible(actor).gemeenten, stating.libraries_of(actor)
    form = StatedForm(request.POST or None, gemeenten=gemeenten, libraries=libraries)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = stating.state(
                actor,
                library=next(one for one in libraries if str(one.pk) == given["library"]),
                gemeente=next(one for one in gemeenten if one.code == given["gemeente"]),
                text=given["text"],
                is_hard=given["weight"] == DEMAND,
                source=given["source"],
                since=given["since"],
                until=given["until"],
                now=timezone.now(),
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Het staat er. De bibliotheek ziet het."))
            return to(request, "stated:stated", pk=made.pk)
    context = {"form": form, "can": bool(gemeenten and libraries)}
    return shown(request, "stated/new.html", context, wrong=form.is_bound)


@require_safe
@needs("stated.see")
def stated(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: what is asked, what the library says, and what it does in the plan."""
    return render(request, "stated/stated.html", _page(actor_of(request), _found(request, pk)))


def _page(actor: Actor, one: StatedDemand, **forms: Any) -> dict[str, Any]:
    answers = bool(ask("stated.answer", actor)) and one.status != StatedStatus.WITHDRAWN
    return {
        "stated": one,
        "weight": _weight(one),
        "since": date(one.since),
        "until": "" if one.until is None else date(one.until),
        "in_plan": _in_plan(actor, one),
        "answers": answers,
        "may_withdraw": bool(ask("stated.make", actor))
        and one.status in {StatedStatus.PROPOSED, StatedStatus.ANSWERED},
        "answer_form": forms.get("answer_form") or AnswerForm(initial={"answer": one.answer}),
        "take_over_form": forms.get("take_over_form")
        or (TakeOverForm(scenarios=scenarios_of(actor)) if answers else None),
    }


def _in_plan(actor: Actor, one: StatedDemand) -> dict[str, Any] | None:
    """The demand in the plan that the reader sees, with what it costs; None where it is not in it."""
    plan = leading_plan(actor)
    if plan is None or plan.proposal.organisation_id != one.organisation_id:
        return None
    name = stating.demand_id(one)
    row: DemandRow | None = next((row for row in plan.story.demands if row.id == name), None)
    if row is None:
        return None
    where = address(actor, "plans:demand", pk=key_of(actor, plan.proposal), number=row.number)
    price = row.price if ask("plans.see_prices", actor) else None
    return {
        "row": row,
        "address": where,
        "price": price,
        "plan": plan_name(plan.proposal),
        "softer": softenings(actor, plan.proposal, plan.story).get(row.number, ""),
    }


@require_POST
@needs("stated.see")
def settle(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Answer, decline, take into a scenario, or withdraw."""
    actor, one, now = actor_of(request), _found(request, pk), timezone.now()
    answer_form: AnswerForm | None = None
    take_over_form: TakeOverForm | None = None
    try:
        match what:
            case "antwoord" | "afwijzen":
                answer_form = AnswerForm(request.POST)
                said = str(answer_form.data.get("answer", ""))
                (stating.answer if what == "antwoord" else stating.decline)(
                    actor, stated=one, text=said, now=now
                )
                messages.success(request, t("Je antwoord is bewaard. De gemeente ziet het hier."))
            case "overnemen":
                scenarios = scenarios_of(actor) if ask("scenarios.see", actor) else []
                take_over_form = TakeOverForm(request.POST, scenarios=scenarios)
                chosen = str(take_over_form.data.get("scenario", ""))
                scenario = next((one.pk for one in scenarios if str(one.pk) == chosen), 0)
                kind = str(take_over_form.data.get("kind", ""))
                stating.take_over(actor, stated=one, scenario=scenario, kind=kind, now=now)
                messages.success(request, t("De eis staat in het scenario. Vul die daar aan."))
                return to(request, "scenarios:part", pk=scenario, part="eisen")
            case "intrekken":
                stating.withdraw(actor, stated=one)
                messages.success(request, t("Dit is ingetrokken."))
            case _:
                raise Http404
    except Scenario.DoesNotExist:
        messages.error(request, t("Kies een scenario van je bibliotheek."))
    except InputError as wrong:
        form = answer_form or take_over_form
        if form is None:
            messages.error(request, str(wrong))
            return to(request, "stated:stated", pk=pk)
        refuse(form, wrong)
        page = _page(actor, one, answer_form=answer_form, take_over_form=take_over_form)
        return shown(request, "stated/stated.html", page, wrong=True)
    return to(request, "stated:stated", pk=pk)


def _found(request: HttpRequest, pk: int) -> StatedDemand:
    try:
        return stated_queries.one_stated(actor_of(request), pk)
    except StatedDemand.DoesNotExist:
        raise Http404 from None
