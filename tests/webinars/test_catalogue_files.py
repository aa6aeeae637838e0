"""The catalogue in files: out and in again it is the same, and what is wrong is refused by place."""

import json
from typing import Any

import pytest

from doorlezen.language import InputError
from doorlezen.webinars.catalogue.catalogue_files import from_json, from_yaml, to_json
from doorlezen.webinars.catalogue.shape import Catalogue
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import catalogue
from tests.webinars.conftest import NOW
from tests.webinars.entries import a_full_catalogue


def test_out_and_in_again_is_the_same() -> None:
    full = a_full_catalogue()
    assert from_json(to_json(full), name="a.json") == full
    assert to_json(from_json(to_json(full), name="a.json")) == to_json(full)


@pytest.mark.django_db
def test_through_the_database_it_is_the_same() -> None:
    full = a_full_catalogue()
    take_in(from_json(to_json(full), name="a.json"), actor=None, what="Ingelezen", now=NOW)
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
