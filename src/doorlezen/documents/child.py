"""The other side of `confined`: one task in, one answer out, within limits set before the file is seen."""

import math
import os
import pickle
import resource
import sys
import traceback
from typing import Any

from doorlezen.language import InputError, use

_LARGEST_ANSWER = 128 * 2**20


def answer() -> None:
    """Answer the task on standard input, and end."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a reader prints is no part of the answer
    language, seconds, memory, task = pickle.loads(sys.stdin.buffer.read())
    with use(language):
        found = _answer(seconds, memory, task)
    with out:
        out.write(found)


def _answer(seconds: float, memory: int, task: bytes) -> bytes:
    try:
        reader, given = pickle.loads(task)
        _limit(seconds, memory)
        said: tuple[Any, ...] = ("result", reader(*given))
        whole = pickle.dumps(said, protocol=pickle.HIGHEST_PROTOCOL)
        return whole if len(whole) <= _LARGEST_ANSWER else pickle.dumps(("too much",))
    except InputError as wrong:
        said = ("refused", wrong.where, wrong.what)
    except (MemoryError, RecursionError):
        said = ("too much",)
    except Exception:
        said = ("failed", traceback.format_exc())
    except BaseException:  # what a library in Rust raises when it gives up
        said = ("too much",)
    return pickle.dumps(said)


def _limit(seconds: float, memory: int) -> None:
    """Hold this process to ``memory`` bytes above what it takes now, and to seconds of the processor."""
    taken = _taken()
    if taken:
        _lower(resource.RLIMIT_AS, taken + memory)
    _lower(resource.RLIMIT_CPU, math.ceil(seconds))
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _taken() -> int:
    """Bytes of address space in use; 0 on a system that does not tell, where the limit cannot be kept."""
    try:
        with open("/proc/self/statm", "rb") as told:  # noqa: PTH123 - pathlib costs time here
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
