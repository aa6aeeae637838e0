"""A file is written wholly or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doorlezen.cli.output import write_atomically
from doorlezen.language import InputError

FULL = Path("/dev/full")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_what_it_is_given(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert names_in(tmp_path) == ["plan.json"]


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "plan.json", b"one")
    finally:
        os.umask(old)
    assert (tmp_path / "plan.json").stat().st_mode & 0o777 == 0o640


def test_keeps_permissions_and_symbolic_links(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_bytes(b"old")
    real.chmod(0o600)
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_name_of_255_bytes_fits(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("n" * 255), b"one")
    assert names_in(tmp_path) == ["n" * 255]


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_device_is_written_to_and_stays_a_device() -> None:
    with pytest.raises(InputError) as refused:
        write_atomically(FULL, b"one")
    assert str(refused.value) == (
        "/dev/full: niet geschreven: de schijf is vol; maak ruimte of kies een andere map"
    )
    assert FULL.is_char_device()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "plan.json"
    with pytest.raises(InputError) as refused:
        write_atomically(target, b"one")
    assert str(refused.value) == f"{target}: niet geschreven: de map {target.parent} bestaat niet"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        write_atomically(tmp_path, b"one")
    assert str(refused.value) == f"{tmp_path}: niet geschreven: dit is een map; geef de naam van een bestand"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 300)
    with pytest.raises(InputError) as refused:
        write_atomically(target, b"one")
    assert str(refused.value) == f"{target}: niet geschreven: deze naam is te lang"


def test_no_room_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(b"old")
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from doorlezen.cli.output import write_atomically\n"
        "from doorlezen.language import InputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    write_atomically(Path(sys.argv[1]), b'x' * 9000)\n"
        "except InputError as wrong:\n    sys.exit(wrong.what)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ("niet geschreven: zo groot mag een bestand hier niet zijn; kies een andere map\n")
    assert target.read_bytes() == b"old"
    assert names_in(tmp_path) == ["plan.json"]


def test_standard_output_that_is_a_pipe_is_written_to() -> None:
    code = "from doorlezen.cli.output import write_atomically; from pathlib import Path; "
    code += "write_atomically(Path('/dev/stdout'), b'data')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"data", b"")
