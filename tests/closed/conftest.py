"""One world for all tests of this folder; every test takes back what it changed."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from tests.closed.readers import EVERYBODY, Reader
from tests.closed.world import World, a_world
from tests.databases import for_several
from tests.people import client_of


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Two libraries with everything that could leak."""
    media: Path = tmp_path_factory.mktemp("media")
    with for_several(django_db_blocker), override_settings(MEDIA_ROOT=media):
        yield a_world(media)


@pytest.fixture(scope="package")
def _logged_in(world: World) -> dict[Reader, SimpleCookie]:
    """The cookies of everybody, logged in with a second factor."""
    # all at once: what a single test writes to the database, such as a login, is gone after it
    return {reader: client_of(world.person(reader)).cookies for reader in EVERYBODY}


@pytest.fixture
def client_for(_logged_in: dict[Reader, SimpleCookie]) -> Callable[[Reader], Client]:
    """The browser of a reader, one for the whole test."""

    @cache
    def client(reader: Reader) -> Client:
        made = client_of(None)
        made.cookies = deepcopy(_logged_in[reader])
        return made

    return client


@pytest.fixture(autouse=True)
def _no_lines(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of requests need no line each in the report of a test."""
    caplog.set_level("CRITICAL")
