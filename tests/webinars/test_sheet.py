"""Webinars in a workbook: what an editor does there is what the forms would do, and nothing else changes."""

import datetime
import io
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import catalogue
from doorlezen.webinars.models import Status, Version, Webinar
from tests.webinars.conftest import NOW
from tests.webinars.editors import Editor, an_administrator
from tests.webinars.entries import a_full_catalogue


@pytest.fixture
def editor(db: None) -> Editor:
    take_in(a_full_catalogue(), actor=None, what="x", now=NOW)
    return an_administrator()


def exported(editor: Editor) -> Any:
    answer = editor.client.get(f"{editor.home}catalogus/webinars.xlsx")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def upload(editor: Editor, book: Any, name: str = "Mijn webinars.xlsx") -> Any:
    out = io.BytesIO()
    book.save(out)
    sent = SimpleUploadedFile(name, out.getvalue())
    return editor.client.post(f"{editor.home}catalogus/", {"upload": sent}, follow=True)


def a_book(*rows: list[Any]) -> Any:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def row_of(book: Any, slug: str) -> dict[str, Any]:
    """The cells of a webinar by the head of their column."""
    head, *rows = book.active.iter_rows()
    named = [{top.value: cell for top, cell in zip(head, row, strict=True)} for row in rows]
    return next(row for row in named if row["Adres"].value == slug)


def test_out_and_in_again_changes_nothing(editor: Editor) -> None:
    before, versions = catalogue(), Version.objects.count()
    answer = upload(editor, exported(editor))
    assert "0 webinars nieuw, 0 gewijzigd, 2 hetzelfde." in answer.text
    assert (catalogue(), Version.objects.count()) == (before, versions)


def test_what_is_changed_in_it_is_changed_and_all_else_stays(editor: Editor) -> None:
    book = exported(editor)
    row = row_of(book, "gesprek")
    row["Titel"].value, row["Titel"].data_type = "=SOM(1;2) is een titel", "s"
    row["Datum"].value = datetime.datetime(2026, 10, 1)  # noqa: DTZ001, as Excel keeps a day
    row["Begintijd"].value = datetime.time(13, 30)
    row["Duur in minuten"].value = 45
    row["Thema's"].value = "Geld"
    row["Onderdelen en sprekers"].value = "# Slot (0:30)\nNieuwe Naam; spreker; Nieuwe Plek"
    assert "0 webinars nieuw, 1 gewijzigd, 1 hetzelfde." in upload(editor, book).text
    was = {entry.slug: entry for entry in a_full_catalogue().webinars}["gesprek"]
    now = {entry.slug: entry for entry in catalogue().webinars}["gesprek"]
    assert (now.title, now.date, now.start_time, now.minutes, now.themes) == (
        "=SOM(1;2) is een titel",
        datetime.date(2026, 10, 1),
        datetime.time(13, 30),
        45,
        ("geld",),
    )
    assert [(part.title, part.start, part.speakers[0].speaker) for part in now.parts] == [
        ("Slot", 30, "nieuwe-naam")
    ]
    same = ("recording", "tracks", "documents", "chapters", "poster", "status", "publish_at", "programme")
    assert [getattr(now, name) for name in same] == [getattr(was, name) for name in same]


def test_a_row_more_is_a_draft_more(editor: Editor) -> None:
    book = a_book(["Adres", "Titel", "Datum"], [], ["lezen-thuis", "Lezen thuis", datetime.date(2027, 2, 3)])
    assert "1 webinars nieuw, 0 gewijzigd, 0 hetzelfde." in upload(editor, book).text
    made = Webinar.objects.get(slug="lezen-thuis")
    assert (made.title, made.date, made.status, made.organisation) == (
        "Lezen thuis",
        datetime.date(2027, 2, 3),
        Status.DRAFT,
        editor.actor.organisation,
    )


HEAD = ["Titel", "Adres", "Datum"]
WRONG = [
    ([["Titel", "Datum"], ["X", "2027-02-03"]], "de kolom Adres ontbreekt"),
    (
        [[*HEAD, "Kleur"], ["X", "x", "2027-02-03", "rood"]],
        "rij 1: Kleur is geen kolom; kies uit Titel, ",
    ),
    ([HEAD, ["X", "x", "2027-02-03"], ["Y", "y", "morgen"]], "rij 3: Datum: Voer een geldige datum in."),
    ([HEAD, ["", "x", "2027-02-03"]], "rij 2: Titel: Dit veld is verplicht."),
    ([HEAD, ["X", "x", "2027-02-03"], ["Y", "x", "2027-02-04"]], "rij 3: staat er twee keer"),
    ([HEAD, ["X", "zoeken", "2027-02-03"]], "rij 2: Adres: zoeken is al het adres van een andere pagina"),
    ([[*HEAD, "Thema's"], ["X", "x", "2027-02-03", "Ruimtevaart"]], "rij 2: Thema's: "),
    (
        [[*HEAD, "Hoofdstukken"], ["X", "x", "2027-02-03", "begin"]],
        "rij 2: Hoofdstukken: regel 1: begin met een tijd, zoals 1:33",
    ),
]


@pytest.mark.parametrize(("rows", "told"), WRONG)
def test_what_is_wrong_is_said_by_row_and_column_and_nothing_is_kept(
    editor: Editor, rows: list[list[str]], told: str
) -> None:
    before = catalogue()
    answer = upload(editor, a_book(*rows))
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert catalogue() == before


@pytest.mark.parametrize("name", ["webinars.zip", "webinars.csv", "foto.png"])
def test_another_file_is_refused_in_words(editor: Editor, name: str) -> None:
    answer = upload(editor, openpyxl.Workbook(), name)
    assert (
        f"{name}: dit is hier niet uitgevoerd; kies het bestand webinars.json of webinars.xlsx" in answer.text
    )
