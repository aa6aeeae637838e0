"""What machines ask of every site: robots.txt and security.txt."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

VALID = datetime.timedelta(days=180)
"""RFC 9116 advises less than a year; the contact is a setting of the running site, so it is not stale."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a leak (RFC 9116); 404 while DOORLEZEN_SECURITY_CONTACT is not set."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    # whole days, so that the answer is the same all day
    expires = (timezone.now() + VALID).astimezone(datetime.UTC).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE_ADDRESS}{reverse('security-txt')}",
    ]
    return _text(lines)


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Search engines may read what is public, and need not try what asks for a login."""
    sitemap = f"Sitemap: {settings.SITE_ADDRESS}{reverse('sitemap')}"
    return _text(["User-agent: *", "Disallow: /o/", "Disallow: /account/", sitemap])


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
