"""Why a demand costs what it costs: asked for on a page, worked out by a worker, kept with the proposal."""

import threading
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.desk.work import FINAL, WorkStatus
from doorlezen.engine.allocation.explain.demands import Cheaper, DemandAnswer
from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.engine.allocation.posed.plan import Plan, Price, read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.engine.allocation.posed.requirements import Scale
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import DemandExplanation, Proposal
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.queue_places import EXPLAINED_BY_ITSELF

if TYPE_CHECKING:
    from doorlezen.engine.allocation.explain.questions import Explanation
    from doorlezen.engine.effort import Effort

ALONE = "moved_alone"
"""What is kept beside the answer of `explain`: the moves where the demand is the only one."""


def explanation_of(proposal: Proposal, demand: str) -> DemandExplanation | None:
    """What is known of a demand, by its id, of a proposal that `queries` found; None: nobody asked."""
    with scopes_disabled():
        found = DemandExplanation.objects.filter(proposal_id=proposal.pk, demand=demand).first()
    return found if isinstance(found, DemandExplanation) else None


@dataclass(frozen=True)
class ExplainedDemands:
    """Ids of the demands of a proposal that are explained, and of those that are still asked for."""

    told: frozenset[str]
    asked: frozenset[str]


def how_far(proposal: Proposal) -> ExplainedDemands:
    """Which demands of a proposal that `queries` found are explained; one query."""
    with scopes_disabled():
        rows = list(
            DemandExplanation.objects.filter(proposal_id=proposal.pk)
            .order_by("demand")
            .values_list("demand", "status")
        )
    return ExplainedDemands(
        frozenset(demand for demand, status in rows if status == WorkStatus.DONE),
        frozenset(demand for demand, status in rows if status not in FINAL),
    )


def moves_of(
    proposal: Proposal, school_year: str
) -> dict[str, tuple[tuple[Move, ...], tuple[Move, ...] | None]]:
    """Per explained demand of a proposal that `queries` found, what changes in a school year without it:
    beside the others, and as the only one (None: not known)."""
    with scopes_disabled():
        answers = (
            DemandExplanation.objects.filter(proposal_id=proposal.pk, answer__isnull=False)
            .order_by("demand")
            .values_list("demand", "answer")
        )
        return {
            demand: (
                _moves(answer[school_year]["moved"]),
                None if answer[school_year].get(ALONE) is None else _moves(answer[school_year][ALONE]),
            )
            for demand, answer in answers
            if school_year in answer
        }


def can_be_explained(proposal: Proposal, problem: Problem) -> bool:
    """Whether a plan is explained by itself, once it is stored: it is the best, and no country.

    Of a country an answer takes minutes, so it waits until somebody asks.
    """
    from doorlezen.engine.allocation.solving.parts.decompose import parts_of_problem

    return proposal.plan_status == "optimal" and parts_of_problem(problem) is None


def ask_all(proposal: Proposal, problem: Problem) -> None:
    """Have every demand explained of a proposal, behind what people ask for themselves."""
    with scopes_disabled(), transaction.atomic():
        for demand in problem.requirements:
            made = DemandExplanation.objects.create(proposal_id=proposal.pk, demand=demand.id)
            work.ask(made, place=EXPLAINED_BY_ITSELF)


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
        explanation, _ = DemandExplanation.objects.get_or_create(proposal_id=proposal.pk, demand=demand)
        work.ask(explanation)
    assert isinstance(explanation, DemandExplanation)
    return explanation


def explain_demand(explanation: int, *, stop: threading.Event) -> None:
    """Work an explanation out and keep it. Once ``stop`` is set it goes back into the queue."""
    with scopes_disabled():
        mine = work.begin(DemandExplanation, explanation)
        if mine is None:
            return
        files = files_of(mine.proposal_id)
        problem, plan = read_problem(files.problem), read_plan(files.plan)
        with work.listening(mine, stop) as heard:
            answers = _answers(problem, plan, mine.demand, heard)
        what = t("Het uitrekenen duurde te lang. De prijs hierboven klopt; de uitleg erbij is er niet.")
        with work.ending(mine) as row:
            if row is None:
                return
            if answers is None:
                work.give_back(row)
            elif answers:  # what could not be told of one year is said there
                line = "" if len(answers) == len(problem.school_years) else what
                work.end(row, "finish", answer=answers, line=line)
            else:
                work.end(row, "refuse", line=what)


def _answers(problem: Problem, plan: Plan, demand: str, stop: threading.Event) -> dict[str, Any] | None:
    """What there is to tell of a demand by school year; None where the search was stopped on its way."""
    from doorlezen.engine.allocation.explain import Questions
    from doorlezen.engine.allocation.explain.document import as_document
    from doorlezen.engine.allocation.explain.years import explain_each_year
    from doorlezen.engine.effort import Effort

    asked, effort, answers = Questions(demands=[demand]), Effort(stop=stop), {}
    for year in explain_each_year(problem, plan, problem.school_years, asked, effort=effort):
        alone = _alone(year.problem, year.plan, year.told, effort)
        if stop.is_set() and (year.told.not_reached or alone is None):
            return None
        if year.told.demands:
            answer = as_document(year.plan, year.told)["demands"][0]
            kept = None if alone is None else [asdict(move) for move in alone]
            answers[year.year] = {**answer, ALONE: kept}
    return answers


def _alone(problem: Problem, plan: Plan, told: "Explanation", effort: "Effort") -> tuple[Move, ...] | None:
    """What the demand that was explained moves where it is the only one; None where that is not known."""
    from doorlezen.engine.allocation.explain.alone import moved_alone
    from doorlezen.engine.allocation.explain.exact import Exact
    from doorlezen.engine.allocation.solving.values import OutOfTimeError

    if not told.demands or told.elsewhere_as_is:
        return None
    try:
        return moved_alone(Exact(problem, plan, effort), told.demands[0].id)
    except OutOfTimeError:
        return None


def answer_in(explanation: DemandExplanation, school_year: str) -> DemandAnswer | None:
    """The answer that was kept about a school year; None while there is none."""
    kept: dict[str, Any] | None = (explanation.answer or {}).get(school_year)
    return None if kept is None else _read(kept)


def answers_of(proposal: Proposal, school_year: str) -> dict[str, DemandAnswer]:
    """What is known of the demands of a proposal that `queries` found, by id; one query."""
    with scopes_disabled():
        rows = list(
            DemandExplanation.objects.filter(proposal_id=proposal.pk, answer__isnull=False).order_by("demand")
        )
    told = ((row.demand, answer_in(row, school_year)) for row in rows)
    return {demand: answer for demand, answer in told if answer is not None}


def _read(kept: dict[str, Any]) -> DemandAnswer:
    cheaper: dict[str, Any] | None = kept.get("cheaper")
    return DemandAnswer(
        id=kept["id"],
        met=kept["met"],
        price=Price(**kept["price"]),
        moved=_moves(kept["moved"]),
        scale=Scale(**kept["scale"]),
        free_at=kept["free_at"],
        cheaper=None
        if cheaper is None
        else Cheaper(cheaper["value"], cheaper["price"], _moves(cheaper["moved"])),
    )


def _moves(kept: list[dict[str, Any]]) -> tuple[Move, ...]:
    return tuple(Move(**{of.name: move[of.name] for of in fields(Move)}) for move in kept)
