"""A catalogue to test with, editors of it, and a media folder of its own."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from doorlezen.webinars.domain.shipped import load_shipped

NOW = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """An empty folder for recordings and documents."""
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


@pytest.fixture
def shipped(db: None) -> None:
    """The eight meetings that come with Doorlezen."""
    load_shipped(now=NOW)


@pytest.fixture
def visitor() -> Client:
    """A browser in which nobody is logged in."""
    return Client(headers={"host": "localhost"})
