"""Going to the login of an organisation, and coming back from it."""

from collections.abc import Callable

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doorlezen.language import InputError


def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the login of the organisation with this address."""
    return _or_say_that_it_failed(request, lambda: views.login(request, provider_id))


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the login of the organisation says about who came."""
    return _or_say_that_it_failed(request, lambda: views.callback(request, provider_id))


def _or_say_that_it_failed(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    from requests import RequestException

    try:
        return answer()
    except (RequestException, KeyError, ValueError):
        # away, or not an OpenID provider (any more): its configuration lacks what it must say
        return render(request, "socialaccount/authentication_error.html", status=502)
    except InputError as wrong:
        return render(request, "socialaccount/authentication_error.html", {"reason": wrong.what}, status=502)
