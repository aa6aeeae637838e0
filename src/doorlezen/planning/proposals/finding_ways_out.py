"""A plan that cannot be: what would untie its demands, worked out by a worker and kept with it."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.engine.allocation.explain.knot import ConflictAnswer, More, MoreOverYears, Softer
from doorlezen.engine.allocation.posed.plan import Plan, read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.engine.allocation.posed.requirements import Scale
from doorlezen.language import t
from doorlezen.planning.proposals.models import Proposal, WaysOut
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.queue_places import asked_on_a_page


@dataclass(frozen=True)
class KnownWaysOut:
    """The conflict with its ways out; ``unknown``: what was not found in time, of `NotReached`."""

    conflict: ConflictAnswer
    unknown: frozenset[str]


def ways_out_of(proposal: Proposal) -> WaysOut | None:
    """How far the ways out of a proposal that `queries` found are; None: nobody asked."""
    with scopes_disabled():
        found = WaysOut.objects.filter(proposal_id=proposal.pk).first()
    return found if isinstance(found, WaysOut) else None


def ask_ways_out(proposal: Proposal) -> None:
    """Have the ways out found of a proposal without a plan; somebody waits for it on its page."""
    with scopes_disabled(), transaction.atomic():
        made, _ = WaysOut.objects.get_or_create(proposal_id=proposal.pk)
        work.ask(made, place=asked_on_a_page(proposal.organisation_id))


def ask_for_ways_out(actor: Actor, proposal: Proposal) -> None:
    """As `ask_ways_out`, for a proposal that `queries` found for this actor. Raises Refused."""
    require("plans.see_prices", actor)
    if proposal.plan_status == "infeasible":
        ask_ways_out(proposal)


def find_ways_out(row: int, *, stop: threading.Event) -> None:
    """Work the ways out out and keep them. Once ``stop`` is set it goes back into the queue."""
    with scopes_disabled():
        mine = work.begin(WaysOut, row)
        if mine is None:
            return
        files = files_of(mine.proposal_id)
        with work.listening(mine, stop) as heard:
            answer = _answer(read_problem(files.problem), read_plan(files.plan), heard)
        with work.ending(mine) as ended:
            if ended is None:
                return
            if answer is None and stop.is_set():
                work.give_back(ended)
            elif answer is None:
                work.end(ended, "refuse", line=t("De uitwegen waren niet op tijd te bewijzen."))
            else:
                work.end(ended, "finish", answer=answer)


def _answer(problem: Problem, plan: Plan, stop: threading.Event) -> dict[str, Any] | None:
    """The conflict as plain values; None where it was not told."""
    from doorlezen.engine.allocation.explain import Questions, explain
    from doorlezen.engine.allocation.explain.document import as_document
    from doorlezen.engine.effort import Effort

    told = explain(problem, plan, Questions(), effort=Effort(stop=stop))
    if told.conflict is None or (stop.is_set() and told.not_reached):
        return None
    document = as_document(plan, told)
    return {**document["conflict"], "not_reached": document["not_reached"]}


def known_ways_out(found: WaysOut) -> KnownWaysOut | None:
    """What was kept; None while there is nothing."""
    kept: Mapping[str, Any] | None = found.answer
    if kept is None:
        return None
    softer = tuple(
        Softer(**{**row, "scale": Scale(**row["scale"]), "remaining": tuple(row["remaining"])})
        for row in kept["softer"]
    )
    more = {name: _more(kept[name]) for name in ("money", "people", "both")}
    unknown = frozenset(row["what"] for row in kept["not_reached"])
    return KnownWaysOut(ConflictAnswer(tuple(kept["demands"]), softer, **more, gap=kept["gap"]), unknown)


def _more(kept: Mapping[str, Any] | None) -> More | None:
    if kept is None:
        return None
    return MoreOverYears(**kept) if "cents_in" in kept else More(**kept)
