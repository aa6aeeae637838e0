"""Pages that say what went wrong, and what to do now."""

import math
import sys

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from doorlezen.accounts.permissions import Refused


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return render(request, "errors/400.html", status=400)


def refused(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:
    """403: somebody may not do this; the page gives the reason of the permission."""
    reason = exception.reason if isinstance(exception, Refused) else ""
    return render(request, "errors/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here, at least not for this reader."""
    return render(request, "errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 where it is the database that does not answer. Neither page asks anything of it."""
    if _database_is_away(sys.exc_info()[1]):
        page = render_to_string("errors/503.html", {})
        return HttpResponse(page, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})
    request_id = getattr(request, "request_id", "")
    return HttpResponse(render_to_string("errors/500.html", {"request_id": request_id}), status=500)


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """429: somebody tries too often. The page says after how many minutes to try again."""
    response = render(request, "errors/429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def too_large(request: HttpRequest, *, megabytes: int) -> HttpResponse:
    """413: what somebody sends is larger than we take."""
    return render(request, "errors/413.html", {"megabytes": megabytes}, status=413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form came from a page that is too old, or from elsewhere. Its text is kept if it is ours."""
    from doorlezen.web.operations.kept_forms import keep

    return render(request, "errors/csrf.html", {"kept": keep(request)}, status=403)


def _database_is_away(wrong: BaseException | None) -> bool:
    """Whether this error, or one that it came from, is that the database does not answer or cut us off."""
    for _ in range(20):  # errors can come from each other in a ring
        if wrong is None:
            return False
        if isinstance(wrong, OperationalError | InterfaceError):
            return True
        wrong = wrong.__cause__ or wrong.__context__
    return False
