"""What a phone keeps to open the page without reception: the page with nothing of anybody, and its guard."""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import find
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from doorlezen.language import t
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.visits.phone_forms import WorkDoneForm
from doorlezen.web.pages.visits.phone_words import phone_words

_FILES = (
    *("doorlezen/look.css", "doorlezen/js/visits.js", "doorlezen/icon.svg"),
    *("doorlezen/fonts/text.woff2", "doorlezen/fonts/book.woff2"),
)


@require_safe
@needs("visits.see_own")
def shell(request: HttpRequest) -> HttpResponse:
    """The page as it opens without reception: no name, no school, nothing of the library."""
    return HttpResponse(_shell())


def _shell() -> str:
    return render_to_string(
        "visits/phone_shell.html", {"form": WorkDoneForm(schools=[]), "words": phone_words()}
    )


@require_safe
@needs("visits.see_own")
def guard(request: HttpRequest) -> HttpResponse:
    """The script that opens that page; what it keeps is named in its first line, so that it is another one
    when a file is."""
    path = find("doorlezen/js/visits-guard.js")
    assert isinstance(path, str), "the look is not built"
    script = Path(path).read_text("utf-8")
    kept = {
        "shell": address(actor_of(request), "phone:shell"),
        "files": list(map(static, _FILES)),
        "version": hashlib.sha256((_shell() + script).encode()).hexdigest()[:16],
    }
    return HttpResponse(
        f"self.KEPT={json.dumps(kept)};\n{script}", content_type="text/javascript; charset=utf-8"
    )


@require_safe
@needs("visits.see_own")
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone asks to put the page among its apps."""
    actor = actor_of(request)
    start = address(actor, "phone:today")
    told: dict[str, Any] = {
        "id": start,
        "name": t("Bezoeken, {library}", library=actor.organisation.name),
        "short_name": t("Bezoeken"),
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#fbf8f2",
        "theme_color": "#0b5e6b",
        "icons": [{"src": static("doorlezen/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
