"""`doorlezen demo`: the whole road at once, and once more."""

import csv
import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from doorlezen.demo import shipped_example
from doorlezen.documents.sheets import as_csv
from doorlezen.engine.allocation import check, read_plan, read_problem
from doorlezen.schemes.verdict_rows import verdict_columns
from tests.cli.demo_once import copied_demo
from tests.conftest import Run


@pytest.fixture
def shown(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo as it was made, in a folder of the test; what that printed."""
    return copied_demo(tmp_path, tmp_path_factory)


def test_the_whole_road(shown: str, tmp_path: Path) -> None:
    results = tmp_path / "demo" / "uitkomst"
    files = {path.name: path.read_bytes() for path in results.iterdir()}
    assert sorted(files) == [
        "plan.json",
        "plan.pdf",
        "plan.xlsx",
        "probleem.json",
        "probleem.sources.json",
        "wie-komt-in-aanmerking.csv",
    ]
    problem, plan = read_problem(files["probleem.json"]), read_plan(files["plan.json"])
    assert check(problem, plan) == []
    assert plan.status == "optimal"
    assert plan.prices is not None
    prices = [price.given_the_others for price in plan.prices.values()]
    assert None not in prices
    assert sum(price == 0 for price in prices) >= 3
    assert sum(price > 0 for price in prices if price is not None) >= 5
    assert files["plan.pdf"].startswith(b"%PDF")
    assert [int(number) for number in re.findall(r"^Stap (\d) van 8\.", shown, re.MULTILINE)] == [
        *range(1, 9)
    ]
    assert re.findall(r"^  (\d)\. .*\?$", shown, re.MULTILINE) == ["1", "2", "3", "4"]
    for name in files:
        assert name in shown
    _is_what_visitors_see(files)


@pytest.mark.long
def test_a_plan_that_is_wrong_is_made_anew(shown: str, run: Run, tmp_path: Path) -> None:
    plan_file = tmp_path / "demo" / "uitkomst" / "plan.json"
    plan = read_plan(plan_file.read_bytes())
    plan_file.write_bytes(plan_file.read_bytes().replace(b'"cents": ', b'"cents": 1', 1))
    mended = run("demo", "--no-serve", "--directory", "demo", timeout=300)
    assert mended.returncode == 0, mended.stderr
    made = read_plan(plan_file.read_bytes())
    assert (made.choices, made.payments, made.prices) == (plan.choices, plan.payments, plan.prices)


def _is_what_visitors_see(files: dict[str, bytes]) -> None:
    """What comes with Doorlezen for who has no account is what the demo makes today; else: make example."""
    shipped = {name: (shipped_example.FOLDER / name).read_bytes() for name in shipped_example.FILES}
    for name in ("probleem.json", "probleem.sources.json"):
        assert (name, files[name]) == (name, shipped[name])
    made, kept = read_plan(files["plan.json"]), read_plan(shipped["plan.json"])
    assert check(read_problem(shipped["probleem.json"]), kept) == []
    assert (made.status, made.objective, made.prices) == (kept.status, kept.objective, kept.prices)
    told = csv.DictReader(io.StringIO(files["wie-komt-in-aanmerking.csv"].decode("utf-8-sig")))
    by_command = [row for row in told if row["gemeentecode"] in shipped_example.verdicts().municipalities]
    on_page = as_csv(
        verdict_columns(shipped_example.verdicts()), shipped_example.verdicts().rows, for_programs=True
    )
    assert by_command == list(csv.DictReader(io.StringIO(on_page.decode())))


def test_a_second_run_repeats_nothing_opens_the_site_and_stops_at_one_ctrl_c(
    shown: str, tmp_path: Path
) -> None:
    """One run of the demo for all that is on the site, since it takes a while."""
    results = tmp_path / "demo" / "uitkomst"
    before = {name: (results / name).read_bytes() for name in ("plan.json", "probleem.json")}
    with socket.socket() as taken, (tmp_path / "said.log").open("wb") as said:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        demo = subprocess.Popen(
            [sys.executable, "-m", "doorlezen.cli", "demo", "--directory", "demo", "--port", str(port)],
            cwd=tmp_path,
            env={**os.environ, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"},
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = _wait_for(demo, tmp_path / "said.log")
            opened = int(address.removeprefix("http://127.0.0.1:"))
            assert port < opened < port + 20
            _look_around(address)
            beside = _beside(demo.pid)
            assert len(beside) == 2
            demo.send_signal(signal.SIGINT)
            assert demo.wait(60) == 0
        finally:
            demo.kill()
            demo.wait()
    again = (tmp_path / "said.log").read_text()
    assert "Er ligt al een plan bij dit probleem; dat wordt niet opnieuw berekend." in again
    assert again.count("Al geladen") == 6
    assert "22 mensen om als rond te kijken." in again
    assert {name: (results / name).read_bytes() for name in before} == before
    assert again.partition("Klaar.")[2].startswith(shown.partition("Klaar.")[2])
    assert f"Op poort {port} luistert al iets; de site komt op {opened}." in again
    assert "Bibliotheek Rietlanden (verzonnen): directeur " in again
    assert again.endswith("De site is gestopt.\n")
    assert [number for number in beside if Path(f"/proc/{number}").exists()] == []
    assert not (tmp_path / "demo" / "database" / "postgres" / "postmaster.pid").exists()
    assert "De werker is gestopt." in (tmp_path / "demo" / "log" / "worker.log").read_text()


def _wait_for(demo: subprocess.Popen[bytes], said: Path) -> str:
    """The address that the demo prints once the site is open."""
    until = time.monotonic() + 280
    while time.monotonic() < until:
        found = re.search(r"^De site staat op (\S+)$", said.read_text(), re.MULTILINE)
        if found and "Stop met Ctrl-C" in said.read_text():
            return found[1]
        assert demo.poll() is None, said.read_text()
        time.sleep(0.2)
    raise AssertionError(said.read_text())


def _beside(number: int) -> list[int]:
    """The processes that the demo started beside itself: the site and a worker."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(number)], capture_output=True, text=True, check=True
    )
    return [int(line.split()[0]) for line in listed.stdout.splitlines() if "doorlezen.cli" in line]


def _look_around(address: str) -> None:
    """Log in with one click as the director of the first library, and as the one next door."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as browser:
        front = browser.get("/").text
        ways_in = re.findall(r'action="(/demo/\d+/)".*?>([^<>]+)</button>', front, re.DOTALL)
        assert len(ways_in) == 22
        directors = [way for way, who in ways_in if who.endswith(", directeur")]
        assert len(directors) == 2
        seen = [_home_of(browser, way) for way in directors]
    assert sorted(seen) == ["ganzendal", "rietlanden"]


def _home_of(browser: httpx.Client, way: str) -> str:
    """The organisation at whose first page this way in ends, in a browser that was nobody before."""
    browser.cookies.clear()
    browser.get("/")
    token = browser.cookies["csrftoken"]
    landed = browser.post(
        way, data={"csrfmiddlewaretoken": token}, headers={"Referer": str(browser.base_url)}
    )
    assert landed.status_code == 200
    where = re.fullmatch(r"/o/([a-z-]+)/", landed.url.path)
    assert where, landed.url
    for other in {"ganzendal", "rietlanden"} - {where[1]}:
        assert browser.get(f"/o/{other}/").status_code == 404
    return where[1]


def test_real_data_are_never_mixed_with_invented_ones(run_on_tables: Run, tmp_path: Path) -> None:
    schools = tmp_path / "scholen_2025-02.csv"
    schools.write_text(
        "VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTECODE;"
        "GEMEENTENAAM;PROVINCIE\n00AP00;Een school;Straat;1;2716 PH;ZOETERMEER;0637;ZOETERMEER;Zuid-Holland\n"
    )
    assert run_on_tables("register", "load", "--schools", schools).returncode == 0
    refused = run_on_tables("demo", "--no-serve", "--directory", "demo")
    assert refused.returncode == 2
    assert refused.stderr == (
        "database van de demo: hierin staan echte gegevens; de demo wil een lege database of een andere map\n"
    )
