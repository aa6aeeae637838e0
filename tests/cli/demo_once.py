"""The demo made once for all tests, in whatever process they run; each works on a copy of it."""

import fcntl
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import runner


def copied_demo(to: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Put the demo, with its database, in the folder ``to`` / "demo"; gives what making it printed."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if own.name.startswith("popen-") else own) / "demo-once"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = folder / "told.json"
        if not told.exists():
            shutil.rmtree(folder / "demo", ignore_errors=True)
            done = runner(folder)("demo", "--no-serve", "--directory", "demo", timeout=300)
            assert done.returncode == 0, done.stderr
            told.write_text(json.dumps(done.stdout))
    # with its owners, since the embedded server runs as somebody else where root starts it
    subprocess.run(["cp", "-a", str(folder / "demo"), str(to / "demo")], check=True)
    return str(json.loads(told.read_text()))
