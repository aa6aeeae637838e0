"""Read a file of somebody else in a process of its own, that may take only so much memory and time.

A reader in C or Rust that is led astray asks for all memory of the machine, or never comes back, and takes
everybody's pages along. Here it takes only itself along. The process is a fresh interpreter: it inherits no
socket, no lock and no connection to the database, and knows no secret of the environment.
"""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple, Unpack

from doorlezen.language import InputError, current, t

AT_ONCE = 2
"""So many files are read side by side by one process of ours; whoever comes next waits for a turn."""
PATIENCE = 3
LONGEST_WAIT = 5.0
"""How long, in seconds, anybody waits for a turn."""
_MEGABYTE = 2**20
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TMPDIR")
_START = "import sys; sys.path[:] = sys.argv[1:]; from doorlezen.documents.child import answer; answer()"
_turns = threading.BoundedSemaphore(AT_ONCE)

Given = TypeVarTuple("Given")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Limits:
    """What a reader may take: seconds of the processor, and bytes above what Python itself takes.

    By the clock it may take `PATIENCE` times as long: a busy machine is no fault of the file.
    """

    seconds: float = 10.0
    memory: int = 300 * _MEGABYTE


LIMITS = Limits()


class ReaderError(Exception):
    """A reader failed in a way that is a fault of ours; the message is its traceback."""


def confined(
    reader: Callable[[Unpack[Given]], Result],
    *given: *Given,
    name: str,
    limits: Limits = LIMITS,
) -> Result:
    """The result of ``reader(*given)``, worked out elsewhere, in the language of now.

    ``reader`` is a function of a module, and what goes in and comes out can be pickled. ``name`` is what a
    refusal calls the file. Raises InputError as the reader does, and where it runs out of memory or time or
    dies; ReaderError where it fails otherwise.
    """
    if not _turns.acquire(timeout=LONGEST_WAIT):
        raise InputError(name, t("er worden nu veel bestanden tegelijk gelezen; probeer het zo nog eens"))
    try:
        kind, *told = _ask(pickle.dumps((reader, given)), limits)
    finally:
        _turns.release()
    match kind:
        case "result":
            result: Result = told[0]
            return result
        case "refused":
            raise InputError(*told)
        case "failed":
            raise ReaderError(*told)
        case _:
            what = t(
                "dit bestand is beschadigd of te groot om te lezen; zet wat nodig is in een nieuw bestand "
                "en kies dat"
            )
            raise InputError(name, what)


def _ask(task: bytes, limits: Limits) -> tuple[Any, ...]:
    """What the process answers: ("result", …), ("refused", where, what), ("failed", …) or ("too much",)."""
    deadline = time.monotonic() + PATIENCE * limits.seconds
    message = pickle.dumps((current(), limits.seconds, limits.memory, task))
    process = subprocess.Popen(
        # without site: the path is ours already, and the start is twice as quick
        [sys.executable, "-I", "-S", "-B", "-c", _START, *filter(None, sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in _PASSED_ON if key in os.environ},
        process_group=0,  # Ctrl-C is for us to hear; we end it
    )
    with process:
        try:
            answer, _ = process.communicate(message, timeout=deadline - time.monotonic())
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    found: tuple[Any, ...] = pickle.loads(answer) if answer and process.returncode == 0 else ("too much",)
    return found
