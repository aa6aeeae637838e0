"""The settings of an organisation: name, colours, logo."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope
from PIL import Image

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from tests.people import Neighbourhood

HERE = "/o/bibliotheek-de-linge"


def picture(kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    """A red picture."""
    content = io.BytesIO()
    Image.new("RGB", size, "red").save(content, format=kind)
    return content.getvalue()


def upload(neighbourhood: Neighbourhood, content: bytes, name: str = "logo.png") -> tuple[int, str]:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = browser.post(f"{HERE}/instellingen/logo/", {"logo": SimpleUploadedFile(name, content)})
    return answer.status_code, answer.content.decode()


def linge() -> Organisation:
    return Organisation.objects.get(slug="bibliotheek-de-linge")


def test_a_name_and_a_colour_are_kept_and_written_down(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    given = {"name": "De Linge", "colour": "#0B5E6B", "colour_dark": "#5CC3D0"}
    assert browser.post(f"{HERE}/instellingen/", given).status_code == 302
    assert (linge().name, linge().colour, linge().colour_dark) == ("De Linge", "#0B5E6B", "#5CC3D0")
    with scope(organisation=neighbourhood.linge):
        entry = Event.objects.select_related("words").get()
    assert entry.after == {"colour": "#0B5E6B", "colour_dark": "#5CC3D0"}
    assert (entry.action, entry.words.before["name"], entry.words.after["name"]) == (
        "settings.changed",
        "Bibliotheek De Linge",
        "De Linge",
    )


def test_saving_the_same_is_no_change(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    given = {"name": "Bibliotheek De Linge", "colour": "", "colour_dark": ""}
    assert browser.post(f"{HERE}/instellingen/", given).status_code == 302
    with scope(organisation=neighbourhood.linge):
        assert Event.objects.count() == 0


def test_posting_more_than_the_form_asks_changes_nothing(neighbourhood: Neighbourhood) -> None:
    more = {
        "slug": "gekaapt",
        "kind": "national",
        "organisation": str(neighbourhood.maas.pk),
        "gemeenten": "0216",
    }
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    browser.post(f"{HERE}/instellingen/", {"name": "De Linge", "colour": "", "colour_dark": "", **more})
    kept = Organisation.objects.get(pk=neighbourhood.linge.pk)
    assert (kept.name, kept.slug, kept.kind) == ("De Linge", "bibliotheek-de-linge", "library")
    assert [gemeente.code for gemeente in kept.gemeenten.order_by("code")] == ["0214", "0281"]
    neighbourhood.maas.refresh_from_db()
    assert neighbourhood.maas.name == "Bibliotheek Maas en Waal"


@pytest.mark.parametrize(
    ("field", "colour", "why"),
    [
        ("colour", "#FFEE00", "het contrast is 1,10, en moet minstens 4,50 zijn"),
        ("colour_dark", "#000080", "en moet minstens 4,50 zijn"),
        ("colour", "red;}", "Voer een geldige waarde in"),
        ("colour", "#12345", "Voer een geldige waarde in"),
    ],
)
def test_a_colour_that_cannot_be_read_or_is_none_is_refused(
    neighbourhood: Neighbourhood, field: str, colour: str, why: str
) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    given = {"name": "De Linge", "colour": "", "colour_dark": "", field: colour}
    answer = browser.post(f"{HERE}/instellingen/", given)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert linge().name == "Bibliotheek De Linge"


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_logo_is_drawn_anew_and_served_as_a_picture_alone(
    neighbourhood: Neighbourhood, kind: str, media_type: str
) -> None:
    content = picture(kind) + b"<script>alert(1)</script>"
    assert upload(neighbourhood, content)[0] == 302
    answer = neighbourhood.client(neighbourhood.linge, Role.ADVISER).get(f"{HERE}/logo")
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"script" not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (40, 20)


def test_a_logo_of_next_door_is_not_found(neighbourhood: Neighbourhood) -> None:
    upload(neighbourhood, picture("PNG"))
    assert neighbourhood.client(neighbourhood.maas, Role.DIRECTOR).get(f"{HERE}/logo").status_code == 404


def test_a_large_logo_is_made_small(neighbourhood: Neighbourhood) -> None:
    upload(neighbourhood, picture("PNG", (1800, 900)))
    assert Image.open(io.BytesIO(bytes(linge().logo or b""))).size == (600, 300)


def _bomb() -> bytes:
    """A small PNG that says it is 60,000 by 60,000."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "logo.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "geen PNG of JPEG",
        ),
        ("logo.png", b"GIF89a" + b"\0" * 50, "geen PNG of JPEG"),
        ("logo.png", b"<html><script>alert(1)</script>", "geen PNG of JPEG"),
        ("logo.png", picture("GIF"), "geen PNG of JPEG"),
        ("logo.png", picture("PNG")[:60], "is beschadigd"),
        ("logo.png", b"\x89PNG\r\n\x1a\n", "geen PNG of JPEG"),
        ("logo.png", picture("PNG") + b"\0" * 500_000, "is te groot; een logo is hoogstens 500 kB"),
        ("logo.png", _bomb(), "geen PNG of JPEG"),
        ("logo.png", picture("PNG", (2001, 2000)), "is 2.001 bij 2.000 punten"),
        ("logo.png", b"", "Het verstuurde bestand is leeg"),
    ],
    ids=["svg", "gif head", "html", "gif", "cut off", "head alone", "huge", "bomb", "wide", "empty"],
)
def test_what_is_no_logo_is_refused_with_the_reason(
    neighbourhood: Neighbourhood, name: str, content: bytes, why: str
) -> None:
    status, text = upload(neighbourhood, content, name)
    assert (status, linge().logo, linge().logo_type) == (422, None, "")
    assert why in text


@pytest.mark.parametrize("role", [Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT, Role.ADMINISTRATOR])
def test_others_change_nothing_and_read_why(neighbourhood: Neighbourhood, role: Role) -> None:
    browser = neighbourhood.client(neighbourhood.linge, role)
    for page in ("", "logo/", "logo/weg/"):
        answer = browser.post(f"{HERE}/instellingen/{page}", {"name": "Gekaapt"})
        assert answer.status_code == 403
        assert "Alleen de directeur verandert de instellingen" in answer.content.decode()
    assert linge().name == "Bibliotheek De Linge"
