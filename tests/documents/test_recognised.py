"""Which file a file is: by its columns, whatever it was saved as, and by how it begins."""

import pytest

from doorlezen.documents.recognised import FileKind, other_than, recognise
from doorlezen.documents.source import Source
from tests.register.files import (
    NEW_COLUMNS,
    Scored,
    history_csv,
    listed,
    locations_csv,
    pupils_csv,
    schools_csv,
    scores_xlsx,
)

KNOWN = [
    (schools_csv([listed("00AP00")]), FileKind.SCHOOLS),
    (schools_csv([listed("00AP00")], columns=NEW_COLUMNS, delimiter=",", encoding="utf-8"), FileKind.SCHOOLS),
    (scores_xlsx([Scored("00AP00")]), FileKind.SCORES),
    (pupils_csv([("20191001", "00AP", "00", "Bo", "100")]), FileKind.PUPILS),
    (
        history_csv([("00AP00", "De Wilg", "BO", "281", "TIEL", "1", "2")], years=(2024, 2025)),
        FileKind.PUPILS,
    ),
    (locations_csv([("00AP00", "5.4", "51.9")]), FileKind.LOCATIONS),
    (b"vestigingscode;programma;sinds\n00AP00;dBos;1-8-2018\n", FileKind.COLLABORATIONS),
    (b"vestigingscode;uren\n00AP00;2,5\n", FileKind.HOURS),
    (b'{"format": "doorlezen-problem/2", "title": "x"}', FileKind.PROBLEM),
    (b'\xef\xbb\xbf{\n "format": "doorlezen-plan/1"}', FileKind.PLAN),
    (b'{"format": "doorlezen-sources/1"}', FileKind.SOURCES),
    (b'format = "doorlezen-library/1"\n', FileKind.LIBRARY),
    (b"%PDF-1.7 ...", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE),
    (b"WEBVTT\n\n00:01.000 --> 00:02.000\nDag\n", FileKind.CAPTIONS),
    (b"naam;plaats\nDe Wilg;Tiel\n", None),
    (b"\x00\x01\x02", None),
]


@pytest.mark.parametrize(("data", "kind"), KNOWN)
def test_a_file_is_known_by_what_is_in_it(data: bytes, kind: FileKind | None) -> None:
    assert recognise(Source("bestand", data)) is kind


def test_a_refusal_names_the_file_that_was_chosen_and_the_one_that_is_meant() -> None:
    chosen = Source("lijst.xlsx", scores_xlsx([Scored("00AP00")]))
    assert str(other_than(chosen, FileKind.SCHOOLS)) == (
        "lijst.xlsx: dit lijkt de lijst met scores van het CBS; hier hoort de lijst met scholen van DUO"
    )
    assert other_than(chosen, FileKind.SCORES) is None
    assert other_than(Source("x.csv", b"naam;plaats\nDe Wilg;Tiel\n"), FileKind.SCHOOLS) is None
