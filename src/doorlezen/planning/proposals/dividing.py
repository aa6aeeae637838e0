"""What other verdeelsleutels would do with a plan's money and people: asked for on a page, worked out by a
worker, kept with the plan."""

import threading
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import KeysComparison, Proposal
from doorlezen.planning.proposals.queries import files_of

if TYPE_CHECKING:
    from doorlezen.engine.allocation.keys import Comparison, Frontier


def keys_of(proposal: Proposal, school_year: str) -> KeysComparison | None:
    """What is known of the other keys, of a plan that `queries` found; None: nobody asked."""
    with scopes_disabled():
        found = KeysComparison.objects.filter(proposal_id=proposal.pk, school_year=school_year).first()
    return found if isinstance(found, KeysComparison) else None


def ask_keys(actor: Actor, proposal: Proposal, school_year: str) -> KeysComparison:
    """Have the keys compared for a school year of a plan that `queries` found for this actor.

    Asking again what is being worked out, or is known, changes nothing. Raises Refused, and InputError where
    there is no plan in it.
    """
    require("plans.compare_keys", actor)
    if not proposal.has_plan:
        raise InputError(proposal.title, t("hierin staat geen plan, dus er valt niets te vergelijken"))
    with scopes_disabled(), transaction.atomic():
        found, _ = KeysComparison.objects.get_or_create(proposal_id=proposal.pk, school_year=school_year)
        work.ask(found)
    assert isinstance(found, KeysComparison)
    return found


def compare_keys(comparison: int, *, stop: threading.Event) -> None:
    """Work a comparison out and keep it. Once ``stop`` is set it goes back into the queue."""
    with scopes_disabled():
        mine = work.begin(KeysComparison, comparison)
        if mine is None:
            return
        problem = _problem(mine.proposal_id, mine.school_year)
        with work.listening(mine, stop) as heard:
            answer = _answer(problem, heard)
        with work.ending(mine) as row:
            if row is None:
                return
            if heard.is_set():
                work.give_back(row)
            elif answer is None:
                work.end(row, "refuse", line=t("Niet voor elke verdeelsleutel is op tijd een plan gevonden."))
            else:
                work.end(row, "finish", answer=answer)


def read_answer(comparison: KeysComparison) -> "tuple[Problem, Comparison, Frontier | None] | None":
    """The year that was divided, under each key, and the frontier; None while there is no answer."""
    from doorlezen.engine.allocation.keys.kept_comparison import read_kept

    if comparison.answer is None:
        return None
    problem = _problem(comparison.proposal_id, comparison.school_year)
    return (problem, *read_kept(problem, comparison.answer))


def _problem(proposal: int, school_year: str) -> Problem:
    """The problem of a school year, of several beside the others as they are planned."""
    from doorlezen.engine.allocation.explain.focus import focus_on_year

    files = files_of(proposal)
    problem = read_problem(files.problem)
    return focus_on_year(problem, read_plan(files.plan), school_year)[0] if problem.per_year else problem


def _answer(problem: Problem, stop: threading.Event) -> dict[str, Any] | None:
    """The keys that can be asked of a problem of this size, and the frontier but of a country; None where
    one has no plan, or the search was stopped."""
    from doorlezen.engine.allocation.keys import KEYS, compare, frontier
    from doorlezen.engine.allocation.keys.kept_comparison import as_kept
    from doorlezen.engine.allocation.solving.parts.decompose import parts_of_problem
    from doorlezen.engine.effort import Effort

    effort = Effort(stop=stop)
    large = parts_of_problem(problem) is not None
    found = compare(problem, [key for key in KEYS.values() if key.for_a_country or not large], effort=effort)
    if stop.is_set() or any(division.plan is None for division in found.divisions):
        return None
    return as_kept(found, None if large else frontier(problem, effort=effort))
