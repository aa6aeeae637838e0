"""Files that are none: empty, something else under a good name, too much when unpacked."""

import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.closed import matrix
from tests.closed.addresses import own
from tests.closed.filling import Form, sent, writing_forms
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import of_an_organisation
from tests.closed.visits import tables_written
from tests.closed.world import World

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]
WHO = [reader for reader in READERS if reader.key in {"director", "poi-adviser", "national-administrator-on"}]
FORMS = {
    "plans:new": "probleem.json",
    "partners:list": "uitnodigen.csv",
    "register:load-list": "lijst.csv",
    "register:load-published": "werkboek.xlsx",
    "scenarios:new": "bibliotheek.toml",
    "settings": "logo.png",
    "schools:read-days": "dagen.csv",
    "done:read": "bezoeken.csv",
    "team:read": "team.csv",
    "meetings:attendance": "aanwezig.csv",
    "webinar-editing:captions-list": "ondertitels.vtt",
    "webinar-editing:documents": "blad.pdf",
    "webinar-editing:exchange": "catalogus.xlsx",
    "webinar-editing:poster-form": "beeld.png",
    "webinar-editing:recording-form": "opname.webm",
}
"""Where a file can be given, and a name that fits there, so that it is what is in the file that counts.

A form that comes later is named here, and tried."""
SECONDS = 5.0
"""No file may keep the site busy for longer."""


def bomb(*names: str) -> bytes:
    """A packed file of half a megabyte per name that holds 120 million blanks for each."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for name in names:
            with target.open(name, "w") as inside:
                for _ in range(120):
                    inside.write(b" " * 1_000_000)
    return packed.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Contents that are wrong whatever was asked for."""
    picture = (
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\x00\x00\x00"
    )
    return {
        "empty": b"",
        "blanks": b" \r\n \r\n",
        "null bytes": b"\0" * 2000,
        "a page": b"<!doctype html><html><script>alert(1)</script></html>",
        "a program": b"MZ\x90\x00" + b"\x00" * 500,
        "a picture of 4 billion by 4 billion": picture,
        "utf-16": "vestigingscode;programma\r\n00AP00;dbos-po\r\n".encode("utf-16"),
        "half a character": b"vestigingscode;programma\xc3\r\n\xff\xfe;x\r\n",
        "deep": b"[" * 100_000,
        "a number without end": b'{"format": "doorlezen-problem/1", "title": 1' + b"0" * 100_000 + b"}",
        "entities": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "a workbook that swells": bomb("xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"),
        "a catalogue that swells": bomb("webinars.csv"),
        "a workbook with nothing in it": bomb(),
    }


def uploading_forms(reader: Reader, world: World, client: Client) -> Iterator[tuple[str, Form]]:
    """Every form of this reader that takes a file."""
    column = READERS.index(reader)
    for page in of_an_organisation():
        if matrix.of_an_organisation()[page.key].answer("get", column) != 200:
            continue
        address = own(page, reader, world)[0]
        answer = client.get(address)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            yield from ((page.key, form) for form in writing_forms(answer.text, address) if form.files)


@pytest.mark.parametrize(
    "by_everybody", [False, pytest.param(True, marks=pytest.mark.long)], ids=["once", "by everybody"]
)
def test_a_wrong_file_is_refused_and_nothing_is_kept(
    by_everybody: bool, world: World, client_for: ClientFor, files: dict[str, bytes]
) -> None:
    """Each form by the first who has it; in the long run by all who have it."""
    tried = set[str]()
    for reader in WHO:
        client = client_for(reader)
        before = set[str]() if by_everybody else {*tried}
        for key, form in uploading_forms(reader, world, client):
            if key in before:
                continue
            tried.add(key)
            for what, content in files.items():
                given = {field: SimpleUploadedFile(FORMS[key], content) for field in form.files}
                began = time.perf_counter()
                with transaction.atomic(), tables_written() as wrote:
                    answer = client.post(form.action, sent(form, **given))
                    transaction.set_rollback(True)
                told = f"{key}: {what}: {answer.status_code}, wrote {sorted(wrote)}"
                assert answer.status_code == 422, told
                assert wrote <= {"desk_event", "desk_eventwords"}, told
                assert time.perf_counter() - began < SECONDS, told
    assert tried == set(FORMS)


def test_what_is_far_too_large_is_refused_before_it_is_read(world: World, client_for: ClientFor) -> None:
    director = client_for(READERS[0])
    for key, form in uploading_forms(READERS[0], world, director):
        answer = director.generic(
            "POST",
            form.action,
            b"",
            content_type="multipart/form-data; boundary=x",
            headers={"content-length": str(settings.UPLOAD_MEGABYTES * 1_000_000 + 1)},
        )
        assert (key, answer.status_code) == (key, 413)
        assert f"Je stuurt meer dan {settings.UPLOAD_MEGABYTES} MB" in answer.text
