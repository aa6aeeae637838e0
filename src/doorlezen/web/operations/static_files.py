"""The files that browsers fetch: gathered, compressed and named after their content before the site opens."""

import fcntl
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def gather() -> bool:
    """Bring STATIC_ROOT up to date, unless it is already; whether anything had to be done.

    Files of earlier versions stay, because pages that are open in a browser still ask for them. Several
    servers may start at once: one gathers, the others wait.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with (root.parent / f".{root.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark, now = root / ".gathered", _fingerprint()
        if mark.exists() and mark.read_text() == now:
            return False
        mark.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(now)
        return True


def _fingerprint() -> str:
    """Of every file that would be gathered, by where it lies, how long it is and when it changed."""
    found = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            found.append(f"{storage.path(path)} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()
