"""Keep solvers from writing between the lines of our answer."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def solvers_silent() -> Iterator[None]:
    """Nothing reaches standard output in this block.

    HiGHS prints a stray line now and then, whatever it is told; in JSON that would be an error. It goes
    through C's own buffer, so that is emptied before standard output comes back.
    """
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
