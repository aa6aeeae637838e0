"""The command run inside the test: the same code as the process, without the second that a process costs."""

from collections.abc import Callable
from typing import NamedTuple

import click
import pytest

from doorlezen.cli.main import doorlezen, main


class Answer(NamedTuple):
    """What a command left behind."""

    status: object
    out: str
    err: str


Inside = Callable[..., Answer]


def commands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: click.Command = doorlezen
) -> Inside:
    """A function that runs `doorlezen` (or another command) with these arguments on the test's database."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(*arguments: object) -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments], command=command)
        return Answer(ended.value.code, *capsys.readouterr())

    return call
