"""A scenario is calculated: refused whole, asked once, kept as a plan, stopped and gone on with."""

import threading
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.desk.queue import BACKGROUND
from doorlezen.desk.work import MOST_ATTEMPTS, SILENT, begin, tell
from doorlezen.engine.allocation import Progress, check, read_plan, read_problem
from doorlezen.language import InputError
from doorlezen.planning.domain.answering import answer_calculation
from doorlezen.planning.many import HowGood, Task, TaskAnswer, Told, answer
from doorlezen.planning.models import Calculation
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.queue_places import gone_on_with
from doorlezen.planning.scenarios import calculating, editing, keeping, making, queries
from doorlezen.planning.scenarios.calculating import CalculationStanding, calculate, standing
from doorlezen.planning.scenarios.models import Scenario, ScenarioCalculation
from doorlezen.planning.scenarios.posing import NotReadyError
from tests.people import Neighbourhood
from tests.planning.calculating import TEXT, a_scenario, jobs_done, work_it_off
from tests.planning.test_jobs import PATIENCE, unproven
from tests.web.schools.figures import figures


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def asked(actor: Actor, scenario: Scenario) -> ScenarioCalculation:
    return calculate(actor, scenario=scenario.pk, now=timezone.now())


def how(actor: Actor, scenario: Scenario, **later: Any) -> CalculationStanding:
    return standing(actor, scenario=scenario.pk, now=timezone.now() + timedelta(**later))


def plans(actor: Actor) -> list[Proposal]:
    with scope(organisation=actor.organisation):
        return list(Proposal.objects.order_by("number"))


def changed(actor: Actor, scenario: Scenario, **library: Any) -> None:
    tree = queries.opened(actor, scenario.pk)
    of = {**tree.tree, "leesconsulent": {**tree.tree["leesconsulent"], **library}}
    editing.save(
        actor, scenario=scenario.pk, seen=tree.scenario.version, tree=of, part="people", now=timezone.now()
    )


def test_what_is_calculated_becomes_a_plan_of_who_asked(adviser: Actor) -> None:
    scenario = a_scenario(adviser, title="Eerste")
    assert how(adviser, scenario).state == "none"
    asked(adviser, scenario)
    assert (how(adviser, scenario).state, plans(adviser)) == ("waiting", [])
    assert work_it_off() == 2
    (plan,) = plans(adviser)
    assert (plan.title, plan.made_by, plan.plan_status) == ("Eerste", adviser.person, "optimal")
    assert (how(adviser, scenario).state, how(adviser, scenario).proposal) == ("kept", plan.pk)
    problem = read_problem(bytes(plan.problem))
    assert check(problem, read_plan(bytes(plan.plan))) == []
    assert sorted(school.code for school in problem.schools) == ["00AP00", "01BR00"]


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_asked(adviser: Actor) -> None:
    broken = TEXT.replace('cost_per_hour = "62.00"\n', "").replace("total = 20000", 'total = "-3"')
    with pytest.raises(NotReadyError) as wrong:
        asked(adviser, a_scenario(adviser, broken))
    assert [one.where for one in wrong.value.refused] == [
        "scenario: leesconsulent.cost_per_hour",
        "scenario: fund[0].total",
    ]
    assert (Calculation.objects.count(), jobs_done()) == (0, 0)


def test_everything_that_the_register_says_otherwise_is_told_at_once(adviser: Actor) -> None:
    demand = '[[demand]]\nby = "0214"\ntext = "x"\nkind = "min_hours"\nhours = 1\nschools = '
    text = f'{TEXT}{demand}{{codes = ["99ZZ99"]}}\n{demand}"collaborating"\n'
    text += '[[pupils]]\ncode = "00AP00"\npupils = 3\n'
    with pytest.raises(NotReadyError) as wrong:
        asked(adviser, a_scenario(adviser, text))
    assert [one.where for one in wrong.value.refused] == [
        "scenario: pupils[0].code",
        "scenario: demand[1].schools.codes[0]",
        "scenario: demand[2].schools",
    ]


def test_the_same_asked_twice_is_one_calculation_and_one_plan(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    assert asked(adviser, scenario) == asked(adviser, scenario)
    work_it_off()
    again = asked(adviser, scenario)
    assert again.proposal_id == plans(adviser)[0].pk
    copied = making.copy(adviser, scenario=scenario, title="Nog eens", now=timezone.now())
    assert asked(adviser, copied).proposal_id == again.proposal_id
    assert how(adviser, copied).state == "kept"
    work_it_off()
    assert (len(plans(adviser)), Calculation.objects.count()) == (1, 1)


def test_what_was_calculated_before_it_changed_is_told_of_its_own_version(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    asked(adviser, scenario)
    changed(adviser, scenario, hours_per_week=2)
    work_it_off()
    assert (how(adviser, scenario).version, len(plans(adviser))) == (1, 1)
    asked(adviser, scenario)
    work_it_off()
    assert (how(adviser, scenario).version, len(plans(adviser))) == (2, 2)
    editing.undo(adviser, scenario=scenario.pk, version=2, now=timezone.now())
    assert asked(adviser, scenario).proposal_id == plans(adviser)[0].pk


def test_what_cannot_be_planned_is_kept_with_its_knot(adviser: Actor) -> None:
    scenario = a_scenario(adviser, TEXT.replace("hours_per_week = 10", "hours_per_week = 1"))
    asked(adviser, scenario)
    work_it_off()
    (plan,) = plans(adviser)
    assert (plan.plan_status, plan.has_plan, how(adviser, scenario).state) == ("infeasible", False, "kept")
    assert read_plan(bytes(plan.plan)).conflict


def test_how_far_it_is_is_told_for_people(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    row = asked(adviser, scenario)
    mine = begin(Calculation, row.calculation_id)
    assert mine is not None
    assert (how(adviser, scenario).state, how(adviser, scenario).best) == ("running", False)
    tell(mine, {"stage": "plan", "best": 10_000, "bound": 10_031, "done": 0, "of": 0})
    told = how(adviser, scenario)
    assert (told.best, told.permille, told.stage, told.broken) == (True, 4, "plan", 0)


def test_a_worker_that_is_gone_is_told_and_its_successor_too(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    row = asked(adviser, scenario)
    assert begin(Calculation, row.calculation_id) is not None
    assert not how(adviser, scenario).silent
    assert how(adviser, scenario, seconds=SILENT.total_seconds() + 1).silent
    assert begin(Calculation, row.calculation_id) is not None
    assert (how(adviser, scenario).silent, how(adviser, scenario).broken) == (False, 1)
    for _ in range(MOST_ATTEMPTS):
        begin(Calculation, row.calculation_id)
    assert (how(adviser, scenario).state, how(adviser, scenario).broken) == ("failed", MOST_ATTEMPTS)
    asked(adviser, scenario)
    assert how(adviser, scenario).state == "waiting"
    work_it_off()
    assert how(adviser, scenario).state == "kept"


def test_who_stops_goes_on_from_what_was_found(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    row = asked(adviser, scenario)

    def found_by_then(task: Task, heard: threading.Event, told: Told) -> TaskAnswer:
        calculating.stop(adviser, scenario=scenario.pk)
        heard.set()
        return unproven(task.problem)

    answer_calculation(row.calculation_id, search=found_by_then, stop=threading.Event())
    assert (how(adviser, scenario).state, plans(adviser)) == ("stopped", [])
    kept = calculating.keep_as_it_is(adviser, scenario=scenario.pk)
    assert kept.plan_status == "feasible"
    asked(adviser, scenario)
    work_it_off()
    assert how(adviser, scenario).state == "kept"
    assert [plan.plan_status for plan in plans(adviser)] == ["feasible", "optimal"]


def in_time(task: Task, heard: threading.Event, told: Told) -> TaskAnswer:
    """What a search has when a minute did not suffice for a proof; without such a limit it is proven."""
    return answer(task, heard, told) if task.asked.seconds is None else unproven(task.problem)


def test_after_a_minute_the_best_so_far_is_a_plan_and_one_goes_on_until_it_is_proven(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    assert asked(adviser, scenario).calculation.asked == HowGood(seconds=60.0, prices=True)
    work_it_off(in_time)
    (first,) = plans(adviser)
    told = how(adviser, scenario)
    assert (told.state, told.unproven, told.proposal, first.plan_status) == (
        "kept",
        True,
        first.pk,
        "feasible",
    )
    further = calculate(adviser, scenario=scenario.pk, now=timezone.now(), further=True)
    assert (further.calculation.asked, further.calculation.plan) == (HowGood(prices=True), first.plan)
    told = how(adviser, scenario)
    assert (told.state, told.further, told.so_far) == ("waiting", True, first.pk)
    job = ProcrastinateJob.objects.get(status="todo", task_name=Calculation.TASK)
    assert (job.queue_name, job.priority) == (BACKGROUND, gone_on_with(adviser.organisation.pk).priority)
    work_it_off(in_time)
    told = how(adviser, scenario)
    assert (told.state, told.unproven) == ("kept", False)
    assert [plan.plan_status for plan in plans(adviser)] == ["feasible", "optimal"]


def test_who_stops_going_on_keeps_what_there_was(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    asked(adviser, scenario)
    work_it_off(in_time)
    further = calculate(adviser, scenario=scenario.pk, now=timezone.now(), further=True)
    calculating.stop(adviser, scenario=scenario.pk)
    assert (how(adviser, scenario).state, how(adviser, scenario).further) == ("stopped", True)
    assert calculating.best_so_far(adviser, scenario=scenario.pk) is not None
    again = calculate(adviser, scenario=scenario.pk, now=timezone.now(), further=True)
    assert again.pk == further.pk
    work_it_off()
    assert how(adviser, scenario).state == "kept"


def test_no_plan_in_a_minute_is_no_plan_of_the_library_and_one_goes_on(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    asked(adviser, scenario)

    def nothing(task: Task, heard: threading.Event, told: Told) -> TaskAnswer:
        return answer(task._replace(asked=replace(task.asked, seconds=0.0)), heard, told)

    work_it_off(nothing)
    told = how(adviser, scenario)
    assert (told.state, told.unproven, told.busy, plans(adviser)) == ("open", True, False, [])
    assert asked(adviser, scenario).proposal is None
    calculate(adviser, scenario=scenario.pk, now=timezone.now(), further=True)
    work_it_off()
    assert (how(adviser, scenario).state, len(plans(adviser))) == ("kept", 1)


def test_nothing_is_stopped_or_kept_where_nothing_is_calculated(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    with pytest.raises(InputError, match="hier wordt niet gerekend"):
        calculating.stop(adviser, scenario=scenario.pk)
    with pytest.raises(InputError, match="er is nog geen plan om te bewaren"):
        calculating.keep_as_it_is(adviser, scenario=scenario.pk)
    asked(adviser, scenario)
    work_it_off()
    with pytest.raises(InputError, match="dit is al klaar"):
        calculating.stop(adviser, scenario=scenario.pk)


def test_a_plan_that_cannot_be_kept_any_more_says_why(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    row = asked(adviser, scenario)
    adviser.organisation.gemeenten.remove("0214")
    work_it_off()
    told = how(adviser, scenario)
    assert (told.state, plans(adviser)) == ("refused", [])
    assert told.line.startswith("scenario: dit plan gaat ook over een gemeente die niet bij Bibliotheek")
    adviser.organisation.gemeenten.add("0214")
    assert asked(adviser, scenario).pk != row.pk
    assert how(adviser, scenario).state == "kept"


def test_keeping_twice_is_one_plan_and_a_plan_asked_by_nobody_any_more_is_kept(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    row = asked(adviser, scenario)
    answer_calculation(row.calculation_id, search=answer, stop=threading.Event())
    assert how(adviser, scenario).state == "keeping"
    adviser.person.delete()
    first, again = keeping.keep(row.pk), keeping.keep(row.pk)
    assert first == again == plans(adviser)[0]
    assert (plans(adviser)[0].made_by, len(plans(adviser))) == (None, 1)


def test_an_archived_scenario_is_not_calculated(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    editing.archive(adviser, scenario=scenario.pk, now=timezone.now())
    with pytest.raises(InputError, match="ligt in het archief"):
        asked(adviser, scenario)


def test_only_who_makes_plans_of_this_library_calculates_it(
    neighbourhood: Neighbourhood, adviser: Actor
) -> None:
    scenario = a_scenario(adviser)
    asked(adviser, scenario)
    for organisation in neighbourhood.organisations:
        for role in organisation.possible_roles:
            actor = neighbourhood.actor(organisation, role)
            here = organisation == neighbourhood.linge
            if here and role in {Role.DIRECTOR, Role.ADVISER}:
                continue
            for deed in (
                lambda actor=actor: asked(actor, scenario),
                lambda actor=actor: calculating.stop(actor, scenario=scenario.pk),
                lambda actor=actor: calculating.keep_as_it_is(actor, scenario=scenario.pk),
            ):
                with pytest.raises((Refused, Scenario.DoesNotExist)):
                    deed()
            if here and role is Role.FINANCE:
                assert how(actor, scenario).state == "waiting"
            else:
                with pytest.raises((Refused, Scenario.DoesNotExist)):
                    how(actor, scenario)


def test_who_asks_and_who_stops_stands_in_the_logbook(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    asked(adviser, scenario)
    calculating.stop(adviser, scenario=scenario.pk)
    with scope(organisation=adviser.organisation):
        told = Event.objects.filter(action__in=["scenarios.calculated", "scenarios.stopped"]).order_by("id")
        assert [(event.action, event.after) for event in told] == [
            ("scenarios.calculated", {"version": 1}),
            ("scenarios.stopped", {"version": 1}),
        ]


@pytest.mark.django_db(transaction=True)
def test_how_far_the_engine_is_reaches_the_row(adviser: Actor) -> None:
    row = asked(adviser, a_scenario(adviser))

    def slow(task: Task, stop: threading.Event, told: Told) -> TaskAnswer:
        told(Progress("plan", 3, 4))
        end = time.monotonic() + PATIENCE
        while Calculation.objects.get(pk=row.calculation_id).progress is None and time.monotonic() < end:
            time.sleep(0.05)
        return answer(task, stop, told)

    answer_calculation(row.calculation_id, search=slow, stop=threading.Event())
    calculation = Calculation.objects.get(pk=row.calculation_id)
    assert calculation.progress == {"stage": "plan", "best": 3, "bound": 4, "done": 0, "of": 0}
