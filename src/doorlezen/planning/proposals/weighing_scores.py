"""What becomes of a plan when the scores of next year differ: asked for on a page, worked out by a worker.

Only who may fall is in a plan's files: a problem does not say how far below the drempel a school lies. Which
schools will fall nobody knows; the ones looked at lie nearest, and the draws say no more than what could be.
"""

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.engine.allocation.futures import Flip, Risk, near_the_drempel
from doorlezen.engine.allocation.posed.plan import Plan, read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import Proposal, ScoresWeighed
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.sources import ON_A_SCORE, SourceFile, Sources, read_sources

BAND = Decimal("0.1")
"""Points per pupil: so near above the drempel a school may well fall; 11% of the schools of 2019 did lie
within it on either side (docs/futures.md)."""
DRAWS, SEED = 3, 1
PATIENCE = 10.0
"""Seconds for each search."""


@dataclass(frozen=True)
class NearTheDrempel:
    """Who may fall in a plan of one school year. ``weight_follows``: what such a school becomes is known."""

    problem: Problem
    plan: Plan
    flips: tuple[Flip, ...]
    weight_follows: bool
    edition: SourceFile | None


@dataclass(frozen=True)
class KeptWeighing:
    """The answer of a worker. ``holds``: for all that may fall together, then for each draw, whether today's
    hours can still be had (None: not known in time)."""

    holds: tuple[bool | None, ...]
    risks: tuple[Risk, ...]


def near_of(proposal: Proposal) -> NearTheDrempel | None:
    """Who may fall in a plan that `queries` found; None for a plan of several years."""
    files = files_of(proposal.pk)
    problem = read_problem(files.problem)
    if problem.per_year:
        return None
    sources = read_sources(files.sources) if files.sources else None
    return NearTheDrempel(
        problem,
        read_plan(files.plan),
        _flips(problem, sources),
        sources is not None and sources.falls is not None,
        None if sources is None else _scores(sources.editions),
    )


def _flips(problem: Problem, sources: Sources | None) -> tuple[Flip, ...]:
    if sources is None:
        return near_the_drempel(problem, BAND)
    falls = sources.falls_in(problem, name=t("bronnen"))
    kinds = sources.fund_kinds
    # where it is known what a school becomes, its purses are in that
    stops = [] if falls else [name for name in problem.purses if kinds.get(name) in ON_A_SCORE]
    return near_the_drempel(problem, BAND, stops, falls)


def _scores(editions: Sequence[SourceFile]) -> SourceFile | None:
    found = [edition for edition in editions if "score" in edition.title.casefold()]
    return max(found, key=lambda edition: edition.peildatum, default=None)


def weighing_of(proposal: Proposal) -> ScoresWeighed | None:
    """What is known of other scores, of a plan that `queries` found; None: nobody asked."""
    with scopes_disabled():
        found = ScoresWeighed.objects.filter(proposal_id=proposal.pk).first()
    return found if isinstance(found, ScoresWeighed) else None


def ask_weighing(actor: Actor, proposal: Proposal) -> None:
    """Have other scores weighed for a plan that `queries` found for this actor.

    Asking again what is being worked out, or is known, changes nothing. Raises Refused, and InputError where
    there is nothing to weigh.
    """
    require("plans.weigh_scores", actor)
    near = near_of(proposal)
    if not proposal.has_plan or near is None or not near.flips:
        raise InputError(proposal.title, t("hier valt niets door te rekenen"))
    with scopes_disabled(), transaction.atomic():
        found, _ = ScoresWeighed.objects.get_or_create(proposal_id=proposal.pk)
        work.ask(found)


def weigh(row: int, *, stop: threading.Event) -> None:
    """Work it out and keep it. Once ``stop`` is set it goes back into the queue."""
    with scopes_disabled():
        mine = work.begin(ScoresWeighed, row)
        if mine is None:
            return
        near = near_of(mine.proposal)
        assert near is not None
        with work.listening(mine, stop) as heard:
            answer = _answer(near, heard)
        with work.ending(mine) as ended:
            if ended is None:
                return
            if heard.is_set():
                work.give_back(ended)
            elif answer is None:
                work.end(ended, "refuse", line=t("Daarvoor is op tijd geen plan gevonden."))
            else:
                work.end(ended, "finish", answer=answer)


def _answer(near: NearTheDrempel, stop: threading.Event) -> dict[str, Any] | None:
    from doorlezen.engine.allocation.futures import become, draw_futures, risks
    from doorlezen.engine.effort import Effort

    coming = draw_futures(near.problem, near.flips, count=DRAWS, seed=SEED)
    _, becoming = become(near.problem, coming, effort=Effort(stop=stop), guard=PATIENCE, plan=near.plan)
    if stop.is_set() or all(one.plan is None and not one.infeasible for one in becoming):
        return None
    found = risks(near.problem, near.plan, becoming)
    return {"holds": [one.holds for one in becoming], "risks": [asdict(risk) for risk in found]}


def read_weighing(weighed: ScoresWeighed) -> KeptWeighing | None:
    """The answer; None while there is none."""
    if weighed.answer is None:
        return None
    return KeptWeighing(
        tuple(weighed.answer["holds"]), tuple(Risk(**risk) for risk in weighed.answer["risks"])
    )
