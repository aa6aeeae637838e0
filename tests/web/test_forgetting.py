"""What is kept for a while is deleted when that while is over, and not before."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.roles import Role
from doorlezen.web.models import Attempts
from doorlezen.web.operations.forgetting import forget_what_is_over
from tests.people import Neighbourhood

HOUR = datetime.timedelta(hours=1)


@pytest.mark.django_db
def test_only_what_is_over_is_forgotten() -> None:
    now = timezone.now()
    for name, until in {"over": now - HOUR, "loopt": now + HOUR}.items():
        Session.objects.create(session_key=name, session_data="", expire_date=until)
        Attempts.objects.create(key=name, count=1, until=until)
    cache.set("over", 1, timeout=3600)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {cache._table} SET expires = now() - interval '1 hour'")  # type: ignore[attr-defined]
    cache.set("loopt", 1, timeout=3600)

    forget_what_is_over()

    assert [session.session_key for session in Session.objects.order_by("session_key")] == ["loopt"]
    assert [attempts.key for attempts in Attempts.objects.all()] == ["loopt"]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key FROM {cache._table}")  # type: ignore[attr-defined]
        assert cursor.fetchall() == [(":1:loopt",)]


@pytest.mark.django_db
def test_where_somebody_logged_in_goes_with_the_session(neighbourhood: Neighbourhood) -> None:
    now = timezone.now()
    person = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    for name, until, began in (
        ("over", now - HOUR, now - 13 * HOUR),
        ("loopt", now + HOUR, now - 11 * HOUR),
        ("uitgelogd", None, now - 2 * HOUR),
        ("nieuw", None, now),
    ):
        if until is not None:
            Session.objects.create(session_key=name, session_data="", expire_date=until)
        UserSession.objects.create(
            user=person, session_key=name, ip="203.0.113.9", user_agent="Browser", created_at=began
        )
    forget_what_is_over()
    left = UserSession.objects.order_by("session_key").values_list("session_key", flat=True)
    assert list(left) == ["loopt", "nieuw"]


@pytest.mark.django_db
def test_jobs_that_are_over_go_after_their_term_and_others_never() -> None:
    with connection.cursor() as cursor:
        for status in ("succeeded", "failed", "cancelled", "aborted", "todo", "doing"):
            for days in (29, 31):
                cursor.execute(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, args)"
                    " VALUES ('x', 'x', %s) RETURNING id",
                    [f'{{"n": "{status} {days}"}}'],
                )
                job = cursor.fetchone()[0]
                cursor.execute(
                    "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s",
                    [status, job],
                )
                cursor.execute(
                    "UPDATE procrastinate_events SET at = now() - make_interval(days => %s)"
                    " WHERE job_id = %s",
                    [days, job],
                )
    forget_what_is_over()
    left = sorted(str(job.args["n"]) for job in ProcrastinateJob.objects.order_by("id"))
    assert left == [
        *("aborted 29", "cancelled 29", "doing 29", "doing 31"),
        *("failed 29", "succeeded 29", "todo 29", "todo 31"),
    ]
