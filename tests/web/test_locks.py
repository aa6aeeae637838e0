"""What is installed where: by hash, and nothing on a server that only builds or tests."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock", "requirements-uv.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name, maxsplit=1)[0]).lower()


def locked(name: str) -> dict[str, str]:
    """The packages of a lock file and their versions. Each has a hash."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        requirement, *hashes = entry.split("\\\n")
        package, _, version = requirement.partition(";")[0].strip().partition("==")
        assert version, entry
        assert hashes, entry
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line.strip()) for line in hashes), entry
        found[plain(package)] = version
    return found


def wanted(*groups: str) -> set[str]:
    return {
        plain(one) for group in groups for one in PROJECT["dependency-groups"][group] if isinstance(one, str)
    }


def test_a_server_gets_what_the_product_needs_and_nothing_that_builds_or_tests_it() -> None:
    server = set(locked("requirements.lock"))
    assert {plain(one) for one in PROJECT["project"]["dependencies"]} <= server
    assert server & wanted("build", "dev", "uv") == set()


def test_what_is_tested_is_what_a_server_gets() -> None:
    server, tested = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: tested.get(name) for name in server} == server
    assert wanted("build", "dev") <= set(tested)
    assert wanted("build") <= set(locked("requirements-build.lock"))
    assert set(locked("requirements-uv.lock")) == {"uv"}


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_host(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_nothing_is_installed_without_a_hash_but_our_own_wheel() -> None:
    installs = [line for line in (ROOT / "Makefile").read_text().splitlines() if "pip install" in line]
    assert len(installs) == 7
    for line in installs:
        assert "--require-hashes" in line or re.search(
            r"--no-deps (--no-build-isolation --editable \.|\S+\.whl)$", line
        )
    assert "npm install" not in (ROOT / "Makefile").read_text()
