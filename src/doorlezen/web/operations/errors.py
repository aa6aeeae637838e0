"""Pages for who sends too often or too much: what happened, and what to do."""

import math

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def too_many(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """429: somebody tries too often. The page says after how many minutes to try again."""
    response = render(request, "errors/429.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def too_large(request: HttpRequest, *, megabytes: int) -> HttpResponse:
    """413: what somebody sends is larger than we take."""
    return render(request, "errors/413.html", {"megabytes": megabytes}, status=413)
