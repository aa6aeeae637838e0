"""The editors' pages, by hand: forms without JavaScript, refusals at their field, and who may not."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.domain.administering import switch_on
from doorlezen.accounts.roles import Role
from doorlezen.webinars.captions.caption_files import LARGEST
from doorlezen.webinars.catalogue.catalogue_files import to_json
from doorlezen.webinars.catalogue.shape import CueEntry, TrackEntry
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import catalogue, entry_of, whole
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Cue, Status, Version, Webinar
from tests.people import Neighbourhood
from tests.webinars.conftest import NOW
from tests.webinars.entries import MARK, a_full_catalogue, a_recorded, a_webinar
from tests.webinars.test_pages import Outline

HOME = "/o/poi-oost/webinars/"
VIDEO = b"\x1aE\xdf\xa3" + bytes(60)


@pytest.fixture
def editor(neighbourhood: Neighbourhood) -> Iterator[Client]:
    """The browser of an adviser of POI Oost."""
    with scopes_disabled():  # the tests look at what was written, wherever it belongs
        yield neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)


def mine(neighbourhood: Neighbourhood, entry: Any) -> None:
    """A webinar that POI Oost publishes."""
    put(entry, actor=None, what="x", now=NOW)
    Webinar.objects.filter(slug=entry.slug).update(organisation=neighbourhood.poi)


def form_of(client: Client, address: str) -> dict[str, str]:
    """What stands in the first form of a page, as a browser would send it back."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode().partition("<main")[2]
    outline = Outline(f"<html><body><main{html}")
    assert outline.headings.count(1) == 1
    found = dict(
        re.findall(
            r'<input type="(?:text|hidden|date|time|number|url)" name="(\w+)"(?: value="([^"]*)")?', html
        )
    )
    found |= {
        name: text.lstrip("\n")
        for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>(.*?)</textarea>', html, re.S)
    }
    return found


def latest() -> Webinar:
    return Webinar.objects.order_by("-pk")[0]


ABOUT = {
    "title": "Gesprek",
    "slug": "gesprek",
    "date": "2026-12-10",
    "precision": "day",
    "language": "nl",
    "version": "0",
}


def test_a_webinar_begins_as_a_draft_and_can_be_changed(editor: Client) -> None:
    answer = editor.post(
        f"{HOME}nieuw/", {**ABOUT, "start_time": "09:00", "minutes": "50", "about": "Een\r\n\r\nTwee"}
    )
    assert (answer.status_code, answer["Location"]) == (302, f"{HOME}bewerken/gesprek/onderdelen/")
    webinar = latest()
    assert (webinar.status, webinar.about, webinar.organisation.slug) == (
        Status.DRAFT,
        "Een\n\nTwee",
        "poi-oost",
    )  # type: ignore[union-attr]
    answer = editor.post(f"{HOME}bewerken/gesprek/", {**ABOUT, "slug": "nieuw-adres", "version": "1"})
    assert answer["Location"] == f"{HOME}bewerken/nieuw-adres/"
    assert latest().slug == "nieuw-adres"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slug": "Fout Adres"}, "Moet er zo uitzien: kleine-letters-en-cijfers."),
        ({"slug": "zoeken"}, "Zoeken is al het adres van een andere pagina."),
        ({"slug": "bezet"}, "Bezet is al in gebruik; bezet-2 is nog vrij."),
        ({"precision": "month"}, "Van een maand staat hier de eerste dag."),
        ({"series": "bestaat-niet"}, "bestaat-niet"),
        ({"language": "klingon"}, "Selecteer een geldige keuze. klingon is geen beschikbare keuze."),
        ({"date": "31-02-2026"}, "datum"),
        ({"title": ""}, "verplicht"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    editor: Client, fields: dict[str, str], told: str
) -> None:
    put(a_webinar(slug="bezet"), actor=None, what="x", now=NOW)
    answer = editor.post(f"{HOME}nieuw/", {**ABOUT, **fields})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in html
    assert 'aria-invalid="true"' in html
    assert Webinar.objects.count() == 1


def test_who_was_overtaken_is_told_and_overwrites_nothing(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    mine(neighbourhood, a_webinar())
    editor.post(f"{HOME}bewerken/gesprek/", {**ABOUT, "title": "Eerst", "version": "1"})
    answer = editor.post(f"{HOME}bewerken/gesprek/", {**ABOUT, "title": "Later", "version": "1"})
    assert answer.status_code == 422
    assert "Iemand anders heeft dit webinar intussen gewijzigd; begin opnieuw." in answer.content.decode()
    assert latest().title == "Eerst"


def test_a_language_is_chosen_by_its_name_and_the_one_it_is_in_stays(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    mine(neighbourhood, a_webinar(language="nl-BE"))
    page = editor.get(f"{HOME}bewerken/gesprek/").text
    offered = re.findall(
        r'<option value="([a-zA-Z-]+)"( selected)?>([^<]*)</option>', page.partition('name="language"')[2]
    )
    assert offered[:2] == [("nl", "", "Nederlands"), ("en", "", "Engels")]
    assert ("nl-BE", " selected", "Nederlands (BE)") in offered
    kept = {**ABOUT, "language": "nl-BE", "version": "1"}
    assert editor.post(f"{HOME}bewerken/gesprek/", kept).status_code == 302
    assert latest().language == "nl-BE"


def test_parts_and_chapters_are_written_as_lines(editor: Client, neighbourhood: Neighbourhood) -> None:
    mine(neighbourhood, a_webinar())
    address = f"{HOME}bewerken/gesprek/onderdelen/"
    lines = (
        "# Welkom (0:00)\nNoor van Dam; gespreksleider; Bibliotheek Hier\n? een leerkracht; leerkracht\n\n"
    )
    lines += "# Vragen"
    chapters = "0:05 Begin\n1:02:03 De prijs -> wat elke eis kost"
    assert editor.post(address, {"parts": lines, "chapters": chapters, "version": "1"}).status_code == 302
    entry = entry_of(whole(Webinar.objects.all()).get())
    assert [(part.title, part.start, len(part.speakers)) for part in entry.parts] == [
        ("Welkom", 0, 2),
        ("Vragen", None, 0),
    ]
    assert [(x.speaker, x.unnamed, x.affiliation) for x in entry.parts[0].speakers] == [
        ("noor-van-dam", "", "bibliotheek-hier"),
        ("", "een leerkracht", ""),
    ]
    assert [(x.start, x.target) for x in entry.chapters] == [(5, ""), (3723, "demand-price")]
    # what the form shows is what was written, so sending it back changes nothing
    shown = form_of(editor, address)
    assert shown["parts"] == lines
    assert shown["chapters"].replace("-&gt;", "->") == chapters
    editor.post(address, {"parts": lines, "chapters": chapters, "version": "2"})
    assert latest().version == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"parts": "Noor; rol"}, "Regel 1: begin met een onderdeel: een regel met # en een titel"),
        ({"parts": "# Deel\na; b; c; d"}, "Regel 2: schrijf naam; rol; organisatie"),
        (
            {"parts": "# Deel\n; rol"},
            "Regel 2: de naam ontbreekt; ken je die niet, begin dan met een vraagteken",
        ),
        ({"parts": "#"}, "Regel 1: geef het onderdeel een titel"),
        ({"chapters": "x Titel"}, "Regel 1: begin met een tijd, zoals 1:33"),
        ({"chapters": "1:00\n"}, "Regel 1: geef het hoofdstuk een titel"),
        ({"chapters": "1:00 A\n1:00 B"}, "Regel 2: op 1:00 begint al een hoofdstuk"),
        (
            {"chapters": "1:00 A -> weg"},
            "Regel 1: weg is geen pagina; kies uit wat elke eis kost; ",
        ),
    ],
)
def test_a_wrong_line_is_named(
    editor: Client, neighbourhood: Neighbourhood, fields: dict[str, str], told: str
) -> None:
    mine(neighbourhood, a_webinar())
    answer = editor.post(
        f"{HOME}bewerken/gesprek/onderdelen/", {"parts": "", "chapters": "", "version": "1", **fields}
    )
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert latest().version == 1


def test_a_recording_is_uploaded_previewed_and_played(
    editor: Client, neighbourhood: Neighbourhood, media: Path
) -> None:
    mine(neighbourhood, a_webinar(status=Status.DRAFT))
    upload = SimpleUploadedFile("Mijn Opname (1).WEBM", VIDEO)
    fields = {"kind": "file", "upload": upload, "length": "1:00", "version": "1"}
    assert editor.post(f"{HOME}bewerken/gesprek/opname/", fields).status_code == 302
    held = entry_of(whole(Webinar.objects.all()).get()).recording
    assert held is not None
    assert (held.media_type, held.size, held.seconds) == ("video/webm", 64, 60)
    assert re.fullmatch(r"webinars/[0-9a-f]{12}-mijn-opname-1\.webm", held.file)
    assert (media / held.file).read_bytes() == VIDEO
    html = editor.get(f"{HOME}voorbeeld/gesprek/").content.decode()
    assert f'<source src="{HOME}voorbeeld/gesprek/opname" type="video/webm">' in html
    assert '<meta name="robots" content="noindex">' in html
    answer = editor.get(f"{HOME}voorbeeld/gesprek/opname", headers={"range": "bytes=0-3"})
    assert (answer.status_code, b"".join(answer)) == (206, VIDEO[:4])  # type: ignore[arg-type]
    assert Client(headers={"host": "localhost"}).get("/webinars/gesprek/opname").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("film.exe", b"MZ", "film.exe: dit soort bestand kan hier niet; wel: .m4a, .mp3, .mp4, .ogg, .webm"),
        ("film.webm", b"<html>", "film.webm: dit is geen webm-bestand"),
        ("../../../etc/cron.d/x.webm", b"MZ", "x.webm: dit is geen webm-bestand"),
    ],
)
def test_a_file_that_is_no_recording_is_refused(
    editor: Client, neighbourhood: Neighbourhood, media: Path, name: str, content: bytes, told: str
) -> None:
    mine(neighbourhood, a_webinar())
    fields = {"kind": "file", "upload": SimpleUploadedFile(name, content), "version": "1"}
    answer = editor.post(f"{HOME}bewerken/gesprek/opname/", fields)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert list(media.rglob("*")) == []


def test_two_gigabytes_are_refused_before_anything_is_read(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    mine(neighbourhood, a_webinar())
    address = f"{HOME}bewerken/gesprek/ondertitels/"
    answer = editor.generic(
        "POST", address, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(2 * 2**30)
    )
    assert answer.status_code == 413


def test_captions_larger_than_captions_are_refused_by_size(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    mine(neighbourhood, a_webinar())
    upload = SimpleUploadedFile("a.vtt", b"WEBVTT" + b" " * LARGEST)
    fields = {"upload": upload, "language": "nl", "version": "1"}
    answer = editor.post(f"{HOME}bewerken/gesprek/ondertitels/", fields)
    assert answer.status_code == 422
    assert "Het bestand is groter dan 5 MB; zo groot zijn ondertitels niet." in answer.content.decode()


def vtt(body: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.vtt", f"WEBVTT\n\n{body}".encode())


def test_captions_are_read_in_looked_over_edited_and_exported(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    mine(neighbourhood, a_webinar())
    body = f"00:01.000 --> 00:02.000\n<v Sam>{'x' * 30}\n\n00:03.000 --> 00:04.000\nNiemand\n"
    fields = {"upload": vtt(body), "language": "nl", "version": "1"}
    answer = editor.post(f"{HOME}bewerken/gesprek/ondertitels/", fields)
    address = f"{HOME}bewerken/gesprek/ondertitels/nl/"
    assert answer["Location"] == address
    html = editor.get(address).content.decode()
    assert "30,0 tekens per seconde" in html
    assert "Er staat niet bij wie dit zegt." in html
    shown = form_of(editor, address) | dict(re.findall(r'name="(form-[\w-]+)" value="([^"]*)"', html))
    edit = {
        **shown,
        "form-0-text": "Kort.",
        "form-1-speaker": MARK,
        "form-1-text": "Iemand\r\nzegt iets",
    }
    answer = editor.post(address, edit)
    assert (answer.status_code, answer["Location"]) == (302, f"{address}?pagina=1")
    assert [(cue.speaker, cue.text) for cue in Cue.objects.order_by("order")] == [
        ("Sam", "Kort."),
        (MARK, "Iemand\nzegt iets"),
    ]
    assert editor.get(f"{address}bestand.vtt").content.decode().count("-->") == 2
    assert editor.get(f"{address}bestand.srt").content.decode().count("-->") == 2
    assert editor.get(f"{address}bestand.exe").status_code == 404


def test_two_browsers_with_the_same_captions_both_keep_their_work(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    cues = tuple(CueEntry(n * 1000, n * 1000 + 900, f"Zin {n}", "Noor") for n in range(3))
    mine(neighbourhood, a_webinar(tracks=(TrackEntry("nl", "", cues),)))
    address = f"{HOME}bewerken/gesprek/ondertitels/nl/"
    html = editor.get(address).text
    shown = form_of(editor, address) | dict(re.findall(r'name="(form-[\w-]+)" value="([^"]*)"', html))
    shown |= {f"form-{n}-text": f"Zin {n}" for n in range(3)}
    wrong = editor.post(address, {**shown, "form-0-start": "0:09", "form-0-end": "0:10"})
    assert (wrong.status_code, "Ondertitel 2: begint eerder dan de ondertitel ervoor." in wrong.text) == (
        422,
        True,
    )
    sent = [{**shown, "form-0-remove": "on"}, {**shown, "form-2-text": "Van mij"}]
    assert [editor.post(address, one).status_code for one in sent] == [302, 302]
    assert [*Cue.objects.order_by("order").values_list("text", flat=True)] == ["Zin 1", "Van mij"]
    late = editor.post(address, {**shown, "form-2-text": "Te laat"})
    assert late.status_code == 422
    assert "Iemand anders heeft ondertitel 3 intussen gewijzigd." in late.text


def test_a_caption_that_is_wrong_is_named_on_top_with_a_link_and_nothing_is_kept(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    track = TrackEntry("nl", "", (CueEntry(0, 900, "Eerst"), CueEntry(1000, 1900, "Dan")))
    mine(neighbourhood, a_webinar(tracks=(track,)))
    address = f"{HOME}bewerken/gesprek/ondertitels/nl/"
    shown = form_of(editor, address) | dict(
        re.findall(r'name="(form-[\w-]+)" value="([^"]*)"', editor.get(address).text)
    )
    shown |= {"form-0-text": "Anders", "form-1-text": "Dan", "form-1-start": "4", "form-1-end": "-3"}
    answer = editor.post(address, shown)
    assert answer.status_code == 422
    notice = re.search(r'<div class="notice notice--wrong".*?</div>', answer.text, re.S)
    assert notice is not None
    said = " ".join(re.sub(r"</li>", " ", notice[0]).split())
    said = re.sub(r"<[^>]*>", "", said).strip()
    assert said == (
        "Er kloppen 2 dingen niet. Er is niets opgeslagen. "
        "Ondertitel 2, Begin: Schrijf een tijd zoals 1:02.500. "
        "Ondertitel 2, Einde: Schrijf een tijd zoals 1:02.500."
    )
    for target in re.findall(r'href="#([^"]+)"', notice[0]):
        assert answer.text.count(f'id="{target}"') == 1
    assert list(Cue.objects.order_by("order").values_list("text", flat=True)) == ["Eerst", "Dan"]


def test_a_bad_caption_file_is_refused_with_its_line(editor: Client, neighbourhood: Neighbourhood) -> None:
    mine(neighbourhood, a_webinar())
    fields = {"upload": vtt("-00:01.000 --> 00:02.000\nA"), "language": "nl", "version": "1"}
    answer = editor.post(f"{HOME}bewerken/gesprek/ondertitels/", fields)
    assert answer.status_code == 422
    assert "a.vtt, regel 3: een tijd kan niet negatief zijn: -00:01.000" in answer.content.decode()


def test_a_document_needs_a_file_or_an_address(
    editor: Client, neighbourhood: Neighbourhood, visitor: Client
) -> None:
    mine(neighbourhood, a_webinar())
    address = f"{HOME}bewerken/gesprek/documenten/"
    assert editor.post(address, {"title": "Niets", "version": "1"}).status_code == 422
    upload = SimpleUploadedFile("blad.pdf", b"%PDF-1.7")
    assert (
        editor.post(address, {"title": "Blad", "upload": upload, "text": "Tekst", "version": "1"}).status_code
        == 302
    )
    answer = visitor.get("/webinars/gesprek/document/1")
    assert answer["Content-Type"] == "application/pdf"
    assert re.fullmatch(r'attachment; filename="[0-9a-f]{12}-blad\.pdf"', answer["Content-Disposition"])
    editor.post(f"{address}1/weg/", {"version": "2"})
    assert visitor.get("/webinars/gesprek/document/1").status_code == 404


def test_publishing_says_what_still_must_be_done(
    editor: Client, neighbourhood: Neighbourhood, visitor: Client
) -> None:
    mine(neighbourhood, a_recorded(status=Status.DRAFT, publish_at=None, tracks=()))
    html = editor.get(f"{HOME}bewerken/gesprek/publiceren/").content.decode()
    assert html.count("<strong>Moet nog.</strong>") == 3
    assert editor.post(f"{HOME}bewerken/gesprek/publiceren/", {"version": "1"}).status_code == 422
    mine(neighbourhood, a_webinar(slug="zonder", status=Status.DRAFT, publish_at=None))
    assert editor.post(f"{HOME}bewerken/zonder/publiceren/", {"version": "1", "at": ""}).status_code == 302
    assert visitor.get("/webinars/zonder/").status_code == 200
    assert editor.post(f"{HOME}bewerken/zonder/concept/", {"version": "2"}).status_code == 302
    assert visitor.get("/webinars/zonder/").status_code == 404


def test_versions_are_listed_and_come_back(editor: Client, neighbourhood: Neighbourhood) -> None:
    mine(neighbourhood, a_webinar())
    editor.post(f"{HOME}bewerken/gesprek/", {**ABOUT, "title": MARK, "version": "1"})
    html = editor.get(f"{HOME}bewerken/gesprek/versies/").content.decode()
    assert re.findall(r"<strong>(Versie \d)</strong>", html) == ["Versie 2", "Versie 1"]
    assert "<b>" not in html
    editor.post(f"{HOME}bewerken/gesprek/versies/1/terug/", {"version": "2"})
    assert (latest().title, latest().version) == ("Een gesprek", 3)


def test_every_page_of_an_editor_opens_with_and_without_content(
    editor: Client, neighbourhood: Neighbourhood
) -> None:
    take_in(a_full_catalogue(), actor=None, what="x", now=NOW)
    Webinar.objects.update(organisation=neighbourhood.poi)
    steps = ["", "onderdelen/", "opname/", "beeld/", "documenten/", "ondertitels/", "publiceren/", "versies/"]
    pages = [f"bewerken/{slug}/{step}" for slug in ("gesprek", "tweede") for step in steps]
    lists = ["themes", "audiences", "series", "speakers", "affiliations"]
    pages += [f"lijsten/{name}/{rest}" for name in lists for rest in ("", "nieuw/")]
    pages += ["lijsten/themes/geld/", "bewerken/gesprek/ondertitels/nl/", "voorbeeld/gesprek/", "nieuw/", ""]
    for page in pages:
        answer = editor.get(HOME + page)
        html = answer.content.decode()
        assert (answer.status_code, Outline(html).headings.count(1), "<b>&" in html) == (200, 1, False), page


def test_the_whole_catalogue_goes_out_and_in(neighbourhood: Neighbourhood) -> None:
    put(a_webinar(), actor=None, what="x", now=NOW)
    client = neighbourhood.client(neighbourhood.national, Role.ADMINISTRATOR)
    home = "/o/landelijk-programma/webinars/catalogus/"
    assert client.get(home).status_code == 403
    with scope(organisation=neighbourhood.national):
        actor = neighbourhood.actor(neighbourhood.national, Role.ADMINISTRATOR)
        switch_on(actor, reason="Catalogus inlezen", at=timezone.now())
    for name in ("webinars.json",):
        exported = client.get(home + name).content
        Webinar.objects.all().delete()
        answer = client.post(home, {"upload": SimpleUploadedFile(name, exported)})
        assert answer.status_code == 302
        assert [entry.slug for entry in catalogue().webinars] == ["gesprek"]
    bad = to_json(a_full_catalogue()).replace(b'"kind": "monitor"', b'"kind": "meter"')
    answer = client.post(home, {"upload": SimpleUploadedFile("a.json", bad)})
    assert answer.status_code == 422
    assert "a.json: webinars[0].programme[0].kind: moet een van deze zijn" in answer.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("organisation", "role", "status"),
    [
        ("poi", Role.POI_ADVISER, 200),
        ("other_poi", Role.POI_ADVISER, 404),
        ("poi", Role.ADMINISTRATOR, 403),
        ("national", Role.NATIONAL_READER, 403),
        ("national", Role.ADMINISTRATOR, 403),
        ("linge", Role.DIRECTOR, 403),
        ("linge", Role.ADVISER, 403),
        ("tiel", Role.GEMEENTE_OFFICER, 403),
        ("school_in_tiel", Role.SCHOOL_CONTACT, 403),
    ],
)
def test_a_draft_is_edited_by_who_publishes_it(
    neighbourhood: Neighbourhood, organisation: str, role: Role, status: int
) -> None:
    mine(neighbourhood, a_webinar(status=Status.DRAFT))
    where = getattr(neighbourhood, organisation)
    client = neighbourhood.client(where, role)
    for page in ("bewerken/gesprek/", "bewerken/gesprek/versies/", "voorbeeld/gesprek/"):
        assert client.get(f"/o/{where.slug}/webinars/{page}").status_code == status
    listed = client.get(f"/o/{where.slug}/webinars/")
    assert ("Een gesprek" in listed.content.decode()) == (status == 200)
    assert (
        client.post(f"/o/{where.slug}/webinars/bewerken/gesprek/", {**ABOUT, "version": "1"}).status_code
        != 200
    )
    assert latest().title == ("Gesprek" if status == 200 else "Een gesprek")
