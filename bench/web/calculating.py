"""Twenty calculations of two libraries, done by a worker as on a server, for as long as somebody measures."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob

from bench.instances.generate import generate
from doorlezen.desk.work import WorkStatus
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.queue_places import asked_on_a_page

CALCULATIONS, SCHOOLS, SECONDS, PATIENCE = 20, 400, 120.0, 120.0


@contextmanager
def calculating() -> Iterator[None]:
    """Ask for them, and wait until both libraries have one that runs: both run for as long as this takes."""
    asked = []
    for number in range(CALCULATIONS):
        data = generate(family="region", tightness="tight", seed=number, count=SCHOOLS).problem
        how = HowGood(seconds=SECONDS, prices=True)
        asked.append(ask_for_plan(data, name="bench", asked=how, place=asked_on_a_page(number % 2)).pk)
    here = Calculation.objects.filter(pk__in=asked)
    command = [sys.executable, "-m", "doorlezen.cli", "worker"]
    own = {"DATABASE_URL": settings.DATABASE_URL, "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"}
    # in a session of its own, as a service is
    with subprocess.Popen(command, env={**os.environ, **own}, start_new_session=True) as worker:
        try:
            until = time.monotonic() + PATIENCE
            while here.filter(status=WorkStatus.RUNNING).count() < 2:
                assert time.monotonic() < until, "no worker began"
                time.sleep(0.2)
            time.sleep(2)
            yield
            assert here.filter(status=WorkStatus.RUNNING).count() == 2, "they were over too early"
        finally:
            worker.kill()
    here.delete()
    ProcrastinateJob.objects.filter(task_name=Calculation.TASK, args__row__in=asked).delete()
