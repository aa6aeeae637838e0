"""Calculations that are asked for and answered, on a real database; workers: see tests/cli/test_worker.py."""

import json
import multiprocessing
import threading
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from bench.instances.generate import generate
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.desk.queue import take_over_stalled
from doorlezen.desk.work import MOST_ATTEMPTS, WorkStatus, begin, tell
from doorlezen.desk.work import stop as stop_work
from doorlezen.engine.allocation import Progress, check, read_plan, read_problem
from doorlezen.language import InputError
from doorlezen.planning.domain.answering import answer_calculation
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood, Task, TaskAnswer, TaskOutcome, Told, answer
from doorlezen.planning.models import Calculation
from doorlezen.planning.processes import Solvers
from tests.engine.test_problem_format import GOOD

pytestmark = pytest.mark.django_db

PROBLEM = json.dumps(GOOD).encode()
LONG = generate(family="region", tightness="tight", seed=1, count=200).problem
"""A problem of 200 schools, for which a search that is stopped at once has no plan."""
PATIENCE = 60.0


def asked_for(problem: bytes = PROBLEM, name: str = "p.json", **asked: Any) -> Calculation:
    return ask_for_plan(problem, name=name, asked=HowGood(**asked))


def answered(calculation: Calculation, *, stopped: bool = False) -> Calculation:
    """The calculation after a worker had it; ``stopped``: one that was told to stop before it began."""
    stop = threading.Event()
    if stopped:
        stop.set()
    answer_calculation(calculation.pk, search=answer, stop=stop)
    return Calculation.objects.get(pk=calculation.pk)


def jobs() -> list[tuple[str, str | None, dict[str, int]]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", "lock", "args"))


def waiting_for(*calculations: Calculation) -> list[tuple[str, str | None, dict[str, int]]]:
    """What `jobs` gives where each of these waits for a worker, once."""
    return [("todo", f"planning.answer_calculation:{one.pk}", {"row": one.pk}) for one in calculations]


def test_the_same_question_is_asked_once() -> None:
    first = asked_for(seconds=10.0)
    again = asked_for(name="ander.json", seconds=10.0)
    assert (again.pk, again.name, jobs()) == (first.pk, "p.json", waiting_for(first))


def test_another_question_is_another_calculation() -> None:
    several = [
        asked_for(),
        asked_for(PROBLEM + b"\n"),
        asked_for(gap=0.001),
        asked_for(seconds=0.0),
        asked_for(prices=True),
    ]
    assert len({one.pk for one in several}) == 5
    assert jobs() == waiting_for(*several)
    assert [one.asked for one in several[2:]] == [
        HowGood(gap=0.001),
        HowGood(seconds=0.0),
        HowGood(prices=True),
    ]


def test_what_is_asked_is_never_made_looser() -> None:
    assert asked_for(gap=0.3).asked == HowGood(gap=0.3)
    assert asked_for(gap=1e-15, seconds=0.0001).asked == HowGood(gap=0.0, seconds=0.001)


def test_more_seconds_than_a_life_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        asked_for(seconds=1e300)
    assert str(refused.value) == "geef minder dan 1.000.000.000 seconden"
    assert (Calculation.objects.count(), jobs()) == (0, [])


def test_a_calculation_and_its_job_are_there_both_or_neither() -> None:
    @transaction.atomic
    def ask_and_stumble() -> None:
        asked_for()
        assert len(jobs()) == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_and_stumble()
    assert (Calculation.objects.count(), jobs()) == (0, [])


def test_a_job_that_got_lost_is_put_in_the_queue_again() -> None:
    calculation = asked_for()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    asked_for()
    assert jobs() == waiting_for(calculation)


def test_the_answer_is_the_plan_of_the_planner() -> None:
    done = answered(asked_for(prices=True))
    assert (done.status, done.attempts, done.run, done.line) == (WorkStatus.DONE, 1, None, "")
    assert done.ended_at is not None
    assert done.begun_at is not None
    assert done.asked_at <= done.begun_at <= done.ended_at
    alone = answer(Task("p.json", PROBLEM, None, HowGood(prices=True)), threading.Event())
    assert alone.file is not None
    assert done.plan is not None
    assert {**json.loads(bytes(done.plan)), "seconds": 0} == {**json.loads(alone.file), "seconds": 0}
    assert (done.plan_status, done.objective, done.gap) == (alone.status, alone.objective, alone.gap)


def test_what_is_done_is_not_done_again() -> None:
    done = answered(asked_for())
    again = answered(asked_for())
    assert (again.attempts, again.ended_at, again.plan) == (1, done.ended_at, done.plan)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (b"geen json", "p.json, regel 1: hier is het bestand niet te lezen (teken 1); is het heel?"),
        (
            json.dumps({**GOOD, "capacity_quarters": "veel"}).encode(),
            'p.json: capacity_quarters: moet een geheel getal zijn, niet "veel"',
        ),
        (
            json.dumps({"format": "doorlezen-plan/1"}).encode(),
            "p.json: dit is een ander bestand van Doorlezen, geen probleem",
        ),
    ],
)
def test_a_bad_problem_is_refused_with_one_line(problem: bytes, line: str) -> None:
    refused = answered(asked_for(problem))
    assert (refused.status, refused.line, refused.plan) == (WorkStatus.REFUSED, line, None)
    assert asked_for(problem).status == WorkStatus.REFUSED


def test_who_was_taken_for_gone_writes_nothing() -> None:
    calculation = asked_for()
    others: list[Calculation] = []

    def meanwhile(task: Task, stop: threading.Event, told: Told) -> TaskAnswer:
        """The same search, but while it runs another worker takes over and is done."""
        others.append(answered(calculation))
        return answer(task, stop)

    answer_calculation(calculation.pk, search=meanwhile, stop=threading.Event())
    left = Calculation.objects.get(pk=calculation.pk)
    assert (left.status, left.attempts) == (WorkStatus.DONE, 2)
    assert (left.ended_at, left.plan) == (others[0].ended_at, others[0].plan)


def test_a_search_that_is_stopped_goes_back_and_is_not_held_against_it() -> None:
    calculation = asked_for(LONG)
    for _ in range(MOST_ATTEMPTS + 1):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
        stopped = answered(calculation, stopped=True)
        assert (stopped.status, stopped.attempts, stopped.run) == (WorkStatus.WAITING, 0, None)
        assert jobs()[-1:] == waiting_for(calculation)


def test_what_somebody_stops_while_it_waits_is_begun_by_nobody_until_it_is_asked_again() -> None:
    calculation = asked_for()
    stop_work(calculation)
    stopped = answered(calculation)
    assert (stopped.status, stopped.attempts, stopped.plan) == (WorkStatus.STOPPED, 0, None)
    assert answered(asked_for()).status == WorkStatus.DONE
    with pytest.raises(InputError, match="dit is al klaar"):
        stop_work(calculation)


@pytest.mark.django_db(transaction=True)
def test_what_somebody_stops_ends_keeps_what_it_found_and_goes_on_from_there() -> None:
    calculation = asked_for()
    found = unproven()

    def long_search(task: Task, heard: threading.Event, told: Told) -> TaskAnswer:
        stop_work(Calculation.objects.get(pk=calculation.pk))
        assert heard.wait(PATIENCE)
        return found

    answer_calculation(calculation.pk, search=long_search, stop=threading.Event())
    calculation.refresh_from_db()
    assert (calculation.status, calculation.run, calculation.plan) == (WorkStatus.STOPPED, None, found.file)
    tasks: list[Task] = []
    asked_for()
    answer_calculation(
        calculation.pk,
        search=lambda task, stop, told: tasks.append(task) or answer(task, stop),  # type: ignore[func-returns-value]
        stop=threading.Event(),
    )
    calculation.refresh_from_db()
    assert (calculation.status, calculation.plan_status) == (WorkStatus.DONE, "optimal")
    assert [task.earlier for task in tasks] == [found.file]


def test_who_is_told_to_go_on_before_the_worker_looked_goes_on() -> None:
    calculation = asked_for()
    begun = begin(Calculation, calculation.pk)
    assert begun is not None
    stop_work(calculation)
    calculation.refresh_from_db()
    assert (calculation.status, calculation.is_stopped) == (WorkStatus.RUNNING, True)
    asked_for()
    calculation.refresh_from_db()
    assert (calculation.status, calculation.is_stopped) == (WorkStatus.RUNNING, False)


def test_a_worker_that_was_killed_after_somebody_stopped_it_leaves_it_stopped() -> None:
    calculation = asked_for()
    assert begin(Calculation, calculation.pk) is not None
    stop_work(calculation)
    assert begin(Calculation, calculation.pk) is None
    calculation.refresh_from_db()
    assert (calculation.status, calculation.run) == (WorkStatus.STOPPED, None)


def test_how_far_it_is_is_told_by_who_is_busy_with_it_alone() -> None:
    calculation = asked_for()
    dead, alive = begin(Calculation, calculation.pk), begin(Calculation, calculation.pk)
    assert dead is not None
    assert alive is not None
    tell(alive, {"objective": 7, "bound": 9})
    tell(dead, {"objective": 1, "bound": 100})
    calculation.refresh_from_db()
    assert calculation.progress == {"objective": 7, "bound": 9}


def unproven(problem: bytes = PROBLEM) -> TaskAnswer:
    """The best plan of the problem, of a search that had not yet proven that it is."""
    proven = answer(Task("p.json", problem, None, HowGood()), threading.Event())
    assert proven.file is not None
    assert proven.objective is not None
    gap = 1 / proven.objective
    plan = json.loads(proven.file) | {"status": "feasible", "bound": proven.objective + 1, "gap": gap}
    return replace(proven, status="feasible", gap=gap, file=json.dumps(plan).encode())


def test_what_a_stopped_search_found_is_where_the_next_begins() -> None:
    calculation = asked_for()
    found = unproven()

    def stopped_with_something(task: Task, stop: threading.Event, told: Told) -> TaskAnswer:
        stop.set()
        return found

    answer_calculation(calculation.pk, search=stopped_with_something, stop=threading.Event())
    calculation.refresh_from_db()
    assert (calculation.status, calculation.plan_status, calculation.plan) == ("waiting", "", found.file)
    done = answered(calculation)
    assert (done.status, done.plan_status, done.gap) == (WorkStatus.DONE, "optimal", 0.0)
    assert done.plan is not None
    assert check(read_problem(PROBLEM), read_plan(bytes(done.plan))) == []


def test_stopped_when_it_was_as_good_as_asked_is_done() -> None:
    calculation = asked_for()
    Calculation.objects.update(plan=answered(asked_for(prices=True)).plan)
    done = answered(calculation, stopped=True)
    assert (done.status, done.plan_status) == (WorkStatus.DONE, "optimal")


def dies(task: Task, stop: threading.Event, told: Told) -> TaskAnswer:
    """A search whose process is killed as soon as it is there, as when memory runs out."""

    def kill() -> None:
        end = time.monotonic() + PATIENCE
        while not (children := multiprocessing.active_children()) and time.monotonic() < end:
            time.sleep(0.01)
        for child in children:
            child.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with Solvers() as solvers:
        done = solvers.answer(task, stop)
    killer.join()
    return done


def test_a_solver_that_dies_every_time_fails_and_asking_again_is_a_new_chance() -> None:
    calculation = asked_for()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")
        answer_calculation(calculation.pk, search=dies, stop=threading.Event())
        calculation.refresh_from_db()
        assert calculation.attempts == attempt
        assert calculation.status == (WorkStatus.FAILED if attempt == MOST_ATTEMPTS else WorkStatus.WAITING)
    assert calculation.line == "p.json: het rekenen brak 3 keer onverwacht af; is er genoeg geheugen?"
    assert [status for status, _, _ in jobs()] == ["succeeded"] * MOST_ATTEMPTS
    again = asked_for()
    assert (again.pk, again.status, again.line) == (calculation.pk, WorkStatus.WAITING, "")
    assert jobs()[-1:] == waiting_for(calculation)
    assert answered(again).status == WorkStatus.DONE


def test_a_calculation_that_ends_its_worker_every_time_is_not_begun_for_ever() -> None:
    calculation = asked_for()
    Calculation.objects.update(attempts=MOST_ATTEMPTS)
    failed = answered(calculation)
    assert (failed.status, failed.attempts, failed.plan) == (WorkStatus.FAILED, MOST_ATTEMPTS, None)


def test_jobs_of_a_silent_worker_go_back_once() -> None:
    calculation = asked_for()
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        worker = cursor.fetchone()[0]
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        job = cursor.fetchone()[0]
        assert take_over_stalled(timedelta(seconds=30)) == []
        assert jobs()[0][0] == "doing"
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 seconds'")
    assert take_over_stalled(timedelta(seconds=30)) == [job]
    assert take_over_stalled(timedelta(seconds=30)) == []
    assert jobs() == waiting_for(calculation)


def test_jobs_of_a_worker_that_was_struck_off_go_back() -> None:
    asked_for()
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        worker = cursor.fetchone()[0]
        cursor.execute("SELECT id FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        job = cursor.fetchone()[0]
        cursor.execute("DELETE FROM procrastinate_workers")
    assert take_over_stalled(timedelta(seconds=30)) == [job]


def test_a_search_in_another_process_tells_how_far_it_is() -> None:
    heard: list[Progress] = []
    stop = threading.Event()

    def told(progress: Progress) -> None:
        heard.append(progress)
        stop.set()

    with Solvers() as solvers:
        solvers.answer(Task("lang", LONG, None, HowGood(seconds=PATIENCE, prices=True)), stop, told)
        after = solvers.answer(Task("kort", PROBLEM, None, HowGood()), threading.Event(), heard.append)
    assert heard[0].bound is not None
    assert (after.name, after.status) == ("kort", "optimal")


def test_numbers_that_are_too_large_are_refused_and_end_no_process() -> None:
    option = {"id": "8q", "quarters": 8, "cost": {}, "points": 10**12}
    school = {**GOOD["schools"][0], "weight": 10**12}
    large = {**GOOD, "schools": [school], "menus": {"with-score": [option]}, "funds": [], "requirements": []}
    done = answer(Task("p.json", json.dumps(large).encode(), None, HowGood()), threading.Event())
    assert done.outcome is TaskOutcome.REFUSED
    assert done.line == "p.json: de getallen zijn te groot om er exact mee te rekenen"
