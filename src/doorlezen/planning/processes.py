"""Several processes that answer tasks side by side, each in an interpreter of its own.

Spawned, not forked: the solver has threads. Not concurrent.futures: there one process that dies takes the
tasks of all others with it, and a process does not notice that the one that started it is gone.
"""

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext

from doorlezen.engine.allocation import Progress
from doorlezen.planning.many import Task, TaskAnswer, TaskOutcome, Told, answer

TICK = 0.2
"""How often, in seconds, we look whether somebody wants to stop."""
GRACE = 10.0
"""How long, in seconds, a process may take to end before it is killed."""
EVERY = 1.0
"""How often, in seconds, a process tells how far its search is, where that is another place than before."""


def answers(tasks: Iterable[Task], *, processes: int, stop: threading.Event) -> Iterator[TaskAnswer]:
    """An answer to every task, in the order in which they are ready, ``processes`` at a time.

    Once ``stop`` is set no task is begun any more, and those under way end with the best that they have.
    A task is taken from ``tasks`` only when a process is free for it, so they need not fit in memory.
    """
    waiting = iter(tasks)
    idle: list[_Helper] = []
    busy: dict[Connection, _Helper] = {}
    try:
        while True:
            while len(busy) < processes and not stop.is_set() and (task := next(waiting, None)) is not None:
                helper = idle.pop() if idle else _Helper(multiprocessing.get_context("spawn"))
                busy[helper.line] = helper
                helper.begin(task)
            if not busy:
                return
            if stop.is_set():
                for helper in busy.values():
                    helper.hurry()
            for line in wait(list(busy), timeout=TICK):
                assert isinstance(line, Connection)
                helper = busy[line]
                done = helper.heard()
                if isinstance(done, Progress):
                    continue
                del busy[line]
                if done.outcome is TaskOutcome.DIED:
                    helper.end()
                else:
                    idle.append(helper)
                yield done
    finally:
        for helper in (*idle, *busy.values()):
            helper.line.close()  # all at once, so that they end side by side
        for helper in (*idle, *busy.values()):
            helper.end()


class Solvers:
    """Processes kept ready for who asks one task at a time from several threads: each thread gets its own."""

    def __init__(self) -> None:
        self._idle: queue.SimpleQueue[_Helper] = queue.SimpleQueue()

    def __enter__(self) -> "Solvers":
        return self

    def __exit__(self, *_: object) -> None:
        while not self._idle.empty():
            self._idle.get().end()

    def answer(self, task: Task, stop: threading.Event, told: Told = lambda _: None) -> TaskAnswer:
        """The answer to a task. Once ``stop`` is set the search ends with the best that it has.

        ``told`` is called in this thread with how far the search is, at most once in `EVERY`.
        """
        helper = self._ready()
        helper.begin(task)
        while True:
            while not helper.line.poll(TICK):
                if stop.is_set():
                    helper.hurry()
            done = helper.heard()
            if not isinstance(done, Progress):
                break
            told(done)
        if done.outcome is TaskOutcome.DIED or stop.is_set():
            helper.end()  # dead, or told to hurry, which it would do for the next one too
        else:
            self._idle.put(helper)
        return done

    def _ready(self) -> "_Helper":
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            return _Helper(multiprocessing.get_context("spawn"))


class _Helper:
    """One process, seen from the one that started it."""

    def __init__(self, context: SpawnContext) -> None:
        self.line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        resource_tracker.ensure_running()  # the start of the first one lets interrupts through again
        with _interrupts_held():
            self._process.start()
        theirs.close()
        self._name = ""
        self._hurried = False

    def begin(self, task: Task) -> None:
        self._name = task.name
        self._send(task)

    def hurry(self) -> None:
        """Ask once to end with what there is."""
        if not self._hurried:
            self._hurried = True
            self._send(None)

    def heard(self) -> TaskAnswer | Progress:
        """What came over the line: the answer, or how far it is; when it is broken, that the process died."""
        try:
            done: TaskAnswer | Progress = self.line.recv()
        except (EOFError, ConnectionResetError):
            return TaskAnswer(self._name, TaskOutcome.DIED)
        return done

    def end(self) -> None:
        self.line.close()
        self._process.join(GRACE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def _send(self, message: Task | None) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # dead: `answer` tells
            self.line.send(message)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C goes to every process of the terminal: a new one must not meet it before it is ready."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: "Connection[TaskAnswer | Progress, Task | None]") -> None:
    """A process of its own: answer what comes over the line until its other end is closed or gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us hears Ctrl-C, and tells
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # solvers print a stray line now and then
    tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(line, tasks, stop), daemon=True).start()
    while (task := tasks.get()) is not None:
        with _telling(line) as told:
            done = answer(task, stop, told)
        _send(line, done)


def _send(line: "Connection[TaskAnswer | Progress, Task | None]", message: TaskAnswer | Progress) -> None:
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # nobody waits for it any more
        line.send(message)


@contextlib.contextmanager
def _telling(line: "Connection[TaskAnswer | Progress, Task | None]") -> Iterator[Callable[[Progress], None]]:
    """Hears every step of a search, and sends the last one on now and then; at the end it is silent."""
    latest: deque[Progress] = deque(maxlen=1)
    over = threading.Event()

    def tell() -> None:
        while not over.wait(EVERY):
            with contextlib.suppress(IndexError):
                _send(line, latest.pop())

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield latest.append
    finally:
        over.set()
        teller.join()


def _listen(
    line: "Connection[TaskAnswer | Progress, Task | None]",
    tasks: "queue.SimpleQueue[Task | None]",
    stop: threading.Event,
) -> None:
    while True:
        try:
            message = line.recv()
        except (EOFError, OSError):
            stop.set()
            tasks.put(None)
            return
        if message is None:
            stop.set()
        else:
            tasks.put(message)
