"""The addresses of the site, and an empty page beside them: what a page costs on this machine at least."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from doorlezen.web.urls import *  # noqa: F403
from doorlezen.web.urls import urlpatterns as of_the_site

EMPTY = "/bench-leeg/"


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing of ours but what stands around every request: Django's page of an error without a template."""
    return render(request, "django/forms/attrs.html", {"widget": {"attrs": {}}})


urlpatterns = [path(EMPTY.strip("/") + "/", empty), *of_the_site]
