"""What happens around every request: an id and a line in the log, headers, a limit of size, the language."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from doorlezen.language import LANGUAGES, use
from doorlezen.web.errors import bad_request, too_large
from doorlezen.web.operations.health import ALIVE, READY
from doorlezen.web.operations.masking import has_secret, masked_path

Respond = Callable[[HttpRequest], HttpResponse]
_ID = re.compile(r"[0-9A-Za-z-]{8,40}")
_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
_PERSONAL = ("/o/", "/account/", "/uitnodiging/")
"""Here every page is somebody's own, also the one that sends a stranger away."""
_LOGOUT = "/account/logout/"
_TEXTS = {
    *("text/html", "text/css", "text/csv", "text/plain", "text/vtt", "text/calendar", "image/svg+xml"),
    *("application/json", "application/geo+json", "application/xml", "application/atom+xml"),
}
_log = structlog.get_logger("doorlezen.web")


class RequestMiddleware:
    """Gives each request an id (or takes the proxy's X-Request-ID), and one line in the log when it is done.

    The line has no query, because what people search for is nobody's business, no name but a number, and
    nothing of a link that lets somebody in.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.quiet = (ALIVE, READY, settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            if response.status_code >= 400 or not request.path_info.startswith(self.quiet):
                self._tell(request, response, time.perf_counter() - began)
        response["X-Request-ID"] = request_id
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        # the person only where somebody asked for it: a line in the log is not worth a query
        person = getattr(request, "_cached_user", None)
        _log.info(
            "request",
            method=request.method,
            path=masked_path(request.path_info),
            status=response.status_code,
            milliseconds=round(1000 * seconds, 1),
            person=person.pk if person is not None else None,
        )


class HeadersMiddleware:
    """What a browser may not do with our pages, beside the Content-Security-Policy.

    A page that was made for somebody is kept by no browser and no proxy: tablets are shared, and the next
    reader would find it with the button Back. What may be kept says so itself.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if has_secret(request):
            # the next page and its files would be asked for with this address as where the reader came from
            response["Referrer-Policy"] = "strict-origin"
        person = getattr(request, "_cached_user", None)
        if (person is not None and person.is_authenticated) or request.path_info.startswith(_PERSONAL):
            response.headers.setdefault("Cache-Control", self._kept_how(request, response))
        if request.method == "POST" and request.path_info == _LOGOUT:
            # also the forms with a fault, which Back may show until now; browsers heed this on https alone
            response.headers.setdefault("Clear-Site-Data", '"cache"')
        return response

    @staticmethod
    def _kept_how(request: HttpRequest, response: HttpResponse) -> str:
        """A form that came back with a fault is all that Back may show: a browser that kept nothing asks
        whether to send it once more, and the text is gone."""
        with_a_fault = response.status_code == 422 and request.path_info.startswith("/o/")
        return "private, no-cache" if with_a_fault else "private, no-store"


class SizeMiddleware:
    """Refuses a request that is larger than we take, or whose address no file and no row can have."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # no text in the database has this character, and no form of ours sends it
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        # before anything of it is read
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.UPLOAD_MEGABYTES * 1_000_000:
            return too_large(request, megabytes=settings.UPLOAD_MEGABYTES)
        return self.get_response(request)


class CompressMiddleware(GZipMiddleware):
    """Compresses pages and figures. Not recordings, which readers jump about in, nor what is packed already.

    Django adds a random number of bytes, so that the length of a page tells nothing of a secret in it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or response.status_code == 206 or kind not in _TEXTS:
            return response
        return super().process_response(request, response)


class LanguageMiddleware:
    """Dutch, unless the reader chose otherwise (a cookie); both for Django's words and for ours."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "nl")
        language = chosen if chosen in LANGUAGES else "nl"
        with use(language), translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
