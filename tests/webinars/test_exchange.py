"""A catalogue that somebody brings in: it gets nobody more than the forms would."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doorlezen.accounts.permissions import Refused
from doorlezen.language import InputError
from doorlezen.webinars.catalogue.catalogue_files import from_json, to_json
from doorlezen.webinars.catalogue.shape import Catalogue, DocumentEntry, RecordingEntry, RedirectEntry
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import catalogue
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import RecordingKind, Redirect, Status, Webinar
from tests.webinars.conftest import NOW
from tests.webinars.editors import Editor, an_administrator, an_editor
from tests.webinars.entries import a_recorded, a_webinar

FORMAT = "doorlezen-webinars/1"
GOOD = to_json(Catalogue(format=FORMAT, webinars=(a_webinar(),)))


@pytest.fixture
def administrator(db: None) -> Editor:
    return an_administrator()


def upload(editor: Editor, content: bytes, name: str = "webinars.json") -> Any:
    return editor.client.post(f"{editor.home}catalogus/", {"upload": SimpleUploadedFile(name, content)})


def test_only_the_national_programme_brings_one_in(db: None) -> None:
    poi = an_editor()
    assert upload(poi, GOOD).status_code == 403
    with pytest.raises(Refused):
        take_in(from_json(GOOD, name="a.json"), actor=poi.actor, what="x", now=NOW)


def test_who_publishes_a_webinar_stays_who_it_was(administrator: Editor) -> None:
    poi = an_editor()
    put(a_webinar(title="Van ons"), actor=poi.actor, what="x", now=NOW, new=True)
    entries = (a_webinar(title="Verbeterd"), a_webinar(slug="nieuw-erbij"))
    brought = to_json(Catalogue(format=FORMAT, webinars=entries))
    assert upload(administrator, brought, "a.json").status_code == 302
    held = {webinar.slug: webinar for webinar in Webinar.objects.order_by("slug")}
    assert held["gesprek"].organisation == poi.actor.organisation
    assert held["nieuw-erbij"].organisation == administrator.actor.organisation
    # what was there can be brought back
    assert [version.data["title"] for version in held["gesprek"].versions.order_by("number")] == [
        "Van ons",
        "Verbeterd",
    ]


def test_nothing_becomes_public_past_the_check(administrator: Editor, media: Path) -> None:
    silent = a_recorded(slug="stil", title="Zonder tekst", tracks=(), chapters=())
    brought = to_json(Catalogue(format=FORMAT, webinars=(silent, a_webinar())))
    answer = administrator.client.post(
        f"{administrator.home}catalogus/", {"upload": SimpleUploadedFile("a.json", brought)}, follow=True
    )
    assert (
        "Als concept ingelezen, want de controle voor publiceren vraagt nog iets: Zonder tekst."
        in answer.text
    )
    assert dict(Webinar.objects.values_list("slug", "status")) == {
        "stil": Status.DRAFT,
        "gesprek": Status.RELEASED,
    }
    # and what is public already is corrected in the same way
    (media / "webinars").mkdir()
    (media / "webinars" / "gesprek.webm").write_bytes(b"film")
    whole = to_json(Catalogue(format=FORMAT, webinars=(a_recorded(slug="stil", title="Met tekst"),)))
    assert upload(administrator, whole, "b.json").status_code == 302
    assert Webinar.objects.get(slug="stil").status == Status.RELEASED
    assert upload(administrator, to_json(catalogue()), "c.json").status_code == 302
    assert Webinar.objects.get(slug="stil").status == Status.RELEASED


def test_an_old_address_is_not_led_elsewhere(administrator: Editor) -> None:
    put(a_webinar(slug="eerst"), actor=None, what="x", now=NOW)
    put(a_webinar(slug="nu"), actor=None, what="x", now=NOW, was="eerst")
    put(a_webinar(slug="ander"), actor=None, what="x", now=NOW)
    redirect = RedirectEntry(Redirect.Kind.WEBINAR, "eerst", "ander")
    entries = (a_webinar(slug="ander"),)
    taken = Catalogue(format=FORMAT, webinars=entries, redirects=(redirect,))
    with pytest.raises(InputError, match="eerst leidt al naar iets anders"):
        take_in(taken, actor=administrator.actor, what="x", now=NOW)
    assert Redirect.objects.get().key == Webinar.objects.get(slug="nu").pk


def test_a_file_is_sent_as_what_its_name_says(administrator: Editor, media: Path) -> None:
    (media / "webinars").mkdir()
    for name in ("pagina.pdf", "film.webm", "blad.html"):
        (media / "webinars" / name).write_bytes(b"<script>alert(1)</script>")
    page = RecordingEntry(RecordingKind.FILE, "webinars/film.webm", "text/html", 5, "a" * 64, seconds=1)
    sheet = DocumentEntry("Blad", "webinars/blad.html", "text/html", 5, "a" * 64, text="x")
    put(a_recorded(recording=page, documents=(sheet,)), actor=None, what="x", now=NOW)
    for part, kind in (("opname", "video/webm"), ("document/1", "application/octet-stream")):
        answer = administrator.client.get(f"/webinars/gesprek/{part}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, kind)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
