"""Why a demand costs what it costs: asked for on a page, worked out by a worker, kept with the proposal."""

import threading
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.engine.allocation.explain.demands import DemandAnswer
from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.engine.allocation.explain.softening import Scale
from doorlezen.engine.allocation.plan import Price, read_plan
from doorlezen.engine.allocation.problem import read_problem
from doorlezen.language import InputError, t
from doorlezen.planning.domain.asking import QUEUE
from doorlezen.planning.proposals.models import DemandExplanation, Proposal
from doorlezen.planning.proposals.queries import files_of

TASK = "planning.explain_demand"


def explanation_of(proposal: Proposal, demand: str) -> DemandExplanation | None:
    """What is known of a demand, by its id, of a proposal that `queries` found; None: nobody asked."""
    with scopes_disabled():
        found = DemandExplanation.objects.filter(proposal_id=proposal.pk, demand=demand).first()
    return found if isinstance(found, DemandExplanation) else None


def ask_why(actor: Actor, proposal: Proposal, demand: str) -> DemandExplanation:
    """Have a demand explained, by its id, of a proposal that `queries` found for this actor.

    Asking again what is being worked out, or is known, changes nothing. Raises Refused where the actor sees
    no prices, and InputError where the plan is not proven the best, so that there is nothing to compare with.
    """
    require("plans.see_prices", actor)
    if proposal.plan_status != "optimal":
        raise InputError(
            proposal.title, t("dit plan is niet bewezen het beste; dan is er geen prijs uit te leggen")
        )
    with scopes_disabled(), transaction.atomic():
        explanation, _ = DemandExplanation.objects.get_or_create(
            proposal_id=proposal.pk, demand=demand, defaults={"asked_at": timezone.now()}
        )
        explanation = DemandExplanation.objects.select_for_update().get(pk=explanation.pk)
        if explanation.answered_at is None and not _has_job(explanation):
            _defer(explanation)
    assert isinstance(explanation, DemandExplanation)
    return explanation


def _key(explanation: DemandExplanation) -> str:
    return f"{TASK}:{explanation.pk}"


def _has_job(explanation: DemandExplanation) -> bool:
    jobs = ProcrastinateJob.objects.filter(lock=_key(explanation), status__in=["todo", "doing"])
    return bool(jobs.exists())


def _defer(explanation: DemandExplanation) -> None:
    key = _key(explanation)
    app.configure_task(TASK, queue=QUEUE, lock=key, queueing_lock=key).defer(explanation=explanation.pk)


def explain_demand(explanation: int, *, stop: threading.Event) -> None:
    """Work an explanation out and keep it. Once ``stop`` is set it goes back into the queue."""
    from doorlezen.engine.allocation.cpsat import Effort
    from doorlezen.engine.allocation.explain import Questions, explain
    from doorlezen.engine.allocation.explain.document import as_document

    with scopes_disabled():
        of = (
            DemandExplanation.objects.select_related("proposal")
            .defer(*(f"proposal__{name}" for name in ("problem", "plan", "sources")))
            .get(pk=explanation)
        )
        if of.answered_at is not None:
            return
        files = files_of(of.proposal)
        problem, plan = read_problem(files.problem), read_plan(files.plan)
        told = explain(problem, plan, Questions(demands=[of.demand]), effort=Effort(stop=stop))
        if told.not_reached and stop.is_set():
            _defer(of)
            return
        of.answered_at = timezone.now()
        if told.demands:
            of.answer = as_document(plan, told)["demands"][0]
        else:
            of.line = t("Het uitrekenen duurde te lang; met doorlezen explain kan het langer.")
        of.save(update_fields=["answered_at", "answer", "line"])


def answer_in(explanation: DemandExplanation) -> DemandAnswer | None:
    """The answer that was kept; None while there is none."""
    if explanation.answer is None:
        return None
    kept: dict[str, Any] = explanation.answer
    return DemandAnswer(
        id=kept["id"],
        met=kept["met"],
        price=Price(**kept["price"]),
        moved=tuple(Move(**{of.name: move[of.name] for of in fields(Move)}) for move in kept["moved"]),
        scale=Scale(**kept["scale"]),
        free_at=kept["free_at"],
    )
