"""Guessing passwords is stopped, and nobody is locked out by a stranger who guesses.

Five wrong passwords in five minutes stop who types them: in that place for that address, or in a browser in
which that person was logged in before, which counts for itself (a "device cookie"). A stranger at one place
stops nobody at another. Who guesses from everywhere is stopped for all browsers that are not known.
"""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE = "bekend"
FROM_EVERYWHERE = "100/h/key"
MOST = 5
"""People whom one browser is known for; the last ones."""
_DAYS = 180
_SALT = "doorlezen.accounts.known"


def counted_as(request: HttpRequest, login: str) -> str:
    """What a try at ``login`` in this browser is counted under."""
    device, known = _read(request)
    if _mark(login) in known:
        return f"known:{device}:{_mark(login)}"
    return f"place:{ratelimit.get_ip(request)}:{login.lower()}"


def may_go_on(request: HttpRequest, login: str) -> bool:
    """Count a try from a browser that is not known, wherever it is; whether it may go on."""
    if _mark(login) in _read(request)[1]:
        return True
    usage = ratelimit.consume(
        request,
        app="doorlezen",
        action="guessed",
        config={"guessed": FROM_EVERYWHERE},
        key=login.lower(),
    )
    return usage is not None


def remember_browser(request: HttpRequest, answer: HttpResponse, login: str) -> None:
    """This person logged in here in a way of their own. What is kept tells nobody who it was."""
    device, known = _read(request)
    known = [_mark(login), *(one for one in known if one != _mark(login))][:MOST]
    value = signing.dumps([device or get_random_string(22), *known], salt=_SALT)
    answer.set_cookie(
        COOKIE,
        value,
        max_age=_DAYS * 24 * 60 * 60,
        path="/account/",
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The browser's number and the marks of whom it is known for; nothing when it has no good cookie."""
    try:
        device, *known = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS * 24 * 60 * 60
        )
    except (signing.BadSignature, ValueError, TypeError):
        return "", []
    return device, known


def _mark(login: str) -> str:
    return salted_hmac(_SALT, login.lower()).hexdigest()[:20]
