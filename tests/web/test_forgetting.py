"""What is kept for a while is deleted when that while is over, and not before."""

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from doorlezen.web.models import Attempts
from doorlezen.web.operations.forgetting import forget_what_is_over

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
