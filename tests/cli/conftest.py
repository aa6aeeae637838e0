"""The command inside this process, for tests that ask what it says and writes and not how a process ends."""

import subprocess
from pathlib import Path

import pytest

from tests.cli.inside import commands
from tests.conftest import Run


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """As ``run``, a second quicker each time: in the folder of the test, inside this process."""
    monkeypatch.chdir(tmp_path)
    inside = commands(capsys, monkeypatch)

    def call(*arguments: object, timeout: float = 0, **environment: str) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patched:
            for name, value in environment.items():
                patched.setenv(name, value)
            answer = inside(*arguments)
        assert isinstance(answer.status, int)
        return subprocess.CompletedProcess(list(map(str, arguments)), answer.status, answer.out, answer.err)

    return call
