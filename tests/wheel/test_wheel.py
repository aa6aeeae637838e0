"""The wheel holds all that runs and nothing that only makes it; installed alone, it shows the demo."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from doorlezen.demo import shipped_example
from tests.browser.server import free_port

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src"
UV = Path(sys.executable).parent / "uv"
NEITHER = {".po", ".pyc"}
"""Of these the wheel has none: words are compiled, and bytes are of one machine."""
BUILT_IN = ("doorlezen/locale/", "doorlezen/web/static/doorlezen/")
BUILT = {
    "doorlezen/locale/en/LC_MESSAGES/django.mo",
    "doorlezen/locale/nl/LC_MESSAGES/click.mo",
    "doorlezen/web/static/doorlezen/look.css",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it is built here, from whatever `make setup` has compiled."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder outside those of pytest, which other runs close again for the user that PostgreSQL runs as."""
    with tempfile.TemporaryDirectory(prefix="doorlezen-wheel-") as folder:
        yield Path(folder)


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as opened:
        return {name for name in opened.namelist() if ".dist-info/" not in name}


def test_it_holds_every_file_of_the_package_and_what_is_built_from_them(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "doorlezen"], cwd=SOURCE, capture_output=True, text=True, check=True
    )
    ours = {name for name in listed.stdout.splitlines() if (SOURCE / name).exists()}
    makers = {name for name in ours if name.startswith("doorlezen/web/look/") or Path(name).suffix in NEITHER}
    held = names_in(wheel)
    assert ours - makers - held == set()
    assert makers & held == set()
    built = {re.sub(r"\.[0-9a-f]{12}\.", ".", name) for name in held - ours}
    assert [name for name in sorted(built) if not name.startswith(BUILT_IN)] == []
    assert built >= BUILT


def test_what_only_we_use_is_not_in_it(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names_in(wheel)}
    assert tops == {"doorlezen"}
    assert [name for name in names_in(wheel) if re.search("film|benchmark|instances", name)] == []


def alone(wheel: Path, folder: Path) -> Path:
    """An environment with what the lock file says and this wheel; gives its `doorlezen`."""
    made = folder / "environment"
    install = [str(UV), "pip", "install", "--quiet", "--python", str(made / "bin" / "python")]
    subprocess.run([str(UV), "venv", "--quiet", "--python", sys.executable, str(made)], check=True)
    locked = ["--require-hashes", "--requirements", str(ROOT / "requirements.lock")]
    # what `make setup` fetched is still there, as a rule; else it is fetched again
    if subprocess.run([*install, "--offline", *locked], check=False, capture_output=True).returncode:
        subprocess.run([*install, *locked], check=True)
    subprocess.run([*install, "--offline", "--no-deps", str(wheel)], check=True)
    return made / "bin" / "doorlezen"


@pytest.mark.long
def test_in_an_empty_environment_with_nothing_around_it_shows_the_demo(wheel: Path, place: Path) -> None:
    empty, said = place / "empty", place / "said.log"
    empty.mkdir()
    doorlezen, port = alone(wheel, place), free_port()
    with said.open("wb") as out:
        demo = subprocess.Popen(
            [doorlezen, "demo", "--directory", "demo", "--port", str(port)],
            cwd=empty,
            env={"PATH": os.defpath, "HOME": str(empty), "LANG": "C.UTF-8"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            until = time.monotonic() + 300
            while "Stop met Ctrl-C" not in said.read_text() and time.monotonic() < until:
                assert demo.poll() is None, said.read_text()
                time.sleep(0.5)
            _is_whole(f"http://127.0.0.1:{port}")
            demo.send_signal(signal.SIGINT)
            assert demo.wait(60) == 0, said.read_text()
        finally:
            demo.kill()
            demo.wait()
    assert {path.name for path in (empty / "demo" / "uitkomst").iterdir()} >= {
        "plan.pdf",
        *shipped_example.FILES,
    }
    assert (empty / "demo" / "database" / "postgres" / "PG_VERSION").is_file()


def _is_whole(address: str) -> None:
    """The front page in both languages, with every file that it names, and the webinars."""
    with httpx.Client(base_url=address, timeout=30, follow_redirects=True) as browser:
        dutch = browser.get("/")
        english = browser.get("/", headers={"Cookie": "taal=en"})
        assert [('<html lang="nl"' in dutch.text), ('<html lang="en"' in english.text)] == [True, True]
        files = re.findall(r'(?:href|src)="(/static/[^"]+)"', dutch.text)
        assert len(files) > 3
        assert {path: browser.get(path).status_code for path in files} == dict.fromkeys(files, 200)
        assert browser.get("/webinars/").status_code == 200
