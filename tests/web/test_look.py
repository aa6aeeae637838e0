"""How a page looks for this reader and this organisation, and what the first visit weighs."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles import finders
from django.test import Client, RequestFactory
from django.urls import reverse

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.reports import drawing
from doorlezen.web import colour, errors
from doorlezen.web.pages.style.house import rules
from tests.people import Neighbourhood, client_of

WEB = Path(colour.__file__).parent
BUILT = WEB / "static" / "doorlezen"
TOKENS = (WEB / "look" / "css" / "tokens.css").read_text()
MOST_ON_A_FIRST_VISIT = 60_000


def token(name: str) -> tuple[str, str]:
    """The colour of a token in light and in dark."""
    found = re.search(rf"--{name}: (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", TOKENS)
    assert found, name
    light, dark, both = found.groups()
    return light or both, dark or both


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#000000", 21.0),
        ("#777777", "#FFFFFF", 4.478),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.001)


@pytest.mark.parametrize("ground", ["paper", "raised", "shade"])
@pytest.mark.parametrize("text", ["ink", "soft-ink", "ribbon", "marigold", "leaf", "brick"])
def test_every_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    for ink, paper in zip(token(text), token(ground), strict=True):
        assert colour.contrast(ink, paper) >= colour.READABLE


def test_the_edge_of_a_field_can_be_seen() -> None:
    for ground in ("paper", "raised"):
        for edge, paper in zip(token("edge"), token(ground), strict=True):
            assert colour.contrast(edge, paper) >= 3


def test_the_text_on_a_ribbon_can_be_read() -> None:
    for text, ribbon in zip(token("on-ribbon"), token("ribbon"), strict=True):
        assert colour.contrast(text, ribbon) >= colour.READABLE


def test_page_paper_and_drawings_know_the_same_colours() -> None:
    assert token("paper") == (colour.PAPER.lower(), colour.DARK_PAPER.lower())
    assert token("raised") == (colour.RAISED.lower(), colour.DARK_RAISED.lower())
    assert [token(name)[0] for name in ("ink", "soft-ink", "rule", "paper", "plank")] == [
        one.lower() for one in (drawing.INK, drawing.SOFT_INK, drawing.LINE, drawing.PAPER, drawing.PLANK)
    ]


@pytest.mark.parametrize("given", ["#FFFFFF", "#000000", "#FFD500", "#E2001A", "#0B5E6B", "#808080"])
def test_any_colour_of_an_organisation_ends_up_readable(given: str) -> None:
    for dark in (False, True):
        made = colour.made_readable(given, dark=dark)
        assert colour.readable(made, dark=dark)
        assert colour.contrast(made, colour.text_on(made)) >= colour.READABLE
        if colour.readable(given, dark=dark):
            assert made == given


def test_the_house_style_of_an_organisation() -> None:
    assert rules(Organisation(name="Zonder")) == ""
    style = rules(Organisation(name="Rood", colour="#A3342B", colour_dark="#F08A7E"))
    assert style.splitlines() == [
        ":root{--ribbon:#A3342B;--on-ribbon:#FFFFFF}",
        "@media (prefers-color-scheme: dark){:root{--ribbon:#F08A7E;--on-ribbon:#16181D}}",
        ":root[data-theme=light]{--ribbon:#A3342B;--on-ribbon:#FFFFFF}",
        ":root[data-theme=dark]{--ribbon:#F08A7E;--on-ribbon:#16181D}",
        "@media print{:root,:root[data-theme]{--ribbon:#A3342B;--on-ribbon:#FFFFFF}}",
    ]


@pytest.mark.django_db
def test_an_organisation_has_its_own_colours_and_logo(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    client = neighbourhood.client(linge, Role.DIRECTOR)
    home = reverse("organisation", kwargs={"organisation": linge.slug})
    plain = client.get(home).content.decode()
    assert "huisstijl.css" not in plain
    assert "page-head__logo" not in plain
    assert client.get(home + "logo").status_code == 404

    linge.colour, linge.logo, linge.logo_type = "#A3342B", b"\x89PNG tekening", "image/png"
    linge.save()
    page = client.get(home).content.decode()
    assert f'href="{home}huisstijl.css?v=A3342B"' in page
    assert f'src="{home}logo' in page
    style = client.get(home + "huisstijl.css")
    assert style["Content-Type"] == "text/css; charset=utf-8"
    assert b"--ribbon:#A3342B" in style.content
    logo = client.get(home + "logo")
    assert (logo.content, logo["Content-Type"]) == (b"\x89PNG tekening", "image/png")
    assert "sandbox" in logo["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_stranger_sees_nothing_of_the_house(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    linge.logo, linge.logo_type = b"geheim", "image/png"
    linge.save()
    stranger = neighbourhood.client(neighbourhood.maas, Role.DIRECTOR)
    for name in ("house-style", "logo"):
        answer = stranger.get(reverse(name, kwargs={"organisation": linge.slug}))
        assert answer.status_code == 404
        assert b"geheim" not in answer.content


@pytest.mark.django_db
def test_a_logo_of_another_sort_is_not_served(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    linge.logo, linge.logo_type = b"<script>", "text/html"
    linge.save()
    client = neighbourhood.client(linge, Role.DIRECTOR)
    assert client.get(reverse("logo", kwargs={"organisation": linge.slug})).status_code == 404


@pytest.mark.django_db
def test_a_reader_chooses_dark_light_or_as_the_device() -> None:
    client = Client(headers={"host": "localhost"})
    assert "data-theme" not in client.get("/").content.decode()
    answer = client.post("/voorkeuren/", {"weergave": "dark", "next": "/onderdelen/?pagina=2"})
    assert (answer.status_code, answer["Location"]) == (302, "/onderdelen/?pagina=2")
    cookie = answer.cookies["weergave"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("dark", "Lax", True)
    assert 'data-theme="dark"' in client.get("/").content.decode()
    client.post("/voorkeuren/", {"weergave": "light"})
    assert 'data-theme="light"' in client.get("/").content.decode()
    client.post("/voorkeuren/", {"weergave": ""})
    assert "data-theme" not in client.get("/").content.decode()


@pytest.mark.django_db
def test_a_reader_chooses_the_language() -> None:
    client = Client(headers={"host": "localhost"})
    assert '<html lang="nl"' in client.get("/").content.decode()
    client.post("/voorkeuren/", {"taal": "en"})
    english = client.get("/")
    assert '<html lang="en"' in english.content.decode()
    assert english["Content-Language"] == "en"


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["blue", '"><script>', "DARK"])
def test_nonsense_is_not_kept(theme: str) -> None:
    client = Client(headers={"host": "localhost"})
    answer = client.post("/voorkeuren/", {"weergave": theme, "taal": "xx"})
    assert set(answer.cookies) <= {"weergave"}
    client.cookies["weergave"] = theme
    assert "data-theme" not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere", ["https://elders.example/", "//elders.example", "javascript:alert(1)", ""]
)
def test_the_way_back_stays_on_this_site(elsewhere: str) -> None:
    answer = Client(headers={"host": "localhost"}).post("/voorkeuren/", {"next": elsewhere, "taal": "nl"})
    assert answer["Location"] == "/"


@pytest.mark.django_db
def test_a_preference_is_sent_by_a_form_of_ours() -> None:
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert client.get("/voorkeuren/").status_code == 405
    answer = client.post("/voorkeuren/", {"taal": "en"})
    assert answer.status_code == 403
    assert "taal" not in answer.cookies
    assert "Het formulier is verlopen" in answer.content.decode()


@pytest.mark.django_db
def test_errors_say_what_happened_and_what_to_do(neighbourhood: Neighbourhood) -> None:
    client = client_of(neighbourhood.both)
    lost = client.get("/nergens/")
    assert lost.status_code == 404
    assert "Hier is niets" in lost.content.decode()
    assert "Naar het begin" in lost.content.decode()

    request = RequestFactory().get("/", headers={"host": "localhost"})
    request.user, request.actor, request.session = neighbourhood.both, None, SessionStore()
    reason = "Alleen de directeur <legt> dit vast."
    refused = errors.refused(request, Refused("plans.share", reason))
    assert refused.status_code == 403
    assert "Alleen de directeur &lt;legt&gt; dit vast." in refused.content.decode()
    assert errors.bad_request(request).status_code == 400


def test_what_is_broken_is_told_without_asking_the_database() -> None:
    request = RequestFactory().get("/")
    request.request_id = "abc12345"
    page = errors.broken(request)
    assert page.status_code == 500
    assert "abc12345" in page.content.decode()
    assert "Er ging iets mis" in page.content.decode()


@pytest.mark.django_db
def test_no_page_carries_style_or_script_inside_it(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for path in ("/", "/onderdelen/", "/o/bibliotheek-de-linge/", "/nergens/"):
        html = client.get(path).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html), path
        assert not re.search(r"<script(?![^>]*\bsrc=)", html), path


needs_build = pytest.mark.skipif(
    not (BUILT / "look.css").exists(), reason="the look is not built: make setup"
)


@needs_build
@pytest.mark.django_db
def test_a_first_visit_is_light(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    html = client.get("/o/bibliotheek-de-linge/").content
    assert len(_fetched(html.decode())) == 5
    assert weight_of(html) <= MOST_ON_A_FIRST_VISIT


def weight_of(page: bytes) -> int:
    """A page with all that it fetches, compressed as it is sent; in bytes."""
    fetched = [page, *(_file(path) for path in _fetched(page.decode()))]
    return sum(len(gzip.compress(content, 6)) for content in fetched)


def _fetched(html: str) -> list[str]:
    found = re.findall(r'<link rel="(?:preload|stylesheet|icon)" href="([^"]*)"|<script src="([^"]*)"', html)
    return [one or other for one, other in found]


def _file(address: str) -> bytes:
    path = finders.find(address.removeprefix("/static/"))
    assert isinstance(path, str), address
    return Path(path).read_bytes()


@needs_build
def test_the_stylesheet_names_its_licence_and_fetches_nothing_from_elsewhere() -> None:
    css = (BUILT / "look.css").read_text()
    assert css.startswith("/*! Doorlezen, EUPL-1.2.")
    assert set(re.findall(r"url\(([^)]*)\)", css)) == {'"fonts/text.woff2"', '"fonts/book.woff2"'}
    named = (BUILT / "licences.txt").read_text()
    assert {"EUPL-1.2", "OFL-1.1", "BSD-2-Clause"} <= set(re.findall(r": ([\w.-]+)$", named, re.MULTILINE))


@needs_build
def test_the_stylesheet_asks_for_no_token_that_has_no_value_where_it_would_show() -> None:
    css = (BUILT / "look.css").read_text()
    ours = set(re.findall(r"var\(--((?!nl-|utrecht-|basis-|_|lightningcss)[\w-]+)", css))
    assert ours <= set(re.findall(r"--([\w-]+):", css))
