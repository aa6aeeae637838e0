"""A load that is killed in the middle leaves everything or nothing, and the next one works."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.databases import connected, own_database, with_tables
from tests.register.files import Scored, listed, schools_csv, scores_xlsx, write

CODES = [
    f"{brin:02}A{letter}{branch:02}" for brin in range(20) for letter in "ABCDEFGHIJ" for branch in range(10)
]
TABLES = ("register_edition", "register_school", "register_gemeente", "register_address", "register_score")
NOTHING = (0, 0, 0, 0, 0)
EVERYTHING = (2, len(CODES), 1, len(CODES), len(CODES))
MOMENTS = (0.0, 0.15, 0.3, 0.5)
"""When the load is killed, in seconds after its transaction began."""
PATIENCE = 60.0


def counts(connection: psycopg.Connection[tuple[object, ...]]) -> tuple[object, ...]:
    return tuple(
        row[0] for table in TABLES if (row := connection.execute(f"SELECT count(*) FROM {table}").fetchone())
    )


def wait_until(connection: psycopg.Connection[tuple[object, ...]], question: str, name: str) -> None:
    """Wait until the server answers yes to a question about a database."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        row = connection.execute(question, [name]).fetchone()
        if row and row[0]:
            return
        time.sleep(0.005)
    raise AssertionError(question)


LOADING = """SELECT count(*) > 0 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = %s"""
ALONE = "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


@pytest.mark.long
def test_kill_9_in_the_middle_of_a_load_leaves_all_or_nothing(tmp_path: Path) -> None:
    schools = write(tmp_path, "bo_2019-09.csv", schools_csv(listed(code) for code in CODES))
    scores = write(tmp_path, "scores.xlsx", scores_xlsx([Scored(code) for code in CODES]))
    command = [
        sys.executable,
        "-m",
        "doorlezen.cli",
        "register",
        "load",
        "--schools",
        schools,
        "--scores",
        scores,
    ]
    with own_database(like=with_tables()) as (name, url):
        environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"}
        left: list[tuple[object, ...]] = []
        with connected(name) as connection:
            for moment in MOMENTS:
                process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
                wait_until(connection, LOADING, name)
                time.sleep(moment)
                process.send_signal(signal.SIGKILL)
                process.wait(PATIENCE)
                wait_until(connection, ALONE, name)
                left.append(counts(connection))
                if left[-1] == EVERYTHING:
                    break
            assert set(left) <= {NOTHING, EVERYTHING}
            assert left[0] == NOTHING
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            assert (done.returncode, done.stderr) == (0, "")
            assert counts(connection) == EVERYTHING
