"""What a reader prefers: the language and light or dark, each kept in a cookie of its own."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from doorlezen.language import LANGUAGES

THEMES = ("light", "dark")
THEME_COOKIE = "weergave"
A_YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> str:
    """ "light" or "dark" where the reader chose; empty: as the device says."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen (``taal``, ``weergave``) and go back to the page ``next`` of this site."""
    response = HttpResponseRedirect(_way_back(request))
    chosen = request.POST
    if chosen.get("taal") in LANGUAGES:
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen["taal"])
    if chosen.get("weergave") in THEMES:
        _keep(response, THEME_COOKIE, chosen["weergave"])
    elif "weergave" in chosen:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", httponly=True, secure=settings.SECURE)


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
