"""What somebody wrote in a form is not lost when the login ended in between.

The text is kept for an hour, sealed, for the browser and the person that wrote it, and stands in the form
again when that person opens it there. It is never sent by itself: whoever wrote it does that.
"""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.urls import reverse
from django.utils import timezone

from doorlezen.desk.link_keys import key_hash, new_key
from doorlezen.desk.seal import seal, unseal
from doorlezen.language import InputError, t
from doorlezen.web.models import KeptForm
from doorlezen.web.refilling import TOKEN, Values, filled

Respond = Callable[[HttpRequest], HttpResponse]
TERM = datetime.timedelta(hours=1)
MOST = 5
"""Forms per browser: one for each tab that somebody may have open."""
LONGEST = 200_000
"""Characters of a form, all fields together."""
BROWSER, PERSON = "formulieren", "schrijver"
"""Cookies: the key to what this browser wrote, and the number of who logged in here last, signed."""
_SECRET = ("password", "secret", "code", "token", "credential")
_STEPS = ("account_login", "account_strong_login", "account_own_login")
_SALT = "doorlezen.kept-forms"


@dataclass(frozen=True)
class KeptFormKey:
    """A form that was kept: the page where it stands, and the key of the browser."""

    page: str
    key: str


class KeptFormMiddleware:
    """Keeps a form that comes in when its writer is not logged in any more, and gives it back afterwards."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(BROWSER, "")
        kept = _kept_here(request, key) if key and request.method == "GET" else None
        if kept is not None:
            messages.info(request, t("Wat je schreef, staat er weer. Er is nog niets opgeslagen."))
        response = self.get_response(request)
        if kept is not None:
            _give_back(request, response, kept)
        if request.method == "POST":
            self._after(request, response, key)
        _remember_who(request, response)
        return response

    def _after(self, request: HttpRequest, response: HttpResponse, key: str) -> None:
        step = _step_before(response)
        kept = getattr(request, "kept_form", None) or (keep(request) if step else None)
        if step:
            response["Location"] = f"{step}?{urlencode({'next': _page_of(request)})}"
        if kept is not None:
            _cookie(response, BROWSER, kept.key, max_age=int(TERM.total_seconds()))
        elif key and not step and response.status_code != 403:
            KeptForm.objects.filter(browser=key_hash(key), action=request.path).delete()


def keep(request: HttpRequest) -> KeptFormKey | None:
    """Keep the text of this form; None where there is none, or where it did not come from a page of ours."""
    person = _who_wrote(request)
    if person is None or not _is_ours(request) or "HX-Request" in request.headers:
        return None
    values = _values(request)
    if not any(text.strip() for texts in values.values() for text in texts):
        return None
    key = request.COOKIES.get(BROWSER) or new_key()
    browser, page = key_hash(key), _page_of(request)
    KeptForm.objects.update_or_create(
        browser=browser,
        action=request.path,
        defaults={
            "person_id": person,
            "page": page,
            "sealed": seal(json.dumps(values)),
            "until": timezone.now() + TERM,
        },
    )
    newest = KeptForm.objects.filter(browser=browser).order_by("-until", "-id").values_list("pk", flat=True)
    KeptForm.objects.filter(browser=browser).exclude(pk__in=list(newest[:MOST])).delete()
    kept = KeptFormKey(page, key)
    request.kept_form = kept  # type: ignore[attr-defined]
    return kept


def _kept_here(request: HttpRequest, key: str) -> KeptForm | None:
    if not request.user.is_authenticated:
        return None
    mine = KeptForm.objects.filter(
        browser=key_hash(key),
        person_id=request.user.pk,
        page=request.get_full_path(),
        until__gt=timezone.now(),
    )
    return mine.order_by("-until", "-id").first()


def _give_back(request: HttpRequest, response: HttpResponse, kept: KeptForm) -> None:
    html = response.headers.get("Content-Type", "").startswith("text/html")
    if response.status_code != 200 or response.streaming or not html:
        return
    try:
        values: Values = json.loads(unseal(kept.sealed))
    except InputError:  # the site's key was changed since
        return
    page = filled(
        response.content.decode(),
        address=request.path,
        action=kept.action,
        values=values,
        told=t("Dit schreef je ook; het past niet meer in het formulier:"),
    )
    response.content = page.encode()


def _values(request: HttpRequest) -> Values:
    try:
        given = {name: [str(text) for text in request.POST.getlist(name)] for name in request.POST}
    except (RequestDataTooBig, SuspiciousOperation, MultiPartParserError, OSError):
        return {}
    values = {
        name: texts
        for name, texts in given.items()
        if name != TOKEN and not any(word in name.lower() for word in _SECRET)
    }
    size = sum(len(text) for texts in values.values() for text in texts)
    return values if size <= LONGEST else {}


def _is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form: nobody else may put words in somebody's form."""
    if not request.path.startswith("/o/") and request.path != reverse("account_own"):
        return False
    sender = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(sender)
    return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())


def _page_of(request: HttpRequest) -> str:
    """Where the form stands: the page that sent it, else its own address."""
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc == request.get_host() and parts.path.startswith(("/o/", "/account/")):
        return (f"{parts.path}?{parts.query}" if parts.query else parts.path)[:500]
    return request.get_full_path()[:500]


def _step_before(response: HttpResponse) -> str:
    """Where the person is sent to log in; empty: nowhere."""
    if response.status_code != 302:
        return ""
    path = urlsplit(response.headers.get("Location", "")).path
    return path if path in {reverse(name) for name in _STEPS} else ""


def _who_wrote(request: HttpRequest) -> int | None:
    """Whose session this browser had: the one of now, or the last one."""
    return int(request.user.pk) if request.user.is_authenticated else _signed(request)


def _remember_who(request: HttpRequest, response: HttpResponse) -> None:
    person = getattr(request, "_cached_user", None)
    if person is None or not person.is_authenticated:
        return
    if _signed(request) != person.pk:
        _cookie(response, PERSON, signing.dumps(person.pk, salt=_SALT))


def _signed(request: HttpRequest) -> int | None:
    try:
        return int(signing.loads(request.COOKIES.get(PERSON, ""), salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _cookie(response: HttpResponse, name: str, value: str, *, max_age: int | None = None) -> None:
    response.set_cookie(name, value, max_age=max_age, httponly=True, secure=settings.SECURE, samesite="Lax")
