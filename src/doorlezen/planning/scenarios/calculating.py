"""A scenario is calculated: asked for here, done by a worker, stopped and gone on with, and how far it is."""

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction
from django.db.models import F, QuerySet
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.desk.events import record
from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation import Plan, Problem, read_plan, read_problem
from doorlezen.language import InputError, t
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.queue_places import asked_on_a_page, gone_on_with
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.keeping import keep, keep_for_who_asked, stored
from doorlezen.planning.scenarios.models import Scenario, ScenarioCalculation
from doorlezen.planning.scenarios.posing import posed
from doorlezen.planning.scenarios.queries import opened
from doorlezen.planning.sources import Sources, read_sources

AT_FIRST = 60.0
"""Seconds, after which the best plan so far is kept with how far it is from the best at most. Nearly every
plan is proven the best within a few; who waited a minute wants something to go on with, and may have it
sought further."""
ASKED = HowGood(seconds=AT_FIRST, prices=True)
"""The best plan with the price of every demand, proven if that can be in time."""
FURTHER = HowGood(prices=True)
"""The same, as long as it takes; who finds that it takes too long stops it."""


def calculate(
    actor: Actor, *, scenario: int, now: datetime.datetime, further: bool = False
) -> ScenarioCalculation:
    """Have what a scenario says now calculated; the plan is kept in the actor's name when it is there.

    What was calculated before is there at once; what was stopped or broke off goes on. ``further``: until it
    is proven, from the best plan so far. Raises Refused, Scenario.DoesNotExist, InputError for an archived
    scenario, and NotReadyError (an InputError) with everything that is wrong or missing.
    """
    require("scenarios.make", actor)
    found = opened(actor, scenario)
    built = posed(found.tree)
    with transaction.atomic(), scope(organisation=actor.organisation):
        locked = Scenario.objects.select_for_update().get(pk=scenario)
        if locked.archived_at is not None:
            raise InputError("", t("dit scenario ligt in het archief; haal het eerst terug"))
        calculation = _calculation(built.data, actor.organisation.pk, further=further)
        asked = _asked(actor, locked, found.version.number, calculation, built.sources_data, now)
        keep_for_who_asked(calculation)
    if asked.calculation.has_answer:
        keep(asked.pk)
        asked.refresh_from_db()
    return asked


def _calculation(problem: bytes, organisation: int, *, further: bool) -> Calculation:
    if not further:
        return ask_for_plan(problem, name=NAME, asked=ASKED, place=asked_on_a_page(organisation))
    calculation = ask_for_plan(problem, name=NAME, asked=FURTHER, place=gone_on_with(organisation))
    if calculation.plan is None:
        first = Calculation.objects.filter(
            sha256=calculation.sha256, asked_seconds=Decimal(AT_FIRST), plan_status="feasible"
        )
        calculation.plan = first.order_by("pk").values_list("plan", flat=True).first()
        calculation.save(update_fields=["plan"])
    return calculation


def _asked(
    actor: Actor,
    scenario: Scenario,
    version: int,
    calculation: Calculation,
    sources: bytes,
    now: datetime.datetime,
) -> ScenarioCalculation:
    """What the scenario asked last, where that is the same; else asked anew."""
    newest = _newest(scenario.pk)
    if (
        newest is not None
        and (newest.version, newest.calculation_id, bytes(newest.sources))
        == (version, calculation.pk, sources)
        and not newest.line
        and (newest.proposal_id is None or calculation.status == WorkStatus.DONE)
    ):
        return newest
    asked: ScenarioCalculation = ScenarioCalculation.objects.create(
        scenario=scenario,
        version=version,
        calculation=calculation,
        sources=sources,
        asked_at=now,
        asked_by=actor.signer,
    )
    record(actor, "scenarios.calculated", scenario, after={"version": version})
    return asked


def stop(actor: Actor, *, scenario: int) -> None:
    """Have the search for the plan of a scenario stopped; what it found so far is kept.

    Raises Refused, Scenario.DoesNotExist, and InputError where nothing is being calculated.
    """
    require("scenarios.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = Scenario.objects.select_for_update().get(pk=scenario)
        newest = _newest(found.pk)
        if newest is None:
            raise InputError("", t("hier wordt niet gerekend"))
        work.stop(newest.calculation)
        record(actor, "scenarios.stopped", found, after={"version": newest.version})


def keep_as_it_is(actor: Actor, *, scenario: int) -> Proposal:
    """Keep the best plan of a search that was stopped, though it is not proven to be the best there is.

    Raises Refused, Scenario.DoesNotExist, and InputError where there is none.
    """
    require("scenarios.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = Scenario.objects.select_for_update().get(pk=scenario)
        newest = _newest(found.pk)
        stopped = newest is not None and newest.calculation.status == WorkStatus.STOPPED
        if newest is None or not stopped or newest.calculation.plan is None:
            raise InputError("", t("er is nog geen plan om te bewaren"))
        newest.proposal = stored(newest)
        newest.save(update_fields=["proposal"])
        return newest.proposal


def best_so_far(actor: Actor, *, scenario: int) -> tuple[Problem, Plan, Sources] | None:
    """The best plan of a search that was stopped, with what it answers; None where there is none.

    Raises Refused.
    """
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        newest = _newest(scenario)
        plan = None if newest is None else newest.calculation.plan
        if newest is None or plan is None:
            return None
        return (
            read_problem(bytes(newest.calculation.problem)),
            read_plan(bytes(plan)),
            read_sources(bytes(newest.sources)),
        )


def _newest(scenario: int) -> ScenarioCalculation | None:
    found = ScenarioCalculation.objects.filter(scenario=scenario).order_by("-asked_at", "-id")
    row: ScenarioCalculation | None = found.select_related("calculation", "scenario", "asked_by").first()
    return row


State = Literal["none", "waiting", "running", "stopped", "keeping", "kept", "open", "refused", "failed"]


@dataclass(frozen=True)
class CalculationStanding:
    """How far the newest calculation of a scenario is.

    ``version``: of the scenario, that it is about; ``problem``: the hash of what was asked. ``best``: whether
    there is a plan already; ``permille``: by so much at most, per thousand, a plan can be better than that
    (None: not known). ``stage``: of the search, as the engine calls it; ``done`` of ``of`` prices. ``since``:
    when the search began, or when it was asked for. ``further``: it is asked as long as it takes; ``so_far``:
    the plan that was kept before that. ``unproven``: what was found in time is not proven the best, or
    ("open") is no plan at all. ``silent``: the worker gives no sign of life; ``broken``:
    so often it was broken off. ``line``: why there is no plan.
    """

    state: State
    version: int = 0
    best: bool = False
    permille: int | None = None
    stage: str = ""
    done: int = 0
    of: int = 0
    since: datetime.datetime | None = None
    silent: bool = False
    broken: int = 0
    line: str = ""
    problem: str = ""
    proposal: int | None = None
    further: bool = False
    unproven: bool = False
    so_far: int | None = None

    @property
    def busy(self) -> bool:
        """Whether it changes by itself."""
        return self.state in {"waiting", "running", "keeping"}


def standing(actor: Actor, *, scenario: int, now: datetime.datetime) -> CalculationStanding:
    """How far the newest calculation of a scenario of the actor's library is; two queries. Raises Refused
    and Scenario.DoesNotExist."""
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        Scenario.objects.only("pk").get(pk=scenario)
        found = ScenarioCalculation.objects.filter(scenario=scenario).order_by("-asked_at", "-id")
        newest = (
            found.select_related("calculation")
            .defer("sources", "calculation__problem", "calculation__plan")
            .first()
        )
        if newest is None:
            return CalculationStanding("none")
        how = standing_of(newest, now)
        return replace(how, so_far=_before(found, newest)) if how.further and how.busy else how


def _before(found: "QuerySet[ScenarioCalculation]", newest: ScenarioCalculation) -> int | None:
    """The plan that was kept of the same question before it was gone on with."""
    same = found.filter(calculation__sha256=newest.calculation.sha256, proposal__isnull=False)
    kept: int | None = same.values_list("proposal", flat=True).first()
    return kept


def standings(actor: Actor, *, now: datetime.datetime) -> dict[int, tuple[CalculationStanding, int | None]]:
    """The same of every scenario of the library that was ever calculated, by its number in addresses, with
    the number of its plan; one query. Raises Refused."""
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        newest = (
            ScenarioCalculation.objects.order_by("scenario_id", "-asked_at", "-id")
            .distinct("scenario_id")
            .select_related("calculation")
            .defer("sources", "calculation__problem", "calculation__plan")
            .annotate(plan_number=F("proposal__number"))
        )
        return {row.scenario_id: (standing_of(row, now), row.plan_number) for row in newest}


def standing_of(asked: ScenarioCalculation, now: datetime.datetime) -> CalculationStanding:
    """How far it is, from the row and its calculation."""
    calculation = asked.calculation
    told: dict[str, Any] = calculation.progress or {}
    return CalculationStanding(
        _state(asked, calculation),
        version=asked.version,
        best=told.get("best") is not None,
        permille=_room(told.get("best"), told.get("bound")),
        stage=str(told.get("stage", "")),
        done=int(told.get("done", 0)),
        of=int(told.get("of", 0)),
        since=calculation.begun_at if calculation.status == WorkStatus.RUNNING else calculation.asked_at,
        silent=calculation.is_silent(now),
        broken=calculation.attempts - (calculation.status == WorkStatus.RUNNING),
        line=asked.line or calculation.line,
        problem=calculation.sha256,
        proposal=asked.proposal_id,
        further=calculation.asked_seconds is None,
        unproven=calculation.status == WorkStatus.DONE and calculation.plan_status in {"feasible", "unknown"},
    )


def _state(asked: ScenarioCalculation, calculation: Calculation) -> State:
    if asked.line:
        return "refused"
    match calculation.status:
        case WorkStatus.DONE if not calculation.has_answer:
            return "open"
        case WorkStatus.DONE:
            return "keeping" if asked.proposal_id is None else "kept"
        case WorkStatus.WAITING:
            return "waiting"
        case WorkStatus.RUNNING:
            return "running"
        case WorkStatus.STOPPED:
            return "stopped"
        case WorkStatus.REFUSED:
            return "refused"
        case _:
            return "failed"


def _room(best: int | None, bound: int | None) -> int | None:
    """By how much, per thousand, a plan can be better; rounded up, so that "at most" stays true."""
    if best is None or bound is None or best <= 0:
        return None
    return -(-1000 * max(0, bound - best) // best)
