"""The front page, and the first page of an organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doorlezen.accounts.permissions import needs


def front(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in."""
    return render(request, "home/front.html")


@needs("home.see")
def organisation(request: HttpRequest) -> HttpResponse:
    """What there is to do here."""
    return render(request, "home/organisation.html")
