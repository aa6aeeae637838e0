"""Why each school of a plan gets what it gets: worked out by a worker for all of them at once, and kept."""

import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.desk.queue import QueuePlace
from doorlezen.engine.allocation.explain.extra import Extra
from doorlezen.engine.allocation.explain.limits import Limit
from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.engine.allocation.explain.schools import SchoolAnswer
from doorlezen.engine.allocation.posed.plan import Plan, read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import Proposal, SchoolReasons
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.queue_places import EXPLAINED, SCHOOLS_BY_THEMSELVES

PATIENCE = 5.0
"""Seconds for one solve: one hard school does not keep all others waiting."""
LONGEST = 600.0
"""Seconds for all schools of a year; what was not proven by then is named."""
LONGEST_FOR_WHAT_STOPS = 300.0
"""Seconds more for what stops those of which not everything was proven."""


def reasons_of(proposal: Proposal, school_year: str) -> SchoolReasons | None:
    """How far the schools of a year of a proposal that `queries` found are; None: nobody asked."""
    with scopes_disabled():
        found = SchoolReasons.objects.filter(proposal_id=proposal.pk, school_year=school_year).first()
    return found if isinstance(found, SchoolReasons) else None


def has_reasons(proposal: Proposal, problem: Problem) -> bool:
    """Whether there is a reason per school to find: of every plan of a library, the best or not."""
    from doorlezen.engine.allocation.solving.parts.decompose import parts_of_problem

    return proposal.plan_status in {"optimal", "feasible"} and parts_of_problem(problem) is None


def ask_for_schools(
    proposal: Proposal, problem: Problem, *, place: QueuePlace = SCHOOLS_BY_THEMSELVES
) -> None:
    """Have every school explained of a proposal, a year at a time; by itself it goes behind its demands."""
    with scopes_disabled(), transaction.atomic():
        for year in problem.school_years:
            made, _ = SchoolReasons.objects.get_or_create(proposal_id=proposal.pk, school_year=year)
            work.ask(made, place=place)


def ask_for_reasons(actor: Actor, proposal: Proposal) -> None:
    """Have the schools explained of a proposal that `queries` found for this actor, where nobody did yet.

    Raises Refused, and InputError where there is no plan, or it is one of a country.
    """
    require("plans.see_prices", actor)
    problem = read_problem(files_of(proposal.pk).problem)
    if not has_reasons(proposal, problem):
        what = t("alleen van een plan dat niet te groot is, is een reden per school uit te zoeken")
        raise InputError(proposal.title, what)
    ask_for_schools(proposal, problem, place=EXPLAINED)


def explain_schools(row: int, *, stop: threading.Event) -> None:
    """Work out why the schools get what they get, and keep it. Once ``stop`` is set it is queued again."""
    with scopes_disabled():
        mine = work.begin(SchoolReasons, row)
        if mine is None:
            return
        files = files_of(mine.proposal_id)
        problem, plan = read_problem(files.problem), read_plan(files.plan)
        reached: dict[str, int] = {}
        with work.listening(mine, stop, lambda: reached or None) as heard:
            answers = _answers(problem, plan, mine.school_year, heard, reached)
        with work.ending(mine) as ended:
            if ended is None:
                return
            if answers is None:
                work.give_back(ended)
            else:
                work.end(ended, "finish", answer=answers)


def _answers(
    problem: Problem, plan: Plan, year: str, stop: threading.Event, reached: dict[str, int]
) -> dict[str, Any] | None:
    """By code what there is to tell; None where the search was stopped on its way."""
    from doorlezen.engine.allocation.explain import Questions
    from doorlezen.engine.allocation.explain.years import explain_each_year, what_stops_in
    from doorlezen.engine.effort import Effort

    def told(_what: str, _which: str, done: int, of: int) -> None:
        reached.update(done=done, of=of)

    codes = list(problem.codes)
    answers: dict[str, Any] = dict.fromkeys(codes)
    effort = Effort(stop=stop, deadline=time.monotonic() + LONGEST)
    asked = Questions(schools=codes)
    if plan.status == "optimal":
        for of in explain_each_year(
            problem, plan, [year], asked, effort=effort, patience=PATIENCE, progress=told
        ):
            answers |= {answer.code: asdict(answer) for answer in of.told.schools}
    # what stops a school is soon known, also where the rest is not, or nobody proved the plan the best
    left = [code for code in codes if answers[code] is None]
    more = replace(effort, deadline=time.monotonic() + LONGEST_FOR_WHAT_STOPS)
    for answer in what_stops_in(problem, plan, year, left, effort=more, patience=PATIENCE):
        answers[answer.code] = asdict(answer)
        told("school", answer.code, sum(of is not None for of in answers.values()), len(codes))
    return None if stop.is_set() and None in answers.values() else answers


@dataclass(frozen=True)
class SchoolReason:
    """What was worked out of a school; ``answer`` None: it was not proven in time."""

    answer: SchoolAnswer | None


def reason_in(found: SchoolReasons, code: str) -> SchoolReason | None:
    """What was kept about a school; None while there is nothing."""
    if found.answer is None or code not in found.answer:
        return None
    kept: Mapping[str, Any] | None = found.answer[code]
    return SchoolReason(None if kept is None else _answer(kept))


def _answer(kept: Mapping[str, Any]) -> SchoolAnswer:
    special: dict[str, Any] = {
        "lifts": tuple(Limit(*limit) for limit in kept["lifts"]),
        "together": tuple(Limit(*limit) for limit in kept["together"]),
        "money": _extra(kept["money"]),
        "both": _extra(kept["both"]),
        "best_then": None if kept["best_then"] is None else _moves(kept["best_then"]),
        "moved": _moves(kept["moved"]),
    }
    names = (field.name for field in fields(SchoolAnswer) if field.name in kept)
    return SchoolAnswer(**{name: special.get(name, kept[name]) for name in names})


def _extra(kept: Mapping[str, Any] | None) -> Extra | None:
    return None if kept is None else Extra(**kept)


def _moves(kept: list[dict[str, Any]]) -> tuple[Move, ...]:
    return tuple(Move(**move) for move in kept)
