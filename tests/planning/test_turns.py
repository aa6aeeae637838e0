"""Whose calculation goes first: nobody on a page waits behind minutes of work, nor behind another library."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from bench.instances.generate import generate
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.desk import work
from doorlezen.desk.work import WorkStatus
from doorlezen.planning.domain.answering import answer_calculation
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood, TaskAnswer, TaskOutcome
from doorlezen.planning.models import Calculation
from doorlezen.planning.queue_places import BY_COMMAND, EXPLAINED, VISITORS, QueuePlace, asked_on_a_page
from doorlezen.web.database import to_url

PATIENCE = 60.0
ONE, OTHER, THIRD = (asked_on_a_page(number) for number in (1, 2, 3))


def asked(name: str, place: QueuePlace | None = None) -> Calculation:
    return ask_for_plan(name.encode(), name=name, asked=HowGood(), place=place)


def begun_next() -> str:
    """The name of the calculation whose job a worker would begin now, which it then does; "": none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, args FROM procrastinate_fetch_job_v2(NULL, NULL)")
        ((status, args),) = cursor.fetchall()
    if status is None:
        return ""
    row = (json.loads(args) if isinstance(args, str) else args)["row"]
    return str(Calculation.objects.values_list("name", flat=True).get(pk=row))


def over(name: str) -> None:
    """The job of this calculation has ended."""
    row = Calculation.objects.get(name=name).pk
    ProcrastinateJob.objects.filter(args={"row": row}, status="doing").delete()


@pytest.mark.django_db
def test_what_a_person_waits_for_goes_before_what_nobody_waits_for() -> None:
    asked("map vol", BY_COMMAND)
    asked("uitleg", EXPLAINED)
    asked("bezoeker", VISITORS)
    asked("scenario", ONE)
    assert [begun_next() for _ in range(5)] == ["bezoeker", "scenario", "uitleg", "map vol", ""]


@pytest.mark.django_db
def test_twenty_of_one_library_let_others_go_first() -> None:
    for number in range(20):
        asked(f"een {number}", ONE)
    assert [begun_next(), begun_next()] == ["een 0", ""]  # one at a time, whatever places are free
    asked("ander 0", OTHER)
    asked("ander 1", OTHER)
    asked("derde 0", THIRD)
    assert [begun_next(), begun_next(), begun_next()] == ["ander 0", "derde 0", ""]
    over("een 0")
    over("ander 0")
    assert begun_next() == "een 1"  # both have had one; who asked first
    asked("een 20", ONE)
    over("een 1")
    assert [begun_next(), begun_next(), begun_next()] == ["ander 1", "een 2", ""]
    for number in range(2, 20):
        over(f"een {number}")
        assert begun_next() == f"een {number + 1}"


@pytest.mark.django_db
def test_what_waits_already_comes_forward_for_who_waits_for_it() -> None:
    asked("een", BY_COMMAND)
    asked("twee", BY_COMMAND)
    for number in range(3):
        asked(f"vol {number}", ONE)
    asked("twee", OTHER)
    asked("vol 2", THIRD)
    assert [begun_next() for _ in range(4)] == ["twee", "vol 0", "vol 2", "een"]
    over("vol 0")
    assert [begun_next(), begun_next()] == ["vol 1", ""]


@pytest.mark.django_db
def test_a_search_that_is_given_back_keeps_its_turn() -> None:
    calculation = asked("een", ONE)
    assert begun_next() == "een"

    def stopped(*_: object) -> TaskAnswer:
        return TaskAnswer("een", TaskOutcome.NOT_BEGUN)

    stop = threading.Event()
    stop.set()
    answer_calculation(calculation.pk, search=stopped, stop=stop)
    asked("twee", ONE)
    assert begun_next() == ""  # the job of the first is not over
    over("een")
    assert [begun_next(), begun_next()] == ["een", ""]


@pytest.mark.django_db
def test_who_goes_on_while_the_job_that_was_stopped_is_ending_is_not_forgotten() -> None:
    calculation = asked("een", ONE)
    assert begun_next() == "een"
    mine = work.begin(Calculation, calculation.pk)
    assert mine is not None
    with work.ending(mine) as row:
        assert row is not None
        work.end(row, "stop")
    asked("een", ONE)  # its worker has not yet said that the job has ended
    over("een")
    assert begun_next() == "een"


@pytest.mark.django_db
def test_what_was_thrown_away_meanwhile_holds_up_nobody() -> None:
    gone = asked("een", ONE).pk
    Calculation.objects.filter(pk=gone).delete()
    answer_calculation(gone, search=lambda *_: pytest.fail("nothing to search"), stop=threading.Event())
    assert Calculation.objects.count() == 0


def wait_for(what: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_with_one_place_begins_at_once_what_somebody_waits_for() -> None:
    """Beside a search of the background and five of another library, none of which ends."""

    def endless(seed: int, place: QueuePlace) -> Calculation:
        data = generate(family="region", tightness="tight", seed=seed, count=200).problem
        return ask_for_plan(data, name=f"{seed}", asked=HowGood(seconds=PATIENCE, prices=True), place=place)

    environment = {
        **os.environ,
        "DATABASE_URL": to_url(connection.settings_dict),
        "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
    }
    command = [sys.executable, "-m", "doorlezen.cli", "worker", "--concurrency", "1"]
    running = Calculation.objects.filter(status=WorkStatus.RUNNING).order_by("pk")
    background = endless(100, BY_COMMAND)
    with subprocess.Popen(command, env=environment) as worker:
        try:
            wait_for(lambda: list(running.all()) == [background])
            of_one = [endless(seed, ONE) for seed in range(5)]
            wait_for(lambda: list(running.all()) == [background, of_one[0]])
            small = generate(family="small", tightness="tight", seed=1).problem
            waited_for = ask_for_plan(small, name="p", asked=HowGood(), place=OTHER)
            wait_for(lambda: Calculation.objects.get(pk=waited_for.pk).status == WorkStatus.DONE)
            assert list(running.all()) == [background, of_one[0]]
        finally:
            worker.kill()
