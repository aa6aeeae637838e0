"""Killed with SIGKILL at a drawn moment, over and over: all or nothing is left, and it can be done again.

    pytest -m long tests/kills

kills a thousand times in the middle of a deed, and prints how often each deed was killed and what it left.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import pytest
from django.db import connection

from doorlezen.web.database import to_url
from tests.desk.mailserver import MailServer, mail_server
from tests.kills.operations import ALL, NOTHING, Case, Operation, operations
from tests.people import Neighbourhood, a_neighbourhood

PATIENCE = 60.0
KILLED = -signal.SIGKILL
CONNECTED = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
DRY_RUNS = 4


class Forker:
    """The process whose children do the deeds."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def begin(self, operation: Operation, case: Case) -> int:
        """A file descriptor of the child that does it now, or -1 when it has ended already."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"deed": operation.deed, "arguments": case.arguments}) + "\n")
        self.process.stdin.flush()
        try:
            return os.pidfd_open(int(self._line()))
        except ProcessLookupError:
            return -1

    def ended(self) -> int:
        """Its exit status: 0, or minus the number of the signal."""
        status = int(self._line())
        assert status in {0, KILLED}, f"the deed itself failed ({status})"
        return status

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()


@contextmanager
def forker(mail: MailServer) -> Iterator[Forker]:
    """A process for the database of this test, which mails to this server."""
    environment = {
        **os.environ,
        "DATABASE_URL": to_url(connection.settings_dict),
        "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail.port}",
    }
    command = [sys.executable, "-m", "tests.kills.forker"]
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        made = Forker(process)
        assert made._line() == "ready\n"
        try:
            yield made
        finally:
            process.kill()


@dataclass
class Counted:
    """What became of the deeds of one operation. ``before``: it had ended before the kill came."""

    left: Counter[str] = field(default_factory=Counter)
    before: int = 0

    @property
    def kills(self) -> int:
        return self.left.total()


def kill_over_and_over(children: Forker, operation: Operation, *, times: int, draw: random.Random) -> Counted:
    """Kill a deed until it was killed so often before it had ended. Each case is made whole afterwards."""
    before = _connected()
    took = [_undisturbed(children, operation) for _ in range(DRY_RUNS)]
    longest = 1.1 * median(took)
    counted = Counted()
    for _ in range(4 * times):
        if counted.kills == times:
            break
        case = next(operation.cases)
        child = children.begin(operation, case)
        time.sleep(draw.uniform(0, longest))
        if child >= 0:
            with suppress(ProcessLookupError):  # it had ended
                signal.pidfd_send_signal(child, signal.SIGKILL)
            os.close(child)
        killed = children.ended() == KILLED
        _wait_until_alone(before)
        left = case.left()
        if killed:
            counted.left[left] += 1
        else:
            counted.before += 1
        case.again()
    return counted


def _undisturbed(children: Forker, operation: Operation) -> float:
    case = next(operation.cases)
    began = time.monotonic()
    if (child := children.begin(operation, case)) >= 0:
        os.close(child)
    assert children.ended() == 0
    took = time.monotonic() - began
    assert case.left() == ALL
    return took


def _connected() -> frozenset[int]:
    """The connections to the database of the test: ours, and what threads of earlier tests may still hold."""
    with connection.cursor() as cursor:
        cursor.execute(CONNECTED)
        return frozenset(pid for (pid,) in cursor.fetchall())


def _wait_until_alone(before: frozenset[int]) -> None:
    """The server may be finishing what a dead process asked."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if _connected() <= before:
            return
        time.sleep(0.002)
    raise AssertionError("a dead process still holds a connection")


def _run(settings: Any, *, times: int, only: str = "") -> dict[str, Counted]:
    around: Neighbourhood = a_neighbourhood()
    draw = random.Random(times)
    counted = {}
    with mail_server() as mail, forker(mail) as children:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail.port
        for operation in operations(around, mail):
            if only and operation.name != only:
                continue
            counted[operation.name] = kill_over_and_over(children, operation, times=times, draw=draw)
    return counted


@pytest.mark.django_db(transaction=True)
def test_a_scenario_whose_worker_is_killed_says_so_and_goes_on(settings: Any) -> None:
    counted = _run(settings, times=3, only="calculating a scenario")
    assert counted["calculating a scenario"].kills == 3


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_scenario_goes_on_after_fifty_kills(settings: Any) -> None:
    counted = _run(settings, times=50, only="calculating a scenario")["calculating a scenario"]
    assert counted.kills == 50
    assert counted.left[NOTHING] > 0


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_thousand_kills(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    counted = _run(settings, times=112)
    total = sum(one.kills for one in counted.values())
    with capsys.disabled():
        print(f"\n{'what':32}{'killed':>8}{'nothing':>9}{'all':>6}{'ended before':>14}")  # noqa: T201
        for name, one in counted.items():
            left = f"{one.left[NOTHING]:>9}{one.left[ALL]:>6}{one.before:>14}"
            print(f"{name:32}{one.kills:>8}{left}")  # noqa: T201
        print(f"{'in all':32}{total:>8}")  # noqa: T201
    assert total >= 1000
    # killed at every moment, also the last: somewhere all was written before the process had ended
    assert sum(one.left[ALL] for one in counted.values()) > 0
