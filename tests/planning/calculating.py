"""Scenarios to calculate: the small library's file, about the gemeenten of a library of the neighbourhood."""

import threading
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.actor import Actor
from doorlezen.documents.source import Source
from doorlezen.planning.domain.answering import answer_calculation
from doorlezen.planning.many import answer
from doorlezen.planning.scenarios import keeping, making
from doorlezen.planning.scenarios.models import Scenario
from tests.planning.small import of_the_linge

TEXT = (
    of_the_linge()
    .replace('[scheme]\ntrack = "regeling-po"\n', "")
    .replace('kind = "scheme"', 'kind = "other"\nschools = "all"')
    .replace('schools = "collaborating"', 'schools = "all"')
    .partition("[last_year.hours]")[0]
    + "[last_year.hours]\n00AP00 = 2\n"
)
"""A library file that the neighbourhood's register can build: no scheme, every school may be paid."""


def a_scenario(actor: Actor, text: str = TEXT, *, title: str = "Linge") -> Scenario:
    """A scenario that says ``text``, of the actor's library."""
    return making.take_in(actor, file=Source("linge.toml", text.encode()), title=title, now=timezone.now())


def jobs_done() -> int:
    """How many jobs there are or were."""
    return int(ProcrastinateJob.objects.count())


def work_it_off(search: Any = answer) -> int:
    """Do every job of a scenario that waits, as a worker would; how many."""
    done = 0
    ours = ("planning.answer_calculation", keeping.TASK)
    waiting = ProcrastinateJob.objects.filter(status="todo", task_name__in=ours).order_by("-priority", "id")
    while (job := waiting.first()) is not None:
        ProcrastinateJob.objects.filter(pk=job.pk).update(status="succeeded")
        if job.task_name == "planning.answer_calculation":
            answer_calculation(job.args["row"], search=search, stop=threading.Event())
        elif job.task_name == keeping.TASK:
            keeping.keep(job.args["row"])
        done += 1
    return done
