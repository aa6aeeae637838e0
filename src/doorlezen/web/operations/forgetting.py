"""What is kept for a while is gone after that while: sessions, counted attempts, remembered values."""

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from doorlezen.web.models import Attempts


def forget_what_is_over() -> None:
    """Delete sessions and counts whose time is over, and what the cache holds beyond its time."""
    call_command("clearsessions")
    Attempts.objects.filter(until__lt=timezone.now()).delete()
    # Django empties this table only where it has become too long
    table = connection.ops.quote_name(cache._table)  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])
