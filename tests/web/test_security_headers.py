"""What browsers are told about our pages, and what machines may ask."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from doorlezen.web.middleware import SizeMiddleware


@pytest.mark.django_db
def test_every_page_says_what_a_browser_may_do() -> None:
    answer = Client().get("/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].startswith("camera=(), microphone=(), geolocation=()")


def test_robots_stay_out_of_what_asks_for_a_login() -> None:
    answer = Client().get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /o/",
        "Disallow: /account/",
        "Sitemap: http://127.0.0.1:8000/sitemap.xml",
    ]


@override_settings(SECURITY_CONTACT="mailto:lek@bibliotheek.nl", SITE_ADDRESS="https://doorlezen.example")
def test_security_txt_says_whom_to_tell() -> None:
    answer = Client().get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    expires = lines.pop("Expires")
    assert lines == {
        "Contact": "mailto:lek@bibliotheek.nl",
        "Preferred-Languages": "nl, en",
        "Canonical": "https://doorlezen.example/.well-known/security.txt",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", expires)
    left = timezone.datetime.fromisoformat(expires) - timezone.now()
    assert 178 <= left.days <= 181


@pytest.mark.django_db
@override_settings(SECURITY_CONTACT="")
def test_security_txt_is_not_there_without_somebody_to_tell() -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404


@pytest.mark.django_db
@override_settings(UPLOAD_MEGABYTES=1)
def test_too_large_is_refused_before_it_is_read() -> None:
    def read(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(len(request.body)))

    def send(length: int) -> HttpResponse:
        request = RequestFactory().post("/", b"x" * length, content_type="application/octet-stream")
        return SizeMiddleware(read)(request)

    assert (send(1_000_000).status_code, send(1_000_000).content) == (200, b"1000000")
    refused = send(1_000_001)
    assert refused.status_code == 413
    assert "Je stuurt meer dan 1 MB" in refused.content.decode()
