"""Which schemes there are: the shipped ones and a folder of the user's own."""

from pathlib import Path

import pytest

from doorlezen.language import InputError
from doorlezen.schemes.shipped_schemes import SHIPPED, find_track, load_schemes
from tests.schemes.make import HEAD, scheme_text

BO = "- {kind: school_type, source: bron, types: [bo]}"
SHIPPED_IDS = ["mbv1", "mbv2", "stimulering-2020", "structureel"]


def put(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    head = HEAD
    for old, new in changes:
        head = head.replace(old, new)
    (folder / name).write_bytes(scheme_text(BO, head=head))


def test_own_schemes_stand_beside_the_shipped(tmp_path: Path) -> None:
    put(tmp_path, "eigen.yaml")
    (tmp_path / "notes.txt").write_text("geen regeling")
    schemes = load_schemes(tmp_path)
    assert [scheme.id for scheme in schemes] == [*SHIPPED_IDS, "test"]
    assert [scheme.id for scheme in load_schemes()] == SHIPPED_IDS


def test_a_newer_version_takes_over(tmp_path: Path) -> None:
    put(tmp_path, "mbv2.yaml", ("id: test\n", "id: mbv2\n"), ("2026-11-23.1", "2026-11-30.2"))
    schemes = {scheme.id: scheme for scheme in load_schemes(tmp_path)}
    assert (schemes["mbv2"].version, schemes["mbv2"].title) == ("2026-11-30.2", "Testregeling")
    assert sorted(schemes) == SHIPPED_IDS


@pytest.mark.parametrize("version", ["2026-11-30.1", "2020-01-01.9"])
def test_a_version_that_is_not_newer_is_refused(tmp_path: Path, version: str) -> None:
    put(tmp_path, "mbv2.yaml", ("id: test\n", "id: mbv2\n"), ("2026-11-23.1", version))
    with pytest.raises(InputError) as refused:
        load_schemes(tmp_path)
    assert str(refused.value) == (
        "mbv2.yaml: regeling mbv2 is er al in versie 2026-11-30.1; geef een nieuwere versie of een andere id"
    )


def test_version_ten_is_newer_than_version_nine(tmp_path: Path) -> None:
    put(tmp_path, "mbv2.yaml", ("id: test\n", "id: mbv2\n"), ("2026-11-23.1", "2026-11-30.10"))
    assert {scheme.id: scheme.version for scheme in load_schemes(tmp_path)}["mbv2"] == "2026-11-30.10"


def test_one_scheme_in_two_files(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml")
    put(tmp_path, "b.yaml")
    with pytest.raises(InputError) as refused:
        load_schemes(tmp_path)
    assert str(refused.value) == "b.yaml: regeling test staat ook in a.yaml"


def test_one_track_in_two_schemes(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", ("id: test\n", "id: mbv2-doorontwikkeling\n"))
    with pytest.raises(InputError) as refused:
        load_schemes(tmp_path)
    assert str(refused.value) == "mbv2.yaml: spoor mbv2-doorontwikkeling-po staat in twee regelingen"


def test_a_wrong_file_names_itself(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml")
    (tmp_path / "b.yaml").write_text("format: 1\n")
    with pytest.raises(InputError) as refused:
        load_schemes(tmp_path)
    assert str(refused.value) == "b.yaml, regel 1: format: moet doorlezen-scheme/1 zijn, niet 1"


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        load_schemes(tmp_path / "nowhere")
    assert str(refused.value) == f"{tmp_path / 'nowhere'}: deze map is er niet"
    with pytest.raises(InputError) as refused:
        load_schemes(tmp_path)
    assert str(refused.value) == f"{tmp_path}: hier staat geen bestand met een naam op .yaml"


def test_every_shipped_file_is_named_after_its_scheme() -> None:
    assert sorted(path.name for path in SHIPPED.iterdir()) == [f"{name}.yaml" for name in SHIPPED_IDS]


def test_a_track_by_its_id_and_a_scheme_with_one_track_by_its_own() -> None:
    schemes = load_schemes()
    assert find_track(schemes, "mbv2-doorontwikkeling-po")[1].title == "Doorontwikkeling, primair onderwijs"
    assert find_track(schemes, "structureel")[1].id == "structureel-po"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            "mbv2",
            "mbv2: deze regeling heeft meer sporen; kies uit mbv2-nieuwe-locaties-po, "
            "mbv2-doorontwikkeling-po, mbv2-kwaliteitsbewaking-po",
        ),
        (
            "mbv2-doorontwikeling",
            "mbv2-doorontwikeling: deze regeling is er niet; bedoel je mbv2-doorontwikkeling-po, "
            "mbv2-nieuwe-locaties-po of mbv2-kwaliteitsbewaking-po?",
        ),
        ("???", "???: deze regeling is er niet; bedoel je mbv1-boekstart, mbv1-po of mbv1-vmbo?"),
    ],
)
def test_an_id_that_there_is_not(asked: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        find_track(load_schemes(), asked)
    assert str(refused.value) == message
