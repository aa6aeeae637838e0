"""The list of public files: the one that ships, and what is wrong with one's own."""

from pathlib import Path

import pytest
import yaml

from doorlezen.language import InputError
from doorlezen.register.fetching.public_files import KINDS, read_catalogue, shipped_catalogue
from doorlezen.register.models import Kind

ENTRY = {
    "kind": "schools",
    "publisher": "DUO",
    "title": "Vestigingen",
    "licence": "CC0",
    "page": "https://duo.nl",
    "address": "https://duo.nl/vestigingen.csv",
    "file_name": "vestigingen.csv",
    "note": None,
}


def refusal(folder: Path, text: str) -> str:
    path = folder / "eigen.yaml"
    path.write_text(text)
    with pytest.raises(InputError) as refused:
        read_catalogue(path)
    return str(refused.value)


def catalogue(*entries: dict[str, object], **document: object) -> str:
    return yaml.safe_dump({"format": "doorlezen-catalogue/1", "files": list(entries), **document})


def test_the_shipped_catalogue_names_every_kind_once_and_says_what_to_do_without_an_address() -> None:
    listed = shipped_catalogue()
    assert sorted(entry.kind for entry in listed) == sorted(KINDS)
    assert set(KINDS) == set(Kind.values) - {"collaborations"}
    assert [entry.kind for entry in listed if entry.address is None and not entry.note] == []
    assert {entry.publisher for entry in listed} == {"CBS", "DUO", "Rijksoverheid"}
    assert [entry.address for entry in listed if entry.kind == "schools"] == [
        "https://duo.nl/open_onderwijsdata/images/02.-alle-schoolvestigingen-basisonderwijs.csv"
    ]


def test_ones_own_catalogue_is_read(tmp_path: Path) -> None:
    (tmp_path / "eigen.yaml").write_text(catalogue(ENTRY))
    (entry,) = read_catalogue(tmp_path / "eigen.yaml")
    assert vars(entry) == ENTRY


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("files: [", "eigen.yaml, regel 1: geen geldige YAML"),
        ("- 1", "eigen.yaml: begint niet met format: doorlezen-catalogue/1"),
        ("format: doorlezen-catalogue/2", "eigen.yaml: begint niet met format: doorlezen-catalogue/1"),
        (catalogue(extra=1), "eigen.yaml: bevat behalve format alleen files, een lijst"),
        (catalogue(files={}), "eigen.yaml: bevat behalve format alleen files, een lijst"),
        (
            catalogue({"kind": "schools"}),
            "eigen.yaml, files[0]: heeft precies deze velden: "
            "address, file_name, kind, licence, note, page, publisher, title",
        ),
        (catalogue(ENTRY, {**ENTRY}), "eigen.yaml: de naam vestigingen.csv staat er twee keer"),
        (catalogue({**ENTRY, "title": 3}), "eigen.yaml, files[0].title: moet een tekst zijn"),
        (
            catalogue({**ENTRY, "kind": "books"}),
            "eigen.yaml, files[0].kind: is een van: schools, scores, pupils, locations, holidays",
        ),
        (
            catalogue({**ENTRY, "file_name": "../over.csv"}),
            "eigen.yaml, files[0].file_name: is een bestandsnaam zonder map",
        ),
        (
            catalogue({**ENTRY, "address": "file:///etc/passwd"}),
            "eigen.yaml, files[0].address: begint met https:// of http://",
        ),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_refused(tmp_path: Path, text: str, line: str) -> None:
    assert refusal(tmp_path, text) == line
