"""So many times per so long from one place, for forms that everybody can reach.

    @limited("webinars.sign-up", times=10, minutes=10)
    def sign_up(request): …

Counted in the database, so that all processes of all machines count together.
"""

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from doorlezen.web.errors import too_many
from doorlezen.web.models import Attempts

View = Callable[..., HttpResponseBase]
Limiter = Callable[..., Callable[[View], View]]
"""What `limited` is."""


def limited(
    name: str, *, times: int, minutes: int, methods: tuple[str, ...] = ("POST",), of: str = ""
) -> Callable[[View], View]:
    """Let a view answer ``times`` requests per ``minutes`` from one place; the next ones get a page that says
    so, with status 429 and when to try again. ``of``: counted is not where requests come from, but this
    argument of the view.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in methods:
                whose = kwargs[of] if of else where_from(request)
                wait = attempt(f"{name}:{whose}", times=times, seconds=60 * minutes)
                if wait:
                    return too_many(request, seconds=wait)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def where_from(request: HttpRequest) -> str:
    """Where a reader is: as the trusted proxy in front of the site says, else where the connection is from.

    Of IPv6 the network (/64): a household or a server has all 18 trillion addresses of it to choose from.
    """
    return str(ratelimit.get_ip(request))


def attempt(what: str, *, times: int, seconds: int) -> int:
    """Count one attempt at ``what``; 0 when it may go on, else how many seconds to wait.

    Time runs in windows of ``seconds`` that begin at a moment of ``what``'s own, so they cannot be guessed
    and do not all begin at once. What is kept is a hash with the site's key: no address can be read from it.
    """
    key = hmac.new(settings.SECRET_KEY.encode(), what.encode(), hashlib.sha256).hexdigest()
    now = int(time()) + int(key[:8], 16) % seconds
    window, passed = divmod(now, seconds)
    if _count(f"{key[:40]}:{window}", seconds - passed) <= times:
        return 0
    return seconds - passed


def _count(key: str, left: int) -> int:
    """Add one to the count of ``key`` and return it, in one step of the database."""
    table = Attempts._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, until) VALUES (%s, 1, now() + make_interval(secs => %s))"
            f" ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, left],
        )
        (count,) = cursor.fetchone()
    return int(count)
