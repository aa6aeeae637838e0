"""One world for all tests of a file; every visit takes back what it changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from tests.closed.readers import EVERYBODY, Reader
from tests.closed.world import World, a_world
from tests.people import client_of


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Two libraries with everything that could leak."""
    media: Path = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield a_world(media)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def client_for(world: World) -> Callable[[Reader], Client]:
    """The browser of a reader, logged in with a second factor."""
    # all at once: what a single test writes to the database, such as a login, is gone after it
    return {reader: client_of(world.person(reader)) for reader in EVERYBODY}.__getitem__


@pytest.fixture(autouse=True)
def _no_lines(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of requests need no line each in the report of a test."""
    caplog.set_level("CRITICAL")
