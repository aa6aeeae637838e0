"""`doorlezen serve`: opens, answers with several processes, and leaves nothing behind when told to stop."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from django.db import connection

from doorlezen.web.database import to_url
from tests.browser.server import free_port
from tests.conftest import Run

Started = Callable[..., SimpleNamespace]


def _in_session(number: int) -> list[str]:
    """The processes that belong to a session, but for those that have ended."""
    listed = subprocess.run(
        ["ps", "-o", "stat=,args=", "-s", str(number)], capture_output=True, text=True, check=False
    )
    return [line for line in listed.stdout.splitlines() if not line.startswith("Z")]


@pytest.fixture
def start(transactional_db: None, tmp_path: Path) -> Iterator[Started]:
    """Start a `doorlezen` command that stays, in a session of its own, on the database of the tests."""
    started: list[subprocess.Popen[bytes]] = []

    def call(*words: str, **environment: str) -> SimpleNamespace:
        said = tmp_path / "said.log"
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "doorlezen.cli", *words],
                cwd=tmp_path,
                env={
                    **os.environ,
                    "DOORLEZEN_HOME": str(tmp_path / "home"),
                    "DATABASE_URL": to_url(connection.settings_dict),
                    "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
                    **environment,
                },
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        started.append(process)
        return SimpleNamespace(process=process, said=said)

    yield call
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(site: SimpleNamespace, address: str) -> httpx.Response:
    until = time.monotonic() + 240
    while time.monotonic() < until:
        assert site.process.poll() is None, site.said.read_text()
        try:
            return httpx.get(f"{address}/readyz", timeout=10)
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(site.said.read_text())


@pytest.mark.parametrize(
    ("told", "own"),
    [
        pytest.param(signal.SIGINT, {}, id="INT", marks=pytest.mark.long),
        pytest.param(signal.SIGTERM, {"DATABASE_URL": ""}, id="TERM-embedded"),
    ],
)
def test_it_opens_and_stops_when_told(start: Started, told: signal.Signals, own: dict[str, str]) -> None:
    """The embedded database, where the site has started one, is gone as well."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    site = start("serve", "--port", str(port), "--workers", "2", **own)
    ready = _wait_for(site, address)
    assert (ready.status_code, ready.json()) == (200, {"database": "ok", "migrations": "ok"})

    front = httpx.get(address + "/")
    assert front.status_code == 200
    style = re.search(r'href="(/static/doorlezen/look\.[0-9a-f]{12}\.css)"', front.text)
    if style:  # built from npm packages, which a machine without internet may lack
        css = httpx.get(address + style[1], headers={"Accept-Encoding": "br"})
        assert css.headers["Content-Encoding"] == "br"
        assert "immutable" in css.headers["Cache-Control"]

    own_database = site.said.parent / "home" / "postgres" / "postmaster.pid"
    if own_database.exists():  # its own database is killed, and comes back without anybody's help
        os.kill(int(own_database.read_text().split()[0]), signal.SIGKILL)
        assert httpx.get(address + "/webinars/", timeout=20).status_code in {200, 503}
        until = time.monotonic() + 60
        while time.monotonic() < until and httpx.get(address + "/readyz", timeout=20).status_code != 200:
            time.sleep(0.5)
        assert httpx.get(address + "/webinars/", timeout=20).status_code == 200

    site.process.send_signal(told)
    assert site.process.wait(30) == 0
    said = site.said.read_text()
    assert f"De site staat op {address}, met 2 processen." in said
    assert said.endswith("De site is gestopt.\n")
    assert _in_session(site.process.pid) == []
    assert not (site.said.parent / "home" / "postgres" / "postmaster.pid").exists()


@pytest.mark.long
def test_whatever_kills_its_processes_each_is_replaced(start: Started) -> None:
    """Fifteen deaths in a few seconds: the server underneath would give up after the second."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    site = start("serve", "--port", str(port), "--workers", "2")
    _wait_for(site, address)
    killed: set[str] = set()
    until = time.monotonic() + 60
    while len(killed) < 15 and time.monotonic() < until:
        for worker in {*_children(site.process.pid)} - killed:
            os.kill(int(worker), signal.SIGKILL)
            killed.add(worker)
        time.sleep(0.05)
    assert len(killed) >= 15
    assert _wait_for(site, address).status_code == 200
    while len({*_children(site.process.pid)} - killed) < 2 and time.monotonic() < until:
        time.sleep(0.1)
    assert len({*_children(site.process.pid)} - killed) == 2
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(30) == 0
    assert site.said.read_text().endswith("De site is gestopt.\n")
    assert _in_session(site.process.pid) == []


def _half_a_body(port: int) -> socket.socket:
    """A connection whose body never comes to its end."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    head = "POST /webinars/zoeken/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\na"
    connection.sendall(head.encode())
    return connection


def test_slow_bodies_hold_nobody_up_and_are_hung_up_on(start: Started) -> None:
    """Twice as many as there are threads, where nothing in front of the site buffers."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    site = start("serve", "--port", str(port), "--workers", "1", "--threads", "4")
    _wait_for(site, address)
    slow = [_half_a_body(port) for _ in range(16)]
    try:
        assert [httpx.get(address + path, timeout=15).status_code for path in ("/healthz", "/")] == [200, 200]
        answers = [connection.recv(100) for connection in slow]
        assert {answer.partition(b"\r\n")[0] for answer in answers} == {b"HTTP/1.1 408 Request Timeout"}
    finally:
        for connection in slow:
            connection.close()


def _children(number: int) -> list[str]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(number)], capture_output=True, text=True, check=False
    )
    return [line.split()[0] for line in listed.stdout.splitlines() if "doorlezen.cli serve" in line]


@pytest.mark.django_db
def test_a_port_that_is_taken_is_one_line(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = run("serve", "--port", port, DATABASE_URL=to_url(connection.settings_dict))
    assert (answer.returncode, answer.stdout) == (2, "")
    what = "hier luistert al iets, of je mag hier niet luisteren; kies een andere met --port"
    assert answer.stderr == f"127.0.0.1:{port}: {what}\n"


def test_settings_that_are_wrong_are_one_line(run: Run) -> None:
    answer = run("serve", DOORLEZEN_ADDRESS="doorlezen.nl")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == ("DOORLEZEN_ADDRESS: moet er zo uitzien: https://doorlezen.mijnbibliotheek.nl\n")
