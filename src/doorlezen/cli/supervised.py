"""The server of the site, which never gives up: whatever kills its processes, each is replaced."""

import contextlib
import time
from typing import Any

import structlog
from django.conf import settings
from granian.server.mp import MPServer

from doorlezen.language import InputError

QUICK = 10.0
"""Seconds; who lived shorter than that died quickly, and its next one waits a little longer each time."""
LONGEST_PAUSE = 1.0
_TICK = 0.5
_log = structlog.get_logger("doorlezen.web")


def pause(quick_deaths: int) -> float:
    """How long, in seconds, a new process waits after so many quick deaths in a row of those before it."""
    return min(0.05 * 2.0 ** min(quick_deaths, 10), LONGEST_PAUSE)


class StandingServer(MPServer):
    """granian, but for one thing: it ends itself when two processes die within seconds, and this does not.

    Who could kill a process with a request could so end the site. The others go on while one is replaced.
    It looks after the embedded database as well, where there is one.
    """

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        quick = [0] * self.workers
        due: dict[int, float] = {}
        while not self._told_to_stop():
            self.main_loop_interrupt.wait(min([_TICK, *(at - time.monotonic() for at in due.values())]))
            self.main_loop_interrupt.clear()
            self.interrupt_children.clear()  # who is dead, we ask ourselves: none is forgotten
            if self._told_to_stop():
                return
            if self.reload_signal:
                self._reload(spawn_target, target_loader)  # type: ignore[no-untyped-call]
            self._keep_database_up()
            now = time.monotonic()
            for index, worker in enumerate(self.wrks):
                if index not in due and not worker.is_alive():  # type: ignore[no-untyped-call]
                    quick[index] = quick[index] + 1 if now - worker.birth < QUICK else 0
                    due[index] = now + pause(quick[index])
                    _log.error("a process of the site ended and is replaced", process=index + 1)
            for index in [index for index, at in due.items() if at <= now]:
                del due[index]
                self._respawn_workers([index], spawn_target, target_loader)

    def _keep_database_up(self) -> None:
        try:
            if settings.KEEP_DATABASE_UP():
                _log.error("the embedded database was gone and is started again")
        except InputError as wrong:
            _log.error("the embedded database is gone and does not start", why=str(wrong))

    def _told_to_stop(self) -> bool:
        return bool(self.interrupt_signal)

    def shutdown(self, exit_code: int = 0) -> None:
        """Stop all. A process that dies by itself while all are told to stop changes nothing."""
        with contextlib.suppress(SystemExit):
            super().shutdown(exit_code)  # type: ignore[no-untyped-call]
