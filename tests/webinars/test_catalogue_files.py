"""The catalogue in files: out and in again it is the same, and what is wrong is refused by place."""

import io
import json
import zipfile
from typing import Any

import pytest

from doorlezen.language import InputError
from doorlezen.webinars.catalogue import tables
from doorlezen.webinars.catalogue.files import from_json, from_yaml, to_json
from doorlezen.webinars.catalogue.reading import read_catalogue
from doorlezen.webinars.catalogue.shape import Catalogue
from doorlezen.webinars.catalogue.tables import to_zip
from doorlezen.webinars.domain.entries import catalogue
from doorlezen.webinars.domain.loading import take_in
from tests.webinars.conftest import NOW
from tests.webinars.entries import a_full_catalogue


@pytest.mark.parametrize(("write", "name"), [(to_json, "a.json"), (to_zip, "a.zip")])
def test_out_and_in_again_is_the_same(write: Any, name: str) -> None:
    full = a_full_catalogue()
    assert read_catalogue(write(full), name=name) == full
    assert write(read_catalogue(write(full), name=name)) == write(full)


@pytest.mark.django_db
@pytest.mark.parametrize(("write", "name"), [(to_json, "a.json"), (to_zip, "a.zip")])
def test_through_the_database_it_is_the_same(write: Any, name: str) -> None:
    full = a_full_catalogue()
    take_in(read_catalogue(write(full), name=name), actor=None, what="Ingelezen", now=NOW)
    assert catalogue() == full


def test_every_field_of_every_entry_is_filled_in_what_is_tested() -> None:
    import dataclasses

    empty: set[str] = set()
    filled: set[str] = set()

    def look(entry: Any) -> None:
        for field in dataclasses.fields(entry):
            value = getattr(entry, field.name)
            name = f"{type(entry).__name__}.{field.name}"
            usual = field.default is not dataclasses.MISSING and value == field.default
            (empty if usual else filled).add(name)
            for one in value if isinstance(value, tuple) else [value]:
                if dataclasses.is_dataclass(one):
                    look(one)

    look(a_full_catalogue())
    by_its_default = {"WebinarEntry.language", "WebinarEntry.precision"}
    only_elsewhere = {"RecordingEntry.url", "RecordingEntry.host", "RecordingEntry.licence"}
    assert empty - filled == by_its_default | only_elsewhere


def test_no_cell_can_run_as_a_formula() -> None:
    import csv

    with zipfile.ZipFile(io.BytesIO(to_zip(a_full_catalogue()))) as archive:
        for name in archive.namelist():
            rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))
            for row in list(rows)[1:]:
                assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def plain() -> dict[str, Any]:
    return json.loads(to_json(a_full_catalogue()))  # type: ignore[no-any-return]


def changed(path: str, value: Any) -> bytes:
    """The full catalogue as JSON with one value put in: "webinars.0.title"."""
    data = plain()
    *above, last = path.split(".")
    at: Any = data
    for step in above:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value
    return json.dumps(data).encode()


WRONG_JSON = [
    (b"{", "a.json, regel 1: hier is het bestand niet te lezen (teken 2); is het heel?"),
    (b'{"format": 1,\n"format": 2}', "a.json: de sleutel 'format' staat er twee keer"),
    (b'{"format": NaN}', "a.json: NaN is geen getal"),
    (b"\xff", "a.json: hier staat een teken dat niet te lezen is (1)"),
    (b"[" * 100_000, "a.json: er staat te veel in elkaar; zo diep wordt niet gelezen"),
    (b"[]", "a.json: moet een lijst van velden met hun waarde zijn"),
    (b"{}", "a.json: format: dit veld ontbreekt"),
    (b'{"format": "x"}', "a.json: format: moet doorlezen-webinars/1 zijn"),
    (changed("extra", 1), "a.json: extra: dit veld bestaat niet"),
    (changed("webinars.0.title", ""), "a.json: webinars[0].title: mag niet leeg zijn"),
    (changed("webinars.0.title", "x" * 201), "a.json: webinars[0].title: is langer dan 200 tekens"),
    (changed("webinars.0.title", "a\nb"), "a.json: webinars[0].title: moet op één regel staan"),
    (changed("webinars.0.title", 5), "a.json: webinars[0].title: moet tekst zijn"),
    (
        changed("webinars.0.title", "a\x00"),
        "a.json: webinars[0].title: er staat een teken in dat niet mag (op plaats 2)",
    ),
    (
        changed("webinars.0.slug", "Hoofd Letter"),
        "a.json: webinars[0].slug: moet er zo uitzien: kleine-letters-en-cijfers",
    ),
    (
        changed("webinars.0.slug", "zoeken"),
        "a.json: webinars[0].slug: zoeken is al het adres van een andere pagina",
    ),
    (changed("webinars.1.slug", "gesprek"), "a.json: webinars[1]: staat er twee keer"),
    (
        changed("webinars.0.date", "2024-02-30"),
        "a.json: webinars[0].date: moet een datum zijn zoals 2024-03-28",
    ),
    (
        changed("webinars.0.start_time", "9:00"),
        "a.json: webinars[0].start_time: moet een tijd zijn zoals 09:30",
    ),
    (
        changed("webinars.0.minutes", 0),
        "a.json: webinars[0].minutes: moet een heel getal van 1 tot en met 1440 zijn",
    ),
    (
        changed("webinars.0.minutes", True),
        "a.json: webinars[0].minutes: moet een heel getal van 1 tot en met 1440 zijn",
    ),
    (
        changed("webinars.0.precision", "month"),
        "a.json: webinars[0].start_time: een tijd kan alleen als de dag bekend is",
    ),
    (
        changed("webinars.0.precision", "year"),
        "a.json: webinars[0].precision: moet een van deze zijn: day, month",
    ),
    (
        changed("webinars.0.publish_at", "2026-09-02T09:00:00"),
        "a.json: webinars[0].publish_at: moet datum, tijd en afstand tot UTC hebben, "
        "zoals 2024-03-28T09:00:00+01:00",
    ),
    (
        changed("webinars.0.publish_at", None),
        "a.json: webinars[0].publish_at: zeg vanaf wanneer het webinar openbaar is",
    ),
    (changed("webinars.0.series", "weg"), "a.json: webinars[0].series: weg staat niet in series"),
    (changed("webinars.0.themes.1", "weg"), "a.json: webinars[0].themes[1]: weg staat niet in themes"),
    (
        changed("webinars.0.parts.0.speakers.0.unnamed", "ook iemand"),
        "a.json: webinars[0].parts[0].speakers[0]: noem een spreker, of beschrijf wie spreekt; niet allebei",
    ),
    (
        changed("webinars.0.recording.url", "https://elders.example/"),
        "a.json: webinars[0].recording.url: een opname heeft een bestand of een adres, niet allebei",
    ),
    (
        changed("webinars.0.recording.file", "../../etc/passwd"),
        "a.json: webinars[0].recording.file: moet er zo uitzien: map/naam.webm",
    ),
    (
        changed("webinars.0.documents.1.url", "javascript:alert(1)"),
        "a.json: webinars[0].documents[1].url: moet er zo uitzien: https://naam.nl/pagina",
    ),
    (
        changed("webinars.0.tracks.1.cues.1.start", -1),
        "a.json: webinars[0].tracks[1].cues[1].start: moet een heel getal van 0 tot en met 86400000 zijn",
    ),
    (
        changed("webinars.0.tracks.1.cues.2.end", 6500),
        "a.json: webinars[0].tracks[1].cues[2].end: moet na het begin komen",
    ),
    (
        changed("webinars.0.tracks.1.cues.2.start", 1),
        "a.json: webinars[0].tracks[1].cues[2].start: begint eerder dan de ondertitel ervoor",
    ),
    (changed("webinars.0.chapters.1.start", 0), "a.json: webinars[0].chapters[1]: staat er twee keer"),
    (
        changed("webinars.0.programme.0.key", "x"),
        "a.json: webinars[0].programme[0].key: alleen bij de Monitor blijft dit leeg",
    ),
    (changed("webinars.0.poster_ink", "red"), "a.json: webinars[0].poster_ink: moet er zo uitzien: #0B5E6B"),
]


@pytest.mark.parametrize(("data", "told"), WRONG_JSON)
def test_a_bad_catalogue_gets_one_line_that_says_where(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        from_json(data, name="a.json")
    assert str(refused.value) == told


def zipped(**changes: str | None) -> bytes:
    """The full catalogue as tables with some of them changed: name → text, None takes it away."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_zip(a_full_catalogue()))) as before,
        zipfile.ZipFile(packed, "w") as after,
    ):
        for name in before.namelist():
            if changes.get(name, "") is not None:
                after.writestr(name, changes.get(name) or before.read(name))
        for name in set(changes) - set(before.namelist()):
            after.writestr(name, changes[name] or "")
    return packed.getvalue()


SERIES = "slug,title,about,agenda,organiser\r\n"
WRONG_ZIP = [
    (b"PK geen zip", "a.zip: geen zip-bestand dat wij kunnen lezen"),
    (zipped(**{"geheim.csv": "x"}), "a.zip: geheim.csv hoort er niet in"),
    (zipped(**{"../series.csv": "x"}), "a.zip: ../series.csv hoort er niet in"),
    (
        zipped(**{"series.csv": "slug,titel\r\n"}),
        "a.zip, series.csv, rij 1: de kolommen moeten zijn: slug, title, about, agenda, organiser",
    ),
    (
        zipped(**{"series.csv": SERIES + "reeks,Reeks\r\n"}),
        "a.zip, series.csv, rij 2: er zijn 5 kolommen, niet 2",
    ),
    (
        zipped(**{"series.csv": SERIES + "reeks,,,,\r\n"}),
        "a.zip, series.csv, rij 2: title: dit veld ontbreekt",
    ),
    (
        zipped(**{"series.csv": SERIES + "Reeks,R,,,\r\n"}),
        "a.zip, series.csv, rij 2: slug: moet er zo uitzien: kleine-letters-en-cijfers",
    ),
    (
        zipped(**{"series.csv": SERIES + 'reeks,"R,,,\r\n'}),
        "a.zip, series.csv, rij 2: geen geldige csv; kijk naar de aanhalingstekens",
    ),
    (zipped(**{"series.csv": None}), "a.zip, webinars.csv, rij 2: series: reeks staat niet in series"),
    (
        zipped(**{"webinars-chapters.csv": "of,start,title,target\r\nweg,0,T,\r\n"}),
        "a.zip, webinars-chapters.csv, rij 2: of: weg staat niet in webinars.csv",
    ),
    (
        zipped(**{"webinars-chapters.csv": "of,start,title,target\r\ngesprek,,T,\r\n"}),
        "a.zip, webinars-chapters.csv, rij 2: start: dit veld ontbreekt",
    ),
]


@pytest.mark.parametrize(("data", "told"), WRONG_ZIP)
def test_bad_tables_get_one_line_that_says_where(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_catalogue(data, name="a.zip")
    assert str(refused.value) == told


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "LARGEST", 2**20)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("series.csv", b"0" * (2**20 + 1))
    assert len(packed.getvalue()) < 5000
    with pytest.raises(InputError, match="is uitgepakt groter dan 1 MB"):
        read_catalogue(packed.getvalue(), name="a.zip")


def test_yaml_is_refused_by_line() -> None:
    data = (
        b"format: doorlezen-webinars/1\nthemes:\n  - {slug: geld, title: Geld}\n  - {slug: geld!, title: X}\n"
    )
    with pytest.raises(InputError) as refused:
        from_yaml(data, name="a.yaml")
    assert (
        str(refused.value) == "a.yaml, regel 4: themes[1].slug: moet er zo uitzien: kleine-letters-en-cijfers"
    )


@pytest.mark.django_db
def test_a_catalogue_is_taken_in_wholly_or_not_at_all() -> None:
    data = plain()
    data["redirects"][0]["old"] = "tweede"  # is a webinar itself
    with pytest.raises(InputError) as refused:
        take_in(from_json(json.dumps(data).encode(), name="a.json"), actor=None, what="x", now=NOW)
    assert str(refused.value) == "redirects[0].old: tweede is nu zelf een adres"
    assert catalogue() == Catalogue(format="doorlezen-webinars/1")
