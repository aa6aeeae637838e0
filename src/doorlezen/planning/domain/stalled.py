"""Jobs of workers that are gone: back into the queue. This holds for the jobs of every queue."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

_ONE_AT_A_TIME = 0x646F6F72
"""The number of a lock in the database that only this module takes."""


@transaction.atomic
def take_over_stalled(silent: timedelta) -> list[int]:
    """Give every job back to the queue whose worker was silent for so long; their ids.

    Procrastinate has a list of such jobs and a way to retry one, but between the two another worker may
    have given the job back already and a third begun it. So one at a time, and with the jobs locked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    gone = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=Now() - silent)
    jobs = ProcrastinateJob.objects.filter(gone, status="doing").order_by("id")
    stalled = [job.id for job in jobs.select_for_update(of=("self",), skip_locked=True)]
    for job in stalled:
        app.job_manager.retry_job_by_id(job, retry_at=timezone.now())
    return stalled
