"""What all tests share: where the real open data may lie, and the `doorlezen` command as a process."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.examples import profiles

if TYPE_CHECKING:
    from tests.people import Neighbourhood

SHARED = Path(os.environ.get("DOORLEZEN_SHARED", Path(__file__).parent.parent.parent / "shared"))

profiles()


gc.disable()  # until all tests are found
MANY = 20_000
"""So many new things before the youngest are looked over; Python says 700."""


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what was there before the first test.

    Modules, models and the tests themselves stay for good: walking over them again and again, while they came
    in too, took an eighth of all time.
    """
    gc.freeze()
    gc.set_threshold(MANY, 10, 10)
    gc.enable()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real open data and problems; skips where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the real open data is not on this machine")
    return SHARED


Run = Callable[..., subprocess.CompletedProcess[str]]


def runner(folder: Path, url: str = "") -> Run:
    """Something that runs `doorlezen` in this folder, on the database ``url``.

    Without one there is a home in the folder, with a database that the first command that wants one makes.
    """

    def call(
        *arguments: object, timeout: float = 120, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        own = {
            "DOORLEZEN_HOME": str(folder / "home"),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings",
            "COLUMNS": "200",
            "NO_COLOR": "1",
        }
        return subprocess.run(
            [sys.executable, "-m", "doorlezen.cli", *map(str, arguments)],
            cwd=folder,
            env={**os.environ, **own, **environment},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    return call


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `doorlezen` with these arguments in an empty folder; its own home, so its own database."""
    return runner(tmp_path)


@pytest.fixture
def run_on_tables(tmp_path: Path) -> Iterator[Run]:
    """The same on a database that has the tables already, which spares three seconds."""
    from tests.databases import own_database, with_tables

    with own_database(like=with_tables()) as (_, url):
        yield runner(tmp_path, url)


@pytest.fixture
def neighbourhood(db: None) -> "Neighbourhood":
    """Two neighbouring libraries and everybody around them; see tests/people.py."""
    from tests.people import a_neighbourhood

    return a_neighbourhood()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The database of the tests begins as a copy of one that has the tables."""
    from django.db import connection

    from tests.databases import with_tables, without_waiting_for_the_disk

    without_waiting_for_the_disk()
    connection.settings_dict["TEST"]["TEMPLATE"] = with_tables()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Tests with transactions empty every table afterwards: quickly, and the audit trail lets them."""
    from django.test import TransactionTestCase

    from tests.databases import emptied

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


TRANSACTIONAL = frozenset({"transactional_db", "django_db_reset_sequences", "live_server", "running_site"})


@pytest.fixture(autouse=True)
def no_jobs_left(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """A test with transactions leaves no jobs: the tables of the queue are not Django's to empty."""
    yield
    marker = request.node.get_closest_marker("django_db")
    with_transactions = marker is not None and bool(marker.kwargs.get("transaction"))
    if with_transactions or not TRANSACTIONAL.isdisjoint(request.fixturenames):
        from django.db import connection

        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(autouse=True)
def nothing_kept_in_memory() -> None:
    """A test begins as a process does: a rollback tells nobody that the register is another one."""
    from doorlezen.desk import kept

    kept.forget()
