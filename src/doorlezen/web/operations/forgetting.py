"""What is kept for a while is gone after that, also in tables that are not ours: sessions, counts, jobs."""

import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from doorlezen.web.models import Attempts, KeptForm

JOBS_TERM = datetime.timedelta(days=30)
"""How long a job that was done, failed or was called off can still be looked at."""
_NEW = datetime.timedelta(hours=1)
_OLD_JOBS = """
DELETE FROM procrastinate_jobs job
WHERE status NOT IN ('todo', 'doing') AND NOT EXISTS (
    SELECT FROM procrastinate_events event WHERE event.job_id = job.id AND event.at >= %s
)
"""


def forget_what_is_over() -> None:
    """Delete sessions and counts whose time is over, and what the cache and the queue hold beyond theirs."""
    now = timezone.now()
    call_command("clearsessions")
    _forget_where_people_were(now)
    Attempts.objects.filter(until__lt=now).delete()
    KeptForm.objects.filter(until__lt=now).delete()
    # Django empties this table only where it has become too long
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])
        cursor.execute(_OLD_JOBS, [now - JOBS_TERM])


def _forget_where_people_were(now: datetime.datetime) -> None:
    """Delete the internet address and the browser of every session that is over.

    A session is kept at the end of its first request, so after its address: a new one is left alone.
    """
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    UserSession.objects.filter(~Exists(alive), created_at__lt=now - _NEW).delete()
