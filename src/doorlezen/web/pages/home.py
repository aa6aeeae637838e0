"""The front page, and the first page of an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from doorlezen.accounts.permissions import needs


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in."""
    return render(request, "home/front.html")


@require_safe
@needs("home.see")
def organisation(request: HttpRequest) -> HttpResponse:
    """What there is to do here."""
    return render(request, "home/organisation.html")
