"""A mail server, a letter of each sort, and a worker."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app

from tests.meetings.conftest import mail, meeting, organiser, poi

__all__ = ["mail", "meeting", "organiser", "poi", "work"]


@pytest.fixture
def work() -> Callable[[], None]:
    """Do all jobs that wait, as a worker does."""

    async def once() -> None:
        # jobs run in one thread and their clearing up in another; of both we then close the connection
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        jobs = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
        async with jobs.open_async():
            await jobs.run_worker_async(wait=False, install_signal_handlers=False, delete_jobs="successful")
        await asyncio.to_thread(connections.close_all)
        await sync_to_async(connections.close_all)()

    def run() -> None:
        try:
            asyncio.run(once())
        finally:
            connections.close_all()

    def call() -> None:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join(60)
        assert not thread.is_alive()

    return call
