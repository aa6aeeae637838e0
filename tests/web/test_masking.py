"""Nobody who reads a log can use a link that was mailed to somebody."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path
from django.urls.converters import IntConverter

from doorlezen.web.operations.masking import PLAIN, SECRET, beginnings, masked, masked_path
from doorlezen.web.urls import urlpatterns as of_the_site
from tests.people import client_of

TOKEN = "Gd7h-_Zq0vTn4WcKx2LmPbYs9RfUa1Ei3Oj6HkQwXyZ"
INSTALL = Path(__file__).parent.parent.parent / "docs" / "install.md"


def _break(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    raise ValueError(f"no page for {request.get_full_path()}")


urlpatterns = [path("stuk/<slug:slug>/deel/<str:token>/", _break), *of_the_site]


def _parameters(resolver: URLResolver, above: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    for pattern in resolver.url_patterns:
        own = getattr(pattern.pattern, "converters", {})
        named = dict.fromkeys(pattern.pattern.regex.groupindex)
        held = {**above, **named, **own}
        if isinstance(pattern, URLPattern):
            yield str(pattern.pattern), held
        else:
            yield from _parameters(pattern, held)


def test_every_parameter_of_an_address_is_said_to_be_secret_or_not() -> None:
    found = list(_parameters(get_resolver(), {}))
    unsaid = {
        f"{name} in {route}"
        for route, held in found
        for name, converter in held.items()
        if name not in SECRET | PLAIN and not isinstance(converter, IntConverter)
    }
    assert unsaid == set()
    assert len(found) > 80
    # what is not used any more is not kept either
    assert {name for _, held in found for name in held} == SECRET | PLAIN


def test_no_secret_stands_in_an_address_that_the_audit_trail_may_hold() -> None:
    assert [one for one in beginnings() if one.startswith("/o/")] == []
    assert beginnings() == [
        "/account/confirm-email/",
        "/account/password/reset/key/",
        "/agenda-adres/",
        "/bezoek/",
        "/proef/",
        "/uitnodiging/",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/uitnodiging/{TOKEN}/",
        f"/uitnodiging/{TOKEN}",
        f"/uitnodiging/{TOKEN})/nog/iets",
        f"/uitnodiging/ {TOKEN}/",
        f"/uitnodiging%2F{TOKEN}/",
        f"/nl//uitnodiging//{TOKEN}/",
        f"/Uitnodiging/{TOKEN}/",
        f"/nl/uitnodiging/{TOKEN}/",
        f"/account/confirm-email/{TOKEN}/",
        f"/account/password/reset/key/1a-{TOKEN}/",
        f"/webinars/aanmelding/?sleutel={TOKEN}",
        f"/account/login/?next=%2Fuitnodiging%2F{TOKEN}%2F",
        f"/account/login/?next=/uitnodiging/{TOKEN}/",
    ],
)
def test_a_link_that_lets_somebody_in_is_in_no_line(lines: io.StringIO, address: str) -> None:
    client_of(None).get(address, headers={"referer": f"http://localhost{address}"})
    written = lines.getvalue()
    assert TOKEN[:8] not in written
    assert '"event": "request"' in written


def test_the_line_still_says_which_page_it_was(lines: io.StringIO) -> None:
    client_of(None).get("/account/confirm-email/")
    assert json.loads(lines.getvalue().splitlines()[-1])["path"] == "/account/confirm-email/"
    assert masked_path(f"/uitnodiging/{TOKEN}/") == "/uitnodiging/(…)"
    other = "/o/linge/mensen/uitnodigingen/5/opnieuw/"
    assert masked_path(other) == other


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_breaks_does_not_tell_it_either(lines: io.StringIO) -> None:
    answer = Client(raise_request_exception=False).get(f"/stuk/een/deel/{TOKEN}/?sleutel={TOKEN}")
    assert answer.status_code == 500
    written = lines.getvalue()
    assert "Internal Server Error: /stuk/een/deel/(…)" in written
    assert (TOKEN[:8] in written, "ValueError" in written) == (False, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/uitnodiging/{TOKEN}/",
        f"/account/confirm-email/{TOKEN}/",
        f"/account/login/?next=%2Fuitnodiging%2F{TOKEN}%2F",
    ],
)
def test_nor_does_the_next_request_say_where_it_came_from(address: str) -> None:
    assert client_of(None).get(address)["Referrer-Policy"] == "strict-origin"
    assert client_of(None).get("/account/login/")["Referrer-Policy"] == "same-origin"


def test_what_others_write_is_masked_in_any_form() -> None:
    for text in (
        f"Not Found: /uitnodiging/{TOKEN}/",
        f"{{'path': 'uitnodiging', 'next': '/uitnodiging/{TOKEN}/'}}",
        f'"GET /webinars/aanmelding/?a=1&sleutel={TOKEN} HTTP/1.1"',
        f"https://doorlezen.example/account/password/reset/key/2-{TOKEN}/",
        f"/account/oidc/linge/login/callback/?code={TOKEN}&state={TOKEN}",
    ):
        assert TOKEN[:8] not in masked(text), text


def test_the_advice_for_nginx_names_them_all() -> None:
    (named,) = re.findall(r"~\^\(\?<begins>([^)]*)\)", INSTALL.read_text())
    assert sorted(named.split("|")) == beginnings()
